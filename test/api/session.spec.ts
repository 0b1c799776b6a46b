import { Accounts } from '../../src/identity/index.js';
import { Portal } from '../support/portal.js';

const password = 'seven boats at the northern cape';

describe('a session', () => {
  let portal: Portal;
  let userId: string;
  beforeAll(async () => {
    portal = await Portal.start();
    userId = await portal.app.get(Accounts).create({ email: 'kim@aus.example.org', name: 'Kim', locale: 'en', password, delegations: [{ party: 'AUS', roles: ['reader'] }, { party: 'NZL', roles: ['document_officer'] }] });
  });
  afterAll(() => portal.stop());

  const signIn = (body: object) => fetch(`${portal.url}/api/v1/session`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
  const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

  it('begins with e-mail and password, in a cookie scripts cannot read', async () => {
    const answer = await signIn({ email: 'KIM@aus.example.org', password });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await answer.json()).toMatchObject({ signedIn: true, demo: false, user: { name: 'Kim' }, party: { code: 'AUS' }, csrf: expect.any(String), delegations: [{ party: 'AUS' }, { party: 'NZL' }] });
    const { rows } = await portal.owner.query<{ text: string }>(`SELECT s::text AS text FROM app.sessions s`);
    expect(rows.some(({ text }) => text.includes(cookieOf(answer).slice(4)))).toBe(false);
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
    const first = await signIn({ email: 'kim@aus.example.org', password });
    const { csrf, delegations } = (await first.json()) as { csrf: string; delegations: { id: string; party: string }[] };
    const other = delegations.find(({ party }) => party === 'NZL');
    const moved = await fetch(`${portal.url}/api/v1/session/delegation`, { method: 'PUT', body: JSON.stringify({ delegationId: other?.id }), headers: { 'Content-Type': 'application/json', Cookie: cookieOf(first), 'X-CSRF': csrf } });
    expect(await moved.json()).toMatchObject({ party: { code: 'NZL' }, roles: ['document_officer'] });
    expect(cookieOf(moved)).not.toBe(cookieOf(first));
    const old = await fetch(`${portal.url}/api/v1/documents`, { headers: { Cookie: cookieOf(first) } });
    expect(old.status).toBe(401);
    const foreign = await portal.official('IDN');
    const { rows } = await portal.owner.query<{ id: string }>('SELECT id FROM app.delegations WHERE user_id = $1', [foreign.id]);
    const { csrf: now } = (await (await fetch(`${portal.url}/api/v1/session`, { headers: { Cookie: cookieOf(moved) } })).json()) as { csrf: string };
    const stolen = await fetch(`${portal.url}/api/v1/session/delegation`, { method: 'PUT', body: JSON.stringify({ delegationId: rows[0]?.id }), headers: { 'Content-Type': 'application/json', Cookie: cookieOf(moved), 'X-CSRF': now } });
    expect(stolen.status).toBe(404);
  });

  it('ends when its user says so, when it is idle, and when its time is over', async () => {
    for (const end of ['signs out', `UPDATE app.sessions SET last_seen_at = now() - interval '31 minutes'`, `UPDATE app.sessions SET expires_at = now() - interval '1 second'`, `UPDATE app.delegations SET valid = daterange(lower(valid) - 10, current_date) WHERE user_id = '${userId}'`]) {
      const begun = await signIn({ email: 'kim@aus.example.org', password });
      const { csrf } = (await begun.json()) as { csrf: string };
      const ask = () => fetch(`${portal.url}/api/v1/documents`, { headers: { Cookie: cookieOf(begun) } });
      expect((await ask()).status).toBe(200);
      if (end === 'signs out') {
        expect((await fetch(`${portal.url}/api/v1/session`, { method: 'DELETE', headers: { Cookie: cookieOf(begun), 'X-CSRF': csrf } })).status).toBe(204);
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
    for (const [next, leads] of [['/documents?q=a', '/documents?q=a'], ['//evil.example', '/'], ['https://evil.example', '/'], ['/\\evil.example', '/'], ['/sign-in', '/']]) {
      const answer = await fetch(`${portal.url}/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ email: 'kim@aus.example.org', password, next: next ?? '' }) });
      expect({ next, status: answer.status, leads: answer.headers.get('location') }).toEqual({ next, status: 303, leads });
    }
    const page = await (await fetch(`${portal.url}/sign-in`)).text();
    expect(page).not.toMatch(/<script/i);
    expect(Buffer.byteLength(page)).toBeLessThan(12_000);
  });
});
