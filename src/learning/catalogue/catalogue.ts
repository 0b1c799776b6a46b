import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { notFound } from '../../kernel/problems.js';
import { Audiences } from '../../members/index.js';
import type { CourseList, CourseRow, CoursesQuery, CourseView, OutlinePartView, SizeView } from './catalogue.dto.js';
import { CourseSeal } from './course-seal.js';
import { CourseVersion } from './course-version.entity.js';
import { Course } from './course.entity.js';
import { CoursePart, Lesson } from './lesson.entity.js';
import type { Titles } from './titles.js';

const minutesOf = { hour: [0, 60], day: [61, 480], longer: [481, 1_000_000] } as const;

/** Courses as the actor may find them: searched, opened, with what they weigh and what they hold. */
@Injectable()
export class Catalogue {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly cursors: Cursors,
    private readonly audiences: Audiences,
    private readonly seal: CourseSeal,
  ) {}

  /** A page of what is offered to the actor, or of what their own party writes; by title. @throws Problem 400 for a cursor of another list */
  list(actor: Actor, { cursor, limit = 24, q, language, level, length, box = 'offered' }: CoursesQuery): Promise<CourseList> {
    const filter = JSON.stringify(['courses', box, q, language, level, length]);
    const [title, after] = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : [];
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(Course, 'course'), actor, 'read');
      if (box === 'ours') query.andWhere('course.originator = :party', { party: actor.party });
      else query.andWhere(`course.state = 'published'`);
      if (q) query.andWhere('(course.title ILIKE :q OR course.summary ILIKE :q OR course.code ILIKE :q)', { q: `%${q.replaceAll(/[\\%_]/g, '\\$&')}%` });
      if (language) query.andWhere(':language = ANY(course.languages)', { language });
      if (level) query.andWhere('course.level = :level', { level });
      if (length) query.andWhere('course.minutes BETWEEN :from AND :to', { from: minutesOf[length][0], to: minutesOf[length][1] });
      if (after) query.andWhere('(course.title, course.id) > (:title, :after::uuid)', { title, after });
      const found = await query.orderBy('course.title').addOrderBy('course.id').limit(limit + 1).getMany();
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const shown = await this.shownVersions(page.map(({ id }) => id));
      const sizes = await this.sizes([...shown.values()].map(({ id }) => id));
      return {
        items: page.map((course) => this.row(actor, course, sizes.get(shown.get(course.id)?.id ?? '') ?? [])),
        next: found.length > limit && last ? this.cursors.seal(actor, filter, [last.title, last.id]) : null,
      };
    });
  }

  /** @throws Problem 404 */
  open(actor: Actor, id: string): Promise<CourseView> {
    return this.db.read(actor, async () => this.view(actor, await this.readable(actor, id)));
  }

  /** The course, when its marking lets the actor read it, and is the one its originator gave it. In the running unit of work. @throws Problem 404, 503 */
  async readable(actor: Actor, id: string): Promise<Course> {
    const query = this.access.scope(this.db.query(Course, 'course'), actor, 'read');
    const course = await query.andWhere('course.id = :id', { id }).getOne();
    if (!course) throw notFound();
    // Its originator reads it whatever the marking says, and is who can set it right.
    if (course.originator !== actor.party) this.seal.verify(course);
    return course;
  }

  /** Those of the courses that the actor may read, by id. In the running unit of work. */
  async readableOf(actor: Actor, ids: readonly string[]): Promise<Map<string, Course>> {
    if (ids.length === 0) return new Map();
    const found = await this.access.scope(this.db.query(Course, 'course'), actor, 'read').andWhere('course.id = ANY(:ids)', { ids: [...ids] }).getMany();
    return new Map(found.map((course) => [course.id, course]));
  }

  /** The version that is taught now. In the running unit of work. */
  inForce(courseId: string): Promise<CourseVersion | null> {
    return this.db.query(CourseVersion, 'version').where(`version.courseId = :courseId AND version.state = 'published'`, { courseId }).getOne();
  }

  /** Parts and lessons of a version in their order. In the running unit of work. */
  async outline(versionId: string): Promise<OutlinePartView[]> {
    const parts = await this.db.query(CoursePart, 'part').where('part.courseVersionId = :versionId', { versionId }).orderBy('part.number').getMany();
    const lessons = await this.db.query(Lesson, 'lesson').where('lesson.courseVersionId = :versionId', { versionId }).orderBy('lesson.number').getMany();
    const texts = await this.db.sql<{ lesson: string; titles: Titles }>(
      `SELECT t.lesson_id AS lesson, jsonb_object_agg(t.language, t.title) AS titles FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id
        WHERE l.course_version_id = $1 AND t.state = 'checked' GROUP BY 1`, [versionId]);
    const titled = new Map(texts.map(({ lesson, titles }) => [lesson, titles]));
    return parts.map(({ id, number, title, titles, minutes }) => ({
      number, title, titles, minutes, lessons: lessons.filter(({ partId }) => partId === id).map((lesson) => ({ ...lesson, titles: { ...lesson.titles, ...titled.get(lesson.id) } })),
    }));
  }

  /** How a course looks to the actor. In the running unit of work. */
  async view(actor: Actor, course: Course): Promise<CourseView> {
    const ours = course.originator === actor.party;
    const versions = await this.db.query(CourseVersion, 'version').where('version.courseId = :id', { id: course.id }).orderBy('version.number', 'DESC').getMany();
    const shown = versions.find(({ state }) => state === 'published') ?? versions[0];
    const sizes = shown ? await this.sizes([shown.id]) : new Map<string, SizeView[]>();
    return {
      ...this.row(actor, course, sizes.get(shown?.id ?? '') ?? []),
      publicTitle: course.publicTitle, offline: course.offline, audience: course.audience, admission: course.admission, outcomes: course.outcomes, passMark: course.passMark, partyMax: course.partyMax,
      publishedAt: course.publishedAt?.toISOString() ?? null,
      marking: ours ? course.marking : { ...course.marking, recipients: course.recipients.filter((id) => id === actor.userId), withheldFrom: [] },
      audienceNames: await this.audiences.names([...course.releasableTo, ...(ours ? course.withheldFrom : [])]),
      outline: shown ? await this.outline(shown.id) : [],
      versions: versions.filter(({ id }) => ours || id === shown?.id).map(({ id, number, state, note, publishedAt }) => ({ id, number, state, note: ours ? note : '', publishedAt: publishedAt?.toISOString() ?? null })),
      rowVersion: course.rowVersion,
    };
  }

  private row(actor: Actor, course: Course, sizes: SizeView[]): CourseRow {
    const { id, code, title, summary, originator, tlp, releasableTo, handlingCaveats, state, mode, entry, level, minutes, certificateMonths, languages } = course;
    return {
      id, code, title, summary, originator, tlp, releasableTo, handlingCaveats, state, mode, entry, level, minutes, certificateMonths, languages,
      // Of a translation that is not whole yet the weight would mislead: the rest is read in another language.
      sizes: sizes.filter(({ language }) => languages.length === 0 || languages.includes(language)),
      because: this.access.because(actor, 'read', course), allows: this.access.allows(actor, course),
    };
  }

  /** What each course shows: the version in force, before that the one at work. */
  private async shownVersions(courses: readonly string[]): Promise<Map<string, CourseVersion>> {
    if (courses.length === 0) return new Map();
    const found = await this.db.query(CourseVersion, 'version').where('version.courseId = ANY(:courses)', { courses: [...courses] }).orderBy(`version.state = 'published'`).addOrderBy('version.number').getMany();
    return new Map(found.map((version) => [version.courseId, version]));
  }

  private async sizes(versions: readonly string[]): Promise<Map<string, SizeView[]>> {
    const rows = await this.db.sql<SizeView & { version: string }>(
      `SELECT l.course_version_id AS version, t.language, sum(t.bytes)::int AS bytes, sum(octet_length(t.body))::int AS "textBytes"
         FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id
        WHERE l.course_version_id = ANY ($1::uuid[]) AND t.state = 'checked' GROUP BY 1, 2 ORDER BY 2`, [[...versions]],
    );
    return Map.groupBy(rows, ({ version }) => version);
  }
}
