import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Accounts } from '../../src/identity/index.js';
import { Newcomer } from '../support/newcomer.js';
import { Portal } from '../support/portal.js';

const password = 'seven boats at the northern cape';

describe('a session', () => {
  let portal: Portal;
  let userId: string;
  let code: () => string;
  beforeAll(async () => {
    portal = await Portal.start();
    userId = await portal.app.get(Accounts).create({ email: 'kim@aus.example.org', name: 'Kim', locale: 'en', password, delegations: [{ party: 'AUS', roles: ['reader'] }, { party: 'NZL', roles: ['document_officer'] }] });
    const kim = new Newcomer(portal);
    await kim.withPassword('kim@aus.example.org', password);
    ({ code } = await kim.withGenerator());
  });
  afterAll(() => portal.stop());

  const signIn = (body: object) => fetch(`${portal.url}/api/v1/session`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
  const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  /** All the way: the password, and a code. */
  const entered = async () => {
    const someone = new Newcomer(portal);
    await someone.withPassword('kim@aus.example.org', password);
    await portal.owner.query('UPDATE app.code_generators SET last_step = 0'); // several sign-ins within one step of thirty seconds
    const answer = await someone.post('/session/proofs/code', { code: code() });
    expect(answer.status).toBe(201);
    return { someone, session: (await answer.json()) as { csrf: string; delegations: { id: string; party: string }[] } };
  };

  it('begins with e-mail and password, in a cookie scripts cannot read, and waits for a second factor', async () => {
    const answer = await signIn({ email: 'KIM@aus.example.org', password });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await answer.json()).toEqual({ signedIn: false, demo: false, unfinished: true, csrf: expect.any(String) });
    const { rows } = await portal.owner.query<{ text: string }>(`SELECT s::text AS text FROM app.sessions s`);
    expect(rows.some(({ text }) => text.includes(cookieOf(answer).slice(4)))).toBe(false);
  });

  it('goes on with the second factor, under a new token', async () => {
    const { session } = await entered();
    expect(session).toMatchObject({ signedIn: true, proven: true, user: { name: 'Kim' }, party: { code: 'AUS' }, csrf: expect.any(String), delegations: [{ party: 'AUS' }, { party: 'NZL' }] });
  });

  it('is refused with one and the same answer, whatever was wrong', async () => {
    await portal.app.get(Accounts).create({ email: 'gone@aus.example.org', name: 'Gone', locale: 'en', password, delegations: [{ party: 'AUS', roles: ['reader'] }] });
    await portal.owner.query(`UPDATE app.users SET standing = 'suspended' WHERE email = 'gone@aus.example.org'`);
    const answers = await Promise.all([{ email: 'kim@aus.example.org', password: 'wrong words entirely' }, { email: 'nobody@aus.example.org', password }, { email: 'gone@aus.example.org', password }].map(signIn));
    const texts = await Promise.all(answers.map(async (answer) => ({ status: answer.status, body: { ...((await answer.json()) as object), instance: '' }, cookie: answer.headers.get('set-cookie') })));
    expect(texts[0]).toMatchObject({ status: 401, cookie: null });
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  it('acts for another delegation on demand, under a new token', async () => {
    const { someone: first, session: { csrf, delegations } } = await entered();
    const before = first.cookie;
    const other = delegations.find(({ party }) => party === 'NZL');
    const moved = await fetch(`${portal.url}/api/v1/session/delegation`, { method: 'PUT', body: JSON.stringify({ delegationId: other?.id }), headers: { 'Content-Type': 'application/json', Cookie: before, 'X-CSRF': csrf } });
    expect(await moved.json()).toMatchObject({ party: { code: 'NZL' }, roles: ['document_officer'] });
    expect(cookieOf(moved)).not.toBe(before);
    const old = await fetch(`${portal.url}/api/v1/documents`, { headers: { Cookie: before } });
    expect(old.status).toBe(401);
    const foreign = await portal.official('IDN');
    const { rows } = await portal.owner.query<{ id: string }>('SELECT id FROM app.delegations WHERE user_id = $1', [foreign.id]);
    const { csrf: now } = (await (await fetch(`${portal.url}/api/v1/session`, { headers: { Cookie: cookieOf(moved) } })).json()) as { csrf: string };
    const stolen = await fetch(`${portal.url}/api/v1/session/delegation`, { method: 'PUT', body: JSON.stringify({ delegationId: rows[0]?.id }), headers: { 'Content-Type': 'application/json', Cookie: cookieOf(moved), 'X-CSRF': now } });
    expect(stolen.status).toBe(404);
  });

  it('ends when its user says so, when it is idle, and when its time is over', async () => {
    for (const end of ['signs out', `UPDATE app.sessions SET last_seen_at = now() - interval '31 minutes'`, `UPDATE app.sessions SET expires_at = now() - interval '1 second'`, `UPDATE app.delegations SET valid = daterange(lower(valid) - 10, current_date) WHERE user_id = '${userId}'`]) {
      const { someone, session: { csrf } } = await entered();
      const ask = () => fetch(`${portal.url}/api/v1/documents`, { headers: { Cookie: someone.cookie } });
      expect((await ask()).status).toBe(200);
      if (end === 'signs out') {
        expect((await fetch(`${portal.url}/api/v1/session`, { method: 'DELETE', headers: { Cookie: someone.cookie, 'X-CSRF': csrf } })).status).toBe(204);
      } else {
        await portal.owner.query(end);
        await portal.owner.query('UPDATE app.authority SET version = version + 1'); // idleness and age are noticed within seconds; here at once
      }
      expect({ end, status: (await ask()).status }).toEqual({ end, status: 401 });
    }
  });

  it('of a demonstration is unknown outside of one', async () => {
    const answer = await fetch(`${portal.url}/api/v1/session/demo`, { method: 'POST', body: JSON.stringify({ userId }), headers: { 'Content-Type': 'application/json' } });
    expect(answer.status).toBe(404);
    expect(await (await fetch(`${portal.url}/sign-in`)).text()).not.toContain('class="official"');
  });

  it('of the sign-in page works without scripts, and leads nowhere foreign', async () => {
    const { rows } = await portal.owner.query<{ id: string }>(`UPDATE app.delegations SET valid = daterange(current_date - 10, NULL) WHERE user_id = $1 RETURNING id`, [userId]);
    expect(rows.length).toBe(2);
    for (const [next, leads] of [['/documents?q=a', '/documents?q=a'], ['//evil.example', '/'], ['https://evil.example', '/'], ['/\\evil.example', '/'], ['/sign-in', '/']] as const) {
      const someone = new Newcomer(portal);
      const first = await someone.form('/sign-in', { email: 'kim@aus.example.org', password, next });
      expect({ next, status: first.status, leads: first.headers.get('location') }).toEqual({ next, status: 303, leads: leads === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(leads)}` });
      expect(await someone.page('/sign-in')).toContain('action="/sign-in/code"');
      await portal.owner.query('UPDATE app.code_generators SET last_step = 0');
      const second = await someone.form('/sign-in/code', { code: code(), next });
      expect({ next, status: second.status, leads: second.headers.get('location') }).toEqual({ next, status: 303, leads });
    }
    const page = await (await fetch(`${portal.url}/sign-in`)).text();
    expect(page.match(/<script[^>]*>/gi)).toEqual([expect.stringMatching(/^<script src="\/assets\/passkey\.js[^"]*" defer>$/)]);
    expect(gzipSync(page).length + gzipSync(readFileSync(new URL('../../web/dist/assets/passkey.js', import.meta.url))).length).toBeLessThan(12_000);
  });
});
