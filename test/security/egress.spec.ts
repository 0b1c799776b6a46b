import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Egress, isPublic } from '../../src/kernel/egress/index.js';
import { Federated } from '../support/federated.js';
import { Traveller } from '../support/traveller.js';

/** Counts who knocks. */
async function listen(address = '127.0.0.1', answer?: string): Promise<{ server: Server; port: number; hits: () => number }> {
  let many = 0;
  const server = createServer((socket: Socket) => {
    many += 1;
    socket.on('error', () => undefined);
    if (answer) socket.end(answer);
    else socket.destroy();
  });
  await new Promise<void>((ready) => server.listen(0, address, ready));
  return { server, port: (server.address() as AddressInfo).port, hits: () => many };
}

const inProduction = (egressAllow: string[] = []) => new Egress({ mode: 'production', egressAllow });

describe('NT-28 SR-107 the way out', () => {
  let canary: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => { canary = await listen(); });
  afterAll(() => new Promise<void>((done) => canary.server.close(() => done())));

  it.each(['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', 'localhost', '0.0.0.0', '[::]'])(
    'does not lead to this machine when it is written as %s', async (host) => {
      const url = new URL(`https://${host}:${canary.port}/.well-known/openid-configuration`);
      await expect(inProduction().call([url.host], url.href, {})).rejects.toThrow(/no public address|has no address/);
      expect(canary.hits()).toBe(0);
    });

  it.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '192.0.0.8', '198.18.0.1', '224.0.0.1', '255.255.255.255', 'fe80::1', 'fc00::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::808:808', '2001:db8::1', '2001::1', '2002:a00:1::', '::', 'not an address'])(
    'takes %s for no public address', (address) => expect(isPublic(address)).toBe(false));

  it('takes public ones for that', () => expect(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001::200e'].map(isPublic)).toEqual([true, true, true, true]));

  it('connects to the address that was judged, though the name means another one a moment later', async () => {
    const allowed = await listen('127.0.0.2');
    const egress = inProduction(['127.0.0.2']);
    const answers = ['127.0.0.2', '127.0.0.1'];
    Object.assign(egress, { resolve: () => Promise.resolve([{ address: answers.shift() ?? '127.0.0.1' }]) });
    await expect(egress.call([`rebound.example.org:${canary.port}`], `https://rebound.example.org:${canary.port}/`, {})).rejects.toThrow(/no answer/);
    expect({ canary: canary.hits(), asked: 2 - answers.length }).toEqual({ canary: 0, asked: 1 });
    Object.assign(egress, { resolve: () => Promise.resolve([{ address: '127.0.0.2' }, { address: '127.0.0.1' }]) });
    await expect(egress.call([`both.example.org:${canary.port}`], `https://both.example.org:${canary.port}/`, {})).rejects.toThrow(/no public address/);
    Object.assign(egress, { resolve: () => Promise.resolve([{ address: '127.0.0.2' }]) });
    await expect(egress.call([`inside.example.org:${allowed.port}`], `https://inside.example.org:${allowed.port}/`, {})).rejects.toThrow(/no answer/);
    expect({ allowed: allowed.hits(), canary: canary.hits() }).toEqual({ allowed: 1, canary: 0 });
    await new Promise<void>((done) => allowed.server.close(() => done()));
  });

  it('leads to configured hosts alone, by TLS in production', async () => {
    const egress = new Egress({ mode: 'development', egressAllow: [] });
    for (const url of [`http://127.0.0.1:${canary.port}/`, 'file:///etc/passwd', 'gopher://127.0.0.1/', 'data:text/plain,x']) {
      await expect(egress.call(['127.0.0.1:1'], url, {})).rejects.toThrow(/not a host that was configured/);
      await expect(inProduction(['127.0.0.1']).call([new URL(url).host], url, {})).rejects.toThrow(/is not taken/);
    }
    expect(canary.hits()).toBe(0);
  });

  it('follows no redirect, and reads no more than it must', async () => {
    const egress = new Egress({ mode: 'development', egressAllow: [] });
    const redirecting = await listen('127.0.0.1', `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${canary.port}/\r\nContent-Length: 0\r\n\r\n`);
    const answer = await egress.call([`127.0.0.1:${redirecting.port}`], `http://127.0.0.1:${redirecting.port}/`, {});
    expect(answer.status).toBe(302);
    const endless = await listen('127.0.0.1', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(300_000)}`);
    await expect(egress.call([`127.0.0.1:${endless.port}`], `http://127.0.0.1:${endless.port}/`, {})).rejects.toThrow(/longer than/);
    const silent = createServer(() => undefined);
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const { port } = silent.address() as AddressInfo;
    await expect(egress.call([`127.0.0.1:${port}`], `http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/no answer/);
    for (const { server } of [redirecting, endless, { server: silent }]) server.close();
    expect(canary.hits()).toBe(0);
  });

  describe('of a sign-in', () => {
    let all: Federated;
    beforeAll(async () => { all = await Federated.start(); await all.colleague('kiri'); });
    afterAll(() => all.stop());
    beforeEach(() => all.calm());
    const away = () => `http://127.0.0.1:${canary.port}/`;

    it('goes nowhere else, whatever the provider says of itself or answers', async () => {
      for (const metadata of [{ token_endpoint: away() }, { jwks_uri: away() }]) {
        all.nzl.metadata = metadata;
        await all.configure('NZL', all.nzl); // what was remembered of it is forgotten
        all.nzl.saying = { sub: 'kiri' };
        expect((await new Traveller(all.portal).enter('NZL')).status).toBe(401);
        expect(await all.lastReason()).toMatch(/not a host that was configured/);
      }
      all.calm();
      for (const path of ['/token', '/jwks', '/.well-known/openid-configuration']) {
        await all.configure('NZL', all.nzl);
        all.nzl.instead.set(path, (response) => void response.writeHead(307, { location: away() }).end());
        all.nzl.saying = { sub: 'kiri' };
        const answer = path.includes('well-known') ? await new Traveller(all.portal).once('/sign-in/provider/of/NZL') : await new Traveller(all.portal).enter('NZL');
        expect({ path, refused: [401, 503].includes(answer.status) }).toEqual({ path, refused: true });
        all.nzl.instead.clear();
      }
      const { body } = await all.focalPoints.NZL.post('/identity-provider/checks', { issuer: `http://[::ffff:127.0.0.1]:${canary.port}` });
      expect(body.errors ?? body.faults).toHaveLength(1);
      expect(canary.hits()).toBe(0);
      await all.configure('NZL', all.nzl);
      all.nzl.saying = { sub: 'kiri' };
      expect((await new Traveller(all.portal).enter('NZL')).status).toBe(303); // the positive control
    });
  });
});
