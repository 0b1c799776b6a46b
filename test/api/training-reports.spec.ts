import { plantCohort, plantNominee } from '../support/cohorts.js';
import { plantCompletion, plantExam } from '../support/completions.js';
import { confirmFocalPoint, plantCourse, type PlantedCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

type Row = Record<string, string | number | null>;

describe('training reports', () => {
  let portal: Portal;
  let focalPoint: Official;
  let trainee: Official;
  let clerk: Official;
  let course: PlantedCourse;
  let hidden: PlantedCourse;
  let exam: string;

  beforeAll(async () => {
    portal = await Portal.start();
    focalPoint = await portal.official('IDN');
    await confirmFocalPoint(portal, focalPoint.id, 'IDN', 'training');
    trainee = await portal.official('IDN');
    clerk = await portal.official('SECRETARIAT', 'secretariat_officer');
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now()`);
    course = await plantCourse(portal, { originator: 'AUS', code: 'DOC-101', title: '=Documents', tlp: 'clear' });
    hidden = await plantCourse(portal, { originator: 'AUS', code: 'HID-1', tlp: 'amber', releasableTo: ['IDN', 'THA'] });
    exam = await plantExam(portal, course);
    const other = await plantExam(portal, hidden);
    const mine = await plantCompletion(portal, trainee, course, exam);
    await trainee.post(`/enrolments/${mine}/certificate`, { name: 'Official Kyi Myint' });
    for (let n = 0; n < 5; n++) await plantCompletion(portal, await portal.official('THA'), course, exam);
    for (let n = 0; n < 4; n++) await plantCompletion(portal, await portal.official('IDN'), course, exam);
    for (let n = 0; n < 4; n++) await plantCompletion(portal, await portal.official('VNM'), course, exam);
    for (let n = 0; n < 5; n++) await plantCompletion(portal, await portal.official('THA'), hidden, other);
  });
  afterAll(() => portal.stop());

  const report = async (who: Official, what: string) => (JSON.parse((await who.get(`/training-reports/${what}?format=json`)).text) as { items: Row[] }).items;

  it('give everybody their own record, with what can be shown elsewhere', async () => {
    expect(await report(trainee, 'mine')).toEqual([expect.objectContaining({ course: 'DOC-101', state: 'completed', result: 87, completed: '2026-03-03', certificate: 'issued', serial: expect.stringMatching(/^[0-9A-Z-]{19}$/) })]);
    expect(await report(await portal.official('IDN'), 'mine')).toEqual([]);
  });

  it('give a focal point the people of the own party, and no answers of theirs nor anybody else', async () => {
    const rows = await report(focalPoint, 'party');
    expect(rows).toHaveLength(5);
    expect(rows.every(({ name }) => String(name).endsWith('of IDN'))).toBe(true);
    expect(rows.filter(({ certificate }) => certificate === 'issued')).toHaveLength(1);
    expect(Object.keys(rows[0] ?? {})).not.toContain('serial');
    expect((await trainee.get('/training-reports/party?format=csv')).status).toBe(403);
    expect((await clerk.get('/training-reports/party?format=csv')).status).toBe(403);
  });

  it('give the secretariat numbers of five or more, of the courses it may know, and no name', async () => {
    const rows = await report(clerk, 'counts');
    expect(rows).toEqual([
      expect.objectContaining({ course: 'DOC-101', party: 'IDN', enrolled: 5, completed: 5, underWay: null, certified: null }),
      expect.objectContaining({ course: 'DOC-101', party: 'THA', enrolled: 5, completed: 5 }),
    ]);
    for (const who of [focalPoint, trainee]) expect((await who.get('/training-reports/counts?format=csv')).status).toBe(403);
    const actor = await portal.actor(focalPoint);
    expect(await portal.db.read(actor, () => portal.db.sql('SELECT * FROM app.training_counts()'))).toEqual([]);
  });

  it('give a roster to who may see it', async () => {
    const coordinator = await portal.official('NZL', 'training_coordinator');
    const cohort = await plantCohort(portal, course, 'AUS', 'NZL', 5, { IDN: [1, 2] });
    await portal.owner.query(`UPDATE app.enrolments SET cohort_id = $1 WHERE user_id = $2`, [cohort, trainee.id]);
    expect(await report(coordinator, `cohorts/${cohort}`)).toEqual([expect.objectContaining({ name: trainee.name, party: 'IDN', state: 'completed', result: 87 })]);
    expect(await report(await portal.official('THA'), `cohorts/${cohort}`)).toEqual([]);
  });

  it('tell the originator how its course fares, in numbers of five or more that give no smaller one away', async () => {
    const officer = await portal.official('AUS', 'course_officer');
    await portal.owner.query(`UPDATE app.enrolments SET created_at = completed_at - interval '4 days', decided_at = NULL WHERE course_id = $1 AND state = 'completed'`, [course.id]);
    // Five of IDN, five of THA, four of VNM: all together would tell the four, so it is not told.
    expect(await report(officer, `courses/${course.id}`)).toEqual([
      expect.objectContaining({ party: null, enrolled: null, completed: null, medianDays: null }),
      expect.objectContaining({ party: 'IDN', enrolled: 5, completed: 5, failed: null, medianDays: 4, meanResult: 87.3 }), expect.objectContaining({ party: 'THA', enrolled: 5, completed: 5, givenUp: null }),
    ]);
    await plantCompletion(portal, await portal.official('VNM'), course, exam);
    expect(await report(officer, `courses/${course.id}`)).toEqual([expect.objectContaining({ party: null, enrolled: 15, completed: 15, medianDays: 4 }), ...['IDN', 'THA', 'VNM'].map((party) => expect.objectContaining({ party, enrolled: 5 }))]);
    expect((await focalPoint.get(`/training-reports/courses/${course.id}?format=csv`)).status).toBe(403);
    const stranger = await portal.official('THA', 'course_officer');
    expect((await stranger.get(`/training-reports/courses/${course.id}?format=csv`)).status).toBe(403);
    const actor = await portal.actor(stranger);
    expect(await portal.db.read(actor, () => portal.db.sql('SELECT enrolled FROM app.course_figures($1)', [course.id]))).toEqual([]);
    const unasked = await portal.official('MYS', 'course_officer');
    expect((await unasked.get(`/training-reports/courses/${hidden.id}?format=csv`)).status).toBe(404);
    await portal.owner.query(`INSERT INTO app.banks (course_id, originator, title) VALUES ($1, 'AUS', 'Questions')`, [course.id]);
    expect((await officer.get(`/training-reports/courses/${course.id}/questions?format=json`)).status).toBe(200);
    expect((await stranger.get(`/training-reports/courses/${course.id}/questions?format=json`)).status).toBe(404);
  });

  it('tell a centre the days it held and whom it trained, by party only where five or more came', async () => {
    const coordinator = await portal.official('CAN', 'training_coordinator');
    const cohort = await plantCohort(portal, hidden, 'AUS', 'CAN', 20, { THA: [5, 9] });
    await portal.owner.query(`UPDATE app.enrolments SET cohort_id = $1 WHERE course_id = $2 AND party = 'THA'`, [cohort, hidden.id]);
    await portal.owner.query(`UPDATE app.cohorts SET starts_on = current_date - 5, ends_on = current_date - 1, state = 'finished' WHERE id = $1`, [cohort]);
    await portal.owner.query(
      `INSERT INTO app.classes (cohort_id, title, starts_at, ends_at, zone) SELECT $1, 'Class', d + interval '1 hour', d + interval '4 hours', 'UTC' FROM unnest(ARRAY[current_date - 3, current_date - 3, current_date - 2]::timestamptz[]) AS t(d)`, [cohort]);
    expect(await report(coordinator, 'centre')).toEqual([expect.objectContaining({ course: null, days: 2, hours: 9, participants: 5, completed: 5, state: 'finished' })]);
    expect(await report(coordinator, 'centre/parties')).toEqual([expect.objectContaining({ party: 'THA', participants: 5, completed: 5 })]);
    await portal.owner.query(`UPDATE app.enrolments SET cohort_id = NULL WHERE id = (SELECT id FROM app.enrolments WHERE cohort_id = $1 LIMIT 1)`, [cohort]);
    expect(await report(coordinator, 'centre/parties')).toEqual([]);
    expect(await report(await portal.official('THA', 'training_coordinator'), 'centre')).toEqual([]);
    expect((await focalPoint.get('/training-reports/centre?format=csv')).status).toBe(403);
  });

  it('show a focal point who waits and how long, which seats go unused, who is late and what lapses, of the own party alone', async () => {
    const led = await plantCourse(portal, { originator: 'AUS', entry: 'nomination', title: 'Led' });
    const cohort = await plantCohort(portal, led, 'AUS', 'NZL', 20, { IDN: [3, 4], THA: [2, 2] });
    const [old, late, other] = [await plantNominee(portal, await portal.official('IDN'), led, cohort), await plantNominee(portal, await portal.official('IDN'), led, cohort), await plantNominee(portal, await portal.official('THA'), led, cohort)];
    await portal.owner.query(`UPDATE app.enrolments SET created_at = now() - interval '14 days' WHERE id = ANY ($1)`, [[old, other]]);
    await portal.owner.query(`UPDATE app.enrolments SET state = 'active', due_on = current_date - 1, progress = 0.4 WHERE id = $1`, [late]);
    await portal.owner.query(`UPDATE app.certificates SET expires_on = current_date + 30 WHERE user_id = $1`, [trainee.id]);
    await focalPoint.post('/training-needs', { topic: 'biometrics', audience: 'trainers', region: 'pacific' });
    const overview = (await focalPoint.get('/training-reports/party/overview')).body as object;
    expect(overview).toMatchObject({
      waiting: [{ state: 'nominated', count: 1, oldest: 10, late: 1 }],
      seats: expect.arrayContaining([expect.objectContaining({ cohortId: cohort, title: 'Led', centre: 'NZL', reserved: 3, max: 4, used: 0, unclaimed: 3, lapsing: 0 })]),
      active: 1, overdue: 1, learners: [{ enrolmentId: late, title: 'Led', progress: 0.4, isOverdue: true }], failed: 0,
      expiring: [{ name: trainee.name, title: '=Documents' }], unmetNeeds: 1,
    });
    expect((await trainee.get('/training-reports/party/overview')).status).toBe(403);
    expect(await report(focalPoint, 'seats')).toContainEqual(expect.objectContaining({ title: 'Led', reserved: 3, max: 4, unclaimed: 3 }));
  });

  it('are tables that calculate nothing, with their marking, and are recorded', async () => {
    const csv = (await focalPoint.get('/training-reports/party?format=csv')).text;
    expect(csv).toContain('TLP:AMBER+STRICT');
    expect(csv).toContain(`'=Documents`);
    expect((await focalPoint.get('/training-reports/party?format=xlsx')).headers['content-type']).toMatch(/spreadsheetml/);
    const { rows } = await portal.owner.query(`SELECT party, detail FROM app.events WHERE name = 'training-report.taken' ORDER BY at DESC, id DESC LIMIT 1`);
    expect(rows).toEqual([{ party: 'IDN', detail: { title: 'Training of our people', format: 'xlsx', rows: 7 } }]);
  });
});
