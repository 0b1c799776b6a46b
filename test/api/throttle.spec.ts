import { Accounts } from '../../src/identity/index.js';
import { Throttle } from '../../src/identity/throttle.js';
import { Newcomer } from '../support/newcomer.js';
import { Portal } from '../support/portal.js';
import { likeness, median, timed } from '../support/samples.js';
import { statements } from '../support/statements.js';

const password = 'seven boats at the northern cape';
const wrong = 'seven boats at the southern cape';

describe('guessing', () => {
  let portal: Portal;
  let beside: Portal;
  let count = 0;
  beforeAll(async () => {
    portal = await Portal.start({ named: true, env: { FOCALPOINT_TRUSTED_PROXIES: '127.0.0.1, ::1' } });
    beside = await portal.beside();
  });
  afterAll(() => portal.stop());
  beforeEach(() => portal.owner.query(`DELETE FROM app.tries WHERE what = 'source'`));

  const account = async () => {
    const email = `guessed${++count}@nzl.example.org`;
    const id = await portal.app.get(Accounts).create({ email, name: `Guessed ${count}`, locale: 'en', password, delegations: [{ party: 'NZL', roles: ['reader'] }] });
    return { email, id };
  };
  const tried = async (node: Portal, email: string, given: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${node.url}/api/v1/session`, { method: 'POST', body: JSON.stringify({ email, password: given }), headers: { 'Content-Type': 'application/json', ...headers } });
    return { status: answer.status, retry: answer.headers.get('retry-after'), cookie: answer.headers.get('set-cookie'), type: answer.headers.get('content-type'), body: { ...((await answer.json()) as object), instance: '', csrf: '' } };
  };
  const form = (node: Portal, email: string, given: string) =>
    fetch(`${node.url}/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ email, password: given }) });
  const counted = async (what: string) => (await portal.owner.query<{ recent: number; in_a_row: number; paused: boolean }>(
    `SELECT recent, in_a_row, coalesce(paused_until > now(), false) AS paused FROM app.tries WHERE what = $1 ORDER BY last_at DESC`, [what])).rows;
  /** As time would: everything that was counted so far lies further back. */
  const later = (interval: string) => portal.owner.query(`UPDATE app.tries SET since = since - $1::interval, paused_until = paused_until - $1::interval, last_at = last_at - $1::interval`, [interval]);

  it('SR-9 NT-12 is counted by the account, however its name is written, in JSON and in forms, on all nodes together', async () => {
    const { email } = await account();
    const names = [email, email.toUpperCase(), email.replace('guessed', 'Guessed'), email.replace('g', '\uff47'), email.replace('e', '\uff25')];
    for (const [turn, name] of names.entries()) {
      expect((await tried(turn % 2 ? beside : portal, name, wrong)).status).toBe(401);
      expect((await form(turn % 2 ? portal : beside, name, wrong)).status).toBe(401);
    }
    expect(await counted('password')).toEqual([{ recent: 10, in_a_row: 10, paused: true }]);
    for (const node of [portal, beside]) {
      expect((await tried(node, email, password)).status).toBe(401);
      expect((await form(node, email, password)).status).toBe(401);
    }
  });

  it('NT-12 is found on no other method, and no HEAD or PUT gets a try for nothing', async () => {
    const { email } = await account();
    for (const method of ['PUT', 'PATCH', 'HEAD', 'DELETE']) {
      const answer = await fetch(`${portal.url}/api/v1/session`, { method, ...(method === 'HEAD' ? {} : { body: JSON.stringify({ email, password }) }), headers: { 'Content-Type': 'application/json' } });
      expect({ method, entered: answer.headers.get('set-cookie') }).toEqual({ method, entered: null });
    }
  });

  it('SR-9 is no faster for being done at once on two nodes: ten are judged, not twenty', async () => {
    const { email } = await account();
    await Promise.all(Array.from({ length: 30 }, (_, turn) => tried(turn % 2 ? beside : portal, email, wrong)));
    expect((await counted('password'))[0]).toEqual({ recent: 10, in_a_row: 10, paused: true });
  });

  it('SR-9 waits twice as long after each further one, and a password that was right in time starts anew', async () => {
    const { email } = await account();
    for (let turn = 0; turn < 9; turn++) await tried(portal, email, wrong);
    expect((await tried(portal, email, password)).status).toBe(201); // the tenth was right: given back
    expect((await counted('password'))[0]).toEqual({ recent: 9, in_a_row: 9, paused: false });
    const pauses: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      await tried(portal, email, wrong);
      const { rows } = await portal.owner.query<{ minutes: number }>(`SELECT round(extract(epoch FROM paused_until - last_at) / 60)::int AS minutes FROM app.tries WHERE what = 'password' ORDER BY last_at DESC LIMIT 1`);
      pauses.push(rows[0]?.minutes ?? 0);
      expect((await tried(portal, email, password)).status).toBe(401);
      await later(`${pauses.at(-1) ?? 0} minutes 1 second`);
    }
    expect(pauses).toEqual([1, 2, 4, 8]);
    expect((await tried(portal, email, password)).status).toBe(201);
  });

  it('SR-9 SR-10 is over after a hundred in a row; a passkey still enters, and ends the lock', async () => {
    const { email } = await account();
    const holder = new Newcomer(portal);
    await holder.withPassword(email, password);
    expect((await holder.makePasskey()).status).toBe(201);
    for (let turn = 0; turn < 10; turn++) await tried(portal, email, wrong);
    await portal.owner.query(`UPDATE app.tries SET in_a_row = 99 WHERE what = 'password' AND paused_until > now()`);
    await later('13 hours');
    expect((await tried(portal, email, wrong)).status).toBe(401);
    await later('300 days');
    expect((await tried(portal, email, password)).status).toBe(401);
    const away = Object.assign(new Newcomer(portal), { authenticator: holder.authenticator });
    expect((await away.withPasskey()).status).toBe(201);
    expect((await tried(portal, email, password)).status).toBe(201);
  });

  it('SR-9 NT-13 takes a whole IPv6 network for one place, and every place behind our own proxy for itself', async () => {
    const from = (address: string) => fetch(`${portal.url}/sign-in/link/${'x'.repeat(43)}`, { headers: { 'X-Forwarded-For': address } });
    for (let turn = 0; turn < 50; turn++) expect((await from(`2001:db8:7:1:${turn.toString(16)}:${turn}::${turn}`)).status).toBe(404);
    expect((await from('2001:db8:7:1:ffff::1')).status).toBe(429);
    expect((await from('2001:db8:7:2::1')).status).toBe(404);
    expect((await from('::ffff:203.0.113.5')).status).toBe(404);
    expect((await from('203.0.113.5')).status).toBe(404);
    const { rows } = await portal.owner.query<{ recent: number }>(`SELECT recent FROM app.tries WHERE what = 'source' ORDER BY recent`);
    expect(rows.map(({ recent }) => recent)).toEqual([1, 2, 50]);
    expect((await tried(portal, `nobody@${'a'.repeat(20)}.example`, wrong, { 'X-Forwarded-For': '203.0.113.99' })).status).toBe(401);
  });

  it('SR-9 is slowed down for codes and recovery codes as for passwords, and a wrong password locks neither', async () => {
    const { email, id } = await account();
    const someone = new Newcomer(portal);
    await someone.withPassword(email, password);
    const { code, recoveryCodes: [recovery = ''] } = await someone.withGenerator();
    await portal.owner.query('UPDATE app.code_generators SET last_step = 0 WHERE user_id = $1', [id]);
    for (let turn = 0; turn < 10; turn++) {
      const thief = new Newcomer(turn % 2 ? portal : beside);
      await thief.withPassword(email, password);
      expect((turn % 2 ? await thief.post('/session/proofs/code', { code: code(50 + turn) }) : await thief.form('/sign-in/code', { code: code(50 + turn) })).status).toBe(401);
    }
    const last = new Newcomer(portal);
    await last.withPassword(email, password);
    expect((await last.post('/session/proofs/code', { code: code() })).status).toBe(401);
    for (let turn = 0; turn < 10; turn++) expect((await new Newcomer(portal).form('/sign-in/recover', { email, recovery: `AAAA-AAAA-AAAA-AAA${turn}` })).status).toBe(401);
    expect((await new Newcomer(portal).form('/sign-in/recover', { email, recovery })).status).toBe(401);
    await later('20 hours');
    expect((await last.post('/session/proofs/recovery-code', { code: recovery })).status).toBe(201); // it was not used up by being refused
    expect((await counted('code'))[0]).toEqual({ recent: 0, in_a_row: 0, paused: false });
  });

  it('SR-9 writes no more than three letters at once to somebody who forgot, and says the same each time', async () => {
    const { email } = await account();
    const pages: string[] = [];
    for (let turn = 0; turn < 5; turn++) pages.push((await (await fetch(`${portal.url}/sign-in/forgotten`, { method: 'POST', body: new URLSearchParams({ forgotten: email }) })).text()).replaceAll(/nonce="[^"]*"/g, ''));
    expect(new Set(pages).size).toBe(1);
    const { rows } = await portal.owner.query(`SELECT FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'forgotten-password'`);
    expect(rows).toHaveLength(3);
  });

  it('SR-9 is forgotten in the night when it lies far enough back', async () => {
    await portal.owner.query(`DELETE FROM app.tries`);
    await portal.owner.query(`INSERT INTO app.tries (what, key, in_a_row, last_at) VALUES ('source', 'a', 9, now() - interval '2 days'), ('source', 'b', 9, now()), ('password', 'c', 9, now() - interval '2 days'), ('password', 'd', 9, now() - interval '91 days')`);
    await portal.app.get(Throttle).sweep();
    const { rows } = await portal.owner.query<{ key: string }>(`SELECT convert_from(key, 'UTF8') AS key FROM app.tries ORDER BY 1`);
    expect(rows.map(({ key }) => key)).toEqual(['b', 'c']);
  });

  describe('SR-8 whatever was wrong', () => {
    const kinds: Record<string, [string, string]> = {};
    beforeAll(async () => {
      for (const kind of ['wrong', 'locked', 'paused', 'disabled', 'without']) kinds[kind] = [(await account()).email, password];
      kinds.unknown = ['nobody.at.all@nzl.example.org', password];
      kinds.wrong = [kinds.wrong?.[0] ?? '', wrong];
      await portal.owner.query(`UPDATE app.users SET standing = 'suspended' WHERE email = $1`, [kinds.disabled?.[0]]);
      await portal.owner.query(`UPDATE app.delegations SET valid = daterange(current_date - 9, current_date) WHERE user_id = (SELECT id FROM app.users WHERE email = $1)`, [kinds.without?.[0]]);
      for (const kind of ['paused', 'locked']) for (let turn = 0; turn < 10; turn++) await tried(portal, kinds[kind]?.[0] ?? '', wrong);
      await portal.owner.query(`UPDATE app.tries SET in_a_row = 100 WHERE what = 'password' AND key = sha256(convert_to($1, 'UTF8'))`, [kinds.locked?.[0]]);
    });

    it('has one status, one body, one type and no cookie', async () => {
      const answers = Object.fromEntries(await Promise.all(Object.entries(kinds).map(async ([kind, [email, given]]) => [kind, await tried(portal, email, given)])));
      expect(answers.wrong).toMatchObject({ status: 401, retry: null, cookie: null, body: { type: '/problems/sign-in-refused' } });
      for (const kind of Object.keys(kinds)) expect({ kind, ...answers[kind] }).toEqual({ kind, ...answers.wrong });
      const pages = await Promise.all(Object.values(kinds).map(async ([email, given]) => (await (await form(portal, email, given)).text()).replaceAll(email, '').replaceAll(/nonce="[^"]*"/g, '')));
      expect(new Set(pages).size).toBe(1);
    });

    it('takes the same statements, in the same order', async () => {
      const asked = async (kind: string) => statements(() => tried(portal, ...(kinds[kind] as [string, string])));
      const usual = await asked('wrong');
      expect(usual.length).toBeGreaterThan(5);
      for (const kind of Object.keys(kinds)) expect({ kind, sent: await asked(kind) }).toEqual({ kind, sent: usual });
    });

    it('takes the same time', async () => {
      const names = Object.keys(kinds);
      const again = async (name: string) => {
        await portal.owner.query(`DELETE FROM app.tries WHERE what = 'source'; UPDATE app.tries SET recent = 1, in_a_row = 1, paused_until = NULL WHERE in_a_row < 10`);
        return tried(portal, ...(kinds[name] as [string, string]));
      };
      const samples = await timed(16, names.map((name) => () => again(name)));
      const usual = samples[names.indexOf('wrong')] ?? [];
      for (const [index, name] of names.entries()) {
        const mine = samples[index] ?? [];
        // Alike as samples go, or so close that a noisy line hides the rest.
        const alike = likeness(mine, usual) > 0.01 || Math.abs(median(mine) - median(usual)) < median(usual) / 10;
        expect({ name, alike, times: alike ? [] : [mine, usual] }).toEqual({ name, alike: true, times: [] });
      }
    });

    it('would be noticed by this measure if it took half as long', () => {
      const usual = Array.from({ length: 16 }, (_, index) => 100 + index);
      expect(likeness(usual, usual.map((ms) => ms / 2))).toBeLessThan(0.01);
      expect(likeness(usual, usual.map((ms) => ms + 0.5))).toBeGreaterThan(0.01);
    });
  });
});

describe('guessing at a portal without a proxy in front', () => {
  let portal: Portal;
  beforeAll(async () => { portal = await Portal.start(); });
  afterAll(() => portal.stop());

  it('SR-9 NT-13 is counted by where it comes from, which nobody can say of themselves', async () => {
    const link = (turn: number) => fetch(`${portal.url}/sign-in/link/${'x'.repeat(42)}${turn % 10}?next=${turn}`, { headers: { 'X-Forwarded-For': `203.0.113.${turn}`, 'X-Real-IP': `203.0.113.${turn}`, Forwarded: `for=203.0.113.${turn}` } });
    for (let turn = 0; turn < 50; turn++) expect((await link(turn)).status).toBe(404);
    const refused = await link(51);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(await refused.text()).toContain('Too many tries');
    const other = await fetch(`${portal.url}/api/v1/session`, { method: 'POST', body: JSON.stringify({ email: 'somebody.else@nzl.example.org', password }), headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '198.51.100.7' } });
    expect({ status: other.status, wait: Number(other.headers.get('retry-after')) > 500, body: await other.json() }).toMatchObject({ status: 429, wait: true, body: { type: '/problems/too-many' } });
    for (const [path, fields] of [['/sign-in', { email: 'a@b.example', password }], ['/sign-in/recover', { email: 'a@b.example', recovery: 'AAAA-AAAA-AAAA-AAAA' }], ['/sign-in/forgotten', { forgotten: 'a@b.example' }], [`/sign-in/link/${'x'.repeat(43)}`, { terms: 'accepted' }]] as const) {
      const answer = await fetch(`${portal.url}${path}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields as Record<string, string>) });
      expect({ path, status: answer.status, type: answer.headers.get('content-type')?.split(';')[0], waits: Number(answer.headers.get('retry-after')) > 0 }).toEqual({ path, status: 429, type: 'text/html', waits: true });
    }
  });
});
