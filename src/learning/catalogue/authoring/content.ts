import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { conflict, invalid, notFound, outdated, preconditionRequired, unprocessable } from '../../../kernel/problems.js';
import { Catalogue } from '../catalogue.js';
import type { Course } from '../course.entity.js';
import { CourseVersion } from '../course-version.entity.js';
import { CoursePart, Lesson, LessonText } from '../lesson.entity.js';
import { readText } from '../text/read-text.js';
import { heaviest, specimenWeight, weighText } from '../text/weigh.js';
import { Recordings } from './recordings.js';
import { dangling } from './references.js';
import type { DraftVersionView, OutlineInput, PreviewView, TextInput, TextView } from './authoring.dto.js';

/** What stands in a version at work: parts, lessons, and the text of each in each language. */
@Injectable()
export class Content {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly recordings: Recordings,
  ) {}

  /** @throws Problem 404 */
  open(actor: Actor, id: string): Promise<DraftVersionView> {
    return this.db.read(actor, async () => this.view(actor, (await this.ofOurs(actor, id)).version));
  }

  /** Sets parts and lessons as a whole, in their order. @throws Problem 404, 403, 409, 412, 428, 400 */
  arrange(actor: Actor, id: string, seen: number, { parts }: OutlineInput): Promise<DraftVersionView> {
    const codes = parts.flatMap(({ lessons }) => lessons.map(({ code }) => code));
    const twice = codes.find((code, index) => codes.indexOf(code) !== index);
    if (twice) throw invalid([{ path: 'parts', message: `Two lessons have the code ${twice}.` }]);
    return this.db.write(actor, async () => {
      const { version } = await this.atWork(actor, id, seen);
      const known = await this.db.query(Lesson, 'lesson').where('lesson.courseVersionId = :id', { id }).getMany();
      const old = await this.db.query(CoursePart, 'part').where('part.courseVersionId = :id', { id }).getMany();
      const made: string[] = [];
      for (const [index, { title, titles, minutes, lessons }] of parts.entries()) {
        const part = old.find(({ number }) => number === index + 1)?.id ?? randomUUID();
        await this.db.manager.save(Object.assign(new CoursePart(), { id: part, courseVersionId: id, number: index + 1, title, minutes, ...(titles && { titles }) }));
        for (const [place, lesson] of lessons.entries()) {
          const before = known.find(({ code }) => code === lesson.code);
          await this.db.manager.save(Object.assign(new Lesson(), { weight: 1, ...before, ...lesson, titles: lesson.titles ?? before?.titles ?? {}, id: before?.id ?? randomUUID(), courseVersionId: id, courseId: version.courseId, partId: part, number: place + 1 }));
        }
        made.push(part);
      }
      const gone = known.filter(({ code }) => !codes.includes(code)).map((lesson) => lesson.id);
      if (gone.length > 0) await this.db.sql('DELETE FROM app.lessons WHERE id = ANY ($1::uuid[])', [gone]);
      await this.db.sql('DELETE FROM app.course_parts WHERE course_version_id = $1 AND id <> ALL ($2::uuid[])', [id, made]);
      await this.touch(version);
      return this.view(actor, version);
    });
  }

  /** For those who write the course, and for those who publish it. @throws Problem 404, 403 */
  text(actor: Actor, lessonId: string, language: string): Promise<TextView> {
    return this.db.read(actor, async () => {
      const { course } = await this.ofOurs(actor, (await this.lesson(actor, lessonId)).courseVersionId);
      this.access.require(actor, 'review', course);
      const text = await this.db.query(LessonText, 'text').where('text.lessonId = :lessonId AND text.language = :language', { lessonId, language }).getOne();
      return text ? shown(text) : Promise.reject(notFound());
    });
  }

  /** Writes the text of a lesson in one language; the first time without If-Match. @throws Problem 404, 403, 409, 412, 428, 422 with the lines at fault */
  write(actor: Actor, lessonId: string, language: string, seen: number, { title, body, checked }: TextInput): Promise<TextView> {
    const { faults, bytes } = looked(body);
    // A draft may be unfinished; what somebody calls checked may not.
    if (checked && faults.length > 0) throw unprocessable('This text cannot be shown as it is. Each fault is listed with its line.', 'text-faults', faults.map(({ line, message }) => ({ path: `body:${line}`, message })));
    return this.db.write(actor, async () => {
      await this.atWork(actor, (await this.lesson(actor, lessonId)).courseVersionId);
      const before = await this.db.query(LessonText, 'text').where('text.lessonId = :lessonId AND text.language = :language', { lessonId, language }).setLock('pessimistic_write').getOne();
      if (before && Number.isNaN(seen)) throw preconditionRequired();
      if (before && before.rowVersion !== seen) throw outdated();
      const text = Object.assign(before ?? new LessonText(), { lessonId, language, title, body, bytes, state: checked ? 'checked' : 'draft' });
      return shown(await this.db.manager.save(text));
    });
  }

  removeText(actor: Actor, lessonId: string, language: string): Promise<void> {
    return this.db.write(actor, async () => {
      await this.atWork(actor, (await this.lesson(actor, lessonId)).courseVersionId);
      const { affected } = await this.db.manager.delete(LessonText, { lessonId, language });
      if (!affected) throw notFound();
    });
  }

  /** How a text would look, and what is wrong with it. Nothing is kept. */
  preview(body: string): PreviewView {
    return looked(body);
  }

  /** A version of a course of the actor's own party. In the running unit of work. @throws Problem 404 */
  async ofOurs(actor: Actor, id: string): Promise<{ version: CourseVersion; course: Course }> {
    const version = await this.db.query(CourseVersion, 'version').where('version.id = :id', { id }).getOne();
    if (!version) throw notFound();
    const course = await this.catalogue.readable(actor, version.courseId);
    if (course.originator !== actor.party) throw notFound();
    return { version, course };
  }

  /** Weighs every text of a version at work anew: pictures are drawn better from time to time, and older texts were weighed without theirs. In the running unit of work. */
  async reweigh({ id }: CourseVersion): Promise<void> {
    const texts = await this.db.sql<{ lesson: string; language: string; body: string; bytes: number }>(
      'SELECT t.lesson_id AS lesson, t.language, t.body, t.bytes FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id WHERE l.course_version_id = $1', [id]);
    for (const { lesson, language, body, bytes: before } of texts) {
      const { bytes } = looked(body);
      if (bytes !== before) await this.db.sql('UPDATE app.lesson_texts SET bytes = $3 WHERE lesson_id = $1 AND language = $2', [lesson, language, bytes]);
    }
  }

  /** How a version looks to its authors. In the running unit of work. */
  async view(actor: Actor, version: CourseVersion): Promise<DraftVersionView> {
    const parts = await this.catalogue.outline(version.id);
    const titled = new Map((await this.db.query(Lesson, 'lesson').where('lesson.courseVersionId = :id', { id: version.id }).getMany()).map((lesson) => [lesson.id, lesson.titles]));
    const texts = await this.db.sql<{ lesson: string; language: string; title: string; checked: boolean; bytes: number }>(
      `SELECT t.lesson_id AS lesson, t.language, t.title, t.state = 'checked' AS checked, t.bytes FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id WHERE l.course_version_id = $1 ORDER BY t.language`, [version.id]);
    const [submitter] = version.submittedBy ? await this.db.sql<{ name: string }>('SELECT name FROM app.users WHERE id = $1', [version.submittedBy]) : [];
    const examined = (await this.db.sql<{ id: string }>('SELECT q.lesson_id AS id FROM app.quizzes q JOIN app.lessons l ON l.id = q.lesson_id WHERE l.course_version_id = $1', [version.id])).map(({ id }) => id);
    const shownParts = parts.map(({ title, titles, minutes, lessons }) => ({ title, titles, minutes, lessons: lessons.map((lesson) => ({ ...lesson, titles: titled.get(lesson.id) ?? {}, texts: texts.filter((text) => text.lesson === lesson.id) })) }));
    const { id, courseId, number, state, note, rowVersion } = version;
    return {
      id, courseId, number, state, note, rowVersion, parts: shownParts,
      submittedBy: submitter?.name ?? null, isSubmittedByYou: version.submittedBy !== null && version.submittedBy === actor.userId,
      missing: [...missingIn(shownParts, examined), ...(state === 'draft' ? await dangling(this.db, version) : []), ...(state === 'draft' || state === 'review' ? await this.recordings.missing(actor, version) : [])],
    };
  }

  private async lesson(actor: Actor, id: string): Promise<Lesson> {
    const lesson = await this.db.query(Lesson, 'lesson').where('lesson.id = :id', { id }).getOne();
    if (!lesson) throw notFound();
    await this.ofOurs(actor, lesson.courseVersionId);
    return lesson;
  }

  private async atWork(actor: Actor, id: string, seen?: number): Promise<{ version: CourseVersion; course: Course }> {
    const { course } = await this.ofOurs(actor, id);
    this.access.require(actor, 'edit', course);
    const version = await this.db.query(CourseVersion, 'version').where('version.id = :id', { id }).setLock('pessimistic_write').getOneOrFail();
    if (version.state !== 'draft') throw conflict(version.state === 'review' ? 'This version is being reviewed. Take it back to go on writing.' : `Version ${version.number} is ${version.state} and does not change any more. Begin the next one.`, 'version-frozen', { state: version.state });
    if (seen !== undefined && Number.isNaN(seen)) throw preconditionRequired();
    if (seen !== undefined && version.rowVersion !== seen) throw outdated();
    return { version, course };
  }

  /** The version counts on with what hangs on it, so that two who arrange at the same time meet. */
  private async touch(version: CourseVersion): Promise<void> {
    const [now] = await this.db.sql<{ version: number }>('UPDATE app.course_versions SET row_version = row_version + 1 WHERE id = $1 RETURNING row_version AS version', [version.id]);
    version.rowVersion = now?.version ?? version.rowVersion;
  }
}

const shown = ({ language, title, body, state, rowVersion }: LessonText): TextView => ({ language, title, body, checked: state === 'checked', rowVersion, ...looked(body) });

/** A text as it reads and what it weighs; pictures there are none of are faults like others. */
function looked(body: string): PreviewView {
  const { steps, faults } = readText(body);
  const { bytes, faults: unknown } = weighText(body, steps, specimenWeight);
  return { steps, faults: [...faults, ...unknown], bytes, heaviest };
}

/** Lessons that are read need a text; a course needs something that must be done. */
const read: readonly string[] = ['reading', 'exercise', 'material'];
function missingIn(parts: DraftVersionView['parts'], examined: readonly string[]): string[] {
  const lessons = parts.flatMap((part) => part.lessons);
  const bare = lessons.filter(({ kind, texts }) => read.includes(kind) && !texts.some(({ checked }) => checked)).map(({ title }) => `“${title}” has no checked text.`);
  const unasked = lessons.filter(({ kind, id }) => kind === 'quiz' && !examined.includes(id)).map(({ title }) => `“${title}” has no examination.`);
  const heavy = lessons.flatMap(({ title, texts }) => texts.filter(({ checked, bytes }) => checked && bytes > heaviest).map(({ language, bytes }) => `“${title}” (${language}) weighs ${Math.ceil(bytes / 1000)} kB with its pictures; at most ${heaviest / 1000} kB reach a slow post. Make two of it, or show fewer lights.`));
  return [...(lessons.some(({ mandatory }) => mandatory) ? [] : ['There is no lesson that must be done.']), ...bare, ...unasked, ...heavy];
}
