import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { Server } from '../support/server.js';
import { Tus } from '../support/tus.js';
import { until } from '../support/until.js';

const MiB = 2 ** 20;

/** The server as it is run, a process of its own that may be killed at any moment. */
describe('an upload and the process that takes it', () => {
  let portal: Portal;
  let officer: Official;
  let id: string;
  let server: Server | undefined;

  beforeAll(async () => {
    portal = await Portal.start({ env: { FOCALPOINT_RUN_JOBS: 'false' } });
    officer = await portal.official('AUS', 'document_officer');
  });
  beforeEach(async () => { ({ id } = await officer.draft()); });
  afterEach(async () => { await server?.stop(); server = undefined; });
  afterAll(() => portal.stop());

  const started = async () => {
    server = await Server.start(portal);
    return { server, tus: new Tus(server.url, server.as(officer)) };
  };
  const killed = async (one: Server) => {
    const ended = once(one.process, 'exit');
    one.process.kill('SIGKILL');
    await ended;
  };
  const settled = (tus: Tus, upload: string) => until('it is kept or rejected', async () => {
    const found = await tus.look(upload);
    return ['kept', 'rejected'].includes(String(found.state)) && found;
  });
  /** Sends from `offset` until the process has made a part last that was not there before, then is cut by its death. */
  const untilKilled = async (upload: string, content: Buffer, offset: number) => {
    const { server: mortal, tus } = await started();
    const sending = tus.sending(upload, offset, content.length - offset);
    const feeding = (async () => { for (let at = offset; at < content.length; at += 256 * 1024) await Promise.race([sending.write(content.subarray(at, at + 256 * 1024)), sending.answered]); })();
    for (let turn = 0; turn < 400 && (await received(upload)) <= offset; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    await killed(mortal);
    await Promise.race([feeding, sending.answered]);
    sending.cut();
    return received(upload);
  };
  const received = async (upload: string) => Number((await portal.owner.query<{ received: string }>('SELECT received FROM app.uploads WHERE id = $1', [upload])).rows[0]?.received);
  /** The lease of a process that died ends by itself; tests do not wait for it. */
  const leaseOver = (upload: string) => portal.owner.query('UPDATE app.uploads SET held_until = now() WHERE id = $1', [upload]);
  const announced = async (content: Buffer) => new Tus(portal.url, officer).begun(id, content.length, { sha256: createHash('sha256').update(content).digest('hex') });

  it('RR-4 goes on in a new process where the killed one had come to, byte-identical', async () => {
    const content = Buffer.from(randomBytes(25 * MiB).toString('hex')); // three segments and a bit
    const upload = await announced(content);
    const first = await untilKilled(upload, content, 0);
    expect(first).toBeGreaterThanOrEqual(16 * MiB);
    expect(first).toBeLessThan(content.length);
    await leaseOver(upload);
    const second = await untilKilled(upload, content, first);
    expect(second).toBeGreaterThan(first);
    await leaseOver(upload);
    const { tus } = await started();
    expect((await tus.stands(upload)).offset).toBe(second);
    if (second < content.length) expect((await tus.send(upload, second, content.subarray(second))).status).toBe(204);
    expect(await settled(tus, upload)).toMatchObject({ state: 'kept', version: 1 });
    const { versions } = await tus.official.open(id);
    expect(versions).toMatchObject([{ sha256: createHash('sha256').update(content).digest('hex') }]);
  }, 120_000);

  it('RR-4 is rejected when other bytes follow the death', async () => {
    const content = Buffer.from(randomBytes(10 * MiB).toString('hex'));
    const upload = await announced(content);
    const offset = await untilKilled(upload, content, 0);
    await leaseOver(upload);
    const { tus } = await started();
    const other = Buffer.from(randomBytes((content.length - offset) / 2).toString('hex'));
    expect((await tus.send(upload, offset, other)).status).toBe(204);
    expect(await settled(tus, upload)).toMatchObject({ state: 'rejected', problem: { type: '/problems/checksum' } });
    expect((await tus.official.open(id)).versions).toEqual([]);
  }, 120_000);

  it('RR-12 is told to go on elsewhere by a process that ends, and keeps what came', async () => {
    const { server: ending, tus } = await started();
    const upload = await tus.begun(id, 1_000_000);
    const sending = tus.sending(upload, 0, 1_000_000);
    await sending.write(randomBytes(200_000).toString('hex'));
    await until('it is held', async () => (await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND holder IS NOT NULL', [upload])).rowCount === 1);
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // on a slow machine not all of it has come by then
    await ending.stop();
    expect([503, null]).toContain(await sending.answered);
    expect(await received(upload)).toBeGreaterThan(0);
    expect(await received(upload)).toBeLessThanOrEqual(400_000);
    expect((await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND holder IS NULL', [upload])).rowCount).toBe(1);
  });

  it('SR-60 takes a part of the memory it would fill, however large it is', async () => {
    const { server: one, tus } = await started();
    const memory = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${one.process.pid}/status`, 'utf8'))?.[1]) * 1024;
    const line = Buffer.from(randomBytes(MiB / 2).toString('hex'));
    const length = 256 * MiB;
    const warm = await tus.begun(id, 32 * MiB);
    const warming = tus.sending(warm, 0, 32 * MiB);
    for (let at = 0; at < 32; at++) await warming.write(line);
    expect(await warming.end()).toBe(204);
    await settled(tus, warm);
    const idle = memory();
    let most = idle;
    const sampling = setInterval(() => { most = Math.max(most, memory()); }, 20);
    const upload = await tus.begun(id, length);
    const sending = tus.sending(upload, 0, length);
    for (let at = 0; at < 256; at++) await sending.write(line);
    expect(await sending.end()).toBe(204);
    const whileSent = most - idle;
    await settled(tus, upload);
    clearInterval(sampling);
    if (process.env.FOCALPOINT_TEST_FIGURES) process.stderr.write(`memory over idle: ${Math.round(whileSent / MiB)} MiB while it comes, ${Math.round((most - idle) / MiB)} MiB while it is joined (idle ${Math.round(idle / MiB)} MiB)\n`);
    expect(whileSent).toBeLessThan(64 * MiB);
    expect(most - idle).toBeLessThan(128 * MiB);
  }, 180_000);
});
