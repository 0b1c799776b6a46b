import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Item { id: string; state: string; document: { title: string } | null; reference: string; messages: { by: string; text: string }[]; allows: string[]; grantedUntil: string | null }

describe('requests for release', () => {
  let portal: Portal;
  let officer: Official;
  let asker: Official;
  let third: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
    asker = await portal.official('IDN');
    third = await portal.official('NZL');
  });
  afterAll(() => portal.stop());

  const until = '2027-03-31';
  const reads = async (who: Official, id: string) => (await who.get(`/documents/${id}`)).status === 200;
  const received = async (id: string): Promise<Item> => {
    const { items } = (await officer.get('/release-requests?box=received')).body as { items: (Item & { document: { id: string } })[] };
    const found = items.find((one) => one.document.id === id);
    if (!found) throw new Error('not received');
    return found;
  };
  const decide = (id: string, body: object) => officer.put(`/release-requests/${id}/decision`, body);

  it('for access are granted for a time, and end by themselves', async () => {
    const { id, symbol } = await officer.released(marking('amber', ['NZL']));
    expect((await asker.post('/release-requests', { reference: symbol, purpose: 'a case of ours', reason: 'we were told of it', until })).body).toEqual({ status: 'received' });
    const request = await received(id);
    expect(request).toMatchObject({ state: 'open', party: 'IDN', user: { name: asker.name }, wish: 'access', allows: expect.arrayContaining(['decide', 'reply', 'end']) });
    const granted = (await decide(request.id, { decision: 'grant', reason: 'agreed', until: '2027-02-01' })).body as Item;
    expect(granted).toMatchObject({ state: 'granted', grantedUntil: '2027-02-01T23:59:59.000Z' });
    expect((await asker.open(id)).because).toBe('its originator granted it to you for a time');
    await portal.owner.query(`UPDATE app.release_grants SET until = now() - interval '1 second'`);
    await portal.owner.query(`UPDATE app.release_requests SET granted_until = now() - interval '1 second'`);
    expect(await reads(asker, id)).toBe(false);
    expect((await received(id)).state).toBe('ended');
  });

  it('are asked about, answered, and declined with a reason', async () => {
    const { id, symbol } = await officer.released(marking('amber', ['NZL']));
    await asker.post('/release-requests', { reference: symbol.toLowerCase(), purpose: 'a case', reason: 'because of it', until });
    const { id: request } = await received(id);
    expect((await decide(request, { decision: 'ask', reason: 'Which case is it?' })).body).toMatchObject({ state: 'asked' });
    expect((await asker.post(`/release-requests/${request}/replies`, { text: 'The one of May.' })).body).toMatchObject({ state: 'open', messages: [{ by: officer.name, text: 'Which case is it?' }, { by: asker.name, text: 'The one of May.' }] });
    expect((await decide(request, { decision: 'decline', reason: 'It is under embargo elsewhere.' })).body).toMatchObject({ state: 'declined' });
    const [mine] = ((await asker.get('/release-requests?box=made&state=declined')).body as { items: Item[] }).items;
    expect(mine).toMatchObject({ document: null, decisionReason: 'It is under embargo elsewhere.' });
    expect((await decide(request, { decision: 'grant', reason: 'changed my mind' })).status).toBe(409);
    expect((await asker.post(`/release-requests/${request}/replies`, { text: 'Please!' })).status).toBe(409);
    expect(await reads(asker, id)).toBe(false);
  });

  it('for wider use give others the document, until the originator ends it', async () => {
    const { id } = await officer.released(marking('amber', ['IDN']));
    expect((await asker.post(`/documents/${id}/requests`, { purpose: 'joint operation', reason: 'New Zealand takes part', recipients: ['NZL'], until })).status).toBe(201);
    const { id: request } = await received(id);
    await decide(request, { decision: 'grant', reason: 'agreed' });
    expect(await reads(third, id)).toBe(true);
    expect((await officer.put(`/release-requests/${request}/end`, { reason: 'the operation is over' })).body).toMatchObject({ state: 'ended' });
    expect(await reads(third, id)).toBe(false);
    expect(await reads(asker, id)).toBe(true); // what the marking says stands
    expect((await officer.put(`/release-requests/${request}/end`, { reason: 'once more' })).status).toBe(409);
    const { items } = (await officer.get(`/documents/${id}/history`)).body as { items: { sentence: string }[] };
    // A file is looked through when its job comes to it.
    expect(items.map(({ sentence }) => sentence).filter((sentence) => !sentence.startsWith('inspected')).slice(0, 3)).toEqual([
      'ended the grant to IDN: wider use (for NZL)', 'granted IDN wider use (for NZL) until 2027-03-31 23:59 UTC', 'asked for wider use (for NZL) until 2027-03-31',
    ]);
  });

  it('give TLP:RED to the person who asked, not to the party', async () => {
    const named = await portal.official('NZL');
    const { id, symbol } = await officer.released(marking('red', [], { recipients: [named.id] }));
    await asker.post('/release-requests', { reference: symbol, purpose: 'a case', reason: 'because of it', until });
    await decide((await received(id)).id, { decision: 'grant', reason: 'agreed' });
    expect([await reads(asker, id), await reads(await portal.official('IDN', 'focal_point'), id)]).toEqual([true, false]);
  });

  it('cannot give what is withheld: withheld always wins', async () => {
    const { id, symbol } = await officer.released(marking('amber', ['NZL'], { withheldFrom: ['IDN'] }));
    await asker.post('/release-requests', { reference: symbol, purpose: 'a case', reason: 'because of it', until });
    const answer = await decide((await received(id)).id, { decision: 'grant', reason: 'agreed' });
    expect(answer.body).toMatchObject({ status: 422, type: '/problems/withheld' });
    expect((await received(id)).state).toBe('open');
    expect(await reads(asker, id)).toBe(false);
  });

  it('are decided by the originator\'s officers alone', async () => {
    const { id, symbol } = await officer.released(marking('amber', ['NZL']));
    await asker.post('/release-requests', { reference: symbol, purpose: 'a case', reason: 'because of it', until });
    const { id: request } = await received(id);
    const reader = await portal.official('AUS', 'reader');
    const colleague = await portal.official('IDN', 'document_officer');
    for (const [who, status] of [[reader, 403], [colleague, 403], [third, 403], [await portal.official('NZL', 'document_officer'), 404]] as const) {
      expect((await who.put(`/release-requests/${request}/decision`, { decision: 'grant', reason: 'mine' })).status).toBe(status);
    }
    expect((await colleague.post(`/release-requests/${request}/replies`, { text: 'x' })).status).toBe(403);
  });

  it('want a day to come, parties that exist, and words', async () => {
    const { id } = await officer.released(marking('green'));
    const good = { purpose: 'a case', reason: 'because of it', recipients: ['NZL'], until };
    for (const [bad, path] of [[{ until: '2020-01-01' }, 'until'], [{ until: '2039-01-01' }, 'until'], [{ until: 'soon' }, 'until'], [{ recipients: ['QQQ'] }, 'recipients'], [{ purpose: '' }, 'purpose']] as const) {
      const answer = await asker.post(`/documents/${id}/requests`, { ...good, ...bad });
      expect({ bad, status: answer.status, path: answer.body.errors?.[0]?.path }).toEqual({ bad, status: 400, path });
    }
    expect((await officer.post(`/documents/${id}/requests`, good)).status).toBe(403); // one's own needs no leave
  });

  it('leave as a table, for the party whose list it is', async () => {
    const csv = await officer.get('/release-requests/export?format=csv&box=received').buffer(true);
    expect(csv.text.split('\r\n').slice(0, 2)).toEqual(['\ufeffTLP:AMBER+STRICT', '"Requests received, for AUS alone."']);
    expect(csv.text).toContain('New Zealand takes part');
    const json = JSON.parse((await asker.get('/release-requests/export?format=json&box=made&state=declined').buffer(true)).text) as { items: { state: string; title: string }[] };
    expect(json.items).toEqual([expect.objectContaining({ state: 'declined', title: '' })]);
    expect(JSON.parse((await third.get('/release-requests/export?format=json&box=made').buffer(true)).text)).toMatchObject({ items: [] });
  });

  it('are told by mail that says nothing of the document', async () => {
    const { id, symbol } = await officer.released(marking('amber', ['NZL']), { title: 'Unmistakable title' });
    await asker.post('/release-requests', { reference: symbol, purpose: 'unmistakable purpose', reason: 'because of it', until });
    await portal.settled();
    await decide((await received(id)).id, { decision: 'decline', reason: 'unmistakable reason' });
    await portal.settled();
    const letters = readdirSync(portal.settings.mailFolder).map((name) => readFileSync(join(portal.settings.mailFolder, name), 'utf8'));
    expect(letters.some((letter) => letter.includes(`officer`) || letter.includes('@aus.example.org'))).toBe(true);
    expect(letters.some((letter) => letter.includes('@idn.example.org') && letter.includes('Your request was answered'))).toBe(true);
    for (const letter of letters) expect(letter).not.toMatch(/unmistakable|FP-20/i);
  });
});
