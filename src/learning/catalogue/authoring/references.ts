import type { Database } from '../../../kernel/database/index.js';
import type { CourseVersion } from '../course-version.entity.js';
import { readText } from '../text/read-text.js';

/** What checked texts lead to that trainees would not find: lessons of the version, and questions of the bank that are for practice. In the running unit of work. */
export async function dangling(db: Database, { id, courseId }: CourseVersion): Promise<string[]> {
  const texts = await db.sql<{ title: string; language: string; body: string }>(
    `SELECT l.title, t.language, t.body FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id
      WHERE l.course_version_id = $1 AND t.state = 'checked' AND t.body ~ 'lesson:|question' ORDER BY l.number, t.language`, [id]);
  if (texts.length === 0) return [];
  const lessons = new Set((await db.sql<{ code: string }>('SELECT code FROM app.lessons WHERE course_version_id = $1', [id])).map(({ code }) => code));
  const questions = new Set((await db.sql<{ code: string }>(
    `SELECT i.code FROM app.banks b JOIN app.items i ON i.bank_id = b.id
       JOIN LATERAL (SELECT v.tags FROM app.item_versions v WHERE v.item_id = i.id ORDER BY v.number DESC LIMIT 1) v ON true
      WHERE b.course_id = $1 AND i.retired_at IS NULL AND 'exam' <> ALL (v.tags)`, [courseId])).map(({ code }) => code));
  return texts.flatMap(({ title, language, body }) => {
    const read = JSON.stringify(readText(body).steps);
    const codes = (sign: RegExp, known: Set<string>) => [...new Set([...read.matchAll(sign)].map(([, code = '']) => code))].filter((code) => !known.has(code));
    return [
      ...codes(/"href":"lesson:([^"]+)"/g, lessons).map((code) => `“${title}” (${language}) leads to a lesson “${code}”, and there is none.`),
      ...codes(/\{"type":"question","code":"([^"]+)"/g, questions).map((code) => `“${title}” (${language}) asks the question ${code}, which the bank does not have for practice.`),
    ];
  });
}
