import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Case { id: string; state: string; way: string; next: string | null; steps: { step: string; day: string; basis: string; enteredBy: string | null; since: string | null }[]; allows: string[]; withdrawnBecause: string | null }

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('cases of accession', () => {
  let portal: Portal;
  let clerk: Official;
  let steering: Official;
  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    clerk = await portal.official('SECRETARIAT', 'secretariat_officer');
    steering = await portal.official('THA');
  });
  afterAll(() => portal.stop());

  const enter = (code: string, more: object = {}) => clerk.post('/parties', { kind: 'organisation', code, name: `Organisation ${code}`, ...more });
  const open = async (party: string, more: object = {}) => (await clerk.post('/accessions', { party, body: 'FORUM', membership: 'member', ...more })).body as Case;
  const step = (id: string, name: string, day: string, more: object = {}, who = clerk) => who.post(`/accessions/${id}/steps`, { step: name, day, basis: `A letter of ${day}`, ...more });

  it('of a state go from an invitation by way of its acceptance to an endorsement, each with day, paper and who entered it', async () => {
    await enter('QXA', { kind: 'state', alpha2: 'QX', name: 'State X' });
    const { id, way, next } = await open('QXA');
    expect([way, next]).toEqual(['invitation', 'invited']);
    expect((await step(id, 'invited', '2026-02-01', { document: 'SG-14, decision 2', documentDate: '2026-01-30' })).body).toMatchObject({ state: 'open', next: 'accepted' });
    await step(id, 'accepted', '2026-03-01');
    await portal.official('QXA', 'focal_point');
    const ended = (await step(id, 'endorsed', '2026-04-01', { since: inDays(3) })).body as Case;
    expect(ended).toMatchObject({ state: 'endorsed', next: null, steps: [
      { step: 'invited', day: '2026-02-01', document: 'SG-14, decision 2', documentDate: '2026-01-30', enteredBy: clerk.name, since: null },
      { step: 'accepted', day: '2026-03-01' }, { step: 'endorsed', day: '2026-04-01', since: inDays(3) },
    ] });
    expect((await steering.get('/parties/QXA')).body.memberships).toEqual([expect.objectContaining({ body: 'FORUM', membership: 'member', from: inDays(3), to: null })]);
    expect((await steering.get('/parties/QXA/history')).body.decisions[0]).toMatchObject({ membership: 'member', from: inDays(3), basis: 'A letter of 2026-04-01' });
    const { rows } = await portal.owner.query<{ name: string; originator: string }>(`SELECT name, originator FROM app.events WHERE detail ->> 'party' = 'QXA' OR subject_id = 'QXA' ORDER BY at`);
    expect(rows.map(({ name, originator }) => `${name} ${originator}`)).toEqual([
      'party.entered QXA', 'accession.opened SECRETARIAT', 'accession.stepped SECRETARIAT', 'accession.stepped SECRETARIAT', 'membership.changed QXA', 'party.admitted QXA', 'accession.stepped SECRETARIAT',
    ]);
    await portal.settled();
    expect(portal.letters().filter((letter) => letter.includes('@qxa.example.org')).map((letter) => /^Subject: (.*)$/m.exec(letter)?.[1]?.trim())).toEqual(['Focalpoint: Your party was admitted']);
  });

  it('of an organisation go from its application by way of the Steering Group\'s support to an endorsement', async () => {
    await enter('APPLY');
    const { id, way } = await open('APPLY', { membership: 'observer' });
    expect(way).toBe('application');
    for (const wrong of ['invited', 'accepted', 'supported', 'endorsed']) expect((await step(id, wrong, '2026-02-01', wrong === 'endorsed' ? { since: inDays(0) } : {})).status).toBe(409);
    await step(id, 'applied', '2026-02-01');
    await step(id, 'supported', '2026-02-01');
    expect((await step(id, 'endorsed', '2026-04-01', { since: inDays(0) })).body).toMatchObject({ state: 'endorsed' });
    expect((await step(id, 'endorsed', '2026-04-01', { since: inDays(0) })).status).toBe(409);
    expect((await (await portal.official('APPLY')).get('/session')).body.membership).toBe('observer');
  });

  it('take their steps in order, after they happened, and set a membership with the last one alone', async () => {
    await enter('ORDER');
    const { id } = await open('ORDER');
    const faults = async (answer: ReturnType<typeof step>) => ((await answer).body.errors as { path: string }[]).map(({ path }) => path);
    expect(await faults(step(id, 'applied', inDays(1)))).toEqual(['day']);
    expect(await faults(step(id, 'applied', '2026-02-30'))).toEqual(['day']);
    expect(await faults(step(id, 'applied', '2026-02-01', { since: inDays(0) }))).toEqual(['since']);
    expect(await faults(step(id, 'applied', '2026-02-01', { basis: 'x' }))).toEqual(['basis']);
    expect(await faults(step(id, 'applied', '2026-02-01', { party: 'AUS' }))).toEqual(['party']);
    await step(id, 'applied', '2026-02-01');
    expect(await faults(step(id, 'supported', '2026-01-31'))).toEqual(['day']);
    await step(id, 'supported', '2026-02-02');
    expect(await faults(step(id, 'endorsed', '2026-02-03'))).toEqual(['since']);
    expect(await faults(step(id, 'endorsed', '2026-02-03', { since: '2026-02-03' }))).toEqual(['reason']);
    expect((await steering.get(`/accessions/${id}`)).body).toMatchObject({ state: 'open', next: 'endorsed' }); // nothing of the refused step stayed
    expect((await step(id, 'endorsed', '2026-02-03', { since: '2026-02-03', reason: 'The record reached us in March.' })).status).toBe(201);
  });

  it('can be withdrawn with a reason, and opened anew', async () => {
    await enter('BACK');
    const { id } = await open('BACK');
    expect((await clerk.post('/accessions', { party: 'BACK', body: 'FORUM', membership: 'observer' })).status).toBe(409);
    expect((await clerk.put(`/accessions/${id}/withdrawal`, { reason: '' })).status).toBe(400);
    expect((await clerk.put(`/accessions/${id}/withdrawal`, { reason: 'it thought better of it' })).body).toMatchObject({ state: 'withdrawn', withdrawnBecause: 'it thought better of it', next: null });
    expect((await step(id, 'applied', '2026-02-01')).status).toBe(409);
    expect((await clerk.put(`/accessions/${id}/withdrawal`, { reason: 'once more' })).status).toBe(409);
    expect((await open('BACK')).state).toBe('open');
    expect(((await steering.get('/accessions?party=BACK')).body as { items: Case[] }).items.map(({ state }) => state)).toEqual(['open', 'withdrawn']);
  });

  it('are opened for somebody who could join, and has not yet', async () => {
    for (const [bad, status] of [[{ party: 'QQQ' }, 400], [{ party: 'SECRETARIAT' }, 400], [{ party: 'AUS' }, 409], [{ party: 'CAN', body: 'STEERING_GROUP' }, 400], [{ party: 'CAN', membership: 'chair' }, 400]] as const) {
      expect({ bad, status: (await clerk.post('/accessions', { body: 'FORUM', membership: 'member', ...bad })).status }).toEqual({ bad, status });
    }
  });

  it('are read by the Steering Group and the secretariat, and kept by its officers', async () => {
    await enter('SEEN');
    const { id, allows } = await open('SEEN');
    expect(allows).toEqual(['read', 'open', 'step', 'withdraw']);
    expect((await steering.get(`/accessions/${id}`)).body.allows).toEqual(['read']);
    for (const who of [await portal.official('SEEN', 'focal_point'), await portal.official('MYS', 'focal_point', 'document_officer'), await portal.official('SECRETARIAT', 'administrator'), await portal.official('MYS', 'secretariat_officer')]) {
      expect([(await who.get('/accessions')).status, (await who.get(`/accessions/${id}`)).status, (await step(id, 'applied', '2026-02-01', {}, who)).status]).toEqual([403, 403, 403]);
      expect((await who.get('/session')).body.allows.filter((what: string) => what.endsWith(':accession'))).toEqual([]);
      const rows = await portal.db.read(await portal.actor(who), () => portal.db.sql('SELECT id FROM app.accessions UNION ALL SELECT accession_id FROM app.accession_steps'));
      expect(rows.length > 0).toBe(who.party === 'SECRETARIAT'); // the fence draws the line of the party, the policy that of the role
    }
    expect((await step(id, 'applied', '2026-02-01', {}, steering)).status).toBe(403);
    expect((await clerk.get('/accessions/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('T12 give no access on the day before, and exactly the new rights on the day: an observer becomes a member', async () => {
    await enter('LIVE');
    await clerk.post('/parties/LIVE/memberships', { body: 'FORUM', membership: 'observer', from: inDays(0), basis: 'observer by invitation' });
    const official = await portal.official('LIVE');
    const aus = await portal.official('AUS', 'document_officer');
    const made = {
      clear: await aus.released(marking('clear')), named: await aus.released(marking('amber', ['LIVE'])), green: await aus.released(marking('green')), ahg: await aus.released(marking('amber', ['AHG'])),
      other: await aus.released(marking('amber', ['NZL'])), withheld: await aus.released(marking('green', [], { withheldFrom: ['LIVE'] })),
    };
    const reads = async () => {
      const found: string[] = [];
      for (const [name, { id }] of Object.entries(made)) if ((await official.get(`/documents/${id}`)).status === 200) found.push(name);
      const listed = ((await official.get('/documents')).body as { items: { id: string }[] }).items.map((one) => one.id);
      expect(listed.toSorted()).toEqual(found.map((name) => made[name as 'clear'].id).toSorted());
      return found;
    };
    const { id } = await open('LIVE');
    await step(id, 'applied', '2026-02-01');
    await step(id, 'supported', '2026-03-01');
    await step(id, 'endorsed', inDays(0), { since: inDays(1) });
    await clerk.post('/parties/LIVE/memberships', { body: 'AHG', membership: 'member', from: inDays(1), basis: 'extension of the group' });
    const asOf = async (day: string) => ((await steering.get(`/parties?asOf=${day}`)).body as { items: { code: string; memberships: { membership: string }[] }[] }).items.find(({ code }) => code === 'LIVE')?.memberships.map(({ membership }) => membership);
    expect([await asOf(inDays(0)), await asOf(inDays(1))]).toEqual([['observer'], ['member', 'member']]);
    expect(await reads()).toEqual(['clear', 'named']); // the day before
    await portal.owner.query(`UPDATE app.memberships SET valid = daterange(lower(valid) - 1, upper(valid) - 1) WHERE party = 'LIVE' AND membership = 'observer'`);
    await portal.owner.query(`UPDATE app.memberships SET valid = daterange(lower(valid) - 1, upper(valid) - 1) WHERE party = 'LIVE' AND membership = 'member'`); // a day passes
    expect(await reads()).toEqual(['clear', 'named', 'green', 'ahg']); // the day, in the session that was open
    expect((await official.get('/session')).body.membership).toBe('member');
  });
});
