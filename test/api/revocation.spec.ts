import http from 'node:http';
import type { Socket } from 'node:net';
import { Accounts } from '../../src/identity/index.js';
import { Newcomer } from '../support/newcomer.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { median } from '../support/samples.js';

const password = 'seven boats at the northern cape';
const large = 64 * 1024 * 1024;

interface Stream {
  /** Settled with the moment at which the portal closes the line. */
  cut: Promise<number>;
  over(): boolean;
  /** Reads what is left on the line. @returns whether it was the whole file */
  rest(): Promise<boolean>;
  drop(): void;
}

/** Downloads that are begun and left standing, as on a line that is slow. The far ends are in this process, and are looked at there. */
class Slow {
  private readonly lines = new Map<number, Socket>();

  constructor(portals: readonly Portal[]) {
    for (const { app } of portals) (app.getHttpServer() as http.Server).on('connection', (line: Socket) => this.lines.set(line.remotePort ?? 0, line));
  }

  begin(url: string, headers: Record<string, string>): Promise<Stream> {
    return new Promise((resolve, reject) => {
      const request = http.get(url, { headers, agent: false }, (response) => {
        const line = this.lines.get(request.socket?.localPort ?? 0);
        if (response.statusCode !== 200 || !line) return reject(new Error(`no download: ${response.statusCode}`));
        response.on('error', () => undefined);
        const cut = new Promise<number>((ended) => line.once('close', () => ended(performance.now())));
        response.once('readable', () => resolve({
          cut,
          over: () => line.destroyed,
          rest: () => new Promise((whole) => { response.once('close', () => whole(response.complete)); response.resume(); }),
          drop: () => { request.destroy(); },
        }));
      });
      request.on('error', reject);
    });
  }
}

describe('SR-20 whatever ends somebody\'s authority', () => {
  let portal: Portal;
  let beside: Portal;
  let id: string;
  let administrator: Official;
  let slow: Slow;
  let count = 0;
  const waits: number[] = [];
  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, named: true });
    beside = await portal.beside();
    slow = new Slow([portal, beside]);
    const officer = await portal.official('AUS', 'document_officer');
    administrator = await portal.official('SECRETARIAT', 'administrator', 'secretariat_officer');
    ({ id } = await officer.draft());
    expect((await officer.upload(id, Buffer.alloc(large, 'Boats were seen near the northern cape. '), 'long.txt')).status).toBe(201);
    await portal.settled();
    expect((await officer.release(id, marking('green'))).status).toBe(200);
  });
  afterAll(() => portal.stop());

  const path = () => `/api/v1/documents/${id}/versions/1/file`;
  /** Somebody with a password and a passkey, signed in. */
  const reader = async () => {
    const email = `reader${++count}@lka.example.org`;
    const userId = await portal.app.get(Accounts).create({ email, name: `Reader ${count}`, locale: 'en', password, delegations: [{ party: 'LKA', roles: ['reader'] }, { party: 'NZL', roles: ['reader'] }] });
    const someone = new Newcomer(portal);
    await someone.withPassword(email, password);
    expect((await someone.makePasskey()).status).toBe(201);
    const second = Object.assign(new Newcomer(beside), { authenticator: someone.authenticator });
    expect((await second.withPasskey()).status).toBe(201);
    return { userId, someone, second };
  };
  type Reader = Awaited<ReturnType<typeof reader>>;
  const sql = (text: string) => ({ userId }: Reader) => portal.owner.query(text, text.includes('$1') ? [userId] : []);

  const endings: [string, (who: Reader) => Promise<unknown>][] = [
    ['signing out', ({ someone }) => someone.call('DELETE', '/session')],
    ['signing this device out from another', ({ second }) => second.call('DELETE', '/session/sessions')],
    ['being disabled', sql(`UPDATE app.users SET standing = 'suspended' WHERE id = $1`)],
    ['another role', sql(`UPDATE app.delegations SET roles = ARRAY['contributor'] WHERE user_id = $1`)],
    ['the end of the delegation', sql(`UPDATE app.delegations SET valid = daterange(current_date - 9, current_date) WHERE user_id = $1`)],
    ['suspension by the own party', sql(`UPDATE app.delegations SET state = 'suspended' WHERE user_id = $1`)],
    ['the end of membership', sql(`UPDATE app.memberships SET valid = daterange(lower(valid), current_date) WHERE party = 'LKA' AND body = 'FORUM'`)],
    ['another password', async ({ second }) => expect((await second.call('PUT', '/session/factors/password', { password: 'nine lanterns over the lagoon' })).status).toBe(200)],
    ['another factor', async ({ second }) => expect((await second.withGenerator()).recoveryCodes).toEqual([])],
    ['acting for somebody else', async ({ someone, userId }) => {
      const { rows } = await portal.owner.query<{ id: string }>(`SELECT id FROM app.delegations WHERE user_id = $1 AND party = 'NZL'`, [userId]);
      expect((await someone.call('PUT', '/session/delegation', { delegationId: rows[0]?.id })).status).toBe(200);
    }],
    ['suspension of the party', sql(`UPDATE app.parties SET standing = 'suspended' WHERE code = 'LKA'`)],
  ];

  it.each(endings)('by %s: the next request on every node is refused or answered anew, and what is under way breaks off', async (_what, end) => {
    await portal.owner.query(`UPDATE app.parties SET standing = 'active' WHERE code = 'LKA'; UPDATE app.memberships SET valid = daterange(lower(valid), NULL) WHERE party = 'LKA' AND body = 'FORUM'`);
    const who = await reader();
    const { cookie } = who.someone;
    const streams = await Promise.all([portal, beside].map((node) => slow.begin(`${node.url}${path()}`, { Cookie: cookie })));
    const other = await slow.begin(`${portal.url}${path()}`, { Cookie: `sid=${administrator.token}` }).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 700)); // past the first look: nothing has ended yet
    expect(streams.map((stream) => stream.over())).toEqual([false, false]);
    await end(who);
    const began = performance.now();
    for (const node of [beside, portal]) {
      const status = (await fetch(`${node.url}${path()}`, { method: 'HEAD', headers: { Cookie: cookie } })).status;
      expect([401, 403, 404]).toContain(status);
    }
    for (const stream of streams) {
      waits.push(Math.max(0, (await stream.cut) - began));
      expect(await stream.rest()).toBe(false);
    }
    expect(other?.over() ?? false).toBe(false);
    other?.drop();
  });

  it('within a second on all nodes, whatever a machine that is busy makes of one of them', () => {
    expect(waits).toHaveLength(endings.length * 2);
    expect(median(waits)).toBeLessThan(1_000);
  });

  it('is not a fresh proof: a step-up in between leaves a download alone', async () => {
    await portal.owner.query(`UPDATE app.parties SET standing = 'active' WHERE code = 'LKA'; UPDATE app.memberships SET valid = daterange(lower(valid), NULL) WHERE party = 'LKA' AND body = 'FORUM'`);
    const { someone, userId } = await reader();
    const stream = await slow.begin(`${portal.url}${path()}`, { Cookie: someone.cookie });
    const asked = (await (await someone.post('/session/proofs/challenges')).json()) as never;
    expect((await someone.post('/session/proofs/passkey', someone.authenticator.answer(asked))).status).toBe(201);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [userId]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(stream.over()).toBe(false);
    stream.drop();
  });
});
