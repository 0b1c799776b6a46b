import { randomUUID } from 'node:crypto';
import type { PlantedCourse } from './courses.js';
import type { Official } from './official.js';
import type { Portal } from './portal.js';

/** Adds an examination to a planted course. */
export async function plantExam(portal: Portal, course: PlantedCourse): Promise<string> {
  const id = randomUUID();
  await portal.owner.query(
    `INSERT INTO app.lessons (id, course_version_id, course_id, part_id, number, code, title, kind, minutes)
     SELECT $1, $2, $3, p.id, 90, 'final', 'Final examination', 'quiz', 60 FROM app.course_parts p WHERE p.course_version_id = $2`, [id, course.version, course.id]);
  return id;
}

/** Has somebody complete a course, straight in the tables. @param assurance of the examination; null for one that was not passed */
export async function plantCompletion(portal: Portal, who: Official, course: PlantedCourse, exam: string, assurance: string | null = 'server_scored'): Promise<string> {
  const id = randomUUID();
  await portal.owner.query(
    `INSERT INTO app.enrolments (id, course_id, course_version_id, user_id, party, state, progress, result, completed_at)
     VALUES ($1, $2, $3, $4, $5, 'completed', 1, 0.873, '2026-03-03T10:00:00Z')`, [id, course.id, course.version, who.id, who.party]);
  if (assurance) await portal.owner.query(`INSERT INTO app.lesson_progress (enrolment_id, lesson_id, done_at, score, assurance) VALUES ($1, $2, now(), 0.873, $3)`, [id, exam, assurance]);
  return id;
}
