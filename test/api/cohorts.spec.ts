import { SeatJobs } from '../../src/learning/cohorts/seat-jobs.js';
import { plantCohort, plantNominee } from '../support/cohorts.js';
import { confirmFocalPoint, plantCourse, type PlantedCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Enrolled { id: string; state: string; cohortId: string; offerUntil: string | null; allows: string[]; code?: string; waiting?: boolean; status?: number }
interface Held { id: string; state: string; quotas: { party: string; reserved: number; max: number; used: number }[]; pool: number | null; poolUsed: number | null; rowVersion: number; allows: string[] }

describe('cohorts', () => {
  let portal: Portal;
  let course: PlantedCourse;
  let focalPoint: Official;
  let other: Official;
  let officer: Official;
  let coordinator: Official;
  let jobs: SeatJobs;

  beforeAll(async () => {
    portal = await Portal.start();
    jobs = portal.app.get(SeatJobs);
    focalPoint = await portal.official('IDN');
    other = await portal.official('THA');
    for (const one of [focalPoint, other]) await confirmFocalPoint(portal, one.id, one.party, 'training');
    officer = await portal.official('AUS', 'course_officer');
    coordinator = await portal.official('NZL', 'training_coordinator');
    course = await plantCourse(portal, { originator: 'AUS', entry: 'nomination', withheldFrom: ['MYS'] });
  });
  afterAll(() => portal.stop());

  const cohort = (capacity: number, quotas: Record<string, [number, number]>) => plantCohort(portal, course, 'AUS', 'NZL', capacity, quotas);
  const nominee = async (id: string, party = 'IDN') => {
    const who = await portal.official(party);
    return { who, enrolment: await plantNominee(portal, who, course, id) };
  };
  const approve = (id: string, by = focalPoint) => by.put(`/enrolments/${id}/approval`, {});
  const approved = async (id: string, party = 'IDN', by = focalPoint) => {
    const one = await nominee(id, party);
    return { ...one, answer: (await approve(one.enrolment, by)).body as Enrolled };
  };
  const seats = async (id: string) => {
    const { rows: [pool] } = await portal.owner.query<{ pool: number; used: number }>('SELECT pool, pool_used AS used FROM app.cohorts WHERE id = $1', [id]);
    const { rows } = await portal.owner.query<{ party: string; used: number; reserved_used: number }>('SELECT party, used, reserved_used FROM app.quotas WHERE cohort_id = $1 ORDER BY party', [id]);
    return { pool, ...Object.fromEntries(rows.map(({ party, used, reserved_used }) => [party, [used, reserved_used]])) };
  };
  const stateOf = async (enrolment: string) => (await portal.owner.query<{ state: string }>('SELECT state FROM app.enrolments WHERE id = $1', [enrolment])).rows[0]?.state;

  it('A9: give three reserved seats, the fourth from the pool, and no fifth', async () => {
    const id = await cohort(20, { IDN: [3, 4] });
    const from: unknown[] = [];
    for (let n = 0; n < 4; n++) {
      const { answer } = await approved(id);
      expect(answer).toMatchObject({ state: 'offered', cohortId: id, offerUntil: expect.any(String) });
      from.push((await portal.owner.query('SELECT seat_from FROM app.enrolments WHERE id = $1', [answer.id])).rows[0]);
    }
    expect(from).toEqual(['quota', 'quota', 'quota', 'pool'].map((seat) => ({ seat_from: seat })));
    const fifth = await approved(id);
    expect(fifth.answer).toMatchObject({ status: 409, code: 'PARTY_MAX', waiting: true });
    expect(await stateOf(fifth.enrolment)).toBe('nominated');
    expect(await seats(id)).toEqual({ pool: { pool: 17, used: 1 }, IDN: [4, 3] });
  });

  it('A9: give ten seats to exactly ten of fifty approvals at once', async () => {
    const id = await cohort(10, { IDN: [4, 50] });
    const all: string[] = [];
    for (let n = 0; n < 50; n++) all.push((await nominee(id)).enrolment);
    const answers = await Promise.all(all.map((enrolment) => approve(enrolment)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    // A busy machine tells some to try later; whoever does is told what the others were.
    const later = all.filter((_, n) => answers[n]?.status === 503);
    const others = [...answers.filter(({ status }) => status !== 200 && status !== 503), ...(await Promise.all(later.map((enrolment) => approve(enrolment))))];
    expect(others.map(({ status, body }) => [status, (body as Enrolled).code])).toEqual(Array.from({ length: 40 }, () => [409, 'COHORT_FULL']));
    expect(await seats(id)).toEqual({ pool: { pool: 6, used: 6 }, IDN: [10, 4] });
  }, 120_000);

  it('A9: keep nominees of others unseen, and nobody decides on themselves', async () => {
    const id = await cohort(5, { IDN: [1, 5] });
    const { enrolment } = await nominee(id);
    expect((await approve(enrolment, other)).status).toBe(404);
    const own = await plantNominee(portal, focalPoint, course, id);
    expect((await approve(own)).body).toMatchObject({ status: 403, code: 'SELF_APPROVAL' });
    expect((await focalPoint.put(`/enrolments/${own}/waiting`, {})).status).toBe(403);
  });

  it('move the waiting list up in its order when a seat becomes free, past a party that has its most', async () => {
    const id = await cohort(2, { IDN: [0, 2], THA: [0, 1] });
    const first = await approved(id);
    const second = await approved(id, 'THA', other);
    const waiting: string[] = [];
    for (const [party, by] of [['THA', other], ['IDN', focalPoint], ['IDN', focalPoint]] as const) {
      const one = await nominee(id, party);
      expect((await by.put(`/enrolments/${one.enrolment}/waiting`, {})).body).toMatchObject({ state: 'waitlisted' });
      waiting.push(one.enrolment);
    }
    await jobs.promote({ cohort: id });
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['waitlisted', 'waitlisted', 'waitlisted']);
    expect((await first.who.put(`/enrolments/${first.enrolment}/withdrawal`, { reason: 'On another mission' })).status).toBe(200);
    await jobs.promote({ cohort: id });
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['waitlisted', 'offered', 'waitlisted']);
    expect((await coordinator.put(`/enrolments/${second.enrolment}/removal`, { reason: 'Did not come' })).body).toMatchObject({ state: 'removed' });
    await jobs.promote({ cohort: id });
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['offered', 'offered', 'waitlisted']);
    expect(await seats(id)).toEqual({ pool: { pool: 2, used: 2 }, IDN: [1, 0], THA: [1, 0] });
    const { rows } = await portal.owner.query(`SELECT subject_id FROM app.events WHERE name = 'enrolment.promoted' AND subject_id = ANY ($1) ORDER BY at, id`, [waiting]);
    expect(rows).toEqual([{ subject_id: waiting[1] }, { subject_id: waiting[0] }]);
  });

  it('release reserved seats nobody claimed at their hour, once, down the list', async () => {
    const id = await cohort(3, { THA: [2, 2], IDN: [0, 3] });
    await approved(id);
    await approved(id, 'THA', other);
    const late = await nominee(id);
    await focalPoint.put(`/enrolments/${late.enrolment}/waiting`, {});
    await jobs.release({ cohort: id });
    expect(await seats(id)).toMatchObject({ pool: { pool: 1 } });
    await portal.owner.query(`UPDATE app.cohorts SET release_at = now() - interval '1 second' WHERE id = $1`, [id]);
    await Promise.all([jobs.release({ cohort: id }), jobs.release({ cohort: id })]);
    await jobs.promote({ cohort: id });
    expect(await stateOf(late.enrolment)).toBe('offered');
    expect(await seats(id)).toEqual({ pool: { pool: 2, used: 2 }, IDN: [2, 0], THA: [1, 1] });
    expect((await portal.owner.query(`SELECT detail->>'seats' AS seats FROM app.events WHERE name = 'cohort.seats-released' AND subject_id = $1`, [id])).rows).toEqual([{ seats: '1' }]);
  });

  it('take back an offer that was not accepted in time, and not one that was', async () => {
    const id = await cohort(2, { IDN: [2, 2] });
    const [slow, quick] = [await approved(id), await approved(id)];
    expect((await quick.who.put(`/enrolments/${quick.enrolment}/acceptance`, {})).body).toMatchObject({ state: 'active' });
    for (const { enrolment } of [slow, quick]) await jobs.lapse({ enrolment });
    expect(await stateOf(slow.enrolment)).toBe('offered');
    await portal.owner.query(`UPDATE app.enrolments SET offer_until = now() - interval '1 second' WHERE cohort_id = $1`, [id]);
    for (const { enrolment } of [slow, quick]) await jobs.lapse({ enrolment });
    expect([await stateOf(slow.enrolment), await stateOf(quick.enrolment)]).toEqual(['lapsed', 'active']);
    expect(await seats(id)).toMatchObject({ IDN: [1, 1] });
  });

  it('are planned by the originator, who names the centre; the centre allots and opens', async () => {
    const plan = { place: 'Semarang', startsOn: '2027-03-01', endsOn: '2027-03-05', capacity: 20, centre: 'NZL' };
    expect((await coordinator.post(`/courses/${course.id}/cohorts`, plan)).status).toBe(403);
    expect((await focalPoint.post(`/courses/${course.id}/cohorts`, plan)).status).toBe(403);
    expect((await officer.post(`/courses/${course.id}/cohorts`, { ...plan, endsOn: '2027-02-01' })).status).toBe(400);
    const { id, rowVersion } = (await officer.post(`/courses/${course.id}/cohorts`, plan)).body as Held;
    expect((await focalPoint.get(`/cohorts/${id}`)).status).toBe(404);
    expect((await officer.put(`/cohorts/${id}/opening`, {})).status).toBe(403);
    const allot = (party: string, reserved: number, max: number) => coordinator.put(`/cohorts/${id}/quotas/${party}`, { reserved, max });
    expect((await allot('IDN', 3, 4)).body).toMatchObject({ pool: 17, quotas: [{ party: 'IDN', reserved: 3, max: 4, used: 0 }] });
    expect((await allot('MYS', 1, 1)).body).toMatchObject({ status: 409, code: 'PARTY_NOT_ADMITTED' });
    expect((await allot('THA', 18, 18)).body).toMatchObject({ status: 409, code: 'CAPACITY' });
    expect((await allot('THA', 3, 2)).status).toBe(400);
    expect((await coordinator.put(`/cohorts/${id}/plan`, { ...plan, centre: undefined, capacity: 2 }, rowVersion)).status).toBe(412);
    expect((await coordinator.put(`/cohorts/${id}/opening`, {})).body).toMatchObject({ state: 'open', allows: expect.arrayContaining(['close', 'allot']) });
    const seen = (await focalPoint.get(`/courses/${course.id}/cohorts`)).body as { items: Held[] };
    expect(seen.items.find((one) => one.id === id)).toMatchObject({ state: 'open', pool: null, poolUsed: null, quotas: [{ party: 'IDN', max: 4 }], allows: ['read'] });
    expect(((await other.get(`/cohorts/${id}`)).body as Held).quotas).toEqual([]);
    const withheld = await portal.official('MYS');
    expect((await withheld.get(`/cohorts/${id}`)).status).toBe(404);
    expect((await withheld.get(`/courses/${course.id}/cohorts`)).status).toBe(404);
  });

  it('are asked for by their trainees, and sent to by their focal point, on the waiting list if need be', async () => {
    const id = await cohort(1, { IDN: [0, 5] });
    const [self, sent, late] = [await portal.official('IDN'), await portal.official('IDN'), await portal.official('IDN')];
    expect((await self.post(`/courses/${course.id}/enrolments`, { cohortId: id })).body).toMatchObject({ state: 'nominated', cohortId: id });
    expect((await focalPoint.post(`/courses/${course.id}/enrolments`, { userId: sent.id, cohortId: id })).body).toMatchObject({ state: 'offered' });
    expect((await focalPoint.post(`/courses/${course.id}/enrolments`, { userId: late.id, cohortId: id })).body).toMatchObject({ status: 409, code: 'COHORT_FULL' });
    expect((await focalPoint.post(`/courses/${course.id}/enrolments`, { userId: late.id, cohortId: id, waitingList: true })).body).toMatchObject({ state: 'waitlisted' });
    await coordinator.put(`/cohorts/${id}/closing`, {});
    expect((await (await portal.official('IDN')).post(`/courses/${course.id}/enrolments`, { cohortId: id })).body).toMatchObject({ status: 409, code: 'COHORT_CLOSED' });
    const nobody = await portal.official('THA');
    expect((await nobody.post(`/courses/${(await plantCourse(portal, { originator: 'AUS' })).id}/enrolments`, { cohortId: id })).status).toBe(404);
  });

  it('let a seat go with its holder to another cohort, or not at all', async () => {
    const [from, to, full] = [await cohort(1, { IDN: [1, 1] }), await cohort(1, { IDN: [1, 1] }), await cohort(1, { THA: [1, 1] })];
    const { enrolment } = await approved(from);
    expect((await focalPoint.put(`/enrolments/${enrolment}/transfer`, { cohortId: full })).body).toMatchObject({ status: 409, code: 'PARTY_NOT_ADMITTED' });
    expect(await seats(from)).toMatchObject({ IDN: [1, 1] });
    expect((await focalPoint.put(`/enrolments/${enrolment}/transfer`, { cohortId: to })).body).toMatchObject({ state: 'offered', cohortId: to });
    expect([await seats(from), await seats(to)]).toEqual([expect.objectContaining({ IDN: [0, 0] }), expect.objectContaining({ IDN: [1, 1] })]);
  });

  it('show their roster to the centre and its staff, and to a focal point their own people', async () => {
    const id = await cohort(5, { IDN: [2, 2], THA: [2, 2] });
    const [mine] = [await approved(id), await approved(id, 'THA', other)];
    const teacher = await portal.official('NZL', 'trainer');
    const roster = async (who: Official) => ((await who.get(`/cohorts/${id}/roster`)).body as { items?: { id: string; party: string }[] }).items?.map(({ party }) => party).sort();
    expect(await roster(coordinator)).toEqual(['IDN', 'THA']);
    expect(await roster(focalPoint)).toEqual(['IDN']);
    expect(await roster(mine.who)).toEqual(['IDN']);
    expect(await roster(officer)).toEqual([]);
    expect(await roster(teacher)).toEqual([]);
    expect((await coordinator.put(`/cohorts/${id}/staff/${focalPoint.id}`, { post: 'instructor' })).status).toBe(400);
    const candidates = ((await coordinator.get(`/cohorts/${id}/candidates`)).body as { items: { id: string }[] }).items.map((one) => one.id);
    expect([candidates.includes(teacher.id), candidates.includes(focalPoint.id)]).toEqual([true, false]);
    expect((await focalPoint.get(`/cohorts/${id}/candidates`)).status).toBe(403);
    expect((await coordinator.put(`/cohorts/${id}/staff/${teacher.id}`, { post: 'instructor' })).body).toMatchObject({ staff: [{ id: teacher.id, name: teacher.name, post: 'instructor' }] });
    expect((await focalPoint.get(`/cohorts/${id}`)).body).toMatchObject({ staff: [] });
    expect(await roster(teacher)).toEqual(['IDN', 'THA']);
    await portal.owner.query(`UPDATE app.cohorts SET starts_on = current_date - 100, ends_on = current_date - 90 WHERE id = $1`, [id]);
    await portal.owner.query(`UPDATE app.authority SET version = version + 1`);
    expect(await roster(teacher)).toEqual([]);
  });

  it('are emptied when they are cancelled, and run and end by their days', async () => {
    const id = await cohort(2, { IDN: [1, 2] });
    const { enrolment } = await approved(id);
    expect((await coordinator.put(`/cohorts/${id}/cancellation`, { reason: 'The centre is flooded' })).body).toMatchObject({ state: 'cancelled' });
    await jobs.empty({ cohort: id });
    expect(await stateOf(enrolment)).toBe('removed');
    expect((await coordinator.put(`/cohorts/${id}/opening`, {})).status).toBe(409);
    const next = await cohort(2, { IDN: [1, 2] });
    await portal.owner.query(`UPDATE app.cohorts SET starts_on = current_date, ends_on = current_date WHERE id = $1`, [next]);
    await jobs.days();
    expect((await coordinator.get(`/cohorts/${next}`)).body).toMatchObject({ state: 'running' });
    await portal.owner.query(`UPDATE app.cohorts SET starts_on = current_date - 2, ends_on = current_date - 1 WHERE id = $1`, [next]);
    await jobs.days();
    expect((await coordinator.get(`/cohorts/${next}`)).body).toMatchObject({ state: 'finished' });
  });

  it('give a party no more than the originator of the course lets it have, whatever the centre says', async () => {
    const author = await portal.official('AUS', 'course_author', 'course_officer');
    const bounded = await plantCourse(portal, { originator: 'AUS', entry: 'nomination' });
    const { rowVersion } = (await author.get(`/courses/${bounded.id}`)).body as Held;
    expect((await author.patch(`/courses/${bounded.id}`, { partyMax: 0 }, rowVersion)).status).toBe(400);
    expect((await author.patch(`/courses/${bounded.id}`, { partyMax: 2 }, rowVersion)).body).toMatchObject({ partyMax: 2 });
    const id = await plantCohort(portal, bounded, 'AUS', 'NZL', 10, { THA: [0, 1] });
    expect((await coordinator.get(`/cohorts/${id}`)).body).toMatchObject({ course: { partyMax: 2 } });
    expect((await coordinator.put(`/cohorts/${id}/quotas/IDN`, { reserved: 1, max: 3 })).body).toMatchObject({ status: 409, code: 'COURSE_PARTY_MAX', partyMax: 2 });
    expect((await coordinator.put(`/cohorts/${id}/quotas/IDN`, { reserved: 2, max: 2 })).status).toBe(200);
    await expect(portal.owner.query(`UPDATE app.quotas SET max = 3 WHERE cohort_id = $1 AND party = 'IDN'`, [id])).rejects.toThrow(/more than the originator/);
    // Lowered later, it holds from the next seat on.
    await portal.owner.query('UPDATE app.courses SET party_max = 1 WHERE id = $1', [bounded.id]);
    const nominees = [await portal.official('IDN'), await portal.official('IDN')];
    const answers = [];
    for (const who of nominees) answers.push((await approve(await plantNominee(portal, who, bounded, id))).body);
    expect(answers).toEqual([expect.objectContaining({ state: 'offered' }), expect.objectContaining({ status: 409, code: 'PARTY_MAX' })]);
  });

  it('hold an approved place for the word of the centre, and offer it from then on', async () => {
    const id = await cohort(2, { IDN: [1, 2] });
    const { rowVersion } = (await coordinator.get(`/cohorts/${id}`)).body as Held;
    const plan = { place: 'Semarang', startsOn: '2027-03-01', endsOn: '2027-03-05', capacity: 2, confirms: true, offerDays: 3 };
    expect((await coordinator.put(`/cohorts/${id}/plan`, plan, rowVersion)).body).toMatchObject({ confirms: true, offerDays: 3 });
    const first = await approved(id);
    expect(first.answer).toMatchObject({ state: 'approved', offerUntil: null });
    expect(await seats(id)).toMatchObject({ IDN: [1, 1] });
    expect((await first.who.put(`/enrolments/${first.enrolment}/acceptance`, {})).status).toBe(409);
    expect((await first.who.put(`/enrolments/${first.enrolment}/confirmation`, {})).status).toBe(403);
    expect((await focalPoint.put(`/enrolments/${first.enrolment}/confirmation`, {})).status).toBe(403);
    const strange = await portal.official('AUS', 'training_coordinator');
    expect((await strange.put(`/enrolments/${first.enrolment}/confirmation`, {})).status).toBe(404);
    expect(((await coordinator.get(`/cohorts/${id}/roster`)).body as { items: Enrolled[] }).items[0]?.allows).toContain('confirm');
    expect((await coordinator.put(`/enrolments/${first.enrolment}/confirmation`, {})).body).toMatchObject({ state: 'offered', offerUntil: expect.any(String) });
    expect((await coordinator.put(`/enrolments/${first.enrolment}/confirmation`, {})).status).toBe(409);
    const { rows: [until] } = await portal.owner.query<{ days: number }>(`SELECT round(extract(epoch FROM offer_until - now()) / 86400)::int AS days FROM app.enrolments WHERE id = $1`, [first.enrolment]);
    expect(until).toEqual({ days: 3 });
    const second = await approved(id);
    const third = await nominee(id);
    expect((await focalPoint.put(`/enrolments/${third.enrolment}/waiting`, {})).body).toMatchObject({ state: 'waitlisted' });
    expect((await coordinator.put(`/enrolments/${second.enrolment}/removal`, { reason: 'Not a first-line officer' })).status).toBe(200);
    await jobs.promote({ cohort: id });
    expect(await stateOf(third.enrolment)).toBe('approved');
    // Moved to dates that ask nobody, it is offered there.
    const free = await cohort(1, { IDN: [1, 1] });
    expect((await focalPoint.put(`/enrolments/${third.enrolment}/transfer`, { cohortId: free })).body).toMatchObject({ state: 'offered', cohortId: free });
    expect(await seats(id)).toMatchObject({ IDN: [1, 1] });
  });

  it('let go of whoever never began once they are over', async () => {
    const id = await cohort(3, { IDN: [3, 3] });
    const [took, waited, asked] = [await approved(id), await approved(id), await nominee(id)];
    await took.who.put(`/enrolments/${took.enrolment}/acceptance`, {});
    await jobs.empty({ cohort: id });
    expect(await stateOf(asked.enrolment)).toBe('nominated');
    await portal.owner.query(`UPDATE app.cohorts SET starts_on = current_date - 2, ends_on = current_date - 1, state = 'running' WHERE id = $1`, [id]);
    await jobs.days();
    await jobs.empty({ cohort: id });
    expect(await Promise.all([took, waited, asked].map(({ enrolment }) => stateOf(enrolment)))).toEqual(['active', 'removed', 'removed']);
    expect(await seats(id)).toMatchObject({ IDN: [1, 1] });
  });

  it('know a focal point for training as the rules do, whoever is asked about', async () => {
    const colleague = await portal.official('IDN', 'focal_point');
    await confirmFocalPoint(portal, colleague.id, 'IDN', 'general');
    const general = await portal.official('VNM', 'reader');
    await confirmFocalPoint(portal, general.id, 'VNM', 'general');
    const asked = await portal.actor(coordinator);
    const facts = await portal.db.read(asked, () => portal.db.sql<{ officials: { id: string; roles: string[] }[] }>('SELECT officials FROM app.party_facts()'));
    const rolesOf = new Map(facts.flatMap(({ officials }) => officials.map(({ id, roles }) => [id, roles] as const)));
    for (const who of [focalPoint, colleague, general, coordinator]) expect([...(rolesOf.get(who.id) ?? [])].sort()).toEqual([...(await portal.actor(who)).roles].sort());
    // Whoever speaks on everything does so on training while nobody else does.
    expect([focalPoint, colleague, general].map(({ id }) => rolesOf.get(id)?.includes('training_focal_point'))).toEqual([true, false, true]);
  });

  it('let nobody write what is used, nor take a seat for another party', async () => {
    const id = await cohort(2, { IDN: [1, 2] });
    const { enrolment } = await nominee(id);
    const as = async (who: Official, sql: string) => { const actor = await portal.actor(who); return portal.db.write(actor, () => portal.db.sql(sql, [sql.includes('seat(') ? enrolment : id])); };
    await expect(as(coordinator, 'UPDATE app.quotas SET used = 0 WHERE cohort_id = $1')).rejects.toThrow(/permission denied/);
    await expect(as(coordinator, 'UPDATE app.cohorts SET pool_used = 0 WHERE id = $1')).rejects.toThrow(/permission denied/);
    await expect(as(other, 'SELECT app.take_seat($1)')).rejects.toThrow(/not your enrolment/);
    await expect(as(other, 'SELECT app.free_seat($1)')).rejects.toThrow(/not your enrolment/);
    await expect(as(focalPoint, 'SELECT app.release_seats($1)')).rejects.toThrow(/not your task/);
  });
});
