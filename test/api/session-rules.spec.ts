import { hash } from '@node-rs/argon2';
import { Accounts, Sessions } from '../../src/identity/index.js';
import { SignInLinks } from '../../src/identity/sign-in/links.js';
import { Declared } from '../../src/kernel/http/index.js';
import { withClockOff } from '../support/clock.js';
import { Newcomer } from '../support/newcomer.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

const password = 'seven boats at the northern cape';
const minutes = 60_000;

describe('signing in and staying so', () => {
  let portal: Portal;
  let beside: Portal;
  let count = 0;
  beforeAll(async () => {
    // Connections enough that a storm waits for its hashes, which is what is measured, and not for the database.
    portal = await Portal.start({ named: true, env: { FOCALPOINT_TRUSTED_PROXIES: '127.0.0.1, ::1', FOCALPOINT_POOL_SIZE: '25' } });
    beside = await portal.beside();
  });
  afterAll(() => portal.stop());

  const account = async () => {
    const email = `rules${++count}@nzl.example.org`;
    const id = await portal.app.get(Accounts).create({ email, name: `Rules ${count}`, locale: 'en', password, delegations: [{ party: 'NZL', roles: ['reader'] }] });
    return { email, id };
  };
  const alive = async (token: string, node = portal) => (await fetch(`${node.url}/api/v1/documents`, { headers: { Cookie: `sid=${token}` } })).status === 200;
  const noticed = () => portal.owner.query('UPDATE app.authority SET version = version + 1'); // time alone is noticed within ten seconds; here at once

  it('SR-3 knows no factor by message, no question and no hint', async () => {
    const { routes } = portal.app.get(Declared);
    expect(routes.length).toBeGreaterThan(80);
    // The questions of examinations are no way in.
    const ways = routes.filter(({ rule }) => !/ (Attempt|Enrolment|ItemBank|Bank|Item|Quiz)$/.test(rule));
    expect(ways.length).toBeGreaterThan(80);
    expect(ways.filter(({ path }) => /sms|text-message|phone-code|mail-code|question|hint|knowledge/i.test(path))).toEqual([]);
    const { rows } = await portal.owner.query<{ text: string }>(`SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = 'app.sessions'::regclass AND conname LIKE '%proofs%'`);
    expect([...(rows[0]?.text ?? '').matchAll(/'(\w+)'/g)].map(([, proof]) => proof).sort()).toEqual(['assertion', 'code', 'demo', 'link', 'passkey', 'password', 'provider', 'recovery']);
    const { email } = await account();
    for (const page of [await (await fetch(`${portal.url}/sign-in`)).text(), await (await fetch(`${portal.url}/sign-in/lost`)).text(), await (await new Newcomer(portal).form('/sign-in', { email, password: 'wrong words entirely' })).text()]) {
      expect(page).toContain('<form');
      expect(page).not.toMatch(/secret question|mother|password hint|text message|SMS/i);
    }
  });

  it('SR-7 hashes anew when somebody signs in and the cost has risen since', async () => {
    const { email, id } = await account();
    const secret = async () => (await portal.owner.query<{ secret: string }>(`SELECT secret FROM app.credentials WHERE user_id = $1`, [id])).rows[0]?.secret ?? '';
    await portal.owner.query('UPDATE app.credentials SET secret = $2 WHERE user_id = $1', [id, await hash(password, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 })]);
    const cheap = await secret();
    expect((await new Newcomer(portal).withPassword(email, 'wrong words entirely')).status).toBe(401);
    expect(await secret()).toBe(cheap);
    expect((await new Newcomer(portal).withPassword(email, password)).status).toBe(201);
    const risen = await secret();
    expect(risen).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect((await new Newcomer(portal).withPassword(email, password)).status).toBe(201);
    expect(await secret()).toBe(risen);
  });

  it('SR-7 bears two hundred at once: two hashes at a time, fifty waiting, 503 for the rest, and others are served', async () => {
    const reader = await portal.official('NZL');
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 20);
    const storm = Array.from({ length: 200 }, async (_, turn) => {
      const answer = await fetch(`${portal.url}/api/v1/session`, { method: 'POST', body: JSON.stringify({ email: `nobody${turn}@nzl.example.org`, password }), headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `203.0.113.${turn}` } });
      return { status: answer.status, retry: answer.headers.get('retry-after') };
    });
    const reads = await Promise.all(Array.from({ length: 20 }, () => reader.get('/documents')));
    const answers = await Promise.all(storm);
    clearInterval(watch);
    expect(reads.every(({ status }) => status === 200)).toBe(true);
    const of = (status: number) => answers.filter((one) => one.status === status);
    expect(of(401).length + of(503).length).toBe(200);
    expect(of(401).length).toBeGreaterThanOrEqual(52);
    expect(of(503).length).toBeGreaterThan(0);
    expect(of(503).every(({ retry }) => Number(retry) > 0)).toBe(true);
    expect((most - before) / 1024 ** 2).toBeLessThan(300);
    const { rows } = await portal.owner.query(`SELECT FROM app.tries WHERE what = 'source' AND recent > 0 AND key = sha256(convert_to('203.0.113.199', 'UTF8'))`);
    expect(rows.length + (answers[199]?.status === 401 ? 0 : 1)).toBe(1); // who was turned away did not guess
  });

  it('SR-17 keeps an opaque reference: drawn by chance, hashed in the database, out of reach of scripts', async () => {
    const { email } = await account();
    const answer = await new Newcomer(portal).withPassword(email, password);
    expect(answer.headers.get('set-cookie')).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    // What a dump holds is no key: its hash, sent as a cookie, is nobody.
    const { rows } = await portal.owner.query<{ hex: string; b64: string }>(`SELECT encode(token_hash, 'hex') AS hex, translate(encode(token_hash, 'base64'), '+/=', '-_') AS b64 FROM app.sessions`);
    for (const { hex, b64 } of rows) for (const token of [hex, b64]) expect(await alive(token)).toBe(false);
  });

  describe('SR-19 a session', () => {
    let who: Official;
    const lastSeen = async ({ id }: Official) => (await portal.owner.query<{ at: Date }>('SELECT max(last_seen_at) AS at FROM app.sessions WHERE user_id = $1', [id])).rows[0]?.at.getTime() ?? 0;
    beforeEach(async () => { who = await portal.official('NZL'); });

    it.each([['ten minutes fast', 10 * minutes], ['ten minutes slow', -10 * minutes], ['a day fast', 24 * 60 * minutes], ['a day slow', -24 * 60 * minutes]])('is what it was on a node whose clock is %s', async (_how, by) => {
      await withClockOff(by, async () => {
        expect(await alive(who.token)).toBe(true);
        expect((await who.get('/session')).body).toMatchObject({ signedIn: true, proven: true });
        const fresh = await portal.app.get(Sessions).begin(who.id, ['passkey']);
        expect(await alive(fresh)).toBe(true);
        const { rows } = await portal.owner.query<{ hours: number }>(`SELECT round(extract(epoch FROM max(expires_at) - now()) / 3600)::int AS hours FROM app.sessions WHERE user_id = $1`, [who.id]);
        expect(rows[0]?.hours).toBe(12);
        await portal.owner.query(`UPDATE app.sessions SET last_seen_at = now() - interval '31 minutes' WHERE user_id = $1`, [who.id]);
        await noticed();
        expect(await alive(who.token)).toBe(false);
      });
    });

    it('takes a one-time code of now, whatever the node thinks the time is', async () => {
      const { email } = await account();
      const someone = new Newcomer(portal);
      await someone.withPassword(email, password);
      const { code } = await someone.withGenerator();
      await portal.owner.query('UPDATE app.code_generators SET last_step = 0');
      const now = code();
      const again = new Newcomer(portal);
      await withClockOff(10 * minutes, async () => {
        await again.withPassword(email, password);
        expect((await again.post('/session/proofs/code', { code: now })).status).toBe(201);
      });
    });

    it.each([
      ['after thirty idle minutes', `last_seen_at = now() - interval '31 minutes'`, false], ['not after twenty-nine', `last_seen_at = now() - interval '29 minutes'`, true],
      ['on a shared computer after fifteen', `shared = true, last_seen_at = now() - interval '16 minutes'`, false], ['and not after fourteen', `shared = true, last_seen_at = now() - interval '14 minutes'`, true],
      ['after twelve hours in any case', `expires_at = now() - interval '1 second'`, false], ['and not before', `expires_at = now() + interval '1 minute'`, true],
    ])('ends by the clock of the database %s', async (_when, shifted, lives) => {
      const begun = await lastSeen(who);
      expect(await alive(who.token)).toBe(true);
      await until('its use is noted, beside the request', async () => (await lastSeen(who)) > begun);
      await portal.owner.query(`UPDATE app.sessions SET ${shifted} WHERE user_id = $1`, [who.id]);
      await noticed();
      for (const node of [portal, beside]) expect(await alive(who.token, node)).toBe(lives);
    });

    it('is one of three: the fourth ends the oldest, on every node', async () => {
      const later = [];
      for (let turn = 0; turn < 3; turn++) later.push(await (turn % 2 ? beside : portal).app.get(Sessions).begin(who.id, ['passkey']));
      for (const node of [portal, beside]) expect([await alive(who.token, node), await alive(later[0] ?? '', node), await alive(later[2] ?? '', node)]).toEqual([false, true, true]);
    });
  });

  it('SR-24 asks the browser to forget everything of ours on signing out, in the client and on the page', async () => {
    const official = await portal.official('NZL');
    const out = await official.call('delete', '/session');
    expect(out.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    expect(String(out.headers['set-cookie'])).toMatch(/sid=; .*Expires=Thu, 01 Jan 1970/);
    expect(out.headers['cache-control']).toContain('no-store');
    expect((await fetch(`${portal.url}/sign-in/cancel`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({}) })).headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect((await official.get('/session')).headers['cache-control']).toContain('no-store'); // Back shows nothing
  });

  describe('SR-11 a link for a forgotten password', () => {
    const drawn = async (id: string) => new URL(await portal.app.get(SignInLinks).draw('password', id));
    const use = (address: URL, given: string, node = portal) => fetch(`${node.url}${address.pathname}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ password: given }) });

    it('is 256 bits, kept as a hash, good for half an hour and once, on both nodes together, and sends itself nowhere', async () => {
      const { id } = await account();
      const address = await drawn(id);
      const secret = address.pathname.split('/').at(-1) ?? '';
      expect(secret).toMatch(/^[\w-]{43}$/);
      const { rows } = await portal.owner.query<{ text: string; minutes: number }>(`SELECT l::text AS text, round(extract(epoch FROM expires_at - now()) / 60)::int AS minutes FROM app.sign_in_links l WHERE user_id = $1`, [id]);
      expect(rows).toEqual([{ text: expect.not.stringContaining(secret), minutes: 30 }]);
      const page = await fetch(`${portal.url}${address.pathname}`);
      expect({ status: page.status, referrer: page.headers.get('referrer-policy'), cached: page.headers.get('cache-control') }).toEqual({ status: 200, referrer: 'no-referrer', cached: expect.stringContaining('no-store') });
      const both = await Promise.all([use(address, 'nine lanterns over the lagoon'), use(address, 'eleven kites above the reef', beside)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
      expect((await use(address, 'seven ropes beside the pier')).status).toBe(404);
      const late = await drawn(id);
      await portal.owner.query(`UPDATE app.sign_in_links SET expires_at = now() - interval '1 second' WHERE used_at IS NULL`);
      expect((await use(late, 'seven ropes beside the pier')).status).toBe(404);
      const [older, newer] = [await drawn(id), await drawn(id)];
      expect([(await use(older, 'seven ropes beside the pier')).status, (await use(newer, 'seven ropes beside the pier')).status]).toEqual([404, 200]);
    });

    it('NT-16 ends every session on every node, and leads past no second factor', async () => {
      const { id, email } = await account();
      const someone = new Newcomer(portal);
      await someone.withPassword(email, password);
      await someone.withGenerator();
      const token = someone.cookie.slice(4);
      const other = await beside.app.get(Sessions).begin(id, ['passkey']);
      for (const node of [portal, beside]) for (const one of [token, other]) expect(await alive(one, node)).toBe(true);
      const { rows: [kept] } = await portal.owner.query<{ secret: string }>('SELECT secret FROM app.code_generators WHERE user_id = $1', [id]);
      expect((await use(await drawn(id), 'nine lanterns over the lagoon')).status).toBe(200);
      for (const node of [beside, portal]) for (const one of [token, other]) expect(await alive(one, node)).toBe(false);
      const after = new Newcomer(portal);
      expect((await after.withPassword(email, password)).status).toBe(401);
      expect(await (await after.withPassword(email, 'nine lanterns over the lagoon')).json()).toMatchObject({ signedIn: false, unfinished: true });
      expect(await alive(after.cookie.slice(4))).toBe(false);
      const { rows } = await portal.owner.query<{ secret: string }>('SELECT secret FROM app.code_generators WHERE user_id = $1', [id]);
      expect(rows).toEqual([kept]);
      const { rows: events } = await portal.owner.query(`SELECT FROM app.events WHERE name = 'password.changed' AND subject_id = $1`, [id]);
      expect(events).toHaveLength(1);
    });

    it('NT-16 takes text for a code and a password: an object, a list, nothing or a number is 400', async () => {
      const { email } = await account();
      const someone = new Newcomer(portal);
      await someone.withPassword(email, password);
      await someone.withGenerator();
      for (const nothing of [{}, [], null, 123456, true, '', { $ne: null }, ['123456']]) {
        for (const path of ['/session/proofs/code', '/session/proofs/recovery-code']) expect({ path, nothing, status: (await someone.post(path, { code: nothing })).status }).toEqual({ path, nothing, status: 400 });
        if (nothing !== '') expect({ nothing, status: (await someone.call('PUT', '/session/factors/password', { password: nothing })).status }).toEqual({ nothing, status: 400 });
        expect((await new Newcomer(portal).post('/session', { email, password: nothing })).status).toBe(400);
      }
      for (const body of ['password[]=x', 'password[a]=x', 'password=x&password=y', '']) {
        const answer = await fetch(`${portal.url}/sign-in`, { method: 'POST', redirect: 'manual', body: `email=${encodeURIComponent(email)}&${body}`, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
        expect({ body, status: answer.status }).toEqual({ body, status: 400 });
      }
    });
  });
});

describe('SR-17 the cookie of a portal that is reached by https', () => {
  it('is bound to its host and to https', async () => {
    const portal = await Portal.start({ env: { FOCALPOINT_PUBLIC_URL: 'https://portal.forum.example' } });
    try {
      expect(await secureCookie(portal)).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    } finally {
      await portal.stop();
    }
  });
});

/** The cookie a portal reached by https sets, as its own listener sends it. */
async function secureCookie(portal: Portal): Promise<string> {
  await portal.app.get(Accounts).create({ email: 'a@nzl.example.org', name: 'A', locale: 'en', password, delegations: [{ party: 'NZL', roles: ['reader'] }] });
  const answer = await fetch(`http://127.0.0.1:${portal.settings.port}/api/v1/session`, { method: 'POST', body: JSON.stringify({ email: 'a@nzl.example.org', password }), headers: { 'Content-Type': 'application/json' } });
  return answer.headers.get('set-cookie') ?? '';
}
