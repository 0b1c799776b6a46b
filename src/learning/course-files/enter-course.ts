import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import type { Tlp } from '../../kernel/marking/index.js';
import { conflict } from '../../kernel/problems.js';
import { Banks } from '../assessment/banks/banks.js';
import { Quizzes } from '../assessment/banks/quizzes.js';
import { CourseVersion } from '../catalogue/course-version.entity.js';
import { CourseSeal } from '../catalogue/course-seal.js';
import { Course } from '../catalogue/course.entity.js';
import { CoursePart, Lesson, LessonText } from '../catalogue/lesson.entity.js';
import { type Content, contentOf, contentQuery, describedBy, isLoaders } from './course-content.js';
import type { CourseFiles } from './read-course.js';

export interface EnterOptions {
  /** The party whose course it is. */
  originator: string;
  /** Has the version taught from now on. Left out, it is a draft that the originator's officers review and publish. */
  publish?: boolean;
  /** Marking of a course that is published for the first time; later it is the originator's to change. Left out, GREEN. */
  tlp?: Extract<Tlp, 'clear' | 'green'>;
}

export interface Entered {
  courseId: string;
  version: number;
  state: 'draft' | 'published';
  /** Whether any lesson, part or blueprint differs from what was there. */
  changed: boolean;
  /** Questions added or written anew, and taken out. */
  questions: { written: number; retired: number };
}

/**
 * Enters courses from files, for the operator: as the system actor `course-loader` of the originator, in one unit of work. The same files entered again
 * change nothing; changed ones become another version. A published version is never touched: who studies it keeps it.
 */
@Injectable()
export class CourseEntry {
  constructor(
    private readonly db: Database,
    private readonly banks: Banks,
    private readonly quizzes: Quizzes,
    private readonly events: Events,
    private readonly seal: CourseSeal,
  ) {}

  /** @throws Problem 409 where there is no such party, and while people of the originator work at a version of their own, 400 where the bank cannot take a question */
  enter(files: CourseFiles, { originator, publish = false, tlp = 'green' }: EnterOptions): Promise<Entered> {
    const actor = systemActor('course-loader', originator);
    return this.db.write(actor, async () => {
      const [party] = await this.db.sql('SELECT FROM app.parties WHERE code = $1', [originator]);
      if (!party) throw conflict(`There is no party ${originator} in the register.`);
      await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('course ' || $1 || ' ' || $2, 0))`, [originator, files.code]);
      const course = await this.courseOf(files, originator);
      const questions = await this.banks.enter(actor, course, files.questions);
      const content = contentOf(files);
      const versions = await this.db.query(CourseVersion, 'version').where('version.courseId = :id', { id: course.id }).orderBy('version.number', 'DESC').getMany();
      const inForce = versions.find(({ state }) => state === 'published');
      const atWork = versions.find(({ state }) => state === 'draft' || state === 'review');
      const same = async (version: CourseVersion | undefined) => version !== undefined && isDeepStrictEqual(await this.contentIn(version), content);

      if (!atWork && inForce && (await same(inForce))) {
        await this.describe(course, files);
        return { courseId: course.id, version: inForce.number, state: 'published', changed: false, questions };
      }
      if (atWork && !isLoaders(atWork)) throw conflict(`Version ${atWork.number} of ${files.code} is being written by people of ${originator}. Have them publish or discard it first.`);
      const kept = atWork && (await same(atWork));
      if (atWork && !kept) await this.db.sql('DELETE FROM app.course_versions WHERE id = $1', [atWork.id]);
      const version = kept ? atWork : await this.write(course, atWork?.number ?? (versions[0]?.number ?? 0) + 1, content);
      if (publish) await this.publish(course, version, inForce, files, tlp);
      else if (course.state === 'draft') await this.describe(course, files);
      if (publish || !kept) await this.events.record(actor, publish ? 'course.published' : 'course.entered', { type: 'course', id: course.id, originator }, { version: version.number });
      return { courseId: course.id, version: version.number, state: publish ? 'published' : 'draft', changed: !kept, questions };
    });
  }

  private async courseOf(files: CourseFiles, originator: string): Promise<Course> {
    const found = await this.db.query(Course, 'course').where('course.code = :code AND course.originator = :originator', { code: files.code, originator }).getOne();
    if (found?.state === 'retired') throw conflict(`${files.code} is retired. Give a new course a code of its own.`);
    if (found) return found;
    const course = Object.assign(new Course(), {
      id: randomUUID(), code: files.code, originator, state: 'draft', tlp: 'red', releasableTo: [], recipients: [], withheldFrom: [], handlingCaveats: [], publishedAt: null,
      createdAt: new Date(this.db.now()), createdBy: null, ...describedBy(files),
    });
    return this.db.manager.save(course);
  }

  private async contentIn({ id }: CourseVersion): Promise<Content> {
    const [row] = await this.db.sql<Content>(contentQuery, [id]);
    return { parts: row?.parts ?? [] };
  }

  private async write(course: Course, number: number, { parts }: Content): Promise<CourseVersion> {
    const version = await this.db.manager.save(Object.assign(new CourseVersion(), {
      id: randomUUID(), courseId: course.id, number, state: 'draft', note: '', submittedBy: null, submittedAt: null, publishedBy: null, publishedAt: null, createdAt: new Date(this.db.now()), createdBy: null,
    }));
    for (const [p, { title, titles, minutes, lessons }] of parts.entries()) {
      const part = Object.assign(new CoursePart(), { id: randomUUID(), courseVersionId: version.id, number: p + 1, title, titles, minutes });
      await this.db.manager.insert(CoursePart, part);
      for (const [l, { texts, quiz, ...rest }] of lessons.entries()) {
        const lesson = Object.assign(new Lesson(), { id: randomUUID(), courseVersionId: version.id, courseId: course.id, partId: part.id, number: l + 1, ...rest });
        await this.db.manager.insert(Lesson, lesson);
        for (const text of texts) await this.db.manager.insert(LessonText, { lessonId: lesson.id, rowVersion: 1, ...text } as LessonText);
        if (quiz) await this.quizzes.enter(lesson, withoutNull(quiz));
      }
    }
    return version;
  }

  /** The version in force makes room first: there is only ever one. */
  private async publish(course: Course, version: CourseVersion, inForce: CourseVersion | undefined, files: CourseFiles, tlp: Tlp): Promise<void> {
    const at = new Date(this.db.now());
    if (inForce) await this.db.sql(`UPDATE app.course_versions SET state = 'retired', row_version = row_version + 1 WHERE id = $1`, [inForce.id]);
    await this.db.sql(`UPDATE app.course_versions SET state = 'published', published_at = $2, row_version = row_version + 1 WHERE id = $1`, [version.id, at]);
    if (course.state === 'draft') {
      Object.assign(course, { state: 'published', publishedAt: at, tlp });
      this.seal.set(course);
    }
    await this.describe(course, files);
  }

  private async describe(course: Course, files: CourseFiles): Promise<void> {
    Object.assign(course, describedBy(files));
    await this.db.manager.save(course);
  }
}

/** Blueprints name only what they limit. */
const withoutNull = (value: object): object => JSON.parse(JSON.stringify(value, (_key, member: unknown) => member ?? undefined)) as object;

