import { createHash, randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { show } from '../../kernel/http/index.js';
import { conflict, invalid, notFound } from '../../kernel/problems.js';
import { Examiner } from '../assessment/attempts/examiner.js';
import { onScreen } from '../assessment/attempts/on-screen.js';
import { keySpokenIn, type Picture, type PutQuestion, type QuestionBody, saidIn } from '../assessment/questions/index.js';
import { Catalogue } from '../catalogue/catalogue.js';
import type { Course } from '../catalogue/course.entity.js';
import type { Lesson, LessonText } from '../catalogue/lesson.entity.js';
import type { OutlinePartView } from '../catalogue/catalogue.dto.js';
import { titleIn } from '../catalogue/titles.js';
import type { Step } from '../catalogue/text/blocks.js';
import { readText } from '../catalogue/text/read-text.js';
import type { Enrolment } from '../enrolment/enrolment.entity.js';
import { StudyView } from '../enrolment/enrolments.dto.js';
import { LessonView } from '../enrolment/study.dto.js';
import { chosen, Study } from '../enrolment/study.js';
import { drawSpecimen, specimens } from '../specimens/index.js';
import { viewOf } from '../specimens/view-of.js';
import { CopySeal } from './copy-seal.js';
import { type CarriedLesson, daysKept, type Manifest, type Piece } from './manifest.js';
import type { OfflineCopyInput, OfflineCopyView, OfflinePermissionView, OfflineSizeView } from './offline-copies.dto.js';
import { shownIn, type ShownIn } from './shown-in.js';

type Weight = Pick<Piece, 'sha256' | 'bytes' | 'packedBytes'>;

/** A course as its trainee reads it in one language, before anything is drawn or sealed. */
interface Read {
  enrolment: Enrolment;
  course: Course;
  outline: OutlinePartView[];
  language: string | null;
  lessons: { lesson: Lesson; texts: LessonText[]; text: LessonText | undefined; steps: Step[]; shown: ShownIn; part: number }[];
}

/** A course kept on a device to be read and practised without a line. Never a question that an exam could ask, and no course above TLP:GREEN. */
@Injectable()
export class OfflineCopies {
  private readonly weights = new Map<string, Weight>();

  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly catalogue: Catalogue,
    private readonly study: Study,
    private readonly examiner: Examiner,
    private readonly seal: CopySeal,
  ) {}

  /** @throws Problem 404 when the course is not the actor's to read any more, 409 when the enrolment does not open it */
  permission(actor: Actor, id: string): Promise<OfflinePermissionView> {
    return this.db.read(actor, async () => {
      const { course } = await this.study.opened(actor, id);
      const against = whyNot(course);
      return { may: against === null, because: against ?? 'Its originator allows it.', publicKey: this.seal.publicKey };
    });
  }

  /** @throws Problem 404, 409 */
  async size(actor: Actor, id: string, language?: string): Promise<OfflineSizeView> {
    const read = await this.read(actor, id, language);
    const pieces = await this.pieces(read);
    const sum = (some: readonly Piece[]) => ({ bytes: some.reduce((total, { bytes }) => total + bytes, 0), packedBytes: some.reduce((total, { packedBytes }) => total + packedBytes, 0) });
    return { language: read.language, ...sum(pieces), days: daysKept, parts: read.outline.map((part) => ({ number: part.number, title: titleIn(read.language, part), ...sum(pieces.filter(({ parts }) => parts.includes(part.number))) })) };
  }

  /** @throws Problem 404, 409, 400 for a part that is not there */
  async make(actor: Actor, id: string, { language, parts }: OfflineCopyInput): Promise<OfflineCopyView> {
    const read = await this.read(actor, id, language);
    const numbers = read.outline.map(({ number }) => number);
    const wanted = parts ?? numbers;
    if (wanted.length === 0 || wanted.some((number) => !numbers.includes(number))) throw invalid([{ path: 'parts', message: `The course has the parts ${numbers.join(', ')}.` }]);
    const pieces = (await this.pieces(read)).map((piece) => ({ ...piece, parts: piece.parts.filter((number) => wanted.includes(number)) })).filter((piece) => piece.parts.length > 0);
    const study = show(StudyView, await this.study.open(actor, id)) as StudyView;
    return this.db.write(actor, async () => {
      // Asked once more: it may have been withheld while pictures were drawn.
      const { enrolment, course } = await this.kept(actor, id);
      const [owner] = await this.db.sql<{ id: string; name: string; locale: string; delegation: string | null; code: string; party: string; kind: string; issued: Date; expires: Date }>(
        `SELECT u.id, u.name, u.locale, d.id AS delegation, p.code, p.name AS party, p.kind, now() AS issued, now() + make_interval(days => $3) AS expires
           FROM app.users u JOIN app.parties p ON p.code = $2 LEFT JOIN app.delegations d ON d.user_id = u.id AND d.party = p.code AND d.state = 'active' AND d.valid @> current_date WHERE u.id = $1`, [actor.userId, actor.party, daysKept]);
      if (!owner) throw notFound();
      const manifest: Manifest = {
        version: 1, id: randomUUID(), issuedAt: owner.issued.toISOString(), expiresAt: owner.expires.toISOString(), enrolment: enrolment.id, language: read.language, parts: wanted,
        owner: { id: owner.id, name: owner.name, locale: owner.locale, delegation: owner.delegation ?? '', party: { code: owner.code, name: owner.party, kind: owner.kind } },
        course: { id: course.id, code: course.code, title: course.title, originator: course.originator, tlp: course.tlp }, study, pieces,
      };
      const text = JSON.stringify(manifest);
      await this.events.record(actor, 'course.kept-offline', { type: 'course', id: course.id, originator: course.originator }, { copy: manifest.id, enrolment: enrolment.id, until: manifest.expiresAt, parts: wanted });
      return { manifest: text, signature: this.seal.sign(text), publicKey: this.seal.publicKey };
    });
  }

  /** The octets of a lesson as the manifest names them. @throws Problem 404, 409 */
  async lesson(actor: Actor, id: string, code: string, language?: string): Promise<string> {
    const read = await this.read(actor, id, language, code);
    const [text] = await this.lessonTexts(read, code);
    return text?.text ?? Promise.reject(notFound());
  }

  private async pieces(read: Read): Promise<Piece[]> {
    const pieces = new Map<string, Piece>();
    const add = (path: string, kind: Piece['kind'], part: number, weighed: Weight | null) => {
      const known = pieces.get(path);
      if (known) known.parts = [...new Set([...known.parts, part])];
      else if (weighed) pieces.set(path, { path, kind, ...weighed, parts: [part] });
    };
    for (const { code, part, text, pictures } of await this.lessonTexts(read)) {
      add(lessonPath(read, code), 'lesson', part, weigh(text));
      for (const { path, name } of pictures) add(path, 'picture', part, await this.drawn(name));
    }
    return [...pieces.values()];
  }

  /** Specimens never change: what one weighs is found once. Drawing takes milliseconds, so others have their turn in between. */
  private async drawn(name: string): Promise<Weight | null> {
    const known = this.weights.get(name);
    if (known) return known;
    await setImmediate();
    const [id = '', light = ''] = name.split('/');
    const svg = drawSpecimen(id, light);
    if (svg === null) return null;
    const weighed = weigh(svg);
    this.weights.set(name, weighed);
    return weighed;
  }

  private async lessonTexts({ enrolment, course, outline, language, lessons }: Read, only?: string): Promise<{ code: string; part: number; text: string; pictures: { path: string; name: string }[] }[]> {
    const wanted = lessons.filter(({ lesson }) => only === undefined || lesson.code === only);
    const carried = await this.examiner.carried(course.id, [...new Set(wanted.flatMap(({ shown }) => [...shown.questions]))]);
    const all = outline.flatMap((part) => part.lessons);
    return wanted.map(({ lesson, texts, text, steps, shown, part }) => {
      const place = all.findIndex(({ code }) => code === lesson.code);
      const neighbour = (where: number) => { const one = all[where]; return one ? { code: one.code, title: titleIn(language, one) } : null; };
      const at = (code: string) => `enrolments/${enrolment.id}/lessons/${lesson.code}/questions/${code}`;
      const own = carried.filter(({ code }) => shown.questions.has(code));
      const content: CarriedLesson = {
        lesson: show(LessonView, {
          ...lesson, title: text?.title ?? titleIn(language, lesson), language: text?.language ?? null, languages: texts.map((one) => one.language), bytes: text?.bytes ?? 0,
          steps, step: 1, done: false, score: null, next: neighbour(place + 1), previous: neighbour(place - 1),
        }) as LessonView,
        questions: own.map(({ code, body, key }) => ({
          code, seed: `practice:${enrolment.id}:${code}`, on: enrolment.createdAt.toISOString(), body: onScreen(body as PutQuestion, at(code), text?.language ?? null), key: this.seal.veiled(enrolment.id, code, keySpokenIn(key, text?.language ?? null)),
        })),
        specimens: specimens.filter(({ id }) => shown.specimens.has(id)).map(viewOf),
      };
      for (const { body } of own) for (const name of shownIn([{ title: '', blocks: saidIn(body.stem) }]).pictures) shown.pictures.add(name);
      const ofQuestions = own.flatMap(({ code, body }) => picturesOf(body).map(({ which, picture }) => ({ path: `/${at(code)}/pictures/${which}.svg`, name: `${picture.specimen}/${picture.light}` })));
      return { code: lesson.code, part, text: JSON.stringify(content), pictures: [...[...shown.pictures].map((name) => ({ path: `/specimens/${name}.svg`, name })), ...ofQuestions] };
    });
  }

  private read(actor: Actor, id: string, language?: string, only?: string): Promise<Read> {
    return this.db.read(actor, async () => {
      const { enrolment, course } = await this.kept(actor, id);
      const outline = await this.catalogue.outline(enrolment.courseVersionId);
      const partOf = new Map(outline.flatMap(({ number, lessons }) => lessons.map((lesson) => [lesson.code, number])));
      const spoken = language ?? enrolment.language ?? course.languages[0] ?? null;
      const lessons = (await this.study.textsOf(enrolment.courseVersionId, course)).filter(({ lesson }) => only === undefined || lesson.code === only).map(({ lesson, texts }) => {
        const text = chosen(texts, spoken);
        const steps = text ? readText(text.body).steps : [];
        return { lesson, texts, text, steps, shown: shownIn(steps), part: partOf.get(lesson.code) ?? 1 };
      });
      return { enrolment, course, outline, language: spoken, lessons };
    });
  }

  private async kept(actor: Actor, id: string): Promise<{ enrolment: Enrolment; course: Course }> {
    const found = await this.study.opened(actor, id);
    const against = whyNot(found.course);
    if (against !== null) throw conflict(against, 'offline-refused');
    return found;
  }
}

/** Why a course may not be kept on a device; null when it may. */
function whyNot({ offline, tlp, handlingCaveats }: Course): string | null {
  if (!offline) return 'Its originator does not let it be kept on a device.';
  if (tlp !== 'clear' && tlp !== 'green') return 'Only courses up to TLP:GREEN are kept on a device.';
  return handlingCaveats.includes('view_only') ? 'It is for viewing only, so no copy is made of it.' : null;
}

const lessonPath = ({ enrolment, language }: Read, code: string) => `/enrolments/${enrolment.id}/offline-lessons/${code}${language ? `?language=${language}` : ''}`;

const weigh = (text: string): Weight => {
  const octets = Buffer.from(text);
  return { sha256: createHash('sha256').update(octets).digest('base64url'), bytes: octets.length, packedBytes: gzipSync(octets).length };
};

const picturesOf = (body: QuestionBody): { which: string; picture: Picture }[] =>
  (['figure', 'questioned'] as const).flatMap((which) => {
    const picture = ({ ...body } as { [part: string]: unknown })[which] as Picture | undefined;
    return picture ? [{ which, picture }] : [];
  });
