import { Accounts } from '../../src/identity/index.js';
import { Newcomer } from '../support/newcomer.js';
import { Portal } from '../support/portal.js';

const password = 'seven boats at the northern cape';

describe('the second factor', () => {
  let portal: Portal;
  let count = 0;
  beforeAll(async () => {
    portal = await Portal.start({ named: true });
  });
  afterAll(() => portal.stop());

  /** An account with a password, and nothing else yet. */
  const account = async () => {
    const email = `person${++count}@nzl.example.org`;
    const id = await portal.app.get(Accounts).create({ email, name: `Person ${count}`, locale: 'en', password, delegations: [{ party: 'NZL', roles: ['document_officer'] }] });
    return { id, email };
  };
  const begun = async (email: string) => {
    const someone = new Newcomer(portal);
    expect((await someone.withPassword(email, password)).status).toBe(201);
    return someone;
  };

  it('SR-4 stands before every route: a password alone leads to nothing else', async () => {
    const { email } = await account();
    const someone = await begun(email);
    for (const [method, path] of [['GET', '/documents'], ['GET', '/parties'], ['GET', '/release-requests?box=made'], ['GET', '/audiences'], ['POST', '/documents'], ['PUT', '/session/delegation'], ['GET', '/saved-searches']] as const) {
      expect({ path, status: (await someone.call(method, path, method === 'GET' ? undefined : {})).status }).toEqual({ path, status: 401 });
    }
    expect((await someone.call('GET', '/session/factors')).status).toBe(200);
    expect((await someone.call('DELETE', '/session')).status).toBe(204);
  });

  it('SR-2 takes a code once, on two nodes at once exactly one', async () => {
    const { email, id } = await account();
    const { code } = await (await begun(email)).withGenerator();
    await portal.owner.query('UPDATE app.code_generators SET last_step = 0 WHERE user_id = $1', [id]);
    const beside = await portal.beside();
    const other = new Newcomer(beside);
    await other.withPassword(email, password);
    const one = await begun(email);
    const now = code();
    const statuses = (await Promise.all([one, other].map((each) => each.post('/session/proofs/code', { code: now })))).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 401]);
    expect((await (await begun(email)).post('/session/proofs/code', { code: now })).status).toBe(401);
    expect((await (await begun(email)).post('/session/proofs/code', { code: code(5) })).status).toBe(401);
  });

  it('SR-2 ends the sign-in after five wrong codes', async () => {
    const { email } = await account();
    const { code } = await (await begun(email)).withGenerator();
    const someone = await begun(email);
    for (let turn = 0; turn < 5; turn++) expect((await someone.post('/session/proofs/code', { code: code(100 + turn) })).status).toBe(401);
    expect((await someone.call('GET', '/session/factors')).status).toBe(401);
  });

  it('is not to be got round: whoever has one cannot add another before giving it', async () => {
    const { email } = await account();
    await (await begun(email)).withGenerator();
    const thief = await begun(email);
    expect((await thief.makePasskey()).status).toBe(403);
    expect((await thief.post('/session/factors/code-generator')).status).toBe(403);
    expect((await thief.post('/session/factors/recovery-codes')).status).toBe(401);
  });

  it('SR-12 may be a recovery code, once each, however it is typed', async () => {
    const { email } = await account();
    const { recoveryCodes: [first = ''] } = await (await begun(email)).withGenerator();
    const typed = first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const someone = await begun(email);
    expect((await someone.post('/session/proofs/recovery-code', { code: typed })).status).toBe(201);
    expect((await someone.call('GET', '/session/factors').then((answer) => answer.json()))).toMatchObject({ recoveryCodesLeft: 9 });
    expect((await (await begun(email)).post('/session/proofs/recovery-code', { code: first })).status).toBe(401);
    expect((await (await begun(email)).post('/session/proofs/recovery-code', { code: 'AAAA-AAAA-AAAA-AAAA' })).status).toBe(401);
  });

  it('SR-12 lets a recovery code without a password lead to a new passkey, and nowhere else', async () => {
    const { email } = await account();
    const { recoveryCodes: [, second = ''] } = await (await begun(email)).withGenerator();
    const someone = new Newcomer(portal);
    const answer = await someone.form('/sign-in/recover', { email, recovery: second });
    expect({ status: answer.status, leads: answer.headers.get('location') }).toEqual({ status: 303, leads: '/sign-in' });
    expect(await someone.page('/sign-in')).toContain('data-stage="enrol"');
    expect((await fetch(`${portal.url}/api/v1/documents`, { headers: { Cookie: someone.cookie } })).status).toBe(401);
    for (const wrong of [{ email, recovery: second }, { email: 'nobody@nzl.example.org', recovery: second }]) {
      const refused = await new Newcomer(portal).form('/sign-in/recover', wrong);
      expect(refused.status).toBe(401);
    }
  });

  it('SR-18 comes with a new session, and the old token is dead', async () => {
    const { email } = await account();
    const someone = await begun(email);
    const before = someone.cookie;
    await someone.withGenerator();
    expect(someone.cookie).not.toBe(before);
    expect((await fetch(`${portal.url}/api/v1/session/factors`, { headers: { Cookie: before } })).status).toBe(401);
  });

  it('SR-21 is asked for again before a factor changes, five minutes after it was given', async () => {
    const { email, id } = await account();
    const someone = await begun(email);
    await someone.withGenerator();
    expect((await someone.makePasskey()).status).toBe(201);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [id]);
    for (const [method, path, body] of [['POST', '/session/factors/recovery-codes', {}], ['PUT', '/session/factors/password', { password: 'nine lanterns over the lagoon' }], ['DELETE', '/session/factors/code-generator', undefined], ['POST', '/session/factors/passkeys/challenges', {}]] as const) {
      const answer = await someone.call(method, path, body);
      expect({ path, status: answer.status, type: ((await answer.json()) as { type: string }).type }).toEqual({ path, status: 403, type: '/problems/step-up' });
    }
    expect((await someone.call('GET', '/documents')).status).toBe(200);
    const asked = (await (await someone.post('/session/proofs/challenges')).json()) as never;
    expect((await someone.post('/session/proofs/passkey', someone.authenticator.answer(asked))).status).toBe(201);
    expect((await someone.post('/session/factors/recovery-codes')).status).toBe(201);
  });

  it('SR-20 ends every other session when a factor comes or goes', async () => {
    const { email, id } = await account();
    const { code } = await (await begun(email)).withGenerator();
    await portal.owner.query('UPDATE app.code_generators SET last_step = 0 WHERE user_id = $1', [id]);
    const first = await begun(email);
    await first.post('/session/proofs/code', { code: code() });
    const second = await begun(email);
    await portal.owner.query('UPDATE app.code_generators SET last_step = 0 WHERE user_id = $1', [id]);
    await second.post('/session/proofs/code', { code: code() });
    expect((await first.call('GET', '/documents')).status).toBe(200);
    expect((await second.makePasskey()).status).toBe(201);
    expect((await first.call('GET', '/documents')).status).toBe(401);
    expect((await second.call('GET', '/documents')).status).toBe(200);
  });

  it('cannot be taken away when it is the last way in', async () => {
    const { email } = await account();
    const someone = await begun(email);
    await someone.makePasskey();
    const { passkeys } = (await (await someone.call('GET', '/session/factors')).json()) as { passkeys: { id: string }[] };
    const answer = await someone.call('DELETE', `/session/factors/passkeys/${passkeys[0]?.id}`);
    expect({ status: answer.status, type: ((await answer.json()) as { type: string }).type }).toEqual({ status: 409, type: '/problems/last-factor' });
    expect((await someone.call('DELETE', '/session/factors/password')).status).toBe(204);
    expect((await new Newcomer(portal).withPassword(email, password)).status).toBe(401);
    expect((await someone.withPasskey()).status).toBe(201);
  });

  it('is only ever a passkey where the party says so', async () => {
    const { email, id } = await account();
    await portal.owner.query(`UPDATE app.parties SET allows_passwords = false WHERE code = 'NZL'`);
    expect((await new Newcomer(portal).withPassword(email, password)).status).toBe(401);
    await portal.owner.query(`UPDATE app.parties SET allows_passwords = true WHERE code = 'NZL'`);
    expect((await begun(email)).cookie).not.toBe('');
    expect(id).toBeTruthy();
  });
});
