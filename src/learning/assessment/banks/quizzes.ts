import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { validated } from '../../../kernel/http/index.js';
import { conflict, invalid, notFound } from '../../../kernel/problems.js';
import { Course } from '../../catalogue/course.entity.js';
import { Lesson } from '../../catalogue/lesson.entity.js';
import { CourseVersion } from '../../catalogue/course-version.entity.js';
import { neverRunsShort } from '../attempts/draw-items.js';
import { Quiz } from '../attempts/quiz.entity.js';
import { BankRepository } from './bank.repository.js';
import { WrittenQuiz } from './banks.dto.js';

/** Blueprints of quizzes and exams, while the version they belong to is at work. */
@Injectable()
export class Quizzes {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly banks: BankRepository,
  ) {}

  /**
   * Gives a quiz lesson its blueprint. For the operator's loader, in its unit of work, after the bank is entered and before the version is published.
   * @throws Problem 400 with a path and a sentence for each fault, also where the bank holds too few questions
   */
  async enter(lesson: Pick<Lesson, 'id' | 'courseId'>, given: object): Promise<void> {
    const { sections, minutes = null, passMark, attempts = null, cooldownHours = 0, review = 'after_close' } = await validated(WrittenQuiz, given);
    const faults = [];
    for (const [index, { draw, tags }] of sections.entries()) {
      const [held] = await this.db.sql<{ count: number; drills: boolean; waits: boolean }>(
        `SELECT count(*)::int AS count, coalesce(bool_or(v.type = 'mrz'), false) AS drills,
                coalesce(bool_or(v.type IN ('essay', 'practical')), false) AND (SELECT c.mode = 'self_paced' FROM app.courses c WHERE c.id = $1) AS waits FROM app.banks b JOIN app.items i ON i.bank_id = b.id AND i.retired_at IS NULL
           JOIN LATERAL (SELECT type, tags FROM app.item_versions v WHERE v.item_id = i.id ORDER BY number DESC LIMIT 1) v ON v.tags @> $2 WHERE b.course_id = $1`, [lesson.courseId, tags]);
      if (!held?.drills && (held?.count ?? 0) < draw) faults.push({ path: `sections.${index}.draw`, message: `The bank holds ${held?.count ?? 0} questions tagged ${tags.join(' and ')}.` });
      if (held?.waits) faults.push({ path: `sections.${index}.tags`, message: 'Among these are essays or practicals, which wait for an assessor. A course at one\'s own pace has none.' });
    }
    if (faults.length > 0) throw invalid(faults);
    const quiz = Object.assign(new Quiz(), { lessonId: lesson.id, sections: sections.map((section) => ({ ...section })), minutes, maxAttempts: attempts, cooldownHours, passMark, review });
    await this.db.manager.save(quiz);
  }

  /** What an author wrote. @throws Problem 404, 403 */
  async written(actor: Actor, lessonId: string): Promise<WrittenQuiz> {
    return this.db.read(actor, async () => {
      await this.lesson(actor, lessonId, 'review');
      const quiz = await this.db.query(Quiz, 'quiz').where({ lessonId }).getOne();
      if (!quiz) throw notFound();
      return asWritten(quiz);
    });
  }

  /** @throws Problem 404, 403, 400, 409 once the version is submitted or published */
  write(actor: Actor, lessonId: string, given: WrittenQuiz): Promise<WrittenQuiz> {
    return this.db.write(actor, async () => {
      const lesson = await this.lesson(actor, lessonId, 'edit');
      if (lesson.kind !== 'quiz') throw conflict('Only a lesson that is a quiz has a blueprint.');
      const version = await this.db.query(CourseVersion, 'version').where({ id: lesson.courseVersionId }).getOne();
      if (version?.state !== 'draft') throw conflict('This version is no draft any more. Begin another version to change its examination.');
      const unreachable = given.sections.flatMap(({ draw, least = 0 }, index) => (least > draw ? [{ path: `sections.${index}.least`, message: `It draws ${draw} questions of a point each, so it cannot ask for ${least}.` }] : []));
      if (unreachable.length > 0) throw invalid(unreachable);
      await this.enter(lesson, given);
      if (!neverRunsShort(await this.banks.drawable(lesson.courseId), given.sections)) throw invalid([{ path: 'sections', message: 'Each section finds enough by itself, but they take each other’s questions. Draw fewer, or by other tags.' }]);
      return given;
    });
  }

  /** The lesson, when the actor writes its course or publishes what others wrote. In the running unit of work. @throws Problem 404, 403 */
  async lesson(actor: Actor, lessonId: string, verb: 'edit' | 'review'): Promise<Lesson> {
    const lesson = await this.db.query(Lesson, 'lesson').where({ id: lessonId }).getOne();
    const course = lesson && (await this.access.scope(this.db.query(Course, 'course'), actor, 'read').andWhere('course.id = :id', { id: lesson.courseId }).getOne());
    if (!lesson || !course) throw notFound();
    this.access.require(actor, verb, course);
    return lesson;
  }
}

const asWritten = ({ sections, minutes, passMark, maxAttempts, cooldownHours, review }: Quiz): WrittenQuiz => ({
  sections: sections.map((section) => ({ ...section })), passMark, cooldownHours, review, ...(minutes === null ? {} : { minutes }), ...(maxAttempts === null ? {} : { attempts: maxAttempts }),
});
