import { readdir, readFile } from 'node:fs/promises';
import { Jobs } from '../../src/kernel/jobs/index.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Review {
  id: string | null;
  due: string;
  lapsesOn: string;
  people: { id: string; name: string; roles: string[]; isConfirmed: boolean; lastUsedAt: string | null }[];
}

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

describe('the half-yearly review of one\'s people', () => {
  let portal: Portal;
  beforeAll(async () => { portal = await Portal.start({ jobs: true }); });
  afterAll(() => portal.stop());

  /** A party of its own for each story: a focal point and three officials, here for five months. */
  const story = async (party: string, daysAgo = 160) => {
    const keeper = await portal.official(party, 'focal_point');
    const staff = [await portal.official(party, 'reader'), await portal.official(party, 'reader', 'trainer'), await portal.official(party, 'document_officer')];
    await portal.owner.query(`UPDATE app.delegations SET created_at = now() - make_interval(days => $2), confirmed_at = now() - make_interval(days => $2) WHERE party = $1`, [party, daysAgo]);
    return { keeper, staff };
  };
  const night = async () => {
    await portal.app.get(Jobs).tasks.get('people-reviews')?.({});
    await portal.settled();
  };
  const review = async (keeper: Official) => (await keeper.get('/people/review')).body as Review;
  /** As if so many days had passed since the review was opened. */
  const later = (party: string, days: number) => portal.owner.query(`UPDATE app.people_reviews SET due = due - $2::int, opened_at = opened_at - make_interval(days => $2) WHERE party = $1 AND closed_at IS NULL`, [party, days]);
  const states = async (party: string) => (await portal.owner.query<{ state: string }>('SELECT state FROM app.delegations WHERE party = $1 ORDER BY created_at, id', [party])).rows.map(({ state }) => state);
  const letters = async (to: Official): Promise<string[]> => {
    const { rows: [{ email } = { email: '' }] } = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [to.id]);
    const found: string[] = [];
    for (const file of (await readdir(portal.settings.mailFolder).catch(() => [])).sort()) found.push(await readFile(`${portal.settings.mailFolder}/${file}`, 'utf8'));
    return found.filter((text) => text.includes(`To: ${email}`)).map((text) => /^Subject: Focalpoint: (.*)\r$/m.exec(text)?.[1] ?? text);
  };

  it('is opened thirty days before it is due, and the focal point is told by when', async () => {
    const { keeper } = await story('IDN', 100);
    await night();
    expect(await review(keeper)).toMatchObject({ id: null, people: [] });
    await portal.owner.query(`UPDATE app.delegations SET created_at = now() - interval '6 months' + interval '29 days' WHERE party = 'IDN'`);
    await night();
    const open = await review(keeper);
    expect(open.people.map(({ isConfirmed }) => isConfirmed)).toEqual([false, false, false]);
    expect(Date.parse(open.lapsesOn) - Date.parse(open.due)).toBe(30 * 86_400_000);
    expect(await letters(keeper)).toEqual(['Confirm your people']);
    await night();
    expect(await letters(keeper)).toHaveLength(1);
  });

  it('keeps, changes and ends; once everybody is confirmed it is done, and the next one is half a year on', async () => {
    const { keeper, staff } = await story('MYS');
    await night();
    const { id, due, people } = await review(keeper);
    const of = (who?: Official) => people.find(({ name }) => name === who?.name)?.id;
    expect(people).toHaveLength(3); // not the focal point: nobody confirms themselves
    const decisions = [{ id: of(staff[0]), decision: 'keep' }, { id: of(staff[1]), decision: 'change', roles: ['reader'] }];
    expect((await keeper.put('/people/review', { review: id, decisions })).body).toMatchObject({ id, people: expect.arrayContaining([expect.objectContaining({ id: of(staff[0]), isConfirmed: true }), expect.objectContaining({ id: of(staff[2]), isConfirmed: false })]) });
    const done = (await keeper.put('/people/review', { review: id, decisions: [{ id: of(staff[2]), decision: 'end', reason: 'moved to another ministry' }] })).body as Review;
    expect(done).toMatchObject({ id: null });
    const halfAYearOn = new Date(`${due}T00:00:00Z`);
    halfAYearOn.setUTCMonth(halfAYearOn.getUTCMonth() + 6);
    expect(Math.abs(Date.parse(done.due) - halfAYearOn.getTime())).toBeLessThan(4 * 86_400_000);
    expect((await states('MYS')).sort()).toEqual(['active', 'active', 'active', 'ended']);
    await later('MYS', 90);
    await night();
    expect(await letters(keeper)).toEqual(['Confirm your people']);
    expect((await keeper.put('/people/review', { review: id, decisions })).body).toMatchObject({ status: 409, type: '/problems/review-over' });
  });

  it('reminds seven days before and on the day, once each, then suspends thirty days after whoever was not confirmed', async () => {
    const { keeper, staff } = await story('THA');
    await night();
    const open = await review(keeper);
    await keeper.put('/people/review', { review: open.id, decisions: [{ id: open.people.find(({ name }) => name === staff[0]?.name)?.id, decision: 'keep' }] });
    const { rows: [{ left } = { left: 0 }] } = await portal.owner.query<{ left: number }>(`SELECT due - current_date AS left FROM app.people_reviews WHERE party = 'THA'`);
    for (const [days, told] of [[left - 8, 1], [1, 2], [5, 2], [2, 3], [20, 3], [9, 3]] as const) {
      await later('THA', days);
      await portal.owner.query(`UPDATE app.delegations SET confirmed_at = confirmed_at - make_interval(days => $1) WHERE party = 'THA'`, [days]);
      await night();
      await night();
      expect({ days, letters: (await letters(keeper)).length }).toEqual({ days, letters: told });
    }
    expect(await states('THA')).toEqual(['active', 'active', 'active', 'active']);
    await later('THA', 1);
    await portal.owner.query(`UPDATE app.delegations SET confirmed_at = confirmed_at - interval '1 day' WHERE party = 'THA'`);
    await night();
    expect((await states('THA')).sort()).toEqual(['active', 'active', 'suspended', 'suspended']);
    expect(await letters(keeper)).toEqual(['Confirm your people', 'Confirm your people: a reminder', 'Confirm your people: a reminder', 'People you did not confirm are suspended']);
    expect(await letters(staff[1] as Official)).toEqual(['Your access is suspended']);
    expect((await staff[0]?.get('/documents'))?.status).toBe(200);
    expect((await staff[1]?.get('/documents'))?.status).toBe(401);
    const { items } = (await keeper.get('/people?state=suspended')).body as { items: { id: string; reason: string }[] };
    expect(items.map(({ reason }) => /^Not confirmed in the half-yearly review that was due on \d{4}-\d\d-\d\d\.$/.test(reason))).toEqual([true, true]);
    expect((await keeper.call('delete', `/people/${items[0]?.id}/suspension`).send({ reason: 'overlooked' })).status).toBe(200);
    expect(await review(keeper)).toMatchObject({ id: null });
  });

  it('is all or nothing, and takes no foreign, higher or own delegation', async () => {
    const { keeper } = await story('VNM');
    await night();
    const { id, people: [first, second] } = await review(keeper);
    const foreign = (await portal.owner.query<{ id: string }>(`SELECT id FROM app.delegations WHERE party = 'IDN' LIMIT 1`)).rows[0]?.id;
    const own = (await portal.owner.query<{ id: string }>('SELECT id FROM app.delegations WHERE user_id = $1', [keeper.id])).rows[0]?.id;
    const keep = { id: first?.id, decision: 'keep' };
    for (const [more, status] of [
      [{ id: foreign, decision: 'end', reason: 'gone' }, 404], [{ id: own, decision: 'keep' }, 403], [{ id: second?.id, decision: 'change', roles: ['focal_point'] }, 403], [{ id: second?.id, decision: 'change' }, 400],
      [{ id: second?.id, decision: 'end' }, 400], [{ id: first?.id, decision: 'end', reason: 'twice' }, 400], [{ id: second?.id, decision: 'suspend' }, 400],
    ] as const) expect({ more, status: (await keeper.put('/people/review', { review: id, decisions: [keep, more] })).status }).toEqual({ more, status });
    expect((await review(keeper)).people.map(({ isConfirmed }) => isConfirmed)).toEqual([false, false, false]);
    const reader = await portal.official('VNM', 'reader');
    expect((await reader.get('/people/review')).status).toBe(403);
  });

  it('waits while there is nobody who could confirm', async () => {
    const { keeper } = await story('BGD');
    await night();
    await portal.owner.query(`UPDATE app.delegations SET state = 'suspended' WHERE user_id = $1`, [keeper.id]);
    await later('BGD', 80);
    await night();
    expect((await states('BGD')).filter((state) => state === 'active')).toHaveLength(3);
    const next = await portal.official('BGD', 'focal_point');
    expect((await review(next)).due).toBe(day(30));
  });

  it('is held by the administrators for the secretariat\'s own people', async () => {
    const administrator = await portal.official('SECRETARIAT', 'administrator');
    const officer = await portal.official('SECRETARIAT', 'secretariat_officer');
    await portal.owner.query(`UPDATE app.delegations SET created_at = now() - interval '160 days', confirmed_at = now() - interval '160 days' WHERE party = 'SECRETARIAT'`);
    await night();
    expect((await review(administrator)).people.map(({ name }) => name)).toEqual([officer.name]);
    expect((await officer.get('/people/review')).status).toBe(403);
  });
});
