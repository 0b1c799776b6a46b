import { randomUUID } from 'node:crypto';
import { middle } from './measure.ts';
import type { Ground, Reader } from './portal.ts';
import { p95 } from './steadily.ts';

const courses = 200;
/** Half of them of the party whose lists are measured. */
const people = 500;
const turns = 100;
/** Milliseconds at p95, as for every list of the portal. */
const goal = 150;

/** A hundred thousand enrolments: five hundred officials of two parties, each on two hundred courses, one in ten waiting for the focal point. */
async function plant({ owner, sealCourse }: Ground): Promise<{ course: string; trainee: string }> {
  const all = Array.from({ length: courses }, () => randomUUID());
  for (const [at, id] of all.entries()) {
    await owner.query(`INSERT INTO app.courses (id, code, originator, title, summary, state, tlp, languages, published_at, marking_seal) VALUES ($1, $2, 'AUS', $3, 'Bench', 'published', 'green', '{en}', now(), $4)`,
      [id, `T-${1000 + at}-${id.slice(0, 4).toUpperCase()}`, `Course ${at} of the bench`, sealCourse({ id, originator: 'AUS', tlp: 'green' })]);
    const { rows: [version] } = await owner.query<{ id: string }>(`INSERT INTO app.course_versions (course_id, number, state, published_at) VALUES ($1, 1, 'published', now()) RETURNING id`, [id]);
    const { rows: [part] } = await owner.query<{ id: string }>(`INSERT INTO app.course_parts (course_version_id, number, title) VALUES ($1, 1, 'Part') RETURNING id`, [version?.id]);
    await owner.query(`INSERT INTO app.lessons (course_version_id, course_id, part_id, number, code, title, kind) VALUES ($1, $2, $3, 1, 'one', 'Lesson', 'reading')`, [version?.id, id, part?.id]);
  }
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO app.users (email, name) SELECT gen_random_uuid() || '@bench.example.org', 'Trainee ' || n FROM generate_series(1, $1::int) n RETURNING id`, [people]);
  const trainees = rows.map(({ id }) => id);
  const parties = trainees.map((_, at) => (at % 2 === 0 ? 'IDN' : 'MYS'));
  await owner.query(`INSERT INTO app.delegations (user_id, party, roles) SELECT u, p, '{trainee}' FROM unnest($1::uuid[], $2::text[]) AS t(u, p)`, [trainees, parties]);
  await owner.query(
    `INSERT INTO app.enrolments (course_id, course_version_id, user_id, party, state, progress, result, completed_at, created_at)
     SELECT v.course_id, v.id, t.u, t.p, s.state, CASE s.state WHEN 'completed' THEN 1 WHEN 'active' THEN 0.4 ELSE 0 END, CASE s.state WHEN 'completed' THEN 0.9 END,
            CASE s.state WHEN 'completed' THEN now() END, now() - random() * interval '700 days'
       FROM app.course_versions v CROSS JOIN unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS t(u, p, n)
       CROSS JOIN LATERAL (SELECT (ARRAY['nominated', 'active', 'active', 'completed', 'completed', 'completed', 'completed', 'withdrawn', 'completed', 'completed'])[1 + (t.n + ascii(v.course_id::text)) % 10] AS state) s
      WHERE v.course_id = ANY ($1)`, [all, trainees, parties]);
  await owner.query('ANALYZE app.enrolments, app.courses, app.course_versions, app.lessons, app.users, app.delegations');
  return { course: all[0] ?? '', trainee: trainees[0] ?? '' };
}

/** Catalogue, own courses, a focal point's lists and the reports at a hundred thousand enrolments: what each takes, one after the other. */
export async function training(at: Ground): Promise<string> {
  const [focalPoint, officer] = [await at.reader('IDN', ['reader']), await at.reader('AUS', ['course_officer'])];
  await at.owner.query(
    `INSERT INTO app.focal_points (party, area, rank, user_id, name, agency, languages, time_zone, office_days, opens, closes, since, state, confirmed_at, due_on)
     VALUES ('IDN', 'training', 'primary', $1, 'Bench', 'Bench', '{en}', 'UTC', '{1}', '08:00', '16:00', current_date, 'confirmed', now(), current_date + 300)`, [focalPoint.id]);
  const { course, trainee } = await plant(at);
  const learner = await at.reader('IDN', ['trainee']);
  await at.owner.query('UPDATE app.enrolments SET user_id = $2 WHERE user_id = $1', [trainee, learner.id]);
  const asked: [string, Reader, string][] = [
    ['catalogue', learner, '/courses'], ['own courses', learner, '/enrolments?box=mine'], ['who waits', focalPoint, '/enrolments?box=waiting'], ['own people', focalPoint, '/enrolments?box=party'],
    ['overview of a party', focalPoint, '/training-reports/party/overview'], ['figures of a course', officer, `/training-reports/courses/${course}?format=json`],
  ];
  const told: string[] = [];
  for (const [name, who, path] of asked) {
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const began = performance.now();
      const answer = await fetch(`${at.url}/api/v1${path}`, { headers: who.headers });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      times.push(performance.now() - began);
    }
    told.push(`${name} p50 ${middle(times).toFixed(0)}, p95 ${p95(times).toFixed(0)} ms${p95(times) <= goal ? '' : ' MISSED'}`);
  }
  return `${courses * people} enrolments (goal: p95 ≤ ${goal} ms): ${told.join('; ')}`;
}
