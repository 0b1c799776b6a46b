import { Accounts } from '../../src/identity/index.js';
import { Newcomer } from '../support/newcomer.js';
import { Portal } from '../support/portal.js';

const password = 'seven boats at the northern cape';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

interface OwnSession { id: string; current: boolean; shared: boolean; proofs: string[]; address: string; agent: string | null; createdAt: string; lastSeenAt: string }

describe('SR-22 one\'s own sessions', () => {
  let portal: Portal;
  let email: string;
  let first: Newcomer;
  let count = 0;
  beforeAll(async () => { portal = await Portal.start({ named: true }); });
  afterAll(() => portal.stop());
  beforeEach(async () => {
    email = `devices${++count}@aus.example.org`;
    await portal.app.get(Accounts).create({ email, name: 'Devices', locale: 'en', password, delegations: [{ party: 'AUS', roles: ['reader'] }] });
    first = new Newcomer(portal);
    await first.withPassword(email, password);
    expect((await first.makePasskey()).status).toBe(201);
  });

  const another = async (shared = false) => {
    const someone = Object.assign(new Newcomer(portal), { authenticator: first.authenticator });
    const asked = (await (await someone.post('/session/challenges')).json()) as never;
    const answer = await fetch(`${portal.url}/api/v1/session/passkey`, { method: 'POST', body: JSON.stringify({ ...first.authenticator.answer(asked), shared }), headers: { 'Content-Type': 'application/json', 'User-Agent': firefox } });
    expect(answer.status).toBe(201);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return { cookie, alive: async () => (await fetch(`${portal.url}/api/v1/documents`, { headers: { Cookie: cookie } })).status === 200 };
  };
  const list = async (who: Newcomer) => ((await (await who.call('GET', '/session/sessions')).json()) as { items: OwnSession[] }).items;

  it('are listed with where and with what they were begun, and none of anybody else', async () => {
    await portal.official('AUS', 'reader');
    await another(true);
    const items = await list(first);
    expect(items).toHaveLength(2);
    expect(items.find(({ current }) => !current)).toEqual({
      id: expect.any(String), createdAt: expect.any(String), lastSeenAt: expect.any(String), current: false, shared: true, proofs: ['passkey'], address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/), agent: 'Firefox on Linux',
    });
    expect(items.find(({ current }) => current)).toMatchObject({ shared: false, proofs: ['password', 'passkey'], agent: null });
    expect(JSON.stringify(items)).not.toContain('Mozilla');
  });

  it('end one by one, on every node, the others go on', async () => {
    const beside = await portal.beside();
    const [lost, kept] = [await another(), await another()];
    const byAge = (await list(first)).filter(({ current }) => !current).sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    expect(byAge).toHaveLength(2);
    expect(await lost.alive()).toBe(true);
    expect((await fetch(`${beside.url}/api/v1/documents`, { headers: { Cookie: lost.cookie } })).status).toBe(200);
    expect((await first.call('DELETE', `/session/sessions/${byAge[0]?.id}`)).status).toBe(204);
    expect((await fetch(`${beside.url}/api/v1/documents`, { headers: { Cookie: lost.cookie } })).status).toBe(401);
    expect([await lost.alive(), await kept.alive()]).toEqual([false, true]);
    expect((await first.call('DELETE', `/session/sessions/${byAge[0]?.id}`)).status).toBe(404);
    expect(await list(first)).toHaveLength(2);
  });

  it('end all at once but the one that asks', async () => {
    const others = [await another(), await another()];
    expect((await first.call('DELETE', '/session/sessions')).status).toBe(204);
    for (const other of others) expect(await other.alive()).toBe(false);
    expect(await list(first)).toEqual([expect.objectContaining({ current: true })]);
  });

  it('NT-8 of others are unknown, to colleagues and to administrators alike', async () => {
    const [mine] = await list(first);
    for (const who of [await portal.official('AUS', 'focal_point', 'document_officer'), await portal.official('SECRETARIAT', 'administrator')]) {
      expect(((await who.get('/session/sessions')).body as { items: OwnSession[] }).items).toHaveLength(1);
      expect((await who.call('delete', `/session/sessions/${mine?.id}`)).status).toBe(404);
      expect((await who.call('delete', '/session/sessions')).status).toBe(204);
    }
    expect(await list(first)).toHaveLength(1);
  });

  it('are shown to nobody before the second factor', async () => {
    const half = new Newcomer(portal);
    await half.withPassword(email, password);
    expect((await half.call('GET', '/session/sessions')).status).toBe(401);
    expect((await half.call('DELETE', '/session/sessions')).status).toBe(401);
    expect((await half.call('GET', '/session/tokens')).status).toBe(401);
    expect(await list(first)).toHaveLength(1);
  });
});
