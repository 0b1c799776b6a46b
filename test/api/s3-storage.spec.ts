import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { under } from '../../deploy/launcher/paths.js';
import { FaultProxy, httpAnswer } from '../support/fault-proxy.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { SmallS3 } from '../support/small-s3.js';
import { secretsOfTests } from '../support/test-secrets.js';

const mebibyte = 2 ** 20;

describe('files that lie in S3', () => {
  let behind: SmallS3;
  let line: FaultProxy;
  let portal: Portal;
  let officer: Official;
  let settings: Record<string, string>;
  let id: string;

  beforeAll(async () => {
    behind = await SmallS3.start();
    line = await FaultProxy.before({ port: behind.port });
    settings = {
      FOCALPOINT_STORAGE: 's3', FOCALPOINT_S3_ENDPOINT: `http://127.0.0.1:${line.port}`, FOCALPOINT_S3_BUCKET: 'files', FOCALPOINT_S3_ACCESS_KEY_ID: 'key', FOCALPOINT_S3_SECRET_ACCESS_KEY: 'secret',
    };
    portal = await Portal.start({ jobs: true, env: settings });
    officer = await portal.official('AUS', 'document_officer');
  });
  beforeEach(async () => {
    await line.all();
    ({ id } = await officer.draft());
  });
  afterAll(async () => {
    await portal.stop();
    await line.stop();
    await behind.stop();
  });

  const content = Buffer.from(randomBytes(6 * mebibyte).toString('hex'));
  const kept = async () => {
    await officer.upload(id, content, 'letters.txt');
    await officer.release(id, marking('amber', ['IDN']));
    await portal.settled();
  };
  /** What a client has when the answer ended, and whether it ended as announced. */
  const download = async (headers: Record<string, string> = {}) => {
    const asked = get(`${portal.url}/api/v1/documents/${id}/versions/1/file`, { headers: { ...officer.headers, ...headers } });
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    let bytes = 0;
    answer.on('data', (chunk: Buffer) => { bytes += chunk.length; });
    answer.on('error', () => undefined);
    await new Promise((resolve) => answer.once('close', resolve));
    return { status: answer.statusCode, bytes, whole: answer.complete, announced: Number(answer.headers['content-length']) };
  };

  it('come out as they went in, whole and in part, and no octet of them lies there in clear', async () => {
    await kept();
    expect(await download()).toMatchObject({ status: 200, bytes: content.length, whole: true });
    expect(await download({ Range: 'bytes=7000000-' })).toMatchObject({ status: 206, bytes: content.length - 7_000_000, whole: true });
    expect([...behind.objects.values()].some(({ octets }) => octets.includes(content.subarray(0, 20)))).toBe(false);
  });

  it.each([['is reset', { resetAfter: 5 * mebibyte }], ['ends early', { endAfter: 5 * mebibyte }]])('RR-8 cut the download when the store\'s answer %s, so that nobody takes it for whole', async (_what, fault) => {
    await kept();
    await line.all(fault);
    const cut = await download();
    expect(cut).toMatchObject({ status: 200, announced: content.length, whole: false });
    expect(cut.bytes).toBeGreaterThan(mebibyte);
    expect(cut.bytes).toBeLessThan(content.length);
    await line.all();
    expect(await download()).toMatchObject({ bytes: content.length, whole: true });
  });

  it('RR-8 are asked for later when the store is away, with nothing of the file in the answer', async () => {
    await kept();
    await line.all({ resetAfter: 0 });
    const refused = await officer.get(`/documents/${id}/versions/1/file`);
    expect(refused).toMatchObject({ status: 503, type: 'application/problem+json', body: { type: '/problems/unavailable' } });
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(refused.headers['content-disposition']).toBeUndefined();
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(503);
    await line.all();
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
    expect(await download()).toMatchObject({ status: 200, whole: true });
  });

  it.each([
    ['away', { resetAfter: 0 }, 503, '/problems/unavailable'],
    ['full', { answer: httpAnswer(507, '<Error><Code>InsufficientStorage</Code></Error>') }, 507, '/problems/storage-full'],
  ])('RR-8 are not taken in while the store is %s, and nothing is kept of them', async (_how, fault, status, type) => {
    const before = behind.everything();
    await line.all(fault);
    expect(await officer.upload(id, 'a short file')).toMatchObject({ status, body: { type, detail: expect.stringContaining('Nothing was kept') } });
    expect((await officer.open(id)).versions).toEqual([]);
    await line.all();
    expect(behind.everything()).toEqual(before);
    expect((await officer.upload(id, 'a short file')).status).toBe(201);
  });

  it('have a store of which the operator is told when it does not answer', async () => {
    const { databaseUrl, workerDatabaseUrl, keyringPath } = portal.settings;
    const env = {
      PATH: process.env.PATH, ...secretsOfTests, ...settings, FOCALPOINT_MODE: 'development', DATABASE_URL: databaseUrl, FOCALPOINT_WORKER_DATABASE_URL: workerDatabaseUrl, FOCALPOINT_KEYRING_PATH: keyringPath,
    };
    const doctor = async () => (await promisify(execFile)(process.execPath, [under('dist/src/cli.js'), 'doctor'], { env }).catch((error: { stdout: string }) => error)).stdout;
    expect(await doctor()).not.toContain('storage:');
    await line.all({ resetAfter: 0 });
    expect(await doctor()).toContain(`storage: the bucket files at http://127.0.0.1:${line.port} does not answer, or not to this key`);
  });
});
