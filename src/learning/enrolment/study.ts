import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { conflict, invalid, notFound } from '../../kernel/problems.js';
import { Catalogue } from '../catalogue/catalogue.js';
import type { Course } from '../catalogue/course.entity.js';
import { Lesson, LessonText } from '../catalogue/lesson.entity.js';
import { titleIn } from '../catalogue/titles.js';
import { readText } from '../catalogue/text/read-text.js';
import { Enrolment } from './enrolment.entity.js';
import { Enrolments } from './enrolments.js';
import type { StudyView } from './enrolments.dto.js';
import { LessonProgress } from './lesson-progress.entity.js';
import { Progress } from './progress.js';
import type { LessonView, ProgressInput, ProgressView } from './study.dto.js';

/** What trainees may say of themselves that it is done; the rest is marked, or observed. */
export const readByOneself: readonly string[] = ['reading', 'exercise', 'material'];
export const notByReading = 'This lesson is done when it was passed, not when it was opened.';

/**
 * Lessons, reached through an enrolment alone. That the course is readable and the enrolment is one's own is asked each time: withholding acts on
 * the next request, not at the end of the lesson.
 */
@Injectable()
export class Study {
  constructor(
    private readonly db: Database,
    private readonly catalogue: Catalogue,
    private readonly enrolments: Enrolments,
    private readonly progress: Progress,
  ) {}

  /** An enrolment; for whoever studies it with the outline and how far each lesson is. @throws Problem 404 */
  open(actor: Actor, id: string): Promise<StudyView> {
    return this.db.read(actor, async () => {
      const enrolment = await this.enrolments.readable(actor, id);
      const view = await this.enrolments.view(actor, enrolment);
      if (!view.course || !view.allows.includes('study')) return { ...view, language: null, languages: [], outline: [] };
      const known = new Map((await this.db.query(LessonProgress, 'progress').where('progress.enrolmentId = :id', { id }).getMany()).map((one) => [one.lessonId, one]));
      const outline = (await this.catalogue.outline(enrolment.courseVersionId)).map(({ lessons, ...part }) => ({
        ...part,
        lessons: lessons.map((lesson) => {
          const at = known.get(lesson.id);
          return { ...lesson, step: at?.step ?? null, steps: at?.steps ?? null, done: Boolean(at?.doneAt), score: at?.score ?? null };
        }),
      }));
      const languages = await this.db.sql<{ language: string }>(
        `SELECT t.language FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id WHERE l.course_version_id = $1 AND t.state = 'checked' GROUP BY 1 ORDER BY count(*) DESC, 1`, [enrolment.courseVersionId],
      );
      return { ...view, language: enrolment.language, languages: languages.map(({ language }) => language), outline };
    });
  }

  /** A lesson with its steps, in the language wanted where there is one. @throws Problem 404, 409 */
  lesson(actor: Actor, id: string, code: string, language?: string): Promise<LessonView> {
    return this.db.read(actor, async () => {
      const { enrolment, lesson, course } = await this.studied(actor, id, code);
      const texts = await this.texts(lesson, course);
      const text = chosen(texts, language ?? enrolment.language);
      const at = await this.db.query(LessonProgress, 'progress').where('progress.enrolmentId = :id AND progress.lessonId = :lesson', { id, lesson: lesson.id }).getOne();
      const steps = text ? readText(text.body).steps : [];
      const all = (await this.catalogue.outline(enrolment.courseVersionId)).flatMap(({ lessons }) => lessons);
      const place = all.findIndex((one) => one.code === code);
      const wanted = language ?? enrolment.language ?? text?.language;
      const neighbour = (at: number) => { const one = all[at]; return one ? { code: one.code, title: titleIn(wanted, one) } : null; };
      return {
        ...lesson, title: text?.title ?? titleIn(wanted, lesson), language: text?.language ?? null, languages: texts.map((one) => one.language), bytes: text?.bytes ?? 0,
        steps, step: Math.min(at?.step ?? 1, Math.max(steps.length, 1)), done: Boolean(at?.doneAt), score: at?.score ?? null,
        next: neighbour(place + 1), previous: neighbour(place - 1),
      };
    });
  }

  /** Notes where one is; said again, it changes nothing. @throws Problem 404, 409, 400 */
  save(actor: Actor, id: string, code: string, { step, language, done }: ProgressInput): Promise<ProgressView> {
    return this.db.write(actor, async () => {
      const { enrolment, lesson, course } = await this.studied(actor, id, code);
      const { text, texts, steps } = await this.length(lesson, course, language ?? enrolment.language);
      if (step > steps) throw invalid([{ path: 'step', message: `This lesson has ${steps} steps.` }]);
      if (done && !readByOneself.includes(lesson.kind)) throw conflict(notByReading);
      await this.progress.at(enrolment, lesson.id, step, steps);
      if (done) await this.progress.done(actor, id, lesson.id, { assurance: 'client_reported' });
      // A lesson that is there in one language only says nothing about which one is wanted.
      if (text && texts.length > 1 && text.language !== enrolment.language) await this.db.sql('UPDATE app.enrolments SET language = $2 WHERE id = $1', [id, text.language]);
      const [now] = await this.db.sql<{ done: boolean; progress: string; state: string; saved: Date }>(
        `SELECT p.done_at IS NOT NULL AS done, e.progress, e.state, p.saved_at AS saved FROM app.lesson_progress p JOIN app.enrolments e ON e.id = p.enrolment_id WHERE p.enrolment_id = $1 AND p.lesson_id = $2`, [id, lesson.id],
      );
      if (!now) throw notFound();
      return { step, done: now.done, progress: Number(now.progress), isCompleted: now.state === 'completed', savedAt: now.saved.toISOString() };
    });
  }

  /** The enrolment with its course, when the actor may study it now. In the running unit of work. @throws Problem 404, 409 */
  async opened(actor: Actor, id: string): Promise<{ enrolment: Enrolment; course: Course }> {
    const enrolment = await this.enrolments.readable(actor, id, 'study');
    const course = await this.catalogue.readable(actor, enrolment.courseId);
    enrolment.mustBeStudied();
    return { enrolment, course };
  }

  /** For whatever else is reached through a lesson: the enrolment and the lesson, when the actor may study both now. In the running unit of work. @throws Problem 404, 409 */
  async studied(actor: Actor, id: string, code: string): Promise<{ enrolment: Enrolment; lesson: Lesson; course: Course }> {
    const { enrolment, course } = await this.opened(actor, id);
    const lesson = await this.db.query(Lesson, 'lesson').where('lesson.courseVersionId = :version AND lesson.code = :code', { version: enrolment.courseVersionId, code }).getOne();
    return lesson ? { enrolment, lesson, course } : Promise.reject(notFound());
  }

  /** The text that a lesson is read in, and how many steps it has. In the running unit of work. */
  async length(lesson: Lesson, course: Course, language: string | null): Promise<{ texts: LessonText[]; text: LessonText | undefined; steps: number }> {
    const texts = await this.texts(lesson, course);
    const text = chosen(texts, language);
    return { texts, text, steps: Math.max(text ? readText(text.body).steps.length : 1, 1) };
  }

  /** Every lesson of a version with its checked texts, the course's first language leading. In the running unit of work. */
  async textsOf(versionId: string, course: Course): Promise<{ lesson: Lesson; texts: LessonText[] }[]> {
    const lessons = await this.db.query(Lesson, 'lesson').where('lesson.courseVersionId = :versionId', { versionId }).getMany();
    const texts = await this.db.query(LessonText, 'text').where(`text.lessonId = ANY(:ids) AND text.state = 'checked'`, { ids: lessons.map(({ id }) => id) }).orderBy('text.language').getMany();
    return lessons.map((lesson) => ({ lesson, texts: led(texts.filter(({ lessonId }) => lessonId === lesson.id), course) }));
  }

  /** Checked texts, the course's first language leading. */
  private async texts(lesson: Lesson, course: Course): Promise<LessonText[]> {
    return led(await this.db.query(LessonText, 'text').where(`text.lessonId = :id AND text.state = 'checked'`, { id: lesson.id }).orderBy('text.language').getMany(), course);
  }
}

function led(texts: LessonText[], { languages }: Course): LessonText[] {
  const rank = ({ language }: LessonText) => (languages.indexOf(language) + languages.length + 1) % (languages.length + 1);
  return texts.sort((a, b) => rank(a) - rank(b));
}

/** The text in the language wanted, before the leading one. */
export const chosen = (texts: readonly LessonText[], language: string | null): LessonText | undefined => texts.find((one) => one.language === language) ?? texts[0];
