import { Declared } from '../../src/kernel/http/index.js';
import { Accounts, Sessions } from '../../src/identity/index.js';
import { marking, Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

const unknown = '00000000-0000-4000-8000-000000000000';

interface TokenAnswer { id: string; token: string; name: string; verbs: string[]; createdAt: string; expiresAt: string; lastUsedAt: string | null }

describe('SR-23 a token of a program', () => {
  let portal: Portal;
  let officer: Official;
  beforeAll(async () => {
    portal = await Portal.start({ jobs: true }); // files are inspected before anybody takes them
    officer = await portal.official('AUS', 'document_officer', 'contributor', 'focal_point');
  });
  afterAll(() => portal.stop());

  const made = async (who: Official, verbs: string[], days = 30) => (await who.post('/session/tokens', { name: 'Nightly copy', verbs, days })).body as TokenAnswer;
  const bearer = (token: string, path: string, { method = 'GET', body, headers = {}, at = portal }: { method?: string; body?: object; headers?: Record<string, string>; at?: Portal } = {}) =>
    fetch(`${at.url}/api/v1${path}`, { method, body: body && JSON.stringify(body), headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }), ...headers } });
  const status = async (...args: Parameters<typeof bearer>) => (await bearer(...args)).status;

  it('is made by a person who just proved who they are, shown once, and listed without its secret', async () => {
    const { body: before } = await officer.get('/session/tokens') as { body: { items: object[]; possible: string[] } };
    expect(before.items).toEqual([]);
    expect(before.possible).toEqual(expect.arrayContaining(['read:document', 'download:document', 'create:document', 'upload:document', 'read:party', 'read:audience', 'read:releaserequest']));
    const token = await made(officer, ['read:document', 'download:document']);
    expect(token).toEqual({
      id: expect.any(String), token: expect.stringMatching(/^fp_[\w-]{43}$/), name: 'Nightly copy', verbs: ['read:document', 'download:document'],
      createdAt: expect.any(String), expiresAt: expect.any(String), lastUsedAt: null,
    });
    expect(Math.round((Date.parse(token.expiresAt) - Date.parse(token.createdAt)) / 86_400_000)).toBe(30);
    const { token: _, ...shown } = token;
    expect((await officer.get('/session/tokens')).body.items).toEqual([shown]);
    const { rows } = await portal.owner.query<{ text: string }>('SELECT t::text AS text FROM app.api_tokens t');
    expect(rows.some(({ text }) => text.includes(token.token))).toBe(false);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [officer.id]);
    const late = await officer.post('/session/tokens', { name: 'x', verbs: ['read:document'], days: 1 });
    expect({ status: late.status, type: late.body.type }).toEqual({ status: 403, type: '/problems/step-up' });
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() WHERE user_id = $1`, [officer.id]);
  });

  it('carries what it was made for and nothing else, without a cookie and without a form token', async () => {
    const { id } = await officer.released(marking('amber', ['IDN']));
    await portal.settled();
    const { token } = await made(officer, ['read:document', 'download:document', 'create:document']);
    expect(await status(token, '/documents')).toBe(200);
    expect(await status(token, `/documents/${id}`)).toBe(200);
    expect(await status(token, `/documents/${id}/versions/1/file`)).toBe(200);
    expect(await status(token, '/documents', { method: 'POST', body: { title: 'By a program', kind: 'alert', language: 'en' } })).toBe(201);
    for (const [method, path] of [['GET', '/parties'], ['GET', '/audiences'], ['PATCH', `/documents/${id}`], ['GET', `/documents/${id}/audience`], ['GET', '/release-requests?box=made']] as const) {
      const answer = await bearer(token, path, { method, ...(method === 'GET' ? {} : { body: { title: 'x' }, headers: { 'If-Match': '"1"' } }) });
      expect({ path, status: answer.status, detail: ((await answer.json()) as { detail: string }).detail }).toEqual({ path, status: 403, detail: expect.stringMatching(/^This takes "\w+:\w+", which this token does not carry/) });
    }
    const reader = await made(officer, ['read:document']);
    expect((await ((await bearer(reader.token, `/documents/${id}`)).json()) as { allows: string[] }).allows).toEqual(['read']);
    expect(await status(reader.token, `/documents/${id}/versions/1/file`)).toBe(403);
  });

  it('sees no more than its person: what is hidden from one is hidden from the other', async () => {
    const other = await portal.official('NZL', 'document_officer');
    const { id } = await other.released(marking('amber', ['IDN']));
    const { token } = await made(officer, ['read:document']);
    expect(await status(token, `/documents/${id}`)).toBe(404);
  });

  it('can never carry what administers, what takes a confirmation, or a session', async () => {
    const administrator = await portal.official('SECRETARIAT', 'administrator', 'secretariat_officer', 'auditor');
    for (const who of [officer, administrator]) {
      for (const verb of ['release:document', 'recall:document', 'secure:session', 'read:session', 'switch:session', 'invite:delegation', 'read:delegation', 'suspend:delegation', 'create:audience', 'decide:releaserequest', 'anything:document', '*:document']) {
        const answer = await who.post('/session/tokens', { name: 'x', verbs: ['read:document', verb], days: 1 });
        expect({ verb, status: answer.status }).toEqual({ verb, status: verb.startsWith('*') ? 400 : 422 });
      }
    }
    const everything = ((await administrator.get('/session/tokens')).body as { possible: string[] }).possible;
    const { token } = await made(administrator, everything);
    // Even with a row that says more than it could have been given.
    await portal.owner.query(`UPDATE app.api_tokens SET verbs = verbs || ARRAY['secure:session','read:session','end:session','release:document','read:delegation','invite:delegation'] WHERE token_hash = sha256(convert_to($1, 'UTF8'))`, [token]);
    for (const { method, path, rule } of portal.app.get(Declared).routes) {
      if (rule.startsWith('open') || !/Session$|Delegation$|FactorReset$| release | recall /.test(`${rule} `.trimEnd())) continue;
      const address = path.replaceAll(/:\w+/g, unknown);
      const answer = await bearer(token, address, { method, ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }) });
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 403 });
    }
  });

  it('never makes another, and a cookie beside it counts for nothing', async () => {
    const { token } = await made(officer, ['read:document']);
    expect(await status(token, '/session/tokens', { method: 'POST', body: { name: 'x', verbs: ['read:document'], days: 1 }, headers: officer.headers })).toBe(403);
    expect(await status('fp_wrong', '/documents', { headers: officer.headers })).toBe(401);
  });

  it('is refused from a page of another site, cookie or not', async () => {
    const { token } = await made(officer, ['read:document', 'create:document']);
    const body = { title: 'x', kind: 'alert', language: 'en' };
    expect(await status(token, '/documents', { method: 'POST', body, headers: { Origin: 'https://evil.example' } })).toBe(403);
    expect(await status(token, '/documents', { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'cross-site' } })).toBe(403);
  });

  it('is recorded with each use, by a reference its owner can find', async () => {
    const { id } = await officer.released(marking('green'));
    await portal.settled();
    const token = await made(officer, ['read:document', 'download:document']);
    await bearer(token.token, `/documents/${id}/versions/1/file`);
    await bearer(token.token, '/parties');
    const { rows } = await portal.owner.query<{ name: string; actor: string; outcome: string }>(`SELECT name, actor, outcome FROM app.events WHERE session_ref = $1 ORDER BY at`, [`token:${token.id}`]);
    expect(rows).toEqual([{ name: 'document.downloaded', actor: officer.id, outcome: 'done' }, { name: 'access.refused', actor: officer.id, outcome: 'refused' }]);
    const used = await until('its use is noted, beside the request', async () => ((await officer.get('/session/tokens')).body as { items: TokenAnswer[] }).items.find((one) => one.id === token.id)?.lastUsedAt);
    expect(Date.now() - Date.parse(used)).toBeLessThan(60_000);
    const { rows: events } = await portal.owner.query(`SELECT name FROM app.events WHERE subject_type = 'api-token' AND subject_id = $1`, [token.id]);
    expect(events).toEqual([{ name: 'api-token.made' }]);
  });

  it('SR-20 ends on every node with its next request: when it is revoked, when its time is over, and with its delegation, person or party', async () => {
    const beside = await portal.beside();
    const endings: [string, (token: TokenAnswer, owner: Official) => Promise<unknown>][] = [
      ['revoked', async (token, owner) => expect((await owner.call('delete', `/session/tokens/${token.id}`)).status).toBe(204)],
      ['its time is over', async ({ id }) => {
        await portal.owner.query(`UPDATE app.api_tokens SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
        await portal.owner.query('UPDATE app.authority SET version = version + 1'); // time alone is noticed within ten seconds; here at once
      }],
      ['delegation', (_, { id }) => portal.owner.query(`UPDATE app.delegations SET valid = daterange(current_date - 9, current_date) WHERE user_id = $1`, [id])],
      ['suspended by its party', (_, { id }) => portal.owner.query(`UPDATE app.delegations SET state = 'suspended' WHERE user_id = $1`, [id])],
      ['person', (_, { id }) => portal.owner.query(`UPDATE app.users SET standing = 'closed' WHERE id = $1`, [id])],
      ['party', () => portal.owner.query(`UPDATE app.parties SET standing = 'suspended' WHERE code = 'LKA'`)],
    ];
    for (const [why, end] of endings) {
      const owner = await portal.official('LKA', 'reader');
      const token = await made(owner, ['read:document']);
      for (const at of [portal, beside]) expect({ why, status: await status(token.token, '/documents', { at }) }).toEqual({ why, status: 200 });
      await end(token, owner);
      for (const at of [beside, portal]) expect({ why, status: await status(token.token, '/documents', { at }) }).toEqual({ why, status: 401 });
      expect({ why, type: ((await (await bearer(token.token, '/documents')).json()) as { type: string }).type }).toEqual({ why, type: '/problems/token-refused' });
    }
  });

  it('shrinks with its owner\'s roles on the next request', async () => {
    const owner = await portal.official('IDN', 'contributor');
    const { token } = await made(owner, ['read:document', 'create:document']);
    const draft = { method: 'POST', body: { title: 'x', kind: 'alert', language: 'en' } };
    expect(await status(token, '/documents', draft)).toBe(201);
    await portal.owner.query(`UPDATE app.delegations SET roles = ARRAY['reader'] WHERE user_id = $1`, [owner.id]);
    expect(await status(token, '/documents', draft)).toBe(403);
    expect(await status(token, '/documents')).toBe(200);
  });

  it('belongs to the delegation it was made under, not to where its owner acts now', async () => {
    const id = await portal.app.get(Accounts).create({ email: 'two@aus.example.org', name: 'Two', locale: 'en', delegations: [{ party: 'AUS', roles: ['contributor'] }, { party: 'NZL', roles: ['contributor'] }] });
    const token = await portal.app.get(Sessions).begin(id, ['passkey']);
    const owner = new Official(portal.url, portal.settings, { id, name: 'Two', party: 'AUS', token });
    const { token: secret } = await made(owner, ['read:document', 'create:document']);
    const { delegations } = (await owner.get('/session')).body as { delegations: { id: string; party: string }[] };
    await owner.put('/session/delegation', { delegationId: delegations.find(({ party }) => party === 'NZL')?.id });
    const draft = (await (await bearer(secret, '/documents', { method: 'POST', body: { title: 'x', kind: 'alert', language: 'en' } })).json()) as { originator: string };
    expect(draft.originator).toBe('AUS');
  });

  it('NT-8 of somebody else is unknown, and not to be revoked', async () => {
    const { id } = await made(officer, ['read:document']);
    const colleague = await portal.official('AUS', 'focal_point');
    const administrator = await portal.official('SECRETARIAT', 'administrator');
    for (const who of [colleague, administrator]) {
      expect((await who.get('/session/tokens')).body.items).toEqual([]);
      expect((await who.call('delete', `/session/tokens/${id}`)).status).toBe(404);
    }
    expect((await officer.call('delete', `/session/tokens/${id}`)).status).toBe(204);
    expect((await officer.call('delete', `/session/tokens/${id}`)).status).toBe(404);
  });

  it.each([
    ['no verbs', { name: 'x', verbs: [], days: 1 }, 400], ['a verb twice', { name: 'x', verbs: ['read:document', 'read:document'], days: 1 }, 400], ['no name', { name: '', verbs: ['read:document'], days: 1 }, 400],
    ['no end', { name: 'x', verbs: ['read:document'] }, 400], ['more than a year', { name: 'x', verbs: ['read:document'], days: 366 }, 400], ['half a day', { name: 'x', verbs: ['read:document'], days: 0.5 }, 400],
    ['another party', { name: 'x', verbs: ['read:document'], days: 1, party: 'NZL' }, 400], ['doing without reading', { name: 'x', verbs: ['download:document'], days: 1 }, 422],
  ])('is not made with %s', async (_what, body, expected) => {
    const answer = await officer.post('/session/tokens', body);
    expect(answer.status).toBe(expected);
    expect(answer.body.errors.length).toBeGreaterThan(0);
  });

  it.each([['nothing', ''], ['its beginning', 'fp_'], ['drawn by somebody else', `fp_${'x'.repeat(43)}`], ['two words', 'x y'], ['a token of another kind', 'eyJhbGciOiJub25lIn0.e30.'], ['endless', `fp_${'x'.repeat(5000)}`]])('is refused when it is %s', async (_what, token) => {
    const answer = await fetch(`${portal.url}/api/v1/documents`, { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is one of twenty at the most', async () => {
    const owner = await portal.official('CAN', 'reader');
    for (let turn = 0; turn < 20; turn++) await made(owner, ['read:document']);
    expect((await owner.post('/session/tokens', { name: 'x', verbs: ['read:document'], days: 1 })).status).toBe(409);
  });
});
