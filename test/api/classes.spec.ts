import { plantCohort, plantNominee } from '../support/cohorts.js';
import { confirmFocalPoint, plantCourse, type PlantedCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Class { id: string; startsAt: string; endsAt: string; minutes: number; noted: number | null; ownMinutes: number | null; rowVersion: number; allows: string[] }
interface Sheet { class: Class; items: { enrolmentId: string; minutes: number | null; notes: { minutes: number; reason: string | null; notedBy: string | null }[] }[] }

describe('classes of a cohort', () => {
  let portal: Portal;
  let course: PlantedCourse;
  let coordinator: Official;
  let teacher: Official;
  let elsewhere: Official;
  let focalPoint: Official;
  let trainee: Official;
  let second: Official;
  let cohort: string;
  let enrolments: string[];
  const plan = { title: 'Hands on', place: 'Room 2', day: '', from: '09:00', to: '12:00', zone: 'Asia/Jakarta' };

  beforeAll(async () => {
    portal = await Portal.start();
    course = await plantCourse(portal, { originator: 'AUS', entry: 'nomination' });
    coordinator = await portal.official('NZL', 'training_coordinator');
    teacher = await portal.official('NZL', 'trainer');
    elsewhere = await portal.official('NZL', 'trainer');
    focalPoint = await portal.official('IDN');
    await confirmFocalPoint(portal, focalPoint.id, 'IDN', 'training');
    [trainee, second] = [await portal.official('IDN'), await portal.official('IDN')];
    cohort = await plantCohort(portal, course, 'AUS', 'NZL', 10, { IDN: [5, 5] });
    const other = await plantCohort(portal, course, 'AUS', 'NZL', 10, { IDN: [5, 5] });
    enrolments = [await plantNominee(portal, trainee, course, cohort), await plantNominee(portal, second, course, cohort)];
    await portal.owner.query(`UPDATE app.enrolments SET state = 'active' WHERE id = ANY ($1)`, [enrolments]);
    await portal.owner.query(`UPDATE app.cohorts SET starts_on = current_date - 3, ends_on = current_date + 3, state = 'running' WHERE id = ANY ($1)`, [[cohort, other]]);
    await coordinator.put(`/cohorts/${cohort}/staff/${teacher.id}`, { post: 'instructor' });
    await coordinator.put(`/cohorts/${other}/staff/${elsewhere.id}`, { post: 'instructor' });
    plan.day = (await portal.owner.query<{ day: string }>(`SELECT (current_date - 1)::text AS day`)).rows[0]?.day ?? '';
  });
  afterAll(() => portal.stop());

  const planned = async (more: Partial<typeof plan> = {}) => (await teacher.post(`/cohorts/${cohort}/classes`, { ...plan, ...more })).body as Class;
  const sheet = async (id: string, who = teacher) => (await who.get(`/classes/${id}/attendance`)).body as Sheet;
  const note = (id: string, body: object, who = teacher) => who.put(`/classes/${id}/attendance`, body);

  it('are planned by the clocks of their place, within the days of the cohort', async () => {
    const held = await planned();
    expect(held).toMatchObject({ startsAt: `${plan.day}T02:00:00.000Z`, endsAt: `${plan.day}T05:00:00.000Z`, zone: 'Asia/Jakarta', minutes: 180, noted: 0, allows: expect.arrayContaining(['note', 'plan']) });
    expect((await coordinator.put(`/classes/${held.id}/plan`, { ...plan, zone: 'Pacific/Auckland', from: '13:00', to: '14:30' }, held.rowVersion)).body).toMatchObject({ minutes: 90, zone: 'Pacific/Auckland' });
    expect((await teacher.put(`/classes/${held.id}/plan`, plan, held.rowVersion)).status).toBe(412);
    expect((await teacher.put(`/classes/${held.id}/plan`, plan)).status).toBe(428);
    for (const wrong of [{ to: '08:00' }, { day: '2020-01-01' }, { zone: '+07:00' }, { zone: 'Asia/Atlantis' }, { from: '25:00' }, { day: '2027-02-30' }]) {
      expect({ wrong, status: (await teacher.post(`/cohorts/${cohort}/classes`, { ...plan, ...wrong })).status }).toEqual({ wrong, status: 400 });
    }
    expect((await coordinator.put(`/classes/${held.id}/cancellation`, {})).body).toMatchObject({ isCancelled: true, allows: ['read'] });
    expect((await note(held.id, { everybody: true })).body).toMatchObject({ status: 409, code: 'CLASS_CANCELLED' });
  });

  it('A12: are nothing to the staff of another cohort, to focal points, or to strangers', async () => {
    const { id } = await planned();
    for (const stranger of [elsewhere, focalPoint, await portal.official('THA'), await portal.official('AUS', 'course_officer')]) {
      expect((await stranger.get(`/cohorts/${cohort}/classes`)).status).toBe(404);
      expect([403, 404]).toContain((await stranger.get(`/classes/${id}/attendance`)).status);
    }
    expect((await elsewhere.get(`/classes/${id}/attendance`)).status).toBe(404);
    expect((await note(id, { everybody: true }, elsewhere)).status).toBe(404);
    expect((await elsewhere.post(`/cohorts/${cohort}/classes`, plan)).status).toBe(404);
    expect((await note(id, { entries: [{ enrolmentId: enrolments[0], minutes: 180 }] }, trainee)).status).toBe(404);
    expect((await trainee.get(`/classes/${id}/attendance`)).status).toBe(404);
  });

  it('note everybody at once, keep what was noted, and put it right with a reason', async () => {
    const { id } = await planned({ title: 'Chips' });
    const [one, two] = enrolments;
    expect((await note(id, { entries: [{ enrolmentId: one, minutes: 60 }] })).status).toBe(200);
    const all = (await note(id, { everybody: true })).body as Sheet;
    expect(new Map(all.items.map((item) => [item.enrolmentId, item.minutes]))).toEqual(new Map([[one, 60], [two, 180]]));
    await note(id, { everybody: true });
    expect((await note(id, { entries: [{ enrolmentId: one, minutes: 120 }] })).body).toMatchObject({ status: 400, errors: [{ path: 'reason' }] });
    expect((await note(id, { entries: [{ enrolmentId: one, minutes: 200 }], reason: 'Stayed on' })).status).toBe(400);
    expect((await note(id, { entries: [{ enrolmentId: one, minutes: 120 }], reason: 'Came back after lunch' }, coordinator)).status).toBe(200);
    const { items, class: held } = await sheet(id);
    expect(held).toMatchObject({ noted: 2, allows: expect.not.arrayContaining(['plan']) });
    expect(items.find((item) => item.enrolmentId === one)?.notes).toEqual([
      { minutes: 120, reason: 'Came back after lunch', notedAt: expect.any(String), notedBy: coordinator.name }, { minutes: 60, reason: null, notedAt: expect.any(String), notedBy: teacher.name },
    ]);
    expect(items.find((item) => item.enrolmentId === two)?.notes).toHaveLength(1);
    expect((await coordinator.put(`/classes/${id}/cancellation`, {})).body).toMatchObject({ status: 409, code: 'CLASS_HELD' });
    expect((await coordinator.put(`/classes/${id}/plan`, plan, held.rowVersion)).body).toMatchObject({ status: 409, code: 'CLASS_HELD' });
    await expect(portal.owner.query(`INSERT INTO app.attendance (class_id, enrolment_id, n, minutes, noted_by) VALUES ($1, $2, 9, 1, $3)`, [id, one, teacher.id])).rejects.toThrow(/correction_has_a_reason/);
    expect((await portal.owner.query(`SELECT detail->>'noted' AS noted, detail->>'corrected' AS corrected FROM app.events WHERE name = 'attendance.noted' AND detail->>'class' = $1 ORDER BY at, id`, [id])).rows)
      .toEqual([{ noted: '1', corrected: '0' }, { noted: '1', corrected: '0' }, { noted: '0', corrected: '1' }]);
  });

  it('tell a trainee their own hours alone, and count them in their record and the roster', async () => {
    const own = (await trainee.get(`/cohorts/${cohort}/classes`)).body as { items: (Class & { title: string })[] };
    expect(own.items.find(({ title }) => title === 'Chips')).toMatchObject({ ownMinutes: 120, noted: null, allows: [] });
    expect((await trainee.get(`/enrolments/${enrolments[0]}`)).body).toMatchObject({ verifiedMinutes: 120 });
    expect((await second.get(`/enrolments/${enrolments[0]}`)).status).toBe(404);
    expect(await trainee.get(`/cohorts/${cohort}`)).toMatchObject({ body: { enrolmentId: enrolments[0] } });
    const roster = (await focalPoint.get(`/cohorts/${cohort}/roster`)).body as { items: { id: string; verifiedMinutes: number | null }[] };
    expect(roster.items.map(({ id, verifiedMinutes }) => [id, verifiedMinutes]).sort()).toEqual([[enrolments[0], 120], [enrolments[1], 180]].sort());
    expect((await trainee.get('/training-reports/mine?format=json')).body).toMatchObject({ items: [{ verified: 2 }] });
  });

  it('wait for their hour, and nobody notes their own', async () => {
    const { rows: [at] } = await portal.owner.query<{ day: string }>(`SELECT (current_date + 2)::text AS day`);
    const later = await planned({ day: at?.day ?? '' });
    expect((await note(later.id, { everybody: true })).body).toMatchObject({ status: 409, code: 'CLASS_NOT_BEGUN' });
    const { id } = await planned({ title: 'Own' });
    const both = await plantNominee(portal, teacher, course, cohort);
    await portal.owner.query(`UPDATE app.enrolments SET state = 'active' WHERE id = $1`, [both]);
    expect((await note(id, { entries: [{ enrolmentId: both, minutes: 180 }] })).status).toBe(403);
    const all = (await note(id, { everybody: true })).body as Sheet;
    expect(all.items.find((item) => item.enrolmentId === both)?.minutes).toBeNull();
    await portal.owner.query(`UPDATE app.enrolments SET state = 'removed' WHERE id = $1`, [both]);
    expect((await note(id, { entries: [{ enrolmentId: both, minutes: 1 }] }, coordinator)).status).toBe(404);
  });

  it('end with the circle of staff, ninety days after the cohort', async () => {
    const { id } = await planned();
    await portal.owner.query(`UPDATE app.cohorts SET starts_on = current_date - 100, ends_on = current_date - 89, state = 'finished' WHERE id = $1`, [cohort]);
    await portal.owner.query('UPDATE app.authority SET version = version + 1');
    expect((await teacher.get(`/classes/${id}/attendance`)).status).toBe(200);
    await portal.owner.query('UPDATE app.cohorts SET ends_on = current_date - 90 WHERE id = $1', [cohort]);
    await portal.owner.query('UPDATE app.authority SET version = version + 1');
    expect((await teacher.get(`/classes/${id}/attendance`)).status).toBe(404);
    expect((await coordinator.get(`/classes/${id}/attendance`)).status).toBe(200);
  });
});
