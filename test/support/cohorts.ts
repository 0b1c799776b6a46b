import { randomUUID } from 'node:crypto';
import type { PlantedCourse } from './courses.js';
import type { Official } from './official.js';
import type { Portal } from './portal.js';

/** An open cohort with seats per party: code to [reserved, most]. */
export async function plantCohort(portal: Portal, course: PlantedCourse, originator: string, centre: string, capacity: number, quotas: Record<string, [reserved: number, max: number]>): Promise<string> {
  const id = randomUUID();
  const reserved = Object.values(quotas).reduce((sum, [one]) => sum + one, 0);
  await portal.owner.query(
    `INSERT INTO app.cohorts (id, course_id, course_version_id, originator, centre, place, starts_on, ends_on, capacity, pool, state)
     VALUES ($1, $2, $3, $4, $5, 'Semarang', current_date + 60, current_date + 64, $6, $7, 'open')`, [id, course.id, course.version, originator, centre, capacity, capacity - reserved]);
  for (const [party, [own, max]] of Object.entries(quotas)) await portal.owner.query('INSERT INTO app.quotas (cohort_id, party, centre, reserved, max) VALUES ($1, $2, $3, $4, $5)', [id, party, centre, own, max]);
  return id;
}

/** Somebody nominated to a cohort, straight in the tables. */
export async function plantNominee(portal: Portal, who: Official, course: PlantedCourse, cohort: string): Promise<string> {
  const id = randomUUID();
  await portal.owner.query(
    `INSERT INTO app.enrolments (id, course_id, course_version_id, user_id, party, state, nominated_by, cohort_id) VALUES ($1, $2, $3, $4, $5, 'nominated', $4, $6)`, [id, course.id, course.version, who.id, who.party, cohort]);
  return id;
}

/** Somebody of the centre who teaches or assesses a cohort from today. */
export async function plantStaff(portal: Portal, cohort: string, who: Official, post: 'instructor' | 'assessor'): Promise<void> {
  await portal.owner.query('INSERT INTO app.cohort_staff (cohort_id, user_id, party, post) VALUES ($1, $2, $3, $4)', [cohort, who.id, who.party, post]);
}
