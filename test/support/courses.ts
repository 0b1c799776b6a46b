import { randomUUID } from 'node:crypto';
import { CourseSeal, type SealedCourse } from '../../src/learning/catalogue/course-seal.js';
import type { Portal } from './portal.js';

export interface PlantedCourse {
  id: string;
  version: string;
  /** Ids of lessons by code. */
  lessons: Record<string, string>;
}

export interface CourseToPlant {
  originator: string;
  code?: string;
  title?: string;
  state?: 'draft' | 'published' | 'retired';
  entry?: 'open' | 'nomination';
  tlp?: string;
  releasableTo?: string[];
  withheldFrom?: string[];
  recipients?: string[];
  /** Markdown by the lesson's code. */
  lessons?: Record<string, string>;
}

const text = '## First\n\nRead the **zone**.\n\n## Second\n\nNow compare it.\n';
let planted = 0;

/** Puts a course with one part straight into the tables, past every rule: for worlds in which somebody wrote and published it before. */
export async function plantCourse(portal: Portal, course: CourseToPlant): Promise<PlantedCourse> {
  const { originator, state = 'published', entry = 'open', tlp = 'green', releasableTo = [], withheldFrom = [], recipients = [] } = course;
  const { code = `C-${++planted}`, title = 'Reading a passport', lessons: texts = { zone: text, print: text } } = course;
  const [id, version, part] = [randomUUID(), randomUUID(), randomUUID()];
  const run = (sql: string, values: unknown[]) => portal.owner.query(sql, values);
  await run(`INSERT INTO app.courses (id, code, originator, title, summary, entry, languages, state, tlp, releasable_to, withheld_from, recipients, outcomes, published_at)
             VALUES ($1, $2, $3, $4, 'What a data page says.', $5, '{en}', $6, $7, $8, $9, $10, '{Reads a data page}', CASE WHEN $6 <> 'draft' THEN now() END)`,
    [id, code, originator, title, entry, state, tlp, releasableTo, withheldFrom, recipients]);
  await run(`INSERT INTO app.course_versions (id, course_id, number, state, published_at) VALUES ($1, $2, 1, $3, CASE WHEN $3 <> 'draft' THEN now() END)`, [version, id, state]);
  await run(`INSERT INTO app.course_parts (id, course_version_id, number, title, minutes) VALUES ($1, $2, 1, 'The data page', 30)`, [part, version]);
  const lessons: Record<string, string> = {};
  for (const [index, [lesson, body]] of Object.entries(texts).entries()) {
    const lessonId = randomUUID();
    lessons[lesson] = lessonId;
    await run(`INSERT INTO app.lessons (id, course_version_id, course_id, part_id, number, code, title, kind, minutes) VALUES ($1, $2, $3, $4, $5, $6, $7, 'reading', 15)`,
      [lessonId, version, id, part, index + 1, lesson, `On the ${lesson}`]);
    await run(`INSERT INTO app.lesson_texts (lesson_id, language, title, body, bytes, state) VALUES ($1, 'en', $2, $3, octet_length($3), 'checked')`, [lessonId, `On the ${lesson}`, body]);
  }
  await sealCourse(portal, id);
  return { id, version, lessons };
}

/** Seals a course as it now stands in the tables, as if its originator had marked it so. */
export async function sealCourse(portal: Portal, id: string): Promise<void> {
  const { rows: [course] } = await portal.owner.query<SealedCourse>(
    `SELECT id, originator, state, tlp, releasable_to AS "releasableTo", recipients, withheld_from AS "withheldFrom", handling_caveats AS "handlingCaveats" FROM app.courses WHERE id = $1`, [id]);
  if (!course) throw new Error(`there is no course ${id}`);
  portal.app.get(CourseSeal, { strict: false }).set(course);
  await portal.owner.query('UPDATE app.courses SET marking_seal = $2 WHERE id = $1', [id, course.markingSeal]);
}

/** Makes somebody a confirmed focal point of an area, as the nomination would have. */
export async function confirmFocalPoint(portal: Portal, userId: string, party: string, area: string): Promise<string> {
  const { rows } = await portal.owner.query<{ id: string }>(
    `INSERT INTO app.focal_points (party, area, rank, user_id, name, agency, languages, time_zone, office_days, opens, closes, since, state, confirmed_at, due_on)
     VALUES ($1, $2, 'primary', $3, 'Focal Point', 'Agency', '{en}', 'UTC', '{1}', '08:00', '16:00', current_date, 'confirmed', now(), current_date + 300) RETURNING id`, [party, area, userId]);
  return rows[0]?.id ?? '';
}
