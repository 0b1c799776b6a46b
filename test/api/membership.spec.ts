import { readFileSync } from 'node:fs';
import { actorOf, type Membership } from '../../src/kernel/access/index.js';
import { Document } from '../../src/documents/document.entity.js';
import { under } from '../../deploy/launcher/paths.js';
import { readRegister, Register } from '../../src/members/index.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Party { code: string; name: string; language: string; standing: string; circles?: string[]; memberships: { body: string; membership: string; from: string | null; to: string | null }[]; allows: string[] }
interface History { decisions: { body: string; membership: string; from: string; to: string | null; basis: string; reason: string | null; enteredBy: string | null }[]; standings: { standing: string; from: string }[]; names: { language: string; name: string | null; chosenAt: string | null }[] }

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const basis = { basis: 'Decided at the Senior Officials\' Meeting', document: 'Record of the meeting, item 4', documentDate: '2026-11-01' };

describe('the administration of membership', () => {
  let portal: Portal;
  let clerk: Official;
  let second: Official;
  let idn: Official;
  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    clerk = await portal.official('SECRETARIAT', 'secretariat_officer');
    second = await portal.official('SECRETARIAT', 'secretariat_officer');
    idn = await portal.official('IDN');
  });
  afterAll(() => portal.stop());

  const party = async (code: string, query = '') => (await idn.get(`/parties/${code}${query}`)).body as Party;
  const listed = async (code: string, query = '') => ((await idn.get(`/parties${query}`)).body as { items: Party[] }).items.find((one) => one.code === code);
  const history = async (code: string, who = idn) => (await who.get(`/parties/${code}/history`)).body as History;
  const enter = (code: string, more: object = {}) => clerk.post('/parties', { kind: 'organisation', code, name: `Organisation ${code}`, ...more });
  const decide = (code: string, more: object, who = clerk) => who.post(`/parties/${code}/memberships`, { body: 'FORUM', membership: 'member', from: inDays(0), ...basis, ...more });
  const spans = async (code: string, body = 'FORUM') => (await party(code)).memberships.filter((one) => one.body === body).map(({ membership, from, to }) => [membership, from, to]);

  describe('enters parties', () => {
    it('that are at first known and nothing else', async () => {
      const made = await enter('XORG', { name: '  Organisation   X ' });
      expect(made).toMatchObject({ status: 201, body: { code: 'XORG', name: 'Organisation X', kind: 'organisation', standing: 'active', memberships: [] } });
      expect(await listed('XORG')).toMatchObject({ memberships: [] });
      expect((await (await portal.official('XORG', 'document_officer')).get('/session')).body).toMatchObject({ membership: 'participant' });
      expect((await history('XORG')).names).toEqual([expect.objectContaining({ language: 'en', name: 'Organisation X', chosenAt: null })]);
    });

    it('with a code that nobody has, of the right shape', async () => {
      for (const [bad, path] of [
        [{ code: 'FORUM' }, 'code'], [{ code: 'x' }, 'code'], [{ code: 'A-B' }, 'code'], [{ code: 'AB_C' }, 'code'], [{ alpha2: 'XX' }, 'alpha2'], [{ kind: 'state' }, 'code'], [{ kind: 'state', code: 'XYZ' }, 'alpha2'],
        [{ kind: 'secretariat' }, 'kind'], [{ name: ' ' }, 'name'], [{ name: 'X\u202EY' }, 'name'], [{ name: 'x'.repeat(201) }, 'name'], [{ standing: 'former' }, 'standing'],
      ] as const) {
        const answer = await clerk.post('/parties', { kind: 'organisation', code: 'YORG', name: 'Organisation Y', ...bad });
        expect({ bad, status: answer.status, path: answer.body.errors?.[0]?.path }).toEqual({ bad, status: 400, path });
      }
      for (const taken of [{ code: 'UNODC' }, { name: 'AUSTRALIA' }, { kind: 'state', code: 'QQQ', alpha2: 'AU' }]) {
        expect((await clerk.post('/parties', { kind: 'organisation', code: 'ZORG', name: 'Organisation Z', ...taken })).status).toBe(409);
      }
    });

    it('by officers of the secretariat alone', async () => {
      const others = [idn, await portal.official('SECRETARIAT', 'reader'), await portal.official('SECRETARIAT', 'administrator'), await portal.official('IDN', 'secretariat_officer'), await portal.official('IDN', 'focal_point')];
      for (const who of others) {
        expect((await who.post('/parties', { kind: 'organisation', code: 'WORG', name: 'Organisation W' })).status).toBe(403);
        expect((await decide('XORG', {}, who)).status).toBe(403);
        expect((await who.post('/parties/XORG/standing-changes', { standing: 'suspended', reason: 'because we want it', ...basis })).status).toBe(403);
      }
      expect((await decide('SECRETARIAT', {})).status).toBe(403);
    });
  });

  describe('dates membership', () => {
    beforeAll(() => enter('MORG'));

    it('by decisions that cut what stood before and are kept', async () => {
      const from = inDays(0);
      expect((await decide('MORG', { membership: 'observer' })).status).toBe(201);
      expect((await decide('MORG', { from: inDays(30) })).status).toBe(201);
      expect(await spans('MORG')).toEqual([['observer', from, inDays(30)], ['member', inDays(30), null]]);
      expect((await decide('MORG', { membership: 'none', from: inDays(40), to: inDays(50) })).status).toBe(201);
      expect(await spans('MORG')).toEqual([['observer', from, inDays(30)], ['member', inDays(30), inDays(40)], ['member', inDays(50), null]]);
      const { decisions } = await history('MORG', clerk);
      expect(decisions.map(({ membership, from: day, to }) => [membership, day, to])).toEqual([['none', inDays(40), inDays(50)], ['member', inDays(30), null], ['observer', from, null]]);
      expect(decisions[0]).toMatchObject({ ...basis, enteredBy: clerk.name });
      expect((await history('MORG')).decisions[0]?.enteredBy).toBeNull();
      expect(await Promise.all([inDays(-1), from, inDays(29), inDays(30), inDays(39), inDays(40), inDays(50)].map(async (day) => (await listed('MORG', `?asOf=${day}`))?.memberships[0]?.membership)))
        .toEqual([undefined, 'observer', 'observer', 'member', 'member', undefined, 'member']);
    });

    it('and tells days that are over differently only for a reason', async () => {
      const past = { membership: 'observer', from: '2020-01-01' };
      expect((await decide('MORG', past)).body).toMatchObject({ status: 400, errors: [{ path: 'reason', message: expect.stringContaining('days that are over') }] });
      expect((await decide('MORG', { ...past, to: inDays(0), reason: 'The decision of 2019 had been overlooked.' })).status).toBe(201);
      expect((await spans('MORG')).slice(0, 2)).toEqual([['observer', '2020-01-01', inDays(0)], ['observer', inDays(0), inDays(30)]]);
      expect((await history('MORG')).decisions[0]).toMatchObject({ reason: 'The decision of 2019 had been overlooked.' });
    });

    it('and refuses days that make no sense, and decisions that change nothing', async () => {
      expect((await decide('MORG', { to: inDays(0) })).body.errors[0].path).toBe('to');
      expect((await decide('MORG', { from: '2026-02-30' })).status).toBe(400);
      expect((await decide('MORG', { basis: '' })).body.errors[0].path).toBe('basis');
      expect((await decide('MORG', { body: 'G20' })).body.errors[0].path).toBe('body');
      expect((await decide('MORG', { party: 'AUS' })).body.errors[0]).toEqual({ path: 'party', message: 'There is no member "party" here.' });
      expect((await decide('MORG', { from: inDays(60) })).status).toBe(409);
      expect((await decide('MORG', { membership: 'none', from: inDays(41), to: inDays(45) })).status).toBe(409);
      expect((await decide('QQQ', {})).status).toBe(404);
    });

    it('and acts on the next request of whoever is signed in, on every node', async () => {
      const official = await portal.official('MORG');
      const beside = await portal.beside();
      const there = (path: string) => fetch(`${beside.url}/api/v1${path}`, { headers: official.headers });
      const { id } = await (await portal.official('AUS', 'document_officer')).released(marking('green'));
      expect([(await official.get(`/documents/${id}`)).status, (await there(`/documents/${id}`)).status]).toEqual([404, 404]);
      await decide('MORG', { from: inDays(0) });
      expect([(await official.get(`/documents/${id}`)).status, (await there(`/documents/${id}`)).status]).toEqual([200, 200]);
      await decide('MORG', { membership: 'observer' });
      expect([(await there(`/documents/${id}`)).status, (await official.get(`/documents/${id}`)).status]).toEqual([404, 404]);
    });

    it('and stays as it was decided when the register file is entered once more', async () => {
      const file = readRegister(readFileSync(under('config/parties.json'), 'utf8'));
      expect(file.find(({ code }) => code === 'UNODC')?.memberships[0]?.basis).toContain('2013 Co-Chairs');
      expect((await decide('UNODC', { body: 'AHG', membership: 'none', from: '1990-01-01', reason: 'It never was, as it turned out.' })).status).toBe(201);
      const before = (await portal.owner.query('SELECT party, body, membership, valid::text FROM app.memberships ORDER BY 1, 2, 4')).rows;
      await portal.app.get(Register).enter(file);
      expect((await portal.owner.query('SELECT party, body, membership, valid::text FROM app.memberships ORDER BY 1, 2, 4')).rows).toEqual(before);
      expect((await spans('UNODC', 'AHG')).filter(([, , to]) => to !== '1990-01-01')).toEqual([]);
      await portal.owner.query(`DELETE FROM app.memberships WHERE party = 'UNODC' AND body = 'AHG'`);
      await portal.owner.query(`DELETE FROM app.membership_decisions WHERE party = 'UNODC'`);
      await portal.app.get(Register).enter(file);
      expect((await spans('UNODC', 'AHG')).map(([membership]) => membership)).toEqual(['observer', 'member']);
    });

    it('and begins each day at midnight UTC, whatever the clock of the server says', async () => {
      const [row] = await portal.db.read(await portal.actor(idn), () => portal.db.sql<{ zone: string; day: string }>(`SELECT current_setting('TimeZone') AS zone, current_date::text AS day`));
      expect(row).toEqual({ zone: 'UTC', day: new Date().toISOString().slice(0, 10) });
      const { rows: [next] } = await portal.owner.query<{ at: Date }>(`SET timezone = 'UTC'; SELECT app.next_change() AS at`).then((all) => (all as unknown as { rows: { at: Date }[] }[])[1] as { rows: { at: Date }[] });
      expect(next?.at.toISOString()).toBe(`${inDays(1)}T00:00:00.000Z`);
    });
  });

  describe('suspends and takes in again', () => {
    let changeId = '';
    const propose = (code: string, standing: string, more: object = {}) => clerk.post(`/parties/${code}/standing-changes`, { standing, reason: 'agreed in writing by all', ...basis, ...more });
    const settle = (id: string, who = second, decision: object = { decision: 'approve' }) => who.put(`/standing-changes/${id}/decision`, decision);
    const change = async (code: string, standing: string, more: object = {}) => settle(((await propose(code, standing, more)).body as { id: string }).id);

    beforeAll(async () => { await enter('SORG'); await decide('SORG', {}); });

    it('by two officers: nothing changes until another one decides', async () => {
      const proposed = await propose('SORG', 'suspended');
      expect(proposed).toMatchObject({ status: 201, body: { party: 'SORG', standing: 'suspended', decision: null, proposedBy: clerk.name, allows: ['read'] } });
      changeId = (proposed.body as { id: string }).id;
      expect((await party('SORG')).standing).toBe('active');
      const alone = await settle(changeId, clerk);
      expect(alone.body).toMatchObject({ status: 403, detail: expect.stringContaining('another officer of the secretariat than the one who proposed it') });
      expect((await propose('SORG', 'former')).status).toBe(409);
      expect((await idn.get('/standing-changes')).body).toEqual({ items: [], next: null });
      expect((await settle(changeId, idn)).status).toBe(403);
      await expect(portal.owner.query(`UPDATE app.standing_changes SET decision = 'approved', decided_by = proposed_by, decided_at = now(), acts_on = since WHERE id = $1`, [changeId])).rejects.toThrow(/check constraint/);
    });

    it('on the next request, on every node, for sessions that are open', async () => {
      const official = await portal.official('SORG', 'document_officer');
      const beside = await portal.beside();
      const there = async (path: string) => (await fetch(`${beside.url}/api/v1${path}`, { headers: official.headers })).status;
      const { id } = await (await portal.official('AUS', 'document_officer')).released(marking('green'));
      const own = await official.released(marking('green'));
      expect([(await official.get(`/documents/${id}`)).status, await there(`/documents/${id}`)]).toEqual([200, 200]);
      expect((await settle(changeId)).body).toMatchObject({ decision: 'approved', decidedBy: second.name, actsOn: inDays(0), allows: ['read'] });
      expect([await there(`/documents/${id}`), (await official.get(`/documents/${id}`)).status]).toEqual([404, 404]);
      expect([(await official.get(`/documents/${own.id}`)).status, (await official.post('/documents', {})).status]).toEqual([404, 403]);
      expect((await idn.get(`/documents/${own.id}`)).status).toBe(200); // what it released stays as it is marked
      expect((await settle(changeId)).status).toBe(409);
      expect((await change('SORG', 'active')).status).toBe(200);
      expect([await there(`/documents/${id}`), (await official.get(`/documents/${own.id}`)).status]).toEqual([200, 200]);
    });

    it('for a reason and from today on at the earliest, and never the secretariat', async () => {
      expect((await propose('SORG', 'suspended', { reason: 'no' })).body.errors[0].path).toBe('reason');
      expect((await propose('SORG', 'suspended', { since: inDays(-1) })).body.errors[0].path).toBe('since');
      expect((await propose('SORG', 'active')).status).toBe(409);
      expect((await propose('SECRETARIAT', 'suspended')).status).toBe(403);
      expect((await propose('QQQ', 'suspended')).status).toBe(404);
      expect((await propose('SORG', 'suspended', { party: 'AUS' })).status).toBe(400);
    });

    it('or not, when the second officer refuses, with a reason', async () => {
      const { id } = (await propose('SORG', 'suspended')).body as { id: string };
      expect((await settle(id, second, { decision: 'refuse' })).body.errors[0].path).toBe('reason');
      expect((await settle(id, second, { decision: 'refuse', reason: 'the basis says otherwise' })).body).toMatchObject({ decision: 'refused', actsOn: null });
      expect((await party('SORG')).standing).toBe('active');
    });

    it('on a day to come by itself, and tells the register of it beforehand', async () => {
      await enter('LORG');
      await decide('LORG', {});
      expect((await change('LORG', 'suspended', { since: inDays(5) })).body).toMatchObject({ actsOn: inDays(5) });
      expect([(await listed('LORG'))?.standing, (await listed('LORG', `?asOf=${inDays(4)}`))?.standing, (await listed('LORG', `?asOf=${inDays(5)}`))?.standing]).toEqual(['active', 'active', 'suspended']);
      const official = await portal.official('LORG');
      await portal.owner.query(`UPDATE app.party_standings SET valid = daterange(current_date, NULL) WHERE party = 'LORG'; UPDATE app.standing_changes SET since = current_date, acts_on = current_date WHERE party = 'LORG'`);
      await portal.owner.query(`UPDATE graphile_worker._private_jobs j SET run_at = now() FROM graphile_worker._private_tasks t WHERE t.id = j.task_id AND t.identifier = 'standing-due'`);
      await portal.settled();
      expect((await listed('LORG'))?.standing).toBe('suspended');
      expect((await official.get('/session')).body.allows).not.toContain('create:releaserequest');
    });

    it('with the day, though no job has run: on the next request, for sessions, tokens and whoever signs in', async () => {
      await enter('JORG');
      await decide('JORG', {});
      const official = await portal.official('JORG', 'document_officer');
      const beside = await portal.beside();
      const { body: { token } } = await official.post('/session/tokens', { name: 'x', verbs: ['read:document'], days: 1 }) as { body: { token: string } };
      const { id } = await (await portal.official('AUS', 'document_officer')).released(marking('green'));
      const there = async () => (await fetch(`${beside.url}/api/v1/documents/${id}`, { headers: official.headers })).status;
      const program = async () => (await fetch(`${portal.url}/api/v1/documents/${id}`, { headers: { Authorization: `Bearer ${token}` } })).status;
      const reading = async () => [(await official.get(`/documents/${id}`)).status, await there(), await program()];
      /** As if the day had come, with every worker standing still. */
      const begins = (days: string, standing: string) => portal.owner.query(`UPDATE app.party_standings SET valid = ${days}, standing = '${standing}' WHERE party = 'JORG'`);
      const column = async () => (await portal.owner.query<{ standing: string }>(`SELECT standing FROM app.parties WHERE code = 'JORG'`)).rows[0]?.standing;
      expect((await change('JORG', 'suspended', { since: inDays(5) })).status).toBe(200);
      expect(await reading()).toEqual([200, 200, 200]);
      await begins('daterange(current_date, NULL)', 'suspended');
      expect(await reading()).toEqual([404, 404, 401]);
      expect([(await official.post('/documents', {})).status, (await party('JORG')).standing, (await listed('JORG'))?.standing]).toEqual([403, 'suspended', 'suspended']);
      expect((await portal.official('JORG', 'document_officer')).id).toBeDefined(); // a session begins, and acts for nobody
      await begins('daterange(current_date - 5, current_date)', 'suspended');
      expect(await reading()).toEqual([200, 200, 200]);
      await begins('daterange(current_date, NULL)', 'former');
      expect((await official.get('/parties')).status).toBe(401);
      await expect(portal.official('JORG')).rejects.toMatchObject({ status: 401 });
      expect(await column()).toBe('active'); // nothing but the day did it
    });

    it('and gives nothing back before the record tells of it', async () => {
      for (const [own, dated, counts] of [
        ['active', null, 'active'], ['active', 'suspended', 'suspended'], ['active', 'former', 'former'],
        ['suspended', null, 'suspended'], ['suspended', 'former', 'former'], ['former', null, 'former'], ['former', 'suspended', 'former'],
      ]) {
        await portal.owner.query(`BEGIN; DELETE FROM app.party_standings WHERE party = 'JORG'; UPDATE app.parties SET standing = '${own}' WHERE code = 'JORG'`);
        if (dated) await portal.owner.query(`INSERT INTO app.party_standings VALUES ('JORG', $1, daterange(current_date, current_date + 1))`, [dated]);
        const { rows: [found] } = await portal.owner.query<{ of: string; on: string }>(`SELECT app.standing_of('JORG') AS of, app.standing_on('JORG', (now() AT TIME ZONE 'UTC')::date) AS on`);
        await portal.owner.query('ROLLBACK');
        expect({ own, dated, ...found }).toEqual({ own, dated, of: counts, on: counts });
      }
    });

    it('and shows the party what was decided about it, once it can look again', async () => {
      await change('LORG', 'active');
      const own = (await (await portal.official('LORG')).get('/standing-changes')).body as { items: { standing: string; reason: string; proposedBy: string | null }[] };
      expect(own.items.map(({ standing, proposedBy }) => [standing, proposedBy])).toEqual([['active', null], ['suspended', null]]);
    });

    it('a party that leaves: nobody of it can sign in, it is in no body, and its documents stay', async () => {
      await enter('FORG');
      await decide('FORG', {});
      await decide('FORG', { body: 'AHG' });
      const official = await portal.official('FORG', 'document_officer', 'focal_point');
      const other = await portal.official('FORG');
      const { id } = await official.released(marking('green'));
      expect((await change('FORG', 'former')).status).toBe(200);
      expect((await other.get('/parties')).status).toBe(401);
      await expect(portal.official('FORG')).rejects.toMatchObject({ status: 401 });
      expect((await party('FORG'))).toMatchObject({ standing: 'former', circles: [], memberships: [] });
      expect((await history('FORG')).decisions.filter(({ membership }) => membership === 'none').map(({ body }) => body).sort()).toEqual(['AHG', 'FORUM']);
      expect((await decide('FORG', {})).status).toBe(409);
      expect((await idn.get(`/documents/${id}`)).status).toBe(200);
      await portal.settled();
    });
  });

  describe('leaves names to the parties', () => {
    let focal: Official;
    let admin: Official;
    beforeAll(async () => {
      focal = await portal.official('IDN', 'focal_point');
      admin = await portal.official('AUS', 'focal_point');
    });
    const name = (language: string, text: string, who = focal, code = 'IDN', more: object = {}) => who.put(`/parties/${code}/names/${language}`, { name: text, ...more });

    it('by language: readers see the one in theirs, else the English one', async () => {
      expect((await name('ar', 'إندونيسيا')).status).toBe(204);
      expect((await name('id', 'Republik Indonesia', focal, 'IDN', { sortName: 'Indonesia' })).status).toBe(204);
      expect(await listed('IDN', '?language=ar-EG')).toMatchObject({ name: 'إندونيسيا', language: 'ar' });
      expect(await party('IDN', '?language=id')).toMatchObject({ name: 'Republik Indonesia', language: 'id' });
      expect(await listed('IDN', '?language=fr')).toMatchObject({ name: 'Indonesia', language: 'en' });
      expect(await listed('AUS', '?language=ar')).toMatchObject({ name: 'Australia', language: 'en' });
      expect((await idn.get('/parties?language=a;b')).status).toBe(400);
    });

    it('which stay in the record, by day', async () => {
      await name('en', 'Indonesia (the Republic of)', focal, 'IDN', { sortName: 'Indonesia' });
      await portal.owner.query(`UPDATE app.party_names SET chosen_at = '2026-03-01T23:30:00Z' WHERE party = 'IDN' AND name = 'Indonesia (the Republic of)'`);
      expect((await party('IDN')).name).toBe('Indonesia (the Republic of)');
      expect([(await party('IDN', '?asOf=2026-02-28')).name, (await party('IDN', '?asOf=2026-03-01')).name]).toEqual(['Indonesia', 'Indonesia (the Republic of)']);
      expect((await idn.get('/session')).body.party.name).toBe('Indonesia (the Republic of)');
      expect((await focal.call('delete', '/parties/IDN/names/id')).status).toBe(204);
      expect((await party('IDN', '?language=id')).name).toBe('Indonesia (the Republic of)');
      expect((await history('IDN')).names.filter(({ language }) => language === 'id').map((one) => one.name)).toEqual([null, 'Republik Indonesia']);
      expect((await focal.call('delete', '/parties/IDN/names/id')).status).toBe(404);
      expect((await focal.call('delete', '/parties/IDN/names/en')).status).toBe(409);
    });

    it.each([[''], ['   '], ['x'.repeat(201)], ['Indo\u202Enesia'], ['Indo\u0000nesia'], ['Indo\nnesia'], ['…']])('that can be shown: not %j', async (bad) => {
      const answer = await name('ar', bad);
      expect(answer.body).toMatchObject({ status: 400, errors: [{ path: 'name' }] });
    });

    it('that no other party has, in no language', async () => {
      expect((await name('ar', 'AUSTRALIA')).body).toMatchObject({ status: 409, type: '/problems/name-taken' });
      expect((await name('fr', 'إندونيسيا', admin, 'AUS')).status).toBe(409);
      expect((await name('english', 'Indonesia')).body.errors[0].path).toBe('language');
      expect((await name('en', 'Indonesia', focal, 'IDN', { party: 'AUS' })).status).toBe(400);
    });

    it('and names no other party: not by its address, not as the secretariat, not as a reader', async () => {
      expect((await name('ar', 'شيء', focal, 'AUS')).body).toMatchObject({ status: 403, detail: expect.stringContaining('a party chooses its own name') });
      for (const who of [clerk, idn, await portal.official('SECRETARIAT', 'administrator')]) expect((await name('ar', 'شيء', who)).status).toBe(403);
      expect((await party('AUS', '?language=ar')).language).toBe('en');
    });
  });

  it('says who would be in an audience on a day', async () => {
    await enter('AORG');
    await decide('AORG', { body: 'AHG', from: inDays(10) });
    const officer = await portal.official('AUS', 'document_officer');
    const on = async (day?: string) => ((await officer.post('/audiences/previews', { expression: 'AHG', asOf: day })).body as { parties: { code: string }[] }).parties.some(({ code }) => code === 'AORG');
    expect([await on(), await on(inDays(9)), await on(inDays(10))]).toEqual([false, false, true]);
    expect((await officer.post('/audiences/previews', { expression: 'AHG', asOf: 'tomorrow' })).status).toBe(400);
    await officer.post('/audiences', { name: 'The newcomer in the group', expression: 'AHG & {AORG, AUS} - {AUS}', until: `${inDays(20)}T00:00:00Z` });
    const named = async (query: string) => ((await officer.get(`/audiences${query}`)).body as { items: { name: string; parties: string[] }[] }).items.find(({ name }) => name === 'The newcomer in the group')?.parties ?? [];
    expect([(await named('')).includes('AORG'), (await named(`?asOf=${inDays(9)}`)).includes('AORG'), (await named(`?asOf=${inDays(10)}`)).includes('AORG')]).toEqual([false, false, true]);
    expect([(await named(`?asOf=${inDays(10)}`)).includes('AUS'), await named(`?asOf=${inDays(20)}`)]).toEqual([false, []]);
  });

  it('writes to the party\'s focal points in their language, and says what happened in the record', async () => {
    await enter('NORG');
    const focal = await portal.official('NORG', 'focal_point');
    const arabic = await portal.official('NORG', 'focal_point');
    await portal.owner.query(`UPDATE app.users SET locale = 'ar', email = 'arabic@norg.example.org' WHERE id = $1`, [arabic.id]);
    await decide('NORG', {});
    await focal.put('/parties/NORG/names/en', { name: 'Organisation of N' });
    await portal.settled();
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_type = 'party' AND subject_id = 'NORG' ORDER BY at`);
    expect(rows.map(({ name }) => name)).toEqual(['party.entered', 'membership.changed', 'party.renamed']);
    const own = portal.letters().filter((letter) => letter.includes('@norg.example.org'));
    const subjects = (letters: string[]) => letters.map((letter) => /^Subject: (.*)$/m.exec(letter)?.[1]?.trim()).sort();
    expect(subjects(own.filter((letter) => letter.includes('To: official')))).toEqual(['Focalpoint: A decision on your membership', 'Focalpoint: A name of your party was changed']);
    expect(subjects(own.filter((letter) => letter.includes('To: arabic')))).toEqual([expect.stringMatching(/^=\?UTF-8\?/), expect.stringMatching(/^=\?UTF-8\?/)]);
  });

  describe('T12 the accession of the United Arab Emirates and of UNODC, as the register has it', () => {
    const before = '2013-03-31';
    const onTheDay = '2013-04-01';
    const keys = async (code: string, day: string) => (await portal.owner.query<{ keys: string[] }>('SELECT app.keys_of($1, NULL, $2::date) AS keys', [code, day])).rows[0]?.keys ?? [];
    const on = async (code: string, day: string) => actorOf({ userId: 'u', party: code, membership: ((await listed(code, `?asOf=${day}`))?.memberships.find(({ body }) => body === 'FORUM')?.membership ?? 'participant') as Membership, roles: ['reader'], keys: await keys(code, day) });
    const document = (tlp: string, readers: string[]) => Object.assign(new Document(), { originator: 'AUS', state: 'released', tlp, readers, withheldFrom: [], grantedTo: [], releasableTo: [], recipients: [], handlingCaveats: [], mayDownload: true, mayShare: true });

    it.each(['ARE', 'UNODC'])('%s is an observer until the day before, and a member from the day on', async (code) => {
      const standing = async (day: string) => (await listed(code, `?asOf=${day}`))?.memberships.map(({ body, membership }) => [body, membership]);
      expect(await standing(onTheDay)).toEqual([['FORUM', 'member'], ['AHG', 'member']]);
      expect((await standing(before))?.[0]).toEqual(['FORUM', 'observer']);
      expect((await party(code, `?asOf=${before}`)).circles).toEqual([code]);
      expect((await party(code, `?asOf=${onTheDay}`)).circles).toEqual(['community', code, 'AHG']);
      const officer = await portal.official('AUS', 'document_officer');
      const inForum = async (asOf: string) => ((await officer.post('/audiences/previews', { expression: 'FORUM', asOf })).body as { parties: { code: string }[] }).parties.some((one) => one.code === code);
      expect([await inForum(before), await inForum(onTheDay)]).toEqual([false, true]); // "all members" holds no observer
    });

    it.each(['ARE', 'UNODC'])('SR-45 gives %s exactly the new rights on the day, and none before', async (code) => {
      expect(await keys(code, before)).toEqual(['public', 'observer', code]);
      expect(await keys(code, onTheDay)).toEqual(['public', 'community', `community/${code}`, 'member', code, 'AHG']);
      const reads = async (day: string) => {
        const actor = await on(code, day);
        return Object.fromEntries([
          ['clear', document('clear', ['public', 'community'])], ['green', document('green', ['community'])], ['to the ad hoc group', document('amber', ['AHG'])],
          ['to it by name', document('amber', [code])], ['to the steering group', document('amber', ['STEERING_GROUP'])], ['to another', document('amber', ['NZL'])],
        ].map(([name, one]) => [name, portal.access.can(actor, 'read', one as Document)]));
      };
      const never = { 'to the steering group': false, 'to another': false };
      expect(await reads(before)).toEqual({ clear: true, 'to it by name': true, green: false, 'to the ad hoc group': false, ...never });
      expect(await reads(onTheDay)).toEqual({ clear: true, 'to it by name': true, green: true, 'to the ad hoc group': true, ...never });
    });

    it('asks on a day the same question that is asked of every actor today', async () => {
      await (await portal.official('AUS', 'document_officer')).post('/audiences', { name: 'Some of us', expression: 'AHG - {NZL}' });
      const { rows } = await portal.owner.query<{ code: string; now: string[]; then: string[] }>(`SELECT code, app.keys_of(code, u.id) AS now, app.keys_of(code, u.id, current_date) AS then FROM app.parties, (SELECT id FROM app.users UNION SELECT NULL) u`);
      expect(rows.length).toBeGreaterThan(500);
      expect(rows.filter(({ now, then }) => JSON.stringify([...now].sort()) !== JSON.stringify([...then].sort()))).toEqual([]);
    });
  });
});
