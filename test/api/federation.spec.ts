import { gzipSync } from 'node:zlib';
import { Accounts } from '../../src/identity/index.js';
import { Authenticator } from '../support/authenticator.js';
import { Federated } from '../support/federated.js';
import { Newcomer } from '../support/newcomer.js';
import { Traveller } from '../support/traveller.js';

const password = 'seven boats at the northern cape';

describe('signing in with the organisation\'s account', () => {
  let all: Federated;
  let count = 0;
  beforeAll(async () => { all = await Federated.start(); });
  afterAll(() => all.stop());
  beforeEach(() => all.calm());

  /** A local account, with a passkey, acting for these parties. */
  const local = async (...parties: string[]) => {
    const email = `local${++count}@nzl.example.org`;
    const id = await all.portal.app.get(Accounts).create({ email, name: `Local ${count}`, locale: 'en', password, delegations: parties.map((party) => ({ party, roles: ['reader'] })) });
    const person = new Newcomer(all.portal);
    await person.withPassword(email, password);
    expect((await person.makePasskey()).status).toBe(201);
    return { id, email, person };
  };
  /** The browser of somebody who is signed in. */
  const browserOf = (person: Newcomer) => {
    const traveller = new Traveller(all.portal);
    traveller.keep('sid', person.cookie.replace('sid=', ''));
    return traveller;
  };
  const link = async (person: Newcomer, sub: string, party: 'NZL' | 'IDN' = 'NZL') => {
    const forger = party === 'NZL' ? all.nzl : all.idn;
    const browser = browserOf(person);
    forger.saying = { sub };
    const begun = await browser.api('POST', '/session/provider-link', { next: '/account' });
    expect(begun.status).toBe(201);
    return browser.once((await browser.follow(((await begun.json()) as { address: string }).address)).href);
  };
  const enters = async (sub: string, party: 'NZL' | 'IDN' = 'NZL') => {
    (party === 'NZL' ? all.nzl : all.idn).saying = { sub };
    const traveller = new Traveller(all.portal);
    const answer = await traveller.enter(party);
    return { traveller, status: answer.status, leads: answer.headers.get('location'), text: await answer.text() };
  };
  /** Proves it with a passkey, within the session of a browser. */
  const prove = async (traveller: Traveller, authenticator: Authenticator) => {
    const asked = (await (await traveller.api('POST', '/session/proofs/challenges', {})).json()) as never;
    return traveller.api('POST', '/session/proofs/passkey', authenticator.answer(asked));
  };

  it('SR-13 lets whoever comes for the first time wait, without a role and with nothing to see, and enter once accepted', async () => {
    all.nzl.saying = { sub: 'first', claims: { name: 'Aroha First', email: 'Aroha@nzl.example.org' } };
    const traveller = new Traveller(all.portal);
    for (let turn = 0; turn < 2; turn++) {
      const waiting = await traveller.enter('NZL');
      expect(waiting.status).toBe(200);
      expect(await waiting.text()).toContain('Your focal point has to accept you');
      expect(await all.session(traveller)).toEqual({ signedIn: false, demo: false });
      expect((await traveller.api('GET', '/documents')).status).toBe(401);
    }
    const { rows } = await all.portal.owner.query('SELECT d.party, d.state, d.roles, d.name, d.email, u.email AS account FROM app.delegations d JOIN app.users u ON u.id = d.user_id JOIN app.federated_identities f ON f.user_id = u.id WHERE f.subject = $1', ['first']);
    expect(rows).toEqual([{ party: 'NZL', state: 'pending', roles: [], name: 'Aroha First', email: 'aroha@nzl.example.org', account: expect.stringMatching(/@unconfirmed\.invalid$/) }]);

    const [id = ''] = await all.known('first');
    await all.portal.owner.query(`UPDATE app.delegations SET state = 'active', roles = '{reader}' WHERE user_id = $1`, [id]);
    const entered = await traveller.enter('NZL');
    expect({ status: entered.status, leads: entered.headers.get('location') }).toEqual({ status: 303, leads: '/' });
    expect(await all.session(traveller)).toMatchObject({ signedIn: true, proven: true, user: { id, name: 'Aroha First' }, party: { code: 'NZL' }, roles: ['reader'] });
    expect((await traveller.api('GET', '/documents')).status).toBe(200);
  });

  it('SR-13 meets one arrival when the same person comes to two nodes at once', async () => {
    const beside = await all.portal.beside();
    all.nzl.saying = { sub: 'twice' };
    const both = await Promise.all([all.portal, beside].map(async (node) => {
      const traveller = new Traveller(all.portal);
      const back = await traveller.away('NZL');
      return fetch(`${node.url}${back.pathname}${back.search}`, { redirect: 'manual', headers: { cookie: `way=${traveller.cookie('way')}` } });
    }));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await all.known('twice')).toHaveLength(1);
  });

  it('NT-15 never leads from one member\'s provider to an account of another, by e-mail or by subject', async () => {
    const ofNzl = await all.colleague('shared-subject');
    const { email, id } = await local('NZL');
    for (const saying of [{ sub: 'shared-subject' }, { sub: 'mallory', claims: { email, email_verified: true } }, { sub: email }, { sub: id }, { sub: ofNzl }]) {
      all.idn.saying = saying;
      const traveller = new Traveller(all.portal);
      const answer = await traveller.enter('IDN');
      expect({ saying, status: answer.status, waits: (await answer.text()).includes('has to accept you') }).toEqual({ saying, status: 200, waits: true });
      expect(await all.session(traveller)).toEqual({ signedIn: false, demo: false });
    }
    const { rows } = await all.portal.owner.query<{ user_id: string; state: string }>(`SELECT user_id, state FROM app.delegations WHERE party = 'IDN' AND state = 'pending'`);
    expect(rows).toHaveLength(5);
    for (const { user_id } of rows) expect([ofNzl, id]).not.toContain(user_id);
    expect((await all.portal.owner.query(`SELECT FROM app.delegations WHERE user_id = ANY ($1::uuid[]) AND party <> 'NZL'`, [[ofNzl, id]])).rows).toEqual([]);
  });

  it('NT-15 takes an e-mail address of its own people for nothing either: whoever has an account links it themselves', async () => {
    const { email, id } = await local('NZL');
    all.nzl.saying = { sub: 'same-address', claims: { email, email_verified: true } };
    expect(await (await new Traveller(all.portal).enter('NZL')).text()).toContain('has to accept you');
    expect(await all.known('same-address')).not.toContain(id);
    const { rows } = await all.portal.owner.query('SELECT FROM app.users WHERE email = $1', [email]);
    expect(rows).toHaveLength(1);
  });

  it('is linked by its owner, freshly proven, and then enters that account', async () => {
    const { id, person } = await local('NZL');
    await all.portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [id]);
    const refused = await browserOf(person).api('POST', '/session/provider-link', {});
    expect({ status: refused.status, type: ((await refused.json()) as { type: string }).type }).toEqual({ status: 403, type: '/problems/step-up' });
    await all.portal.owner.query(`UPDATE app.sessions SET proven_at = now() WHERE user_id = $1`, [id]);

    const linked = await link(person, 'linked');
    expect({ status: linked.status, leads: linked.headers.get('location') }).toEqual({ status: 303, leads: '/account' });
    const { traveller, status } = await enters('linked');
    expect(status).toBe(303);
    expect(await all.session(traveller)).toMatchObject({ signedIn: true, user: { id }, party: { code: 'NZL' } });
    const { items, offer } = (await (await traveller.api('GET', '/session/provider-links')).json()) as { items: { id: string; party: string }[]; offer: string | null };
    expect({ parties: items.map(({ party }) => party), offer }).toEqual({ parties: ['NZL'], offer: null });

    expect((await traveller.api('DELETE', `/session/provider-links/${items[0]?.id}`)).status).toBe(204);
    expect((await traveller.api('GET', '/documents')).status).toBe(401);
    expect((await enters('linked')).text).toContain('has to accept you');
  });

  it('is linked although its owner came with it before and waits still, and never when it is somebody else\'s', async () => {
    expect((await enters('came-before')).text).toContain('has to accept you');
    const { id, person } = await local('NZL');
    expect((await link(person, 'came-before')).status).toBe(303);
    expect(await all.known('came-before')).toEqual([id]);
    const other = await local('NZL');
    expect((await link(other.person, 'came-before')).status).toBe(401);
    expect(await all.lastReason()).toMatch(/linked to somebody else/);
    expect(await all.known('came-before')).toEqual([id]);
  });

  it('is not linked to whoever sits at the browser meanwhile', async () => {
    const [mine, yours] = [await local('NZL'), await local('NZL')];
    const browser = browserOf(mine.person);
    all.nzl.saying = { sub: 'meanwhile' };
    const { address } = (await (await browser.api('POST', '/session/provider-link', {})).json()) as { address: string };
    const back = await browser.follow(address);
    browser.keep('sid', yours.person.cookie.replace('sid=', ''));
    expect((await browser.once(back.href)).status).toBe(401);
    expect(await all.known('meanwhile')).toEqual([]);
  });

  it('SR-13 acts for the provider\'s own party, and for another one of the same person after a passkey of their own alone', async () => {
    const { id, person } = await local('NZL', 'IDN');
    const { delegations = [] } = (await (await person.call('GET', '/session')).json()) as { delegations?: { id: string; party: string }[] };
    const [toNzl, toIdn] = ['NZL', 'IDN'].map((party) => delegations.find((one) => one.party === party)?.id ?? '');
    await person.call('PUT', '/session/delegation', { delegationId: toNzl });
    expect((await link(person, 'of-two-parties')).status).toBe(303);
    const { traveller } = await enters('of-two-parties');
    expect(await all.session(traveller)).toMatchObject({ party: { code: 'NZL' }, user: { id } });

    const refused = await traveller.api('PUT', '/session/delegation', { delegationId: toIdn });
    expect({ status: refused.status, ...((await refused.json()) as object) }).toMatchObject({ status: 403, type: '/problems/step-up', detail: expect.stringMatching(/speaks for nobody else.*passkey/) });
    expect((await all.session(traveller)).party).toMatchObject({ code: 'NZL' });
    expect((await prove(traveller, person.authenticator)).status).toBe(201);
    expect((await traveller.api('PUT', '/session/delegation', { delegationId: toIdn })).status).toBe(200);
    expect((await all.session(traveller)).party).toMatchObject({ code: 'IDN' });

    await all.portal.owner.query('UPDATE app.passkeys SET removed_at = now() WHERE user_id = $1', [id]);
    const again = await enters('of-two-parties');
    const forbidden = await again.traveller.api('PUT', '/session/delegation', { delegationId: toIdn });
    expect({ status: forbidden.status, type: ((await forbidden.json()) as { type: string }).type }).toEqual({ status: 403, type: '/problems/forbidden' });
    // Nor does the provider's word make a passkey with which one could.
    expect((await again.traveller.api('POST', '/session/factors/passkeys/challenges', {})).status).toBe(403);
    expect((await again.traveller.api('POST', '/session/factors/recovery-codes', {})).status).toBe(403);
    expect((await again.traveller.api('PUT', '/session/factors/password', { password: 'nine lanterns over the lagoon' })).status).toBe(403);
  });

  it('SR-13 touches no factor of somebody who has one, and makes a first passkey for whoever acts for that party alone', async () => {
    const { person } = await local('NZL');
    await link(person, 'has-a-passkey');
    const { traveller } = await enters('has-a-passkey');
    for (const [method, path, body] of [['POST', '/session/factors/passkeys/challenges', {}], ['POST', '/session/factors/code-generator', {}], ['POST', '/session/factors/recovery-codes', {}], ['DELETE', '/session/factors/password', undefined]] as const) {
      expect({ path, status: (await traveller.api(method, path, body)).status }).toEqual({ path, status: 403 });
    }
    expect((await prove(traveller, person.authenticator)).status).toBe(201);
    expect((await traveller.api('POST', '/session/factors/recovery-codes', {})).status).toBe(201);

    await all.colleague('without-factors');
    const first = (await enters('without-factors')).traveller;
    const asked = (await (await first.api('POST', '/session/factors/passkeys/challenges', {})).json()) as never;
    const authenticator = new Authenticator(all.portal.settings.publicUrl);
    const token = { name: 'Nightly', verbs: ['read:document'], days: 30 };
    const early = await first.api('POST', '/session/tokens', token);
    expect({ status: early.status, detail: ((await early.json()) as { detail: string }).detail }).toEqual({ status: 403, detail: expect.stringMatching(/Make a passkey first/) }); // it would outlive the provider
    expect((await first.api('POST', '/session/factors/passkeys', authenticator.make(asked))).status).toBe(201);
    expect((await first.api('POST', '/session/tokens', token)).status).toBe(201);
    expect((await Object.assign(new Newcomer(all.portal), { authenticator }).withPasskey()).status).toBe(201);
  });

  it('SR-21 is a fresh proof as far as the provider says when it asked, and it is told to ask whoever is signed in already', async () => {
    await all.colleague('sleepy', 'NZL', 'focal_point');
    for (const [claims, status] of [[{ auth_time: Math.floor(Date.now() / 1000) - 600 }, 403], [{ auth_time: undefined }, 403], [{}, 200]] as const) {
      all.nzl.saying = { sub: 'sleepy', claims };
      const traveller = new Traveller(all.portal);
      expect((await traveller.enter('NZL')).status).toBe(303);
      const { passwords, rowVersion } = (await (await traveller.api('GET', '/sign-in-policy')).json()) as { passwords: boolean; rowVersion: number };
      expect({ claims, status: (await traveller.api('PUT', '/sign-in-policy', { passwords }, { 'if-match': `"${rowVersion}"` })).status }).toEqual({ claims, status });
      expect((await traveller.api('GET', '/documents')).status).toBe(200);
      const again = new URL((await traveller.once('/sign-in/provider/of/NZL')).headers.get('location') ?? '');
      expect({ prompt: again.searchParams.get('prompt'), age: again.searchParams.get('max_age') }).toEqual({ prompt: 'login', age: '0' });
    }
  });

  it('is chosen on a page without a script, within 12 KB for every party there is, and says what it does on a shared computer', async () => {
    const by = all.focalPoints.NZL.id;
    await all.portal.owner.query(
      `INSERT INTO app.identity_providers (party, name, issuer, client_id, client_secret, algorithms, enabled, created_by, changed_by)
       SELECT code, left('Account of the ministry of ' || name, 80), 'https://login.example.org', 'x', 'x', '{ES256}', true, $1, $1 FROM app.parties WHERE code NOT IN ('NZL', 'IDN')`, [by]);
    const { headers, text } = await fetch(`${all.portal.url}/sign-in/provider`).then(async (answer) => ({ headers: answer.headers, text: await answer.text() }));
    expect(headers.get('content-type')).toContain('text/html');
    expect(text.match(/\/sign-in\/provider\/of\//g)?.length).toBeGreaterThan(40);
    expect(gzipSync(text).length).toBeLessThan(12_000);
    expect(text).not.toContain('<form');
    const shared = await (await fetch(`${all.portal.url}/sign-in/provider?shared=yes&lang=en`)).text();
    expect(shared).toContain('A shared computer');
    await all.colleague('at-a-kiosk');
    const kiosk = new Traveller(all.portal);
    await kiosk.once((await kiosk.away('NZL', '?shared=yes')).href);
    expect((await all.portal.owner.query('SELECT shared FROM app.sessions s JOIN app.federated_identities f ON f.user_id = s.user_id WHERE f.subject = $1', ['at-a-kiosk'])).rows).toEqual([{ shared: true }]);
    const nowhere = await fetch(`${all.portal.url}/sign-in/provider/of/NOBODY`);
    expect({ status: nowhere.status, says: (await nowhere.text()).includes('There is no such way in') }).toEqual({ status: 404, says: true });
    await all.portal.owner.query(`UPDATE app.identity_providers SET enabled = false, ended_at = now() WHERE party NOT IN ('NZL', 'IDN')`);
  });

  it('says so on its page when the provider cannot be reached, and keeps the other ways open', async () => {
    all.nzl.instead.set('/.well-known/openid-configuration', (response) => void response.writeHead(500).end());
    await all.configure('NZL', all.nzl); // what was remembered of it is forgotten
    const answer = await fetch(`${all.portal.url}/sign-in/provider/of/NZL`, { headers: { 'accept-language': 'en' } });
    expect({ status: answer.status, retry: answer.headers.get('retry-after') }).toEqual({ status: 503, retry: '30' });
    expect(await answer.text()).toMatch(/role="alert"[^>]*>Your organisation.s sign-in cannot be reached[\s\S]*of\/IDN/);
  });

  describe('when the party asks for strength', () => {
    beforeAll(() => all.configure('NZL', all.nzl, { acrValues: ['urn:strong'], amrValues: ['mfa', 'hwk'] }));
    afterAll(() => all.configure('NZL', all.nzl));

    it('SR-13 is complete when the token says so', async () => {
      await all.colleague('strong');
      for (const [claims, status, leads] of [[{ acr: 'urn:strong', amr: ['pwd', 'mfa'] }, 303, '/'], [{ acr: 'urn:strong', amr: ['pwd'] }, 401, null], [{ acr: 'urn:weak', amr: ['mfa'] }, 401, null], [{ amr: ['mfa'] }, 401, null], [{ acr: ['urn:strong'], amr: 'mfa' }, 401, null], [{}, 401, null]] as const) {
        all.nzl.saying = { sub: 'strong', claims };
        const answer = await new Traveller(all.portal).enter('NZL');
        expect({ claims, status: answer.status, leads: answer.headers.get('location') }).toEqual({ claims, status, leads });
      }
      expect(await all.lastReason()).toMatch(/no second factor here/);
    });

    it('SR-13 leads to the second factor of the account when the token does not, and nowhere before', async () => {
      const { id, person } = await local('NZL');
      await link(person, 'weak');
      const { traveller, status, leads } = await enters('weak');
      expect({ status, leads }).toEqual({ status: 303, leads: '/sign-in' });
      expect(await all.session(traveller)).toMatchObject({ signedIn: false, unfinished: true });
      expect((await traveller.api('GET', '/documents')).status).toBe(401);
      expect((await traveller.api('POST', '/session/factors/passkeys/challenges', {})).status).toBe(403);
      expect(await (await traveller.once('/sign-in')).text()).toContain('vouched for you');
      expect((await prove(traveller, person.authenticator)).status).toBe(201);
      expect(await all.session(traveller)).toMatchObject({ signedIn: true, user: { id } });
    });

    it('asks the provider for it', async () => {
      const away = new URL((await new Traveller(all.portal).once('/sign-in/provider/of/NZL')).headers.get('location') ?? '');
      expect(away.searchParams.get('acr_values')).toBe('urn:strong');
    });
  });

  it('is no way in for whoever is suspended, by the party or by the portal', async () => {
    const id = await all.colleague('suspended');
    expect((await enters('suspended')).status).toBe(303);
    for (const [off, on] of [[`UPDATE app.delegations SET state = 'suspended' WHERE user_id = $1`, `UPDATE app.delegations SET state = 'active' WHERE user_id = $1`], [`UPDATE app.users SET standing = 'suspended' WHERE id = $1`, `UPDATE app.users SET standing = 'active' WHERE id = $1`]] as const) {
      await all.portal.owner.query(off, [id]);
      expect((await enters('suspended')).status).toBe(401);
      await all.portal.owner.query(on, [id]);
      expect((await enters('suspended')).status).toBe(303);
    }
  });

  it('ends at once, on every node, when the provider is disabled, and goes on for others', async () => {
    const beside = await all.portal.beside();
    await all.colleague('disabled');
    await all.colleague('of-another-party', 'IDN');
    const { traveller } = await enters('disabled');
    const other = (await enters('of-another-party', 'IDN')).traveller;
    const cookie = { cookie: `sid=${traveller.cookie('sid')}` };
    const there = () => fetch(`${beside.url}/api/v1/documents`, { headers: cookie });
    expect([(await traveller.api('GET', '/documents')).status, (await there()).status]).toEqual([200, 200]);
    const late = new Traveller(all.portal);
    all.nzl.saying = { sub: 'disabled' };
    const back = await late.away('NZL');

    await all.configure('NZL', all.nzl, { enabled: false });
    expect([(await traveller.api('GET', '/documents')).status, (await there()).status]).toEqual([401, 401]);
    expect((await other.api('GET', '/documents')).status).toBe(200);
    expect((await late.once(back.href)).status).toBe(401);
    expect(await all.lastReason()).toMatch(/not in use/);
    expect((await traveller.once('/sign-in/provider/of/NZL')).status).toBe(404);
    const list = await (await traveller.once('/sign-in/provider')).text();
    expect({ nzl: list.includes('/of/NZL'), idn: list.includes('/of/IDN') }).toEqual({ nzl: false, idn: true });
    await all.configure('NZL', all.nzl);
    expect((await enters('disabled')).status).toBe(303);
  });

  it('does not come back with a new provider after the old one was ended, though issuer and subject are the same', async () => {
    await all.colleague('of-the-old-one');
    const { traveller } = await enters('of-the-old-one');
    expect((await all.focalPoints.NZL.call('delete', '/identity-provider')).status).toBe(204);
    expect((await traveller.api('GET', '/documents')).status).toBe(401);
    await all.configure('NZL', all.nzl);
    expect((await enters('of-the-old-one')).text).toContain('has to accept you');
  });

  it('takes no more arrivals than a focal point could look at', async () => {
    const { rows } = await all.portal.owner.query<{ many: number }>(`SELECT count(*)::int AS many FROM app.delegations WHERE party = 'NZL' AND state = 'pending'`);
    await all.portal.owner.query(
      `WITH people AS (INSERT INTO app.users (email, name) SELECT 'waiting' || n || '@unconfirmed.invalid', 'Waiting' FROM generate_series(1, $1) n RETURNING id)
       INSERT INTO app.delegations (user_id, party, roles, state) SELECT id, 'NZL', '{}', 'pending' FROM people`, [200 - (rows[0]?.many ?? 0)]);
    expect((await enters('one-too-many')).status).toBe(401);
    expect(await all.lastReason()).toMatch(/too many/);
  });
});
