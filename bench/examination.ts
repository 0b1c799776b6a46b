import { randomUUID } from 'node:crypto';
import { memory, middle } from './measure.ts';
import type { Ground, Reader } from './portal.ts';
import { steadily, p95 } from './steadily.ts';

const trainees = 500;
const questions = 40;
const goals = { begin: 800, save: 300, mebibytes: 300 };

/** A published course with an examination of forty questions, and five hundred trainees on it. */
async function plant({ owner, reader, sealCourse }: Ground): Promise<{ who: Reader; enrolment: string }[]> {
  const [course, version, part, lesson, bank] = Array.from({ length: 5 }, () => randomUUID());
  await owner.query(`INSERT INTO app.courses (id, code, originator, title, state, tlp, published_at, marking_seal) VALUES ($1, $2, 'AUS', 'Bench', 'published', 'green', now(), $3)`,
    [course, `B-${course?.slice(0, 8).toUpperCase()}`, sealCourse({ id: course ?? '', originator: 'AUS', tlp: 'green' })]);
  await owner.query(`INSERT INTO app.course_versions (id, course_id, number, state, published_at) VALUES ($1, $2, 1, 'published', now())`, [version, course]);
  await owner.query(`INSERT INTO app.course_parts (id, course_version_id, number, title) VALUES ($1, $2, 1, 'Part')`, [part, version]);
  await owner.query(`INSERT INTO app.lessons (id, course_version_id, course_id, part_id, number, code, title, kind) VALUES ($1, $2, $3, $4, 1, 'exam', 'Examination', 'quiz')`, [lesson, version, course, part]);
  await owner.query(`INSERT INTO app.quizzes (lesson_id, sections, minutes, max_attempts, pass_mark, review) VALUES ($1, $2, 60, 3, 80, 'score_only')`, [lesson, JSON.stringify([{ title: 'All', draw: questions, tags: ['exam'] }])]);
  await owner.query(`INSERT INTO app.banks (id, course_id, originator, title) VALUES ($1, $2, 'AUS', 'Bench')`, [bank, course]);
  await owner.query(`WITH item AS (INSERT INTO app.items (bank_id, originator, code) SELECT $1, 'AUS', 'B-' || n FROM generate_series(100, 219) n RETURNING id),
    version AS (INSERT INTO app.item_versions (item_id, originator, number, type, body, tags) SELECT id, 'AUS', 1, 'numeric', '{"type":"numeric","stem":"How many?"}', '{exam}' FROM item RETURNING id)
    INSERT INTO app.item_keys (item_version_id, originator, key, written) SELECT id, 'AUS', '{"type":"numeric","value":6,"tolerance":0}', '{}' FROM version`, [bank]);
  const all: { who: Reader; enrolment: string }[] = [];
  while (all.length < trainees) {
    const [who, enrolment] = [await reader('IDN', ['trainee']), randomUUID()];
    await owner.query(`INSERT INTO app.enrolments (id, course_id, course_version_id, user_id, party, state) VALUES ($1, $2, $3, $4, 'IDN', 'active')`, [enrolment, course, version, who.id]);
    all.push({ who, enrolment });
  }
  return all;
}

/** Five hundred begin within a minute, save an answer every four seconds each, and hand in: what each takes, and what memory grows by. */
export async function examination(at: Ground, seconds: number): Promise<string> {
  const all = await plant(at);
  const send = async (who: Reader, method: string, path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${at.url}/api/v1${path}`, { method, headers: { ...who.headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}; the round is void`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const idle = memory(at.portal.pid);
  let most = idle;
  const watch = setInterval(() => { most = Math.max(most, memory(at.portal.pid)); }, 50);
  const attempts: string[] = [];
  const begun = await steadily(10, trainees / 10, async (turn) => {
    const { who, enrolment } = all[turn] ?? {};
    if (who) attempts[turn] = String((await send(who, 'POST', `/enrolments/${enrolment}/attempts`, { lesson: 'exam' })).id);
  });
  const saved = await steadily(trainees / 4, Math.max(seconds, 8), async (turn) => {
    const who = all[turn % trainees]?.who;
    if (who) await send(who, 'PUT', `/attempts/${attempts[turn % trainees]}/answers/${(Math.floor(turn / trainees) % questions) + 1}`, { seq: Math.floor(turn / trainees / questions) + 1, answer: { value: 6 } });
  });
  const closed = await steadily(10, trainees / 10, async (turn) => {
    const who = all[turn]?.who;
    if (who) await send(who, 'PUT', `/attempts/${attempts[turn]}/submission`, {});
  });
  clearInterval(watch);
  const met = (is: boolean) => (is ? 'met' : 'MISSED');
  const grown = most - idle;
  return `${trainees} trainees: begin p95 ${p95(begun).toFixed(0)} ms at 10/s (goal ≤ ${goals.begin}: ${met(p95(begun) <= goals.begin)}); answers p50 ${middle(saved).toFixed(0)}, p95 ${p95(saved).toFixed(0)} ms at ${trainees / 4}/s (goal ≤ ${goals.save}: ${met(p95(saved) <= goals.save)}); `
    + `hand in p95 ${p95(closed).toFixed(0)} ms at 10/s; memory +${grown.toFixed(0)} MiB over ${idle.toFixed(0)} (goal ≤ ${goals.mebibytes}: ${met(grown <= goals.mebibytes)})`;
}
