import { plantCohort, plantStaff } from '../support/cohorts.js';
import { confirmFocalPoint, type PlantedCourse } from '../support/courses.js';
import { type AttemptAnswer, plantEnrolment, plantExam, rightAnswers, type Rules } from '../support/examination.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { PostOffice } from '../support/post-office.js';
import { freePort } from '../../deploy/launcher/port.js';

describe('a course whose examination is not passed', () => {
  let portal: Portal;
  let post: PostOffice;
  let focal: Official;
  beforeAll(async () => {
    post = new PostOffice(await freePort());
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SMTP_URL: `smtp://127.0.0.1:${post.port}` } });
    focal = await portal.official('IDN');
    await confirmFocalPoint(portal, focal.id, 'IDN', 'training');
    await post.open();
  });
  afterAll(async () => { await portal.stop(); await post.close(); });

  interface Taken { course: PlantedCourse; trainee: Official; assessor: Official; cohort: string; enrolment: string }
  const taken = async (rules: Rules = {}): Promise<Taken> => {
    const course = await plantExam(portal, 'AUS', { attempts: 2, ...rules });
    const [trainee, assessor] = [await portal.official('IDN', 'trainee'), await portal.official('THA', 'trainer')];
    const cohort = await plantCohort(portal, course, 'AUS', 'THA', 10, { IDN: [2, 4] });
    await plantStaff(portal, cohort, assessor, 'assessor');
    return { course, trainee, assessor, cohort, enrolment: await plantEnrolment(portal, course, trainee, cohort) };
  };
  /** Begins, answers the first so many questions rightly, and hands in. */
  const sat = async ({ trainee, enrolment }: Taken, right: number): Promise<AttemptAnswer> => {
    const { id } = (await trainee.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam' })).body as AttemptAnswer;
    for (const [n, answer] of [...(await rightAnswers(portal, id))].slice(0, right)) await trainee.put(`/attempts/${id}/answers/${n}`, { seq: 1, answer });
    return (await trainee.put(`/attempts/${id}/submission`, {})).body as AttemptAnswer;
  };
  const stands = async (id: string) => (await portal.owner.query<{ state: string; result: string | null; seat: string | null }>('SELECT state, result, seat_from AS seat FROM app.enrolments WHERE id = $1', [id])).rows[0];
  const subjects = async ({ id }: Official) => {
    await portal.settled();
    const { rows: [row] } = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [id]);
    return post.to(row?.email ?? '').map(({ subject }) => subject);
  };

  it('is failed with the mark of the last attempt, keeps the best result, and can be taken anew', async () => {
    const one = await taken();
    await portal.owner.query(`UPDATE app.enrolments SET seat_from = 'pool' WHERE id = $1`, [one.enrolment]);
    expect(await sat(one, 3)).toMatchObject({ state: 'graded', score: 0.5, passed: false });
    expect(await stands(one.enrolment)).toMatchObject({ state: 'active' });
    const last = await sat(one, 0);
    expect(last).toMatchObject({ state: 'graded', score: 0, passed: false });
    expect(await stands(one.enrolment)).toEqual({ state: 'failed', result: expect.stringMatching(/^0\.50*$/) as string, seat: 'pool' });
    // One transaction: the mark and the end were written by one transaction.
    const { rows: events } = await portal.owner.query<object>(
      `SELECT e.name, e.xmin::text = m.xmin::text AS together FROM app.events e JOIN app.events m ON m.subject_id = $2 AND m.name = 'attempt.graded' WHERE e.subject_id = $1 AND e.name LIKE 'enrolment.%'`, [one.enrolment, last.id]);
    expect(events).toEqual([{ name: 'enrolment.failed', together: true }]);
    expect((await one.trainee.post(`/enrolments/${one.enrolment}/attempts`, { lesson: 'exam' })).body).toMatchObject({ status: 409, state: 'failed', detail: expect.stringContaining('Enrol again') as string });
    expect((await one.trainee.post(`/enrolments/${one.enrolment}/certificate`, { name: 'Anna' })).status).toBeGreaterThanOrEqual(400);
    expect((await one.trainee.get(`/enrolments?box=mine`)).body).toMatchObject({ items: [{ state: 'failed', result: 0.5, allows: ['read'] }] });
    const roster = (await one.assessor.get(`/cohorts/${one.cohort}/roster`)).body as { items: object[] };
    expect(roster.items).toMatchObject([{ state: 'failed', result: 0.5, seatFrom: 'pool' }]);
    const table = (await focal.get('/training-reports/party?format=json')).body as { rows: object[] };
    expect(JSON.stringify(table)).toContain('"failed"');
    expect((await one.trainee.post(`/courses/${one.course.id}/enrolments`, {})).body).toMatchObject({ state: 'active' });
  });

  it('stays under way while the examination is none that must be passed, or may be tried as often as one likes', async () => {
    const optional = await taken({ attempts: 1 });
    await portal.owner.query('UPDATE app.lessons SET mandatory = false WHERE id = $1', [optional.course.lessons.exam]);
    await sat(optional, 0);
    const endless = await taken({ attempts: null });
    await sat(endless, 0);
    for (const { enrolment } of [optional, endless]) expect(await stands(enrolment)).toMatchObject({ state: 'active' });
  });

  it('is failed by the clock too, when the last attempt runs out', async () => {
    const one = await taken({ attempts: 1 });
    const { id } = (await one.trainee.post(`/enrolments/${one.enrolment}/attempts`, { lesson: 'exam' })).body as AttemptAnswer;
    await portal.owner.query(`UPDATE app.attempts SET started_at = started_at - interval '2 hours', deadline_at = deadline_at - interval '2 hours' WHERE id = $1`, [id]);
    // Asking for another one closes what ran out, and that stays so though the other one is refused.
    expect((await one.trainee.post(`/enrolments/${one.enrolment}/attempts`, { lesson: 'exam' })).status).toBe(409);
    expect(await stands(one.enrolment)).toMatchObject({ state: 'failed', result: null });
  });

  it('goes on when an attempt is annulled, and can then be passed', async () => {
    const one = await taken({ attempts: 1 });
    const { id } = await sat(one, 0);
    expect(await stands(one.enrolment)).toMatchObject({ state: 'failed' });
    const annulled = await one.assessor.put(`/attempts/${id}/annulment`, { reason: 'The power failed in the whole building.' });
    expect(annulled.body).toMatchObject({ state: 'voided', voidedReason: 'The power failed in the whole building.' });
    expect(await stands(one.enrolment)).toMatchObject({ state: 'active' });
    expect(await sat(one, 6)).toMatchObject({ number: 2, passed: true });
    expect(await stands(one.enrolment)).toMatchObject({ state: 'active' });
  });

  it('is not opened beside another enrolment in the same course', async () => {
    const one = await taken({ attempts: 1 });
    const { id } = await sat(one, 0);
    await one.trainee.post(`/courses/${one.course.id}/enrolments`, {});
    expect((await one.assessor.put(`/attempts/${id}/annulment`, { reason: 'The power failed.' })).body).toMatchObject({ status: 409, code: 'ENROLLED_AGAIN' });
    expect((await one.assessor.get(`/attempts/${id}`)).body).toMatchObject({ state: 'graded' });
  });

  it('is told to the trainee, and to the focal point if they sent them', async () => {
    await portal.settled();
    post.received.length = 0;
    const [sent, alone] = [await taken({ attempts: 1 }), await taken({ attempts: 1 })];
    await portal.owner.query('UPDATE app.enrolments SET approved_by = $2 WHERE id = $1', [sent.enrolment, focal.id]);
    const { id } = await sat(sent, 0);
    await sat(alone, 0);
    for (const { trainee } of [sent, alone]) expect(await subjects(trainee)).toEqual(['Focalpoint: You did not pass a course']);
    expect(await subjects(focal)).toEqual(['Focalpoint: Somebody you sent to a course did not pass']);
    post.received.length = 0;
    await sent.assessor.put(`/attempts/${id}/annulment`, { reason: 'The power failed.' });
    expect(await subjects(sent.trainee)).toEqual(['Focalpoint: You have another attempt at an examination']);
    expect(await subjects(focal)).toEqual(['Focalpoint: Somebody you sent to a course has another attempt']);
  });
});
