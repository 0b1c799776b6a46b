import { Accounts } from '../../src/identity/index.js';
import { configuration } from '../support/federated.js';
import { Forger } from '../support/forger.js';
import { Newcomer } from '../support/newcomer.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const password = 'seven boats at the northern cape';

interface Answer {
  redirectUri: string;
  allows: string[];
  provider: { id: string; issuer: string; rowVersion: number; enabled: boolean; people: number } | null;
}

describe('a member\'s own identity provider', () => {
  let portal: Portal;
  let forger: Forger;
  let focal: Official;
  beforeAll(async () => {
    portal = await Portal.start({ named: true });
    forger = await Forger.start();
    focal = await portal.official('NZL', 'focal_point');
  });
  afterAll(async () => { await portal.stop(); await forger.stop(); });
  beforeEach(() => { forger.metadata = {}; forger.instead.clear(); });

  const shown = async (who = focal) => (await who.get('/identity-provider')).body as Answer;
  const put = async (more: object = {}, who = focal, seen?: number) => who.put('/identity-provider', configuration(forger, more), seen ?? (await shown(who)).provider?.rowVersion);
  const events = async (name: string) => (await portal.owner.query<{ detail: object; originator: string }>('SELECT detail, originator FROM app.events WHERE name = $1 ORDER BY at', [name])).rows;

  it('is configured by the focal point of the party, and by nobody else', async () => {
    for (const who of [await portal.official('NZL', 'reader', 'document_officer'), await portal.official('SECRETARIAT', 'secretariat_officer'), await portal.official('NZL', 'trainer')]) {
      for (const answer of [await who.get('/identity-provider'), await who.put('/identity-provider', configuration(forger)), await who.call('delete', '/identity-provider'), await who.post('/identity-provider/checks', { issuer: forger.issuer }), await who.get('/sign-in-policy'), await who.put('/sign-in-policy', { passwords: false }, 1)]) {
        expect({ status: answer.status, detail: answer.body.detail }).toEqual({ status: 403, detail: expect.stringMatching(/focal point/) });
      }
    }
    expect(await shown()).toEqual({ redirectUri: `${portal.settings.publicUrl}/sign-in/provider/callback/NZL`, provider: null, allows: ['read', 'configure', 'check', 'end'] });
  });

  it('SR-21 takes a fresh proof to configure, check or end', async () => {
    const stale = await portal.official('NZL', 'focal_point');
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [stale.id]);
    for (const answer of [await stale.put('/identity-provider', configuration(forger)), await stale.call('delete', '/identity-provider'), await stale.post('/identity-provider/checks', { issuer: forger.issuer }), await stale.put('/sign-in-policy', { passwords: false }, 1)]) {
      expect({ status: answer.status, type: answer.body.type }).toEqual({ status: 403, type: '/problems/step-up' });
    }
    expect((await stale.get('/identity-provider')).status).toBe(200);
  });

  it('is refused with a word on each fault, and nothing is changed', async () => {
    for (const [more, path] of [
      [{ issuer: 'http://login.example.org' }, 'issuer'], [{ issuer: 'https://login.example.org/?tenant=1' }, 'issuer'], [{ issuer: 'https://user:x@login.example.org' }, 'issuer'], [{ issuer: 'not an address' }, 'issuer'], [{ issuer: 'file:///etc/passwd' }, 'issuer'],
      [{ algorithms: ['none'] }, 'algorithms'], [{ algorithms: ['HS256'] }, 'algorithms'], [{ algorithms: [] }, 'algorithms'], [{ scopes: ['profile'] }, 'scopes'], [{ scopes: ['openid', 'two words'] }, 'scopes'],
      [{ clientSecret: 'short' }, 'clientSecret'], [{ clientSecret: undefined }, 'clientSecret'], [{ clientId: '' }, 'clientId'], [{ name: '' }, 'name'], [{ enabled: 'yes' }, 'enabled'], [{ party: 'IDN' }, 'party'], [{ id: '00000000-0000-4000-8000-000000000000' }, 'id'],
    ] as const) {
      const answer = await put(more);
      expect({ more, status: answer.status, paths: (answer.body.errors as { path: string }[]).map((fault) => fault.path) }).toEqual({ more, status: 400, paths: [path] });
    }
    expect((await shown()).provider).toBeNull();
  });

  it('is kept with a secret that no answer, event or row shows', async () => {
    const answer = await put();
    expect(answer.status).toBe(200);
    expect(answer.text + (await focal.get('/identity-provider')).text).not.toContain(forger.clientSecret);
    expect(JSON.stringify(await events('identity-provider.configured'))).not.toContain(forger.clientSecret);
    const { rows } = await portal.owner.query<{ id: string; client_secret: string }>('SELECT id, client_secret FROM app.identity_providers');
    expect(Buffer.from(rows[0]?.client_secret ?? '', 'base64url').toString('latin1')).not.toContain(forger.clientSecret);
    expect(await events('identity-provider.configured')).toEqual([{ originator: 'NZL', detail: expect.objectContaining({ issuer: forger.issuer, secret: true }) }]);
  });

  it('asks for the secret again when it would go to another provider or client', async () => {
    for (const more of [{ issuer: 'https://login.example.org' }, { clientId: 'another' }]) {
      const answer = await put({ ...more, clientSecret: undefined });
      expect({ more, status: answer.status, errors: answer.body.errors }).toEqual({ more, status: 400, errors: [expect.objectContaining({ path: 'clientSecret' })] });
    }
    expect((await put({ name: 'A new name', clientSecret: undefined })).status).toBe(200);
  });

  it('is not overwritten by whoever has not seen what changed', async () => {
    const { provider } = await shown();
    expect((await focal.put('/identity-provider', configuration(forger))).status).toBe(428);
    expect((await put({}, focal, (provider?.rowVersion ?? 0) - 1)).status).toBe(412);
    expect((await shown()).provider?.rowVersion).toBe(provider?.rowVersion);
  });

  it('SR-36 may be another member\'s too: neither learns of the other, in the answer or in the table', async () => {
    const other = await portal.official('IDN', 'focal_point');
    expect((await shown(other)).provider).toBeNull();
    expect((await put({}, other)).status).toBe(200);
    expect((await shown(other)).provider?.id).not.toBe((await shown()).provider?.id);
    const seen = await portal.db.read(await portal.actor(other), () => portal.db.sql<{ party: string }>('SELECT party FROM app.identity_providers'));
    expect(seen).toEqual([{ party: 'IDN' }]);
    const changed = await portal.db.write(await portal.actor(other), () => portal.db.sql(`UPDATE app.identity_providers SET enabled = false WHERE party = 'NZL' RETURNING id`));
    expect(changed).toEqual([]);
  });

  it('is read on request, and what was found is shown', async () => {
    const answer = await focal.post('/identity-provider/checks', { issuer: forger.issuer });
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200, body: {
        ok: true, faults: [], issuer: forger.issuer, authorizationEndpoint: `${forger.issuer}/authorize`, tokenEndpoint: `${forger.issuer}/token`, keysAt: `${forger.issuer}/jwks`, keys: 1,
        algorithms: ['ES256', 'HS256', 'none'], acrValues: [], saysIssuer: true,
      },
    });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['calls itself something else', { issuer: 'http://127.0.0.1:1/other' }, /calls itself|cannot be used/],
    ['has its tokens elsewhere', { token_endpoint: 'https://tokens.example.org/token' }, /tokens are not at/],
    ['has its keys elsewhere', { jwks_uri: 'https://keys.example.org/jwks' }, /keys are not at|could not be reached/],
    ['signs with the client\'s secret alone', { id_token_signing_alg_values_supported: ['HS256'] }, /signs with HS256/],
    ['knows no PKCE by S256', { code_challenge_methods_supported: ['plain'] }, /PKCE/],
    ['knows no authorization code', { response_types_supported: ['id_token'] }, /authorization code/],
  ])('is said not to do when it %s', async (_what, metadata, why) => {
    forger.metadata = metadata;
    const { body } = await focal.post('/identity-provider/checks', { issuer: forger.issuer });
    expect(body).toMatchObject({ ok: false, faults: expect.arrayContaining([expect.stringMatching(why)]) });
  });

  it('is told apart from nothing when it does not answer, or not in words of the protocol', async () => {
    for (const instead of [(response: import('node:http').ServerResponse) => void response.writeHead(500).end('x'), (response: import('node:http').ServerResponse) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello')]) {
      forger.instead.set('/.well-known/openid-configuration', instead);
      expect((await focal.post('/identity-provider/checks', { issuer: forger.issuer })).body).toMatchObject({ ok: false, faults: [expect.stringMatching(/cannot be used/)] });
    }
    for (const issuer of ['https://10.0.0.7', 'https://no-such-host.invalid']) {
      const { body } = await focal.post('/identity-provider/checks', { issuer });
      expect(body).toMatchObject({ ok: false, faults: [expect.stringMatching(/could not be reached/)] });
      expect(JSON.stringify(body)).not.toMatch(/10\.0\.0\.7 |ENOTFOUND|ECONN/);
    }
  });

  it('ends: there is none any longer, and the record says who ended it', async () => {
    expect((await focal.call('delete', '/identity-provider')).status).toBe(204);
    expect((await focal.call('delete', '/identity-provider')).status).toBe(404);
    expect((await shown()).provider).toBeNull();
    expect(await events('identity-provider.ended')).toHaveLength(1);
  });

  describe('and with what its people sign in', () => {
    it('is the party\'s own choice, and acts on the next sign-in', async () => {
      const email = 'ana@nzl.example.org';
      await portal.app.get(Accounts).create({ email, name: 'Ana', locale: 'en', password, delegations: [{ party: 'NZL', roles: ['reader'] }] });
      await portal.app.get(Accounts).create({ email: 'ben@idn.example.org', name: 'Ben', locale: 'en', password, delegations: [{ party: 'IDN', roles: ['reader'] }] });
      const policy = (await focal.get('/sign-in-policy')).body as { passwords: boolean; withoutPasskey: number; rowVersion: number };
      expect(policy).toMatchObject({ passwords: true, withoutPasskey: expect.any(Number) });
      expect((await focal.put('/sign-in-policy', { passwords: false })).status).toBe(428);
      expect((await focal.put('/sign-in-policy', { passwords: false }, policy.rowVersion + 1)).status).toBe(412);

      const changed = await focal.put('/sign-in-policy', { passwords: false }, policy.rowVersion);
      expect({ status: changed.status, passwords: changed.body.passwords }).toEqual({ status: 200, passwords: false });
      expect((await new Newcomer(portal).withPassword(email, password)).status).toBe(401);
      expect((await new Newcomer(portal).withPassword('ben@idn.example.org', password)).status).toBe(201);
      expect((await focal.put('/sign-in-policy', { passwords: true }, changed.body.rowVersion)).status).toBe(200);
      expect((await new Newcomer(portal).withPassword(email, password)).status).toBe(201);
      expect((await events('sign-in-policy.changed')).map(({ detail }) => detail)).toEqual([{ passwords: false }, { passwords: true }]);
    });

    it('is nobody else\'s to change, not by SQL either', async () => {
      const changed = await portal.db.write(await portal.actor(focal), () => portal.db.sql(`UPDATE app.parties SET allows_passwords = false WHERE code <> 'NZL' RETURNING code`));
      expect(changed).toEqual([]);
    });
  });
});
