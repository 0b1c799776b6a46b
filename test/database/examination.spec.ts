import { systemActor } from '../../src/kernel/access/index.js';
import { Examiner } from '../../src/learning/assessment/attempts/examiner.js';
import { Marker } from '../../src/learning/assessment/attempts/marker.js';
import { type AttemptAnswer, plantEnrolment, plantExam } from '../support/examination.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('the fence around examinations', () => {
  let portal: Portal;
  let trainee: Official;
  let colleague: Official;
  let author: Official;
  let attempt: string;

  beforeAll(async () => {
    portal = await Portal.start();
    author = await portal.official('AUS', 'course_author');
    // Studies a course of their own party.
    trainee = await portal.official('AUS', 'trainee');
    colleague = await portal.official('AUS', 'trainee', 'training_coordinator', 'focal_point', 'administrator');
    const enrolment = await plantEnrolment(portal, await plantExam(portal, 'AUS'), trainee);
    attempt = ((await trainee.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam' })).body as AttemptAnswer).id;
    await plantExam(portal, 'NZL');
  });
  afterAll(() => portal.stop());

  const as = async (who: Official | string, sql: string, ...values: unknown[]): Promise<object[]> => {
    const actor = typeof who === 'string' ? systemActor(who) : await portal.actor(who);
    return portal.db.write(actor, () => portal.db.sql<object>(sql, values));
  };

  it.each(['banks', 'items', 'item_versions', 'item_keys'])('shows %s to those who write the course and to the examiner, and to no colleague of theirs', async (table) => {
    for (const who of [trainee, colleague, 'sign-in', 'operator', 'anything']) expect(await as(who, `SELECT * FROM app.${table}`)).toEqual([]);
    const { rows: [all] } = await portal.owner.query<{ ours: number; all: number }>(`SELECT count(*) FILTER (WHERE originator = 'AUS')::int AS ours, count(*)::int AS all FROM app.${table}`);
    expect(all?.ours).toBeGreaterThan(0);
    expect(await as(author, `SELECT 1 FROM app.${table}`)).toHaveLength(all?.ours ?? 0);
    expect(await as('examiner', `SELECT 1 FROM app.${table}`)).toHaveLength(all?.all ?? 0);
  });

  it('gives no trainee a seed, a grade or more time, whatever statement they get in', async () => {
    expect(await as(trainee, 'SELECT * FROM app.attempt_seeds')).toEqual([]);
    expect(await as('examiner', 'SELECT * FROM app.attempt_seeds')).toHaveLength(1);
    expect(await as(trainee, `SELECT id FROM app.attempts`)).toEqual([{ id: attempt }]);
    expect(await as(trainee, `UPDATE app.attempts SET score = 1, passed = true, state = 'graded', closed_at = now() RETURNING id`)).toEqual([]);
    expect(await as(trainee, `UPDATE app.attempts SET deadline_at = 'infinity' RETURNING id`)).toEqual([]);
    await expect(as(trainee, `INSERT INTO app.attempts (enrolment_id, lesson_id, user_id, party, number) SELECT enrolment_id, lesson_id, user_id, party, 9 FROM app.attempts`)).rejects.toThrow(/row-level security/);
    await expect(as(trainee, `INSERT INTO app.grades (attempt_id, n, kind, score, max) VALUES ($1, 1, 'auto', 1, 1)`, attempt)).rejects.toThrow(/row-level security/);
    await expect(as(trainee, `UPDATE app.attempt_items SET shown = '{}'`)).rejects.toThrow(/permission denied/);
    await expect(as(trainee, `DELETE FROM app.answers`)).rejects.toThrow(/permission denied/);
    await expect(as('examiner', `UPDATE app.item_keys SET key = '{}'`)).rejects.toThrow(/permission denied/);
  });

  it('shows nothing of an attempt to anybody else, and takes no answer of theirs', async () => {
    for (const table of ['attempts', 'attempt_items', 'answers', 'grades']) for (const who of [colleague, author]) expect(await as(who, `SELECT * FROM app.${table}`)).toEqual([]);
    await expect(as(colleague, `INSERT INTO app.answers (attempt_id, n, seq, user_id, value) VALUES ($1, 1, 1, $2, '{}')`, attempt, colleague.id)).rejects.toThrow(/row-level security/);
    await expect(as(colleague, `INSERT INTO app.answers (attempt_id, n, seq, user_id, value) VALUES ($1, 1, 1, $2, '{}')`, attempt, trainee.id)).rejects.toThrow(/row-level security/);
  });

  it('takes no answer after the end, by the clock of the database', async () => {
    const answer = (seq: number) => as(trainee, `INSERT INTO app.answers (attempt_id, n, seq, user_id, value) VALUES ($1, 1, $2, $3, '{}') RETURNING seq`, attempt, seq, trainee.id);
    const end = (seconds: number) => portal.owner.query(`UPDATE app.attempts SET deadline_at = now() + make_interval(secs => $2) WHERE id = $1`, [attempt, seconds]);
    await end(-25);
    expect(await answer(1)).toEqual([{ seq: 1 }]);
    await end(-31);
    await expect(answer(2)).rejects.toThrow(/row-level security/);
  });

  it('lets nobody have the examiner work in their own unit', async () => {
    const actor = await portal.actor(trainee);
    const examiner = portal.app.get(Examiner);
    await expect(portal.db.write(actor, () => examiner.close(attempt))).rejects.toThrow(/one actor/);
    await expect(portal.db.read(actor, () => portal.app.get(Marker).review(attempt, null))).rejects.toThrow(/one actor/);
    await expect(portal.db.write(actor, () => portal.app.get(Marker).assess(attempt, actor.userId, []))).rejects.toThrow(/one actor/);
  });
});
