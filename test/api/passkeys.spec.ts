import { Accounts } from '../../src/identity/index.js';
import { Newcomer } from '../support/newcomer.js';
import { Portal } from '../support/portal.js';

const password = 'seven boats at the northern cape';

describe('SR-1 a passkey', () => {
  let portal: Portal;
  let holder: Newcomer;
  beforeAll(async () => {
    portal = await Portal.start({ named: true });
    await portal.app.get(Accounts).create({ email: 'ana@idn.example.org', name: 'Ana', locale: 'en', password, delegations: [{ party: 'IDN', roles: ['reader'] }] });
    holder = new Newcomer(portal);
    await holder.withPassword('ana@idn.example.org', password);
  });
  afterAll(() => portal.stop());

  const someone = () => Object.assign(new Newcomer(portal), { authenticator: holder.authenticator });
  const refusals = async () => (await portal.owner.query<{ reason: string }>(`SELECT reason FROM app.events WHERE outcome = 'refused' AND name = 'session.refused' ORDER BY at`)).rows;

  it('is not made from an answer meant for another place or time, nor without its owner\'s hand', async () => {
    for (const twist of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { userVerified: false }, { challenge: 'AAAA' }, { type: 'webauthn.get' }]) {
      expect({ twist, status: (await holder.makePasskey(twist)).status }).toEqual({ twist, status: 422 });
    }
  });

  it('completes the sign-in of somebody who had none, and brings ten recovery codes', async () => {
    const answer = await holder.makePasskey();
    expect(answer.status).toBe(201);
    const { recoveryCodes } = (await answer.json()) as { recoveryCodes: string[] };
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes.every((code) => /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/.test(code))).toBe(true);
    expect((await holder.call('GET', '/documents')).status).toBe(200);
  });

  it('is answered for, however long it takes after it replaced its own session', async () => {
    await portal.app.get(Accounts).create({ email: 'slow@idn.example.org', name: 'Slow', locale: 'en', password, delegations: [{ party: 'IDN', roles: ['reader'] }] });
    const slow = new Newcomer(portal);
    await slow.withPassword('slow@idn.example.org', password);
    await portal.owner.query('BEGIN; LOCK TABLE app.recovery_codes IN EXCLUSIVE MODE'); // the codes are drawn once the session has its new token
    const making = slow.makePasskey().catch((error: Error) => error);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await portal.owner.query('COMMIT');
    expect(await making).toMatchObject({ status: 201 });
  });

  it('is all it takes to enter', async () => {
    const visitor = someone();
    const answer = await visitor.withPasskey();
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ signedIn: true, proven: true, user: { name: 'Ana' }, party: { code: 'IDN' } });
  });

  it('answers a challenge once, and only the one it was asked', async () => {
    const visitor = someone();
    const asked = (await (await visitor.post('/session/challenges')).json()) as never;
    const answer = holder.authenticator.answer(asked);
    expect((await visitor.post('/session/passkey', answer)).status).toBe(201);
    expect((await someone().post('/session/passkey', answer)).status).toBe(401);
    const again = (await (await visitor.post('/session/challenges')).json()) as { challengeId: string };
    expect((await someone().post('/session/passkey', { ...answer, challengeId: again.challengeId })).status).toBe(401);
    await portal.owner.query(`UPDATE app.challenges SET expires_at = now() - interval '1 second'`);
    expect((await someone().post('/session/passkey', holder.authenticator.answer(again as never))).status).toBe(401);
  });

  it('is refused with one and the same answer, and the record says why', async () => {
    const before = (await refusals()).length;
    const answers: object[] = [];
    const twists = [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { userVerified: false }, { spoiled: true }, { challenge: 'AAAA' }];
    for (const twist of twists) {
      const answer = await someone().withPasskey(twist);
      answers.push({ status: answer.status, body: { ...((await answer.json()) as object), instance: '' } });
    }
    const stranger = await new Newcomer(portal).withPasskey();
    answers.push({ status: stranger.status, body: { ...((await stranger.json()) as object), instance: '' } });
    expect(answers[0]).toMatchObject({ status: 401 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await refusals()).toHaveLength(before + twists.length + 1);
  });

  it('takes 400, not a refusal, when what is sent is no answer at all', async () => {
    for (const body of [{}, { challengeId: 'x' }, { challengeId: 'x', id: {}, clientDataJSON: [], authenticatorData: 1, signature: null }]) {
      expect((await new Newcomer(portal).post('/session/passkey', body)).status).toBe(400);
    }
  });

  it('enters although the password is locked or forgotten (SR-10)', async () => {
    await portal.owner.query(`UPDATE app.credentials SET secret = 'locked away'`);
    expect((await someone().withPasskey()).status).toBe(201);
  });

  it('whose counter went back is suspended, and its owner signs in with another', async () => {
    const second = Object.assign(new Newcomer(portal), { authenticator: holder.authenticator });
    await second.withPasskey();
    const other = new Newcomer(portal);
    const asked = (await (await second.post('/session/factors/passkeys/challenges')).json()) as never;
    expect((await second.post('/session/factors/passkeys', other.authenticator.make(asked))).status).toBe(201);

    expect((await someone().withPasskey({ counter: 1 })).status).toBe(401);
    expect((await someone().withPasskey()).status).toBe(401);
    const { rows } = await portal.owner.query(`SELECT name, reason FROM app.events WHERE name = 'passkey.suspended'`);
    expect(rows).toEqual([{ name: 'passkey.suspended', reason: 'its counter went back' }]);
    expect((await other.withPasskey()).status).toBe(201);
    const { passkeys } = (await (await other.call('GET', '/session/factors')).json()) as { passkeys: { suspended: boolean }[] };
    expect(passkeys.map(({ suspended }) => suspended)).toEqual([true, false]);
  });

  it('of a suspended official enters no longer', async () => {
    const other = new Newcomer(portal);
    await portal.app.get(Accounts).create({ email: 'ben@idn.example.org', name: 'Ben', locale: 'en', password, delegations: [{ party: 'IDN', roles: ['reader'] }] });
    await other.withPassword('ben@idn.example.org', password);
    await other.makePasskey();
    await portal.owner.query(`UPDATE app.users SET standing = 'suspended' WHERE email = 'ben@idn.example.org'`);
    expect((await other.withPasskey()).status).toBe(401);
  });
});
