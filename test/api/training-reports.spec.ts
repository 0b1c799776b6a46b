import { plantCohort } from '../support/cohorts.js';
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

  beforeAll(async () => {
    portal = await Portal.start();
    focalPoint = await portal.official('IDN');
    await confirmFocalPoint(portal, focalPoint.id, 'IDN', 'training');
    trainee = await portal.official('IDN');
    clerk = await portal.official('SECRETARIAT', 'secretariat_officer');
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now()`);
    course = await plantCourse(portal, { originator: 'AUS', code: 'DOC-101', title: '=Documents', tlp: 'clear' });
    hidden = await plantCourse(portal, { originator: 'AUS', code: 'HID-1', tlp: 'amber', releasableTo: ['IDN', 'THA'] });
    const [exam, other] = [await plantExam(portal, course), await plantExam(portal, hidden)];
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

  it('are tables that calculate nothing, with their marking, and are recorded', async () => {
    const csv = (await focalPoint.get('/training-reports/party?format=csv')).text;
    expect(csv).toContain('TLP:AMBER+STRICT');
    expect(csv).toContain(`'=Documents`);
    expect((await focalPoint.get('/training-reports/party?format=xlsx')).headers['content-type']).toMatch(/spreadsheetml/);
    const { rows } = await portal.owner.query(`SELECT party, detail FROM app.events WHERE name = 'training-report.taken' ORDER BY at DESC, id DESC LIMIT 1`);
    expect(rows).toEqual([{ party: 'IDN', detail: { title: 'Training of our people', format: 'xlsx', rows: 5 } }]);
  });
});
