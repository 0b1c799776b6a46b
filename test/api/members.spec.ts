import { type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Party { code: string; name: string; kind: string; memberships: { body: string; membership: string; from: string | null; to: string | null }[]; allows: string[] }

describe('members', () => {
  let portal: Portal;
  let idn: Official;
  let officer: Official;
  beforeAll(async () => {
    portal = await Portal.start();
    idn = await portal.official('IDN');
    officer = await portal.official('AUS', 'document_officer');
  });
  afterAll(() => portal.stop());

  const list = async (query = '') => ((await idn.get(`/parties${query}`)).body as { items: Party[] }).items;

  it('are listed with their standing in each body', async () => {
    const all = await list();
    expect(all.length).toBeGreaterThan(75);
    expect(all.find(({ code }) => code === 'IDN')).toMatchObject({ kind: 'state', memberships: expect.arrayContaining([expect.objectContaining({ body: 'FORUM', membership: 'member' })]), allows: ['read', 'officials'] });
    expect((await list('?kind=organisation')).every(({ kind }) => kind === 'organisation')).toBe(true);
    expect((await list('?body=AHG')).every(({ memberships }) => memberships.some(({ body }) => body === 'AHG'))).toBe(true);
  });

  it('are shown as of a day: an observer until the day before, a member from the day on', async () => {
    const { memberships } = (await idn.get('/parties/UNODC')).body as Party;
    const admitted = memberships.find(({ membership }) => membership === 'member')?.from ?? '';
    const before = new Date(Date.parse(admitted) - 86_400_000).toISOString().slice(0, 10);
    const on = async (day: string) => (await list(`?asOf=${day}`)).find(({ code }) => code === 'UNODC')?.memberships.find(({ body }) => body === 'FORUM')?.membership;
    expect([await on(before), await on(admitted)]).toEqual(['observer', 'member']);
    expect((await idn.get('/parties?asOf=2026-02-30')).status).toBe(400);
  });

  it('leave as a table, as of a day', async () => {
    const { text } = await idn.get('/parties/export?format=csv&kind=organisation&asOf=2026-01-01').buffer(true);
    expect(text).toMatch(/^\ufeffTLP:CLEAR\r\nParties and their standing in each body on 2026-01-01\./);
    expect(text).toMatch(/\r\nUNODC,[^\r]+,organisation,active,member,/);
    expect(text).not.toContain('\r\nIDN,');
  });

  it('show their officials to their own and to the secretariat', async () => {
    expect((await idn.get('/parties/IDN/officials')).body.items).toEqual([{ id: idn.id, name: idn.name, roles: ['reader'], since: expect.any(String) }]);
    const refused = await idn.get('/parties/AUS/officials');
    expect(refused.body).toMatchObject({ status: 403, detail: expect.stringContaining('it is your own country or organisation') });
    expect((await (await portal.official('SECRETARIAT', 'secretariat_officer')).get('/parties/AUS/officials')).body.items).toHaveLength(1);
    expect((await idn.get('/parties/QQQ')).status).toBe(404);
  });

  it('are gathered in named audiences, evaluated anew each day', async () => {
    const preview = await officer.post('/audiences/previews', { expression: '{AUS, NZL} ∪ {CAN} − {NZL}' });
    expect(preview.body).toEqual({ expression: '{AUS} ∪ {NZL} ∪ {CAN} − {NZL}', parties: [{ code: 'AUS', name: 'Australia' }, { code: 'CAN', name: 'Canada' }] });
    const made = (await officer.post('/audiences', { name: 'Two of us', expression: '{AUS} + {CAN}', shared: true })).body as { id: string };
    expect((await idn.get('/audiences')).body.items).toEqual([expect.objectContaining({ id: made.id, name: 'Two of us', parties: ['AUS', 'CAN'], allows: ['read'] })]);
    expect((await officer.post('/audiences', { name: 'Two of us', expression: 'AHG' })).status).toBe(409);
    expect((await idn.post('/audiences', { name: 'Mine', expression: 'AHG' })).status).toBe(403);
    await officer.post('/audiences', { name: 'Only ours', expression: '{AUS, NZL}' });
    expect(((await idn.get('/audiences')).body as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual(['Two of us']);
    const wrong = await officer.post('/audiences/previews', { expression: 'AHG ∪ {QQQ}' });
    expect(wrong.body).toMatchObject({ status: 400, errors: [{ path: 'expression', message: 'There is no party with the code QQQ.' }] });
    expect((await officer.post('/audiences/previews', { expression: 'AHG ∪ ∪ {CAN}' })).body.errors[0].message).toMatch(/at character \d+/);
  });
});
