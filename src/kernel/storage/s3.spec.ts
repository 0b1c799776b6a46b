import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Fault, FaultProxy, httpAnswer } from '../../../test/support/fault-proxy.js';
import { SmallS3 } from '../../../test/support/small-s3.js';
import { storageSuite } from '../../../test/support/storage-suite.js';
import { S3Store } from './s3.js';

const mebibyte = 2 ** 20;
const refusal = (status: number, code: string, headers?: Record<string, string>): Fault => ({ answer: httpAnswer(status, `<Error><Code>${code}</Code></Error>`, { 'Content-Type': 'application/xml', ...headers }) });

describe('a store in S3', () => {
  let behind: SmallS3;
  let line: FaultProxy;
  let store: S3Store;
  const put = (octets: Buffer | string, key?: string) => store.put(Readable.from([Buffer.from(octets)]), { maxBytes: 100 * mebibyte, key });
  beforeAll(async () => {
    behind = await SmallS3.start();
    line = await FaultProxy.before({ port: behind.port });
    store = new S3Store({ endpoint: `http://127.0.0.1:${line.port}`, region: 'us-east-1', bucket: 'files', accessKeyId: 'key', secretAccessKey: 'secret' });
  });
  beforeEach(async () => {
    behind.clear();
    await line.all();
  });
  afterAll(async () => {
    store.close();
    await line.stop();
    await behind.stop();
  });

  storageSuite({
    storage: () => store,
    everything: async () => behind.everything(),
    abandon: async () => void behind.unfinished.set('never-finished', { key: 'a'.repeat(32), begun: new Date(), parts: new Map() }),
  });

  it('sends what is short in one request, and what is long in parts of eight mebibytes', async () => {
    await put('short');
    expect(behind.requests).toEqual(['PUT']);
    behind.requests.length = 0;
    await put(Buffer.alloc(17 * mebibyte));
    expect(behind.requests.sort()).toEqual(['POST uploadId', 'POST uploads', 'PUT partNumber,uploadId', 'PUT partNumber,uploadId', 'PUT partNumber,uploadId']);
  });

  it('lists and sweeps page by page', async () => {
    for (const name of ['1', '2', '3', '4', '5']) behind.unfinished.set(name, { key: name.repeat(32), begun: new Date(0), parts: new Map() });
    behind.unfinished.set('not ours', { key: 'notes.txt', begun: new Date(0), parts: new Map() });
    for (const text of ['a', 'b', 'c', 'd', 'e']) await put(text);
    const keys = [];
    for await (const { key } of store.list()) keys.push(key);
    expect(keys.sort()).toEqual([...behind.objects.keys()].sort());
    expect(await store.sweep(new Date())).toBe(5);
    expect([...behind.unfinished.keys()]).toEqual(['not ours']);
  });

  it.each<[string, Fault[]]>([
    ['answers 500', [refusal(500, 'InternalError')]],
    ['is overloaded three times', [refusal(503, 'SlowDown'), refusal(503, 'ServiceUnavailable'), refusal(503, 'SlowDown')]],
    ['resets the connection', [{ resetAfter: 0 }, { resetAfter: 0 }]],
    ['breaks off within its answer', [{ resetAfter: 10 }, { endAfter: 20 }]],
    ['answers with something that is not HTTP', [{ answer: 'lorem ipsum' }]],
    ['answers with a page in HTML', [{ answer: httpAnswer(502, '<html>Bad gateway</html>', { 'Content-Type': 'text/html' }) }]],
  ])('RR-8 is asked again when it %s', async (_what, faults) => {
    await line.next(...faults);
    const { key, sha256 } = await put('kept after all');
    expect(line.connections).toBe(faults.length + 1);
    expect(sha256).toBe(createHash('sha256').update('kept after all').digest('hex'));
    expect(behind.everything()).toEqual([key]);
  });

  it('RR-8 is asked again in its own time when it finds our clock skewed', async () => {
    await line.next(refusal(403, 'RequestTimeTooSkewed', { Date: new Date('2031-05-06T07:08:09Z').toUTCString() }));
    await put('kept after all');
    expect(behind.signedAt).toMatch(/^20310506T0708/);
    await line.next(refusal(403, 'RequestTimeTooSkewed', { Date: new Date().toUTCString() }));
    await put('and in ours again');
    expect(behind.signedAt).not.toMatch(/^2031/);
  });

  it('RR-8 is asked again when it names other octets than were sent, and never believed', async () => {
    const lie = (octets: Buffer) => Buffer.from(octets.toString('latin1').replace(/ETag: "[0-9a-f]{4}/i, 'ETag: "0000'), 'latin1');
    let lies = 1;
    await line.all({ rewrite: (octets) => (lies-- > 0 ? lie(octets) : octets) });
    await put('kept after all');
    expect(behind.requests).toEqual(['PUT', 'PUT']);
    behind.clear();
    await line.all({ rewrite: lie });
    await expect(put('never')).rejects.toMatchObject({ code: 'unavailable' });
    expect(behind.everything()).toEqual([]);
  });

  it.each<[string, Fault, string, number]>([
    ['answers 500 for ever', refusal(500, 'InternalError'), 'unavailable', 4],
    ['does not let us in', refusal(403, 'AccessDenied'), 'unavailable', 1],
    ['has no such bucket', refusal(404, 'NoSuchBucket'), 'unavailable', 1],
    ['has no room', refusal(507, 'InsufficientStorage'), 'full', 1],
    ['has a quota that is used up', refusal(403, 'QuotaExceeded'), 'full', 1],
    ['is not there', { resetAfter: 0 }, 'unavailable', 4],
  ])('RR-8 is given up after a bounded number of tries when it %s', async (_what, fault, code, tries) => {
    await line.all(fault);
    await expect(put('x')).rejects.toMatchObject({ code });
    expect(line.connections).toBe(tries);
    expect(behind.everything()).toEqual([]);
  });

  it('RR-8 leaves no part behind when an upload fails on its way', async () => {
    behind.refuses = 'PUT partNumber,uploadId';
    await expect(put(Buffer.alloc(30 * mebibyte))).rejects.toMatchObject({ code: 'unavailable' });
    expect(behind.requests).toContain('DELETE uploadId'); // a part that was given up may still arrive after it, and is refused
    expect(behind.everything()).toEqual([]);
  });

  it('RR-8 has an upload whose last answer was lost, and does not take it for failed', async () => {
    await line.all({ rewrite: (octets) => (octets.includes('CompleteMultipartUploadResult') ? Buffer.alloc(0) : octets) });
    const stored = put(Buffer.alloc(9 * mebibyte));
    await waitFor(() => behind.objects.size === 1);
    await line.all();
    expect(await stored).toMatchObject({ bytes: 9 * mebibyte });
    expect(behind.everything()).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['is reset', { resetAfter: 3 * mebibyte }],
    ['ends early', { endAfter: 3 * mebibyte }],
  ])('RR-8 gives an error and never a short file when a download %s', async (_what, fault) => {
    const whole = randomBytes(10 * mebibyte);
    const { key } = await put(whole);
    await line.all(fault);
    await expect(buffer(await store.open(key))).rejects.toMatchObject({ code: 'unavailable' });
    await line.all();
    expect((await buffer(await store.open(key))).equals(whole)).toBe(true);
  });

  it('RR-8 believes no answer to another question than the one asked', async () => {
    const { key } = await put('0123456789');
    const answers = (headers: Record<string, string>, status = 206) => line.next({ answer: httpAnswer(status, '234', headers) });
    await answers({ 'Content-Range': 'bytes 3-5/10' });
    await expect(store.open(key, { start: 2, end: 4 })).rejects.toMatchObject({ code: 'unavailable' });
    await answers({}, 200);
    await expect(store.open(key, { start: 2, end: 4 })).rejects.toMatchObject({ code: 'unavailable' });
    await answers({ 'Content-Range': 'bytes 2-4/10' });
    expect(String(await buffer(await store.open(key, { start: 2, end: 4 })))).toBe('234');
  });

  it('lets go of the connection when the reader leaves, early or before it began', async () => {
    const { key } = await put(Buffer.alloc(20 * mebibyte));
    await line.all();
    const early = await store.open(key);
    early.once('data', () => early.destroy());
    const unread = await store.open(key);
    expect(line.alive).toBeGreaterThan(0);
    unread.destroy();
    await waitFor(() => line.alive === 0);
  });

  it('is not there for whoever cannot reach it', async () => {
    await line.all({ resetAfter: 0 });
    expect(await store.health()).toBe(false);
  });
});

async function waitFor(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
}
