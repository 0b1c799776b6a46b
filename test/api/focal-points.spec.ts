import { plantFocalPoint } from '../support/nominee.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Entry { party: string; name: string; mailbox: string | null; focalPoints: { id: string; name: string; area: string; own: boolean; allows: string[] }[] }

describe('the directory of focal points', () => {
  let portal: Portal;
  let siti: Official;
  let colleague: Official;
  let reader: Official;
  let observer: Official;
  let sitis: string;

  beforeAll(async () => {
    portal = await Portal.start();
    siti = await portal.official('IDN', 'focal_point');
    colleague = await portal.official('IDN', 'reader');
    reader = await portal.official('AUS', 'reader');
    observer = await portal.official('CAN', 'reader', 'focal_point');
    sitis = await plantFocalPoint(portal, siti, { name: 'Siti Rahmawati', agency: 'Directorate General of Immigration', area: 'document_fraud', languages: ['id', 'en'] });
    await plantFocalPoint(portal, siti, { name: 'Bayu Alternate', rank: 'alternate', area: 'trafficking', languages: ['id'] });
    await plantFocalPoint(portal, await portal.official('THA', 'focal_point'), { name: 'Préecha Suwan', agency: '=cmd|calc', languages: ['th'], time_zone: 'Asia/Bangkok' });
    await plantFocalPoint(portal, await portal.official('MYS', 'focal_point'), { name: 'Gone Since', state: 'lapsed' });
    await plantFocalPoint(portal, await portal.official('NZL', 'focal_point'), { name: 'Not Yet', state: 'approved', confirmed_at: null, due_on: null });
  });
  afterAll(() => portal.stop());

  const look = async (who: Official, query = ''): Promise<Entry[]> => ((await who.get(`/focal-points${query}`)).body as { items: Entry[] }).items;
  const people = (entries: Entry[]) => entries.flatMap(({ focalPoints }) => focalPoints.map(({ name }) => name));
  const keep = (items: object[]) => siti.put(`/focal-points/${sitis}/contact`, { items });
  const contact = async (who: Official) => (await who.get(`/focal-points/${sitis}/contact`)).body as { items: { kind: string; value: string; shownTo?: string }[] };

  it('lists every member, the main focal point first, and those without one', async () => {
    const entries = await look(reader);
    expect(entries.length).toBeGreaterThan(40);
    expect(people(entries)).toEqual(['Siti Rahmawati', 'Bayu Alternate', 'Préecha Suwan']);
    expect(entries.find(({ party }) => party === 'MYS')).toMatchObject({ focalPoints: [] });
    expect(entries.some(({ party }) => party === 'SECRETARIAT')).toBe(false);
  });

  it.each([
    ['?q=rahmawati', ['Siti Rahmawati']], ['?q=immigration', ['Siti Rahmawati']], ['?q=preecha', ['Préecha Suwan']], ['?q=indonesia', ['Siti Rahmawati', 'Bayu Alternate']], ['?party=THA', ['Préecha Suwan']],
    ['?area=trafficking', ['Bayu Alternate']], ['?language=th', ['Préecha Suwan']], ['?language=id&area=document_fraud', ['Siti Rahmawati']], ['?q=nobody+at+all', []],
  ])('finds by %s', async (query, names) => expect(people(await look(reader, query))).toEqual(names));

  it('refuses what it does not know, instead of guessing', async () => {
    for (const query of ['?area=gossip', '?party=idn', '?language=Indonesian', '?secret=1', `?q=${'x'.repeat(101)}`]) expect((await reader.get(`/focal-points${query}`)).status).toBe(400);
  });

  it('shows observers a functional mailbox, as far as the party gives one, and no name', async () => {
    expect((await observer.get('/focal-points')).body).toEqual({ items: [], next: null, sees: 'mailboxes' });
    expect((await siti.put('/parties/IDN/mailbox', { address: 'duty@idn.example.org' })).status).toBe(204);
    expect((await observer.get('/focal-points')).body).toMatchObject({ items: [{ party: 'IDN', mailbox: 'duty@idn.example.org', focalPoints: [] }], sees: 'mailboxes' });
    for (const query of ['?area=document_fraud', '?q=siti', '?language=id']) expect(await look(observer, query)).toEqual([]);
    for (const path of ['', '/contact', '/card']) expect((await observer.get(`/focal-points/${sitis}${path}`)).status).toBe(404);
    expect((await look(reader, '?party=IDN'))[0]).toMatchObject({ mailbox: 'duty@idn.example.org' });
    for (const who of [colleague, await portal.official('AUS', 'focal_point')]) expect([403, 404]).toContain((await who.put('/parties/IDN/mailbox', { address: 'evil@example.org' })).status);
    expect((await siti.put('/parties/IDN/mailbox', { address: 'no address' })).status).toBe(400);
    expect((await siti.put('/parties/IDN/mailbox', { address: '' })).status).toBe(204);
    expect(await look(observer)).toEqual([]);
  });

  it('SR-48 shows each private detail to those its owner allows, absent to all others, and records who asked', async () => {
    expect(await contact(reader)).toEqual({ items: [], next: null });
    await keep([{ kind: 'phone', value: '+62 21 5550 123', shownTo: 'members' }, { kind: 'mobile', value: '+62 812 5550', shownTo: 'party' }, { kind: 'secure_mail', value: 'siti@secure.example.org', shownTo: 'ahg' }, { kind: 'post', value: 'Jl. Rasuna 8, Jakarta', shownTo: 'nobody' }]);
    const kinds = async (who: Official) => (await contact(who)).items.map(({ kind }) => kind);
    const outside = await portal.official('NRU', 'reader');
    expect([await kinds(reader), await kinds(colleague), await kinds(outside), await kinds(siti)]).toEqual([
      ['phone', 'secure_mail'], ['phone', 'mobile', 'secure_mail'], ['phone'], ['phone', 'mobile', 'secure_mail', 'post'],
    ]);
    expect((await contact(reader)).items[0]).toEqual({ kind: 'phone', value: '+62 21 5550 123' });
    expect((await contact(siti)).items[0]).toMatchObject({ shownTo: 'members' });
    const { rows } = await portal.owner.query(`SELECT count(*)::int AS n FROM app.events WHERE name = 'focal-point.contact-read' AND subject_id = $1 AND actor = $2 AND originator = 'IDN'`, [sitis, reader.id]);
    expect(rows).toEqual([{ n: 3 }]);
    await keep([{ kind: 'phone', value: '+62 21 5550 123', shownTo: 'nobody' }]);
    expect(await contact(reader)).toEqual({ items: [], next: null });
  });

  it('NT-18 finds nobody by what is private, and puts it in no list unless its owner shows it', async () => {
    await keep([{ kind: 'phone', value: '+62 777 000', shownTo: 'members' }, { kind: 'mobile', value: '+62 888 000', shownTo: 'party' }]);
    for (const query of ['?q=777', '?q=888', `?q=${encodeURIComponent('+62')}`]) expect(people(await look(siti, query))).toEqual([]);
    const plain = await reader.get('/focal-points/export?format=csv').buffer(true);
    expect(plain.text).not.toMatch(/777|888/);
    const shown = await reader.get('/focal-points/export?format=csv&contact=shown').buffer(true);
    expect(shown.text.startsWith('\ufeffTLP:AMBER+STRICT')).toBe(true);
    expect(shown.text).toContain('777');
    expect(shown.text).not.toContain('888');
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [colleague.id]);
    expect((await colleague.get('/focal-points/export?format=csv&contact=shown')).body).toMatchObject({ status: 403, type: '/problems/step-up' });
    expect((await colleague.get('/focal-points/export?format=csv')).status).toBe(200);
    const { rows } = await portal.owner.query(`SELECT DISTINCT subject_id FROM app.events WHERE name = 'focal-point.contact-exported' AND actor = $1`, [reader.id]);
    expect(rows).toHaveLength(3);
  });

  it('is kept up by its owner alone, with numbers one can dial', async () => {
    for (const who of [colleague, reader, await portal.official('IDN', 'focal_point')]) expect([403, 404]).toContain((await who.put(`/focal-points/${sitis}/contact`, { items: [] })).status);
    const bad = await keep([{ kind: 'phone', value: 'ring me', shownTo: 'members' }, { kind: 'secure_mail', value: 'nobody', shownTo: 'party' }]);
    expect(bad.body).toMatchObject({ status: 400, errors: [{ path: 'items.0.value' }, { path: 'items.1.value' }] });
    for (const items of [[{ kind: 'fax', value: '+62 1 234567', shownTo: 'members' }], [{ kind: 'phone', value: '+62 1 234567', shownTo: 'public' }], [{ kind: 'post', value: 'abc', shownTo: 'party' }, { kind: 'post', value: 'def', shownTo: 'party' }]]) expect((await keep(items)).status).toBe(400);
    expect((await contact(siti)).items).toHaveLength(2);
  });

  it('leaves as a table that runs nothing, and as cards for an address book', async () => {
    const csv = await reader.get('/focal-points/export?format=csv&party=THA').buffer(true);
    expect(csv.text).toContain(`'=cmd|calc`);
    const card = await reader.get(`/focal-points/${sitis}/card`).buffer(true);
    expect(card.headers['content-type']).toBe('text/vcard; charset=utf-8');
    expect(card.headers['content-disposition']).toMatch(/^attachment; filename="?focal-point-.*\.vcf/);
    expect(card.text).toContain('FN:Siti Rahmawati\r\n');
    expect(card.text).not.toContain('TEL');
    expect((await reader.get(`/focal-points/${sitis}/card?contact=shown`).buffer(true)).text).toContain('+62 777 000');
    const all = await reader.get('/focal-points/export?format=vcard').buffer(true);
    expect(all.text.match(/BEGIN:VCARD/g)).toHaveLength(3);
  });

  it('is told to the operator where somebody is missing, or depends on one device', async () => {
    const told = async () => (await portal.owner.query<{ without_focal_point: string[]; lapsing: string[]; one_factor: number }>('SELECT * FROM app.people_lag()')).rows[0];
    const before = await told();
    expect(before?.without_focal_point).toEqual(expect.arrayContaining(['AUS', 'MYS', 'NZL']));
    expect(before?.without_focal_point).not.toContain('IDN');
    await portal.owner.query(`UPDATE app.focal_points SET due_on = current_date + 30 WHERE id = $1`, [sitis]);
    for (const key of [1, 2]) await portal.owner.query(`INSERT INTO app.passkeys (user_id, credential_id, public_key, name, synced) VALUES ($1, $2, '\\x00', 'Key', false)`, [siti.id, `key ${key}`]);
    expect(await told()).toMatchObject({ lapsing: ['IDN'], one_factor: (before?.one_factor ?? 0) - 1 });
    await portal.owner.query('UPDATE app.passkeys SET suspended_at = now() WHERE user_id = $1', [siti.id]);
    expect(await told()).toMatchObject({ one_factor: before?.one_factor });
    // A focal point who cannot act is none.
    await portal.owner.query(`UPDATE app.delegations SET state = 'suspended' WHERE user_id = $1 AND party = 'IDN'`, [siti.id]);
    expect((await told())?.without_focal_point).toContain('IDN');
    await portal.owner.query(`UPDATE app.delegations SET state = 'active' WHERE user_id = $1 AND party = 'IDN'`, [siti.id]);
    expect((await told())?.without_focal_point).not.toContain('IDN');
  });

  describe('names nobody who cannot act', () => {
    let minister: Official;
    let entry: string;
    let clerk: Official;
    let mate: Official;
    beforeAll(async () => {
      minister = await portal.official('PHL', 'focal_point');
      mate = await portal.official('PHL', 'reader');
      clerk = await portal.official('SECRETARIAT', 'secretariat_officer');
      entry = await plantFocalPoint(portal, minister, { name: 'Luz Unmistakable' });
      await portal.owner.query(`INSERT INTO app.focal_point_contacts (focal_point_id, kind, party, user_id, value, shown_to) VALUES ($1, 'phone', 'PHL', $2, '+63 2 5550 199', 'members')`, [entry, minister.id]);
    });

    const everywhere = async (who: Official) => {
      const ids = await Promise.all(['', '/contact', '/card'].map(async (path) => (await who.get(`/focal-points/${entry}${path}`)).status));
      const texts = [(await who.get('/focal-points')).text, ...(await Promise.all(['csv', 'json', 'vcard'].map(async (format) => (await who.get(`/focal-points/export?format=${format}`).buffer(true)).text)))];
      return { ids, listed: texts.map((text) => text.includes('Luz Unmistakable')) };
    };
    const shown = { ids: [200, 200, 200], listed: [true, true, true, true] };
    const hidden = { ids: [404, 404, 404], listed: [false, false, false, false] };
    const inside = { ids: [200, 200, 409], listed: [false, false, false, false] };
    const delegation = (state: string) => portal.owner.query(`UPDATE app.delegations SET state = $2, roles = CASE WHEN $2 = 'ended' THEN '{}'::text[] ELSE roles END WHERE user_id = $1`, [minister.id, state]);

    it('whose delegation is suspended: the party and the secretariat find the entry by its address, nobody finds it in a list', async () => {
      for (const who of [reader, mate, clerk]) expect(await everywhere(who)).toEqual(shown);
      await delegation('suspended');
      expect(await everywhere(reader)).toEqual(hidden);
      for (const who of [mate, clerk]) expect(await everywhere(who)).toEqual(inside);
      expect((await clerk.get(`/focal-points/${entry}`)).body).toMatchObject({ state: 'confirmed', speaks: false });
      expect(people(await look(reader, '?q=unmistakable'))).toEqual([]);
      await delegation('active');
      expect(await everywhere(reader)).toEqual(shown);
    });

    it('whose account is suspended', async () => {
      await portal.owner.query(`UPDATE app.users SET standing = 'suspended' WHERE id = $1`, [minister.id]);
      expect(await everywhere(reader)).toEqual(hidden);
      await portal.owner.query(`UPDATE app.users SET standing = 'active' WHERE id = $1`, [minister.id]);
      expect(await everywhere(reader)).toEqual(shown);
    });

    it.each([
      ['is suspended', `UPDATE app.parties SET standing = 'suspended' WHERE code = 'PHL'`, `UPDATE app.parties SET standing = 'active' WHERE code = 'PHL'`],
      ['was to be suspended from today on', `INSERT INTO app.party_standings VALUES ('PHL', 'suspended', daterange(current_date, NULL))`, `DELETE FROM app.party_standings WHERE party = 'PHL'`],
      ['has left', `UPDATE app.parties SET standing = 'former' WHERE code = 'PHL'`, `UPDATE app.parties SET standing = 'active' WHERE code = 'PHL'`],
    ])('whose party %s', async (_what, begins, ends) => {
      await portal.owner.query(begins);
      expect(await everywhere(reader)).toEqual(hidden);
      expect(await everywhere(clerk)).toEqual(inside);
      await portal.owner.query(ends);
      expect(await everywhere(reader)).toEqual(shown);
    });

    it('whose delegation has ended, though the mandate has not', async () => {
      await delegation('ended');
      expect(await everywhere(reader)).toEqual(hidden);
      expect(await everywhere(clerk)).toEqual(inside);
    });
  });
});
