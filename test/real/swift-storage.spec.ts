import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3';
import { Settings } from '../../src/kernel/config/index.js';
import { openStorage, type Storage } from '../../src/kernel/storage/index.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { storageSuite } from '../support/storage-suite.js';
import { Swift } from '../support/swift.js';

const mebibyte = 2 ** 20;

describe('a store in OpenStack Swift', () => {
  let swift: Swift;
  let line: FaultProxy;
  let store: Storage;
  const put = (octets: Buffer) => store.put(Readable.from([octets]), { maxBytes: 100 * mebibyte });
  beforeAll(async () => {
    swift = await Swift.start();
    line = await FaultProxy.before({ port: swift.port });
    store = await openStorage(Object.assign(new Settings(), { storage: 's3', s3: swift.settings(line.port) }));
  });
  afterEach(async () => {
    await line.all();
    for await (const { key } of store.list()) await store.remove(key);
    await store.sweep(new Date(Date.now() + 60_000));
  });
  afterAll(async () => {
    store?.close();
    await line?.stop();
    await swift?.stop();
  });

  storageSuite({
    storage: () => store,
    everything: () => swift.names(),
    abandon: async () => {
      const { bucket, endpoint, region, accessKeyId, secretAccessKey } = swift.settings();
      const client = new S3Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true });
      await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: randomBytes(16).toString('hex') }));
      client.destroy();
    },
  });

  it('leaves no part behind of a long file that was removed', async () => {
    const { key } = await put(randomBytes(20 * mebibyte));
    expect((await swift.names()).length).toBeGreaterThan(3);
    await store.remove(key);
    expect(await swift.names()).toEqual([]);
  });

  it('RR-8 reads and writes on while one of three object servers is gone, and has everything when it is back', async () => {
    const before = randomBytes(20 * mebibyte);
    const { key } = await put(before);
    for (const which of [1, 2, 3] as const) {
      await swift.killObjectServer(which);
      expect((await buffer(await store.open(key))).equals(before)).toBe(true);
      const during = randomBytes(10 * mebibyte);
      const stored = await put(during);
      expect((await buffer(await store.open(stored.key))).equals(during)).toBe(true);
      await swift.startObjectServer(which);
      expect((await buffer(await store.open(stored.key))).equals(during)).toBe(true);
    }
  });

  it.each([['is reset', { resetAfter: 9 * mebibyte }], ['ends early', { endAfter: 9 * mebibyte }]])('RR-8 gives an error and never a short file when a download %s', async (_what, fault) => {
    const whole = randomBytes(20 * mebibyte);
    const { key } = await put(whole);
    await line.all(fault);
    await expect(buffer(await store.open(key))).rejects.toMatchObject({ code: 'unavailable' });
    await line.all();
    expect((await buffer(await store.open(key))).equals(whole)).toBe(true);
  });

  it('RR-8 finishes an upload through a line that breaks again and again', async () => {
    const whole = randomBytes(30 * mebibyte);
    await line.next({ resetAfter: 5 }, {}, { resetAfter: 0 }, { endAfter: 3 });
    const { key } = await put(whole);
    expect((await buffer(await store.open(key))).equals(whole)).toBe(true);
  });

  it('RR-8 gives a store up that says nothing, in bounded time, and is well when it speaks again', async () => {
    await line.all({ hang: true });
    const asked = await Promise.all([put(randomBytes(9)), put(randomBytes(9 * mebibyte)), store.size('a'.repeat(32)), store.open('a'.repeat(32))].map((work) => work.catch((error: unknown) => error)));
    expect(asked).toEqual([1, 2, 3, 4].map(() => expect.objectContaining({ code: 'unavailable' })));
    expect(await store.health()).toBe(false);
    await line.all();
    expect(await store.health()).toBe(true);
    expect(await put(randomBytes(9))).toMatchObject({ bytes: 9 });
  }, 30_000);

  it('SR-78 speaks to a store whose certificate it can verify, and to no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'focalpoint-tls-'));
    const [keyFile, certFile] = [join(folder, 'key'), join(folder, 'cert')];
    execFileSync('/usr/bin/openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=store', '-addext', 'subjectAltName=DNS:localhost', '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
    const cert = readFileSync(certFile, 'utf8');
    const door = createServer({ key: readFileSync(keyFile), cert }, (socket) => {
      const far = connect(swift.port, '127.0.0.1');
      socket.on('error', () => undefined).once('close', () => far.destroy());
      far.on('error', () => undefined).once('close', () => socket.destroy());
      socket.pipe(far).pipe(socket);
    });
    await once(door.listen(0, '127.0.0.1'), 'listening');
    const by = async (work: (secure: Storage) => Promise<unknown>) => {
      const secure = await openStorage(Object.assign(new Settings(), { storage: 's3', s3: { ...swift.settings(), endpoint: `https://localhost:${(door.address() as AddressInfo).port}` } }));
      return work(secure).catch((error: unknown) => error).finally(() => secure.close());
    };
    const trusted = getCACertificates();
    try {
      expect(await by((secure) => secure.health())).toBe(false);
      setDefaultCACertificates([cert]);
      expect(await by((secure) => secure.health())).toBe(true);
    } finally {
      setDefaultCACertificates(trusted);
      door.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('RR-2 loses nothing acknowledged when what speaks S3 is killed in the middle of uploads', async () => {
    const whole = randomBytes(20 * mebibyte);
    const work = Array.from({ length: 3 }, () => put(whole).then(({ key }) => key, () => ''));
    await swift.killProxy();
    const keys = (await Promise.all(work)).filter(Boolean);
    await swift.startProxy();
    keys.push((await put(whole)).key);
    for (const key of keys) expect((await buffer(await store.open(key))).equals(whole)).toBe(true);
  }, 90_000);
});
