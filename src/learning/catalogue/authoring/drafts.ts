import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { conflict, notFound, outdated, preconditionRequired } from '../../../kernel/problems.js';
import { Catalogue } from '../catalogue.js';
import type { CourseView } from '../catalogue.dto.js';
import { Course } from '../course.entity.js';
import { CourseVersion } from '../course-version.entity.js';
import type { CourseDescriptionInput, CourseInput } from './authoring.dto.js';

/** Courses as they are begun, described and begun anew: everything before somebody reads what is in them. */
@Injectable()
export class Drafts {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly events: Events,
  ) {}

  /** Begins a course with its first version. It is nobody's but the originator's until it is published. @throws Problem 403, 409 */
  begin(actor: Actor, { code, title }: CourseInput): Promise<CourseView> {
    return this.db.write(actor, async () => {
      const course = Object.assign(new Course(), { id: randomUUID(), code, title, originator: actor.party, state: 'draft', createdAt: new Date(), createdBy: actor.userId });
      this.access.require(actor, 'create', course);
      const made = await this.db.manager.createQueryBuilder().insert().into(Course).values(course).orIgnore().returning('id').execute();
      if ((made.raw as unknown[]).length === 0) throw conflict(`Your party has a course ${code} already.`, 'code-taken');
      await this.db.manager.insert(CourseVersion, { id: randomUUID(), courseId: course.id, number: 1, state: 'draft', createdAt: new Date(), createdBy: actor.userId });
      await this.events.record(actor, 'course.begun', about(course), { code });
      return this.catalogue.view(actor, await this.catalogue.readable(actor, course.id));
    });
  }

  /** Says what it is; once it is published this is for a course officer, like the marking. @throws Problem 404, 403, 409, 412, 428 */
  describe(actor: Actor, id: string, seen: number, input: CourseDescriptionInput): Promise<CourseView> {
    return this.db.write(actor, async () => {
      const course = await this.changeable(actor, id, seen, ({ state }) => (state === 'draft' ? 'edit' : 'publish'));
      if (course.state === 'retired') throw conflict('A retired course does not change any more.');
      Object.assign(course, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
      await this.db.manager.save(course);
      await this.events.record(actor, 'course.described', about(course), { changed: Object.keys(input) });
      return this.catalogue.view(actor, course);
    });
  }

  /** @throws Problem 404, 403, 409 once it was published */
  discard(actor: Actor, id: string, seen: number): Promise<void> {
    return this.db.write(actor, async () => {
      const course = await this.changeable(actor, id, seen, () => 'discard');
      if (course.state !== 'draft') throw conflict('What was published is retired, not discarded: somebody may study it.');
      await this.db.manager.delete(Course, { id });
      await this.events.record(actor, 'course.discarded', about(course), { code: course.code });
    });
  }

  /**
   * Begins the next version as a copy of the one in force, with its parts, lessons, texts and examinations. Those who study stay with theirs.
   * @throws Problem 404, 403, 409 while another one is at work
   */
  beginVersion(actor: Actor, courseId: string): Promise<CourseView> {
    return this.db.write(actor, async () => {
      const course = await this.catalogue.readable(actor, courseId);
      this.access.require(actor, 'edit', course);
      if (course.state === 'retired') throw conflict('A retired course does not change any more.');
      const [last] = await this.db.query(CourseVersion, 'version').where('version.courseId = :courseId', { courseId }).orderBy('version.number', 'DESC').getMany();
      if (!last || last.state === 'draft' || last.state === 'review') throw conflict(`Version ${last?.number ?? 1} is at work already.`, 'version-at-work');
      const id = randomUUID();
      await this.db.manager.insert(CourseVersion, { id, courseId, number: last.number + 1, state: 'draft', createdAt: new Date(), createdBy: actor.userId });
      for (const statement of copies) await this.db.sql(statement, [last.id, id]);
      await this.events.record(actor, 'course.version-begun', about(course), { version: last.number + 1 });
      return this.catalogue.view(actor, course);
    });
  }

  /** A course of the actor's own party, locked, at the version the client saw. In the running unit of work. @throws Problem 404, 403, 412, 428 */
  async changeable(actor: Actor, id: string, seen: number, verb: (course: Course) => string): Promise<Course> {
    const found = await this.catalogue.readable(actor, id);
    this.access.require(actor, verb(found), found);
    if (Number.isNaN(seen)) throw preconditionRequired();
    const course = await this.db.query(Course, 'course').where('course.id = :id', { id }).setLock('pessimistic_write').getOne();
    if (!course) throw notFound();
    if (course.rowVersion !== seen) throw outdated();
    return course;
  }
}

const about = ({ id, originator }: Course) => ({ type: 'course', id, originator });

/** From version $1 to version $2. Lessons are told apart by their codes, parts by their places. */
const copies = [
  'INSERT INTO app.course_parts (course_version_id, number, title, titles, minutes) SELECT $2, number, title, titles, minutes FROM app.course_parts WHERE course_version_id = $1',
  `INSERT INTO app.lessons (course_version_id, course_id, part_id, number, code, title, titles, kind, weight, mandatory, minutes)
   SELECT $2, l.course_id, n.id, l.number, l.code, l.title, l.titles, l.kind, l.weight, l.mandatory, l.minutes
     FROM app.lessons l JOIN app.course_parts o ON o.id = l.part_id JOIN app.course_parts n ON n.course_version_id = $2 AND n.number = o.number WHERE l.course_version_id = $1`,
  `INSERT INTO app.lesson_texts (lesson_id, language, title, body, bytes, state)
   SELECT n.id, t.language, t.title, t.body, t.bytes, t.state
     FROM app.lesson_texts t JOIN app.lessons o ON o.id = t.lesson_id JOIN app.lessons n ON n.course_version_id = $2 AND n.code = o.code WHERE o.course_version_id = $1`,
  `INSERT INTO app.quizzes (lesson_id, sections, minutes, max_attempts, cooldown_hours, pass_mark, review)
   SELECT n.id, q.sections, q.minutes, q.max_attempts, q.cooldown_hours, q.pass_mark, q.review
     FROM app.quizzes q JOIN app.lessons o ON o.id = q.lesson_id JOIN app.lessons n ON n.course_version_id = $2 AND n.code = o.code WHERE o.course_version_id = $1`,
];
