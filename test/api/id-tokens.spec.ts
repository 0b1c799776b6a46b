import { Federated } from '../support/federated.js';
import type { Draft, Saying } from '../support/forger.js';
import { Traveller } from '../support/traveller.js';

describe('SR-14 an answer of a member\'s identity provider', () => {
  let all: Federated;
  let generic: string;

  beforeAll(async () => {
    all = await Federated.start();
    await all.colleague('kiri');
    // What anybody is told whose password is wrong, in words.
    const wrong = await fetch(`${all.portal.url}/sign-in`, { method: 'POST', body: new URLSearchParams({ email: 'nobody@nzl.example.org', password: 'wrong' }), headers: { 'accept-language': 'en' } });
    generic = /id="refused">([^<]+)</.exec(await wrong.text())?.[1] ?? '';
    expect(generic).toContain('does not match an account');
  });
  afterAll(() => all.stop());
  beforeEach(() => all.calm());

  const sessions = async () => (await all.portal.owner.query<{ many: number }>('SELECT count(*)::int AS many FROM app.sessions')).rows[0]?.many;
  const said = async (answer: Response) => ({ status: answer.status, cookie: /sid=/.test(answer.headers.get('set-cookie') ?? ''), says: (await answer.text()).includes(generic) });
  const refused = { status: 401, cookie: false, says: true };
  const enters = async () => {
    all.nzl.saying = { sub: 'kiri' };
    const answer = await new Traveller(all.portal).enter('NZL');
    expect({ status: answer.status, leads: answer.headers.get('location') }).toEqual({ status: 303, leads: '/' });
  };
  const now = () => Math.floor(Date.now() / 1000);
  const claim = (claims: Record<string, unknown>) => (draft: Draft) => { Object.assign(draft.claims, claims); };
  const without = (name: string) => ({ header, claims, signed }: Draft): Draft => ({ header, signed, claims: Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)) });
  const spoil = (token: string) => `${token.slice(0, -6)}${token.slice(-6).split('').toReversed().join('')}`;

  it.each<[string, Partial<Saying> | (() => Partial<Saying>), RegExp]>([
    ['signed with nothing', { twist: (draft) => ({ ...draft, header: { alg: 'none' }, signed: 'none' }) }, /alg/],
    ['signed with the client\'s secret', { twist: (draft) => ({ ...draft, header: { alg: 'HS256', typ: 'JWT' }, signed: 'secret' }) }, /alg/],
    ['signed with a key nobody published', { twist: (draft) => ({ ...draft, signed: 'foreign' }) }, /signature/],
    ['signed with a key of an unknown name', { twist: (draft) => ({ ...draft, header: { ...draft.header, kid: 'another' }, signed: 'foreign' }) }, /key/],
    ['of another issuer', { twist: claim({ iss: 'https://login.example.org' }) }, /iss/],
    ['for another audience', { twist: claim({ aud: 'another-client' }) }, /aud/],
    ['for two audiences without an authorised party', { twist: claim({ aud: ['focalpoint', 'another-client'] }) }, /aud/],
    ['for two audiences, authorised for the other one', { twist: claim({ aud: ['focalpoint', 'another-client'], azp: 'another-client' }) }, /azp/],
    ['authorised for another client', { twist: claim({ azp: 'another-client' }) }, /another client/],
    ['that is over', { twist: claim({ exp: now() - 61 }) }, /exp/],
    ['issued in the future', { twist: claim({ iat: now() + 90 }) }, /future/],
    ['not valid yet', { twist: claim({ nbf: now() + 90 }) }, /nbf/],
    ['without its nonce', { twist: without('nonce') }, /nonce/],
    ['with the nonce of another sign-in', { twist: claim({ nonce: 'drawn-for-somebody-else' }) }, /nonce/],
    ['about nobody', { twist: without('sub') }, /sub/],
    ['without an end', { twist: without('exp') }, /exp/],
    ['with its signature taken off', { replace: (token) => token.slice(0, token.lastIndexOf('.') + 1) }, /signature/],
    ['with its signature changed', { replace: spoil }, /signature/],
    ['whose words were changed after signing', { replace: (token) => { const [head, , tail] = token.split('.'); return `${head}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object, sub: 'kiri' })).toString('base64url')}.${tail}`; }, sub: 'mallory' }, /signature/],
    ['that another member\'s provider signed for this very sign-in', () => {
      let nonce = '';
      return { twist: (draft) => { nonce = String(draft.claims.nonce); }, replace: () => { all.idn.saying = { sub: 'kiri' }; return all.idn.write(nonce); } };
    }, /iss/],
  ])('is refused when its token is one %s', async (_what, saying, why) => {
    const before = await sessions();
    all.nzl.saying = { sub: 'kiri', ...(typeof saying === 'function' ? saying() : saying) };
    expect(await said(await new Traveller(all.portal).enter('NZL'))).toEqual(refused);
    expect(await all.lastReason()).toMatch(why);
    expect(await sessions()).toBe(before);
    await enters(); // the positive control
  });

  it('may be a minute off, in either direction', async () => {
    for (const claims of [{ exp: now() - 30 }, { iat: now() + 45, nbf: now() + 45, exp: now() + 300 }]) {
      all.nzl.saying = { sub: 'kiri', twist: claim(claims) };
      expect((await new Traveller(all.portal).enter('NZL')).status).toBe(303);
    }
  });

  it('says of which issuer it is (RFC 9207), and counts for no other', async () => {
    for (const back of [(address: URL) => address.searchParams.set('iss', all.idn.issuer), (address: URL) => address.searchParams.delete('iss')]) {
      all.nzl.saying = { sub: 'kiri', back };
      const asked = all.nzl.asked.length;
      expect(await said(await new Traveller(all.portal).enter('NZL'))).toEqual(refused);
      expect(await all.lastReason()).toMatch(/iss/);
      expect(all.nzl.asked.slice(asked)).not.toContain('/token');
    }
    await enters();
  });

  it('is taken up once: neither state nor code serve again', async () => {
    all.nzl.saying = { sub: 'kiri' };
    const traveller = new Traveller(all.portal);
    const back = await traveller.away('NZL');
    const browser = traveller.cookie('way') ?? '';
    expect((await traveller.once(back.href)).status).toBe(303);
    traveller.keep('way', browser);
    expect(await said(await traveller.once(back.href))).toEqual(refused);
    expect(await all.lastReason()).toMatch(/taken up already/);

    const other = new Traveller(all.portal);
    const next = await other.away('NZL');
    next.searchParams.set('code', back.searchParams.get('code') ?? '');
    expect(await said(await other.once(next.href))).toEqual(refused);
    expect(await all.lastReason()).toMatch(/responded with an error/);
  });

  it('counts in the browser the sign-in began in, and for ten minutes', async () => {
    all.nzl.saying = { sub: 'kiri' };
    const victim = new Traveller(all.portal);
    const lured = await new Traveller(all.portal).away('NZL');
    expect(await said(await victim.once(lured.href))).toEqual(refused);
    expect(await all.lastReason()).toMatch(/another browser/);

    const late = new Traveller(all.portal);
    const back = await late.away('NZL');
    await all.portal.owner.query(`UPDATE app.sign_in_attempts SET expires_at = now() - interval '1 second'`);
    expect(await said(await late.once(back.href))).toEqual(refused);
    expect(await all.lastReason()).toMatch(/too long ago/);

    for (const query of ['', '?state=made-up&code=x', `?state=${back.searchParams.get('state')}`]) {
      expect(await said(await late.once(`/sign-in/provider/callback/NZL${query}`))).toEqual(refused);
    }
    await enters();
  });

  it('is not taken to a provider it was not meant for: each party has an address of its own', async () => {
    // NZL's provider answers a sign-in that was begun with IDN's, as in a mix-up; the code must not reach IDN.
    all.idn.saying = { sub: 'kiri', back: (address) => { address.pathname = '/sign-in/provider/callback/NZL'; } };
    const asked = all.idn.asked.length;
    const traveller = new Traveller(all.portal);
    const mixed = await traveller.away('IDN');
    expect(mixed.pathname).toBe('/sign-in/provider/callback/NZL');
    expect(await said(await traveller.once(mixed.href))).toEqual(refused);
    expect(await all.lastReason()).toMatch(/another party/);
    expect(all.idn.asked.slice(asked)).not.toContain('/token');
  });

  it('leads nowhere when the provider refuses, whatever words it adds', async () => {
    all.nzl.saying = { back: (address) => { address.searchParams.delete('code'); address.searchParams.set('error', 'access_denied'); address.searchParams.set('error_description', '<script>alert(1)</script>'); } };
    const answer = await new Traveller(all.portal).enter('NZL');
    const text = await answer.clone().text();
    expect(await said(answer)).toEqual(refused);
    expect(text).not.toContain('alert(1)');
  });

  it('is asked for with code, PKCE by S256, state, nonce and the very address that is registered', async () => {
    const traveller = new Traveller(all.portal);
    const away = new URL((await traveller.once('/sign-in/provider/of/NZL')).headers.get('location') ?? '');
    expect(Object.fromEntries(away.searchParams)).toEqual({
      client_id: 'focalpoint', response_type: 'code', scope: 'openid profile email', redirect_uri: `${all.portal.settings.publicUrl}/sign-in/provider/callback/NZL`, code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[\w-]{43}$/), code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    const { rows } = await all.portal.owner.query<{ row: string }>('SELECT a::text AS row FROM app.sign_in_attempts a');
    for (const secret of ['state', 'nonce', 'code_challenge'].map((name) => away.searchParams.get(name) ?? '?')) expect(rows.filter(({ row }) => row.includes(secret))).toEqual([]);
  });

  it('keeps its cookie from scripts and other sites, and takes it away when it is done', async () => {
    const begun = await fetch(`${all.portal.url}/sign-in/provider/of/NZL`, { redirect: 'manual' });
    expect(begun.headers.getSetCookie()).toEqual([expect.stringMatching(/^way=[\w-]{43}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)]);
    all.nzl.saying = { sub: 'kiri' };
    const traveller = new Traveller(all.portal);
    await traveller.enter('NZL');
    expect(traveller.cookie('way')).toBeUndefined();
  });

  it('begins from our own pages alone: a link elsewhere shows the choice', async () => {
    const lured = await fetch(`${all.portal.url}/sign-in/provider/of/NZL`, { redirect: 'manual', headers: { 'sec-fetch-site': 'cross-site' } });
    expect({ status: lured.status, cookies: lured.headers.getSetCookie() }).toEqual({ status: 200, cookies: [] });
    expect(await lured.text()).toContain('href="/sign-in/provider/of/NZL');
  });

  it('may come back on another node than the one it began on', async () => {
    const beside = await all.portal.beside();
    all.nzl.saying = { sub: 'kiri' };
    const traveller = new Traveller(all.portal);
    const back = await traveller.away('NZL');
    const there = await fetch(`${beside.url}${back.pathname}${back.search}`, { redirect: 'manual', headers: { cookie: `way=${traveller.cookie('way')}` } });
    expect({ status: there.status, leads: there.headers.get('location') }).toEqual({ status: 303, leads: '/' });
    const token = /sid=([\w-]{43})/.exec(there.headers.get('set-cookie') ?? '')?.[1];
    expect((await fetch(`${all.portal.url}/api/v1/documents`, { headers: { cookie: `sid=${token}` } })).status).toBe(200);
  });

  it('is taken up by one node when it reaches two at once', async () => {
    const beside = await all.portal.beside();
    all.nzl.saying = { sub: 'kiri' };
    const traveller = new Traveller(all.portal);
    const back = await traveller.away('NZL');
    const both = await Promise.all([all.portal.url, beside.url].map((url) => fetch(`${url}${back.pathname}${back.search}`, { redirect: 'manual', headers: { cookie: `way=${traveller.cookie('way')}` } })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 401]);
  });
});
