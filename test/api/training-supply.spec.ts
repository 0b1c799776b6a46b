import { plantCohort } from '../support/cohorts.js';
import { confirmFocalPoint, plantCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Activity { id: string; kind: string; organiser: string; title: string; overlaps: { organiser: string; title: string }[]; needs: number | null; rowVersion: number; allows: string[] }
interface Need { id: string; party: string; metBy: number; priority: string; allows: string[] }

describe('what training is wanted and what is offered', () => {
  let portal: Portal;
  let focalPoint: Official;
  let coordinator: Official;
  let reader: Official;
  const activity = { title: 'Look-alikes', topic: 'impostor_detection', audience: 'first_line', region: 'southeast_asia', place: 'Semarang', startsOn: '2027-05-03', endsOn: '2027-05-07' };

  beforeAll(async () => {
    portal = await Portal.start();
    focalPoint = await portal.official('IDN');
    await confirmFocalPoint(portal, focalPoint.id, 'IDN', 'training');
    coordinator = await portal.official('NZL', 'training_coordinator');
    reader = await portal.official('THA');
  });
  afterAll(() => portal.stop());

  const announce = async (who: Official, more: object = {}) => (await who.post('/training-activities', { ...activity, ...more })).body as Activity;
  const calendar = async (who: Official) => ((await who.get('/training-activities')).body as { items: Activity[] }).items;
  const needs = async (who: Official) => ((await who.get('/training-needs')).body as { items: Need[] }).items;

  it('warn where topic, audience and region meet within ninety days', async () => {
    const first = await announce(coordinator);
    expect(first).toMatchObject({ organiser: 'NZL', overlaps: [], needs: 0, allows: expect.arrayContaining(['edit', 'cancel']) });
    const second = await announce(focalPoint, { title: 'Impostors', region: 'global', startsOn: '2027-08-05', endsOn: '2027-08-06' });
    expect(second.overlaps).toEqual([{ id: first.id, organiser: 'NZL', title: 'Look-alikes', startsOn: '2027-05-03', endsOn: '2027-05-07' }]);
    for (const apart of [{ startsOn: '2027-11-05', endsOn: '2027-11-06', region: 'southeast_asia' }, { topic: 'interviewing' }, { audience: 'analysts' }, { region: 'pacific', startsOn: '2027-05-01' }]) {
      const { id, overlaps } = await announce(coordinator, apart);
      // Only the one for everywhere is beside them; the one that is a day more than ninety days later is beside nothing of May.
      expect({ apart, with: overlaps.filter((one) => one.title === 'Look-alikes') }).toEqual({ apart, with: [] });
      expect((await coordinator.put(`/training-activities/${id}/cancellation`, {})).status).toBe(200);
    }
    expect((await calendar(reader)).find(({ id }) => id === first.id)).toMatchObject({ overlaps: [{ organiser: 'IDN' }], allows: ['read'] });
    expect((await coordinator.put(`/training-activities/${first.id}/plan`, { ...activity, startsOn: '2027-05-07', endsOn: '2027-05-03' }, first.rowVersion)).status).toBe(400);
    expect((await coordinator.put(`/training-activities/${first.id}/plan`, { ...activity, topic: 'interviewing' }, first.rowVersion)).body).toMatchObject({ topic: 'interviewing', overlaps: [] });
    expect((await coordinator.put(`/training-activities/${first.id}/plan`, activity, first.rowVersion)).status).toBe(412);
    expect((await focalPoint.put(`/training-activities/${first.id}/cancellation`, {})).status).toBe(403);
  });

  it('tell what nobody offers, and what nobody asked for', async () => {
    const want = { topic: 'sea_routes', audience: 'analysts', region: 'pacific', priority: 'high', people: 12, note: 'Two islands' };
    const need = (await focalPoint.post('/training-needs', want)).body as Need;
    expect(need).toMatchObject({ party: 'IDN', metBy: 0, allows: ['read', 'close'] });
    expect((await reader.post('/training-needs', want)).status).toBe(403);
    expect((await focalPoint.post('/training-needs', { ...want, topic: 'cooking' })).status).toBe(400);
    const offer = await announce(coordinator, { topic: 'sea_routes', audience: 'analysts', region: 'global', title: 'Routes' });
    expect(offer.needs).toBe(1);
    expect(await needs(reader)).toEqual([expect.objectContaining({ id: need.id, metBy: 1, allows: ['read'] })]);
    expect((await coordinator.put(`/training-needs/${need.id}/closing`, {})).status).toBe(403);
    expect((await focalPoint.put(`/training-needs/${need.id}/closing`, {})).status).toBe(200);
    expect((await focalPoint.put(`/training-needs/${need.id}/closing`, {})).status).toBe(409);
    expect(await needs(reader)).toEqual([]);
  });

  it('show cohorts beside announced training to whoever may know of their course', async () => {
    const [seen, hidden] = [await plantCourse(portal, { originator: 'AUS', title: 'Chips' }), await plantCourse(portal, { originator: 'AUS', title: 'Secret', tlp: 'amber', releasableTo: ['NZL'] })];
    const ids = [await plantCohort(portal, seen, 'AUS', 'NZL', 5, {}), await plantCohort(portal, hidden, 'AUS', 'NZL', 5, {})];
    const cohorts = async (who: Official) => (await calendar(who)).filter(({ kind }) => kind === 'cohort').map(({ id }) => id).sort();
    expect(await cohorts(coordinator)).toEqual([...ids].sort());
    expect(await cohorts(reader)).toEqual([ids[0]]);
    const csv = await reader.get('/training-reports/supply?format=csv');
    expect([csv.status, csv.text.includes('Chips'), csv.text.includes('Secret')]).toEqual([200, true, false]);
  });

  it('are for members: whoever is none sees their own alone, and the fence says the same', async () => {
    const { rows: [observer] } = await portal.owner.query<{ party: string }>(`SELECT m.party FROM app.memberships m WHERE m.body = 'FORUM' AND m.membership = 'observer' AND m.valid @> current_date LIMIT 1`);
    const outside = await portal.official(observer?.party ?? '', 'training_coordinator');
    expect(await calendar(outside).then((all) => all.filter(({ kind }) => kind === 'activity'))).toEqual([]);
    const own = await announce(outside, { title: 'Ours' });
    expect((await calendar(outside)).filter(({ kind }) => kind === 'activity').map(({ id }) => id)).toEqual([own.id]);
    const actor = await portal.actor(outside);
    expect(await portal.db.read(actor, () => portal.db.sql('SELECT id FROM app.training_activities'))).toEqual([{ id: own.id }]);
    await expect(portal.db.write(actor, () => portal.db.sql(`INSERT INTO app.training_needs (party, topic, audience, region) VALUES ('NZL', 'other', 'managers', 'global')`))).rejects.toThrow(/row-level security/);
  });
});
