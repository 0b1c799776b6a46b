import { randomBytes, randomUUID } from 'node:crypto';
import { under } from '../../deploy/launcher/paths.js';
import type { FailPoint } from '../../src/kernel/fail-point.js';
import { Storage } from '../../src/kernel/storage/index.js';
import { Doomed } from '../support/doomed.js';
import { marking, type Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { written } from '../support/papers.js';
import { Portal } from '../support/portal.js';
import { Tus } from '../support/tus.js';

/** How often each place is died at; two at a time. */
const rounds = Number(process.env.FOCALPOINT_TEST_ROUNDS ?? 5);
const minutes = 20 * 60_000;

describe('RR-1: a process that is killed', () => {
  let portal: Portal;
  let operator: Operator;
  let officer: Official;
  let second: Official;
  let reader: Official;
  const text = () => Buffer.from(randomBytes(450_000).toString('hex'));

  beforeAll(async () => {
    portal = await Portal.start();
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
    second = await portal.official('AUS', 'focal_point');
    reader = await portal.official('IDN');
    // Nodes that are killed never write down what they compiled; one that ends by itself does, and each of them begins sooner.
    operator.command(['fsck'], { NODE_COMPILE_CACHE: under('var/compile-cache') });
  });
  afterAll(() => portal.stop());
  // Who they are was proven a moment ago, however long the rounds before took.
  beforeEach(() => portal.owner.query('UPDATE app.sessions SET proven_at = now()'));
  // Nothing is out of place once the strays are swept that a crash may leave, and sweeping takes nothing that belongs to somebody.
  afterEach(async () => {
    expect(await operator.faults()).toEqual([]);
    const strays = await operator.faults({ grace: 0, repair: true });
    expect(strays.filter((fault) => !fault.startsWith('I2 object-without-row'))).toEqual([]);
    expect(await operator.faults({ grace: 0 })).toEqual([]);
  });

  /** Rounds side by side, two at a time. */
  async function repeat(round: (index: number) => Promise<void>, times = rounds): Promise<void> {
    let next = 0;
    const lane = async () => {
      while (next < times) await round(next++);
    };
    await Promise.all([lane(), lane()]);
  }

  const versions = async (id: string) => (await officer.open(id)).versions.length;
  const path = (id: string) => `/documents/${id}/versions?fileName=report.txt`;
  const octets = async (id: string) => {
    const { rows: [row] } = await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.document_versions WHERE document_id = $1', [id]);
    return row?.storage_key ?? '';
  };
  /** Has a node that lives do every job there is: those of the dead as well, and those that died with so many of them that they are not tried again by themselves. */
  async function drained(): Promise<void> {
    const node = await Doomed.start(operator, { jobs: true });
    try {
      for (let turn = 0; turn < 1_800; turn++) {
        const { rows: left } = await portal.owner.query<{ task: string; attempts: number; error: string | null }>(
          `SELECT t.identifier AS task, j.attempts, j.last_error AS error FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE j.run_at <= now() + interval '1 minute'`);
        if (left.length === 0) return;
        if (turn === 1_799) throw new Error(`jobs are left over: ${JSON.stringify(left)}`);
        if (turn % 20 === 0) await portal.owner.query('UPDATE graphile_worker._private_jobs SET run_at = least(run_at, now()), attempts = CASE WHEN last_error IS NULL AND attempts >= max_attempts THEN 0 ELSE attempts END WHERE locked_at IS NULL');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    } finally {
      await node.kill();
    }
  }

  const beforeCommit: FailPoint[] = ['sealed-header', 'sealed-first-frame', 'sealed-frame', 'sealed-last-frame', 'stored-aside', 'stored', 'version-entered', 'version-recorded'];
  it.each([...beforeCommit.map((at) => [at, 0] as const), ['version-committed', 1] as const])('while a file comes in, at %s, leaves %i version to be seen, and one after the same is sent again', async (at, seen) => {
    await repeat(async () => {
      const [{ id }, content, key] = [await officer.draft(), text(), randomUUID()];
      const node = await Doomed.start(operator, { at });
      expect(await node.ask(officer, 'POST', path(id), content, { 'Idempotency-Key': key })).toBeNull();
      expect(await node.died()).toBe('SIGKILL');
      expect(await versions(id)).toBe(seen);
      const again = await officer.upload(id, content).set('Idempotency-Key', key);
      expect(again).toMatchObject({ status: 201, body: { number: 1 } });
      expect(await versions(id)).toBe(1);
    });
    await drained();
  }, minutes);

  it('after it said 201 has lost nothing', async () => {
    await repeat(async () => {
      const [{ id }, content] = [await officer.draft(), text()];
      const node = await Doomed.start(operator);
      const answer = await node.ask(officer, 'POST', path(id), content);
      await node.kill();
      expect(answer).toMatchObject({ status: 201, body: { number: 1 } });
      expect(await versions(id)).toBe(1);
    });
    await drained();
  }, minutes);

  it.each<FailPoint>(['segment-stored', 'segment-entered'])('while a part of a resumable upload comes in, at %s, lets it go on from where it stood', async (at) => {
    await repeat(async () => {
      const [{ id }, content] = [await officer.draft(), text()];
      const tus = new Tus(portal.url, officer);
      const upload = await tus.begun(id, content.length);
      expect(await tus.send(upload, 0, content.subarray(0, 300_000))).toMatchObject({ status: 204 });
      const node = await Doomed.start(operator, { at });
      const cut = await node.ask(officer, 'PATCH', `/uploads/${upload}`, content.subarray(300_000), { 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '300000' });
      expect([cut, await node.died()]).toEqual([null, 'SIGKILL']);
      expect((await tus.stands(upload)).offset).toBe(300_000);
      // The dead one still holds it; its time is let pass.
      await portal.owner.query(`UPDATE app.uploads SET held_until = now() WHERE id = $1`, [upload]);
      expect(await tus.send(upload, 300_000, content.subarray(300_000))).toMatchObject({ status: 204 });
    });
    await drained();
    const { rows } = await portal.owner.query(`SELECT state, count(*)::int FROM app.uploads GROUP BY state`);
    expect(rows).toEqual([{ state: 'kept', count: expect.any(Number) }]);
  }, minutes);

  const inJobs: FailPoint[] = ['upload-joined', 'upload-kept'];
  it.each(inJobs)('while the parts of an upload are joined, at %s, makes one version of it in the end', async (at) => {
    const documents: string[] = [];
    await repeat(async () => {
      const [{ id }, content] = [await officer.draft(), text()];
      documents.push(id);
      const tus = new Tus(portal.url, officer);
      const upload = await tus.begun(id, content.length);
      expect(await tus.send(upload, 0, content)).toMatchObject({ status: 204 });
      expect(await (await Doomed.start(operator, { at, jobs: true })).died()).toBe('SIGKILL');
    });
    await drained();
    for (const id of documents) expect((await officer.open(id)).versions).toMatchObject([{ number: 1, scan: 'not_scanned' }]);
  }, minutes);

  it.each<FailPoint>(['inspection-begins', 'inspection-reads', 'inspection-has-verdict', 'inspection-recorded'])('while it inspects, at %s, has the file inspected by another in the end', async (at) => {
    const documents: string[] = [];
    await repeat(async () => {
      const { id } = await officer.draft();
      documents.push(id);
      expect(await officer.upload(id, text())).toMatchObject({ status: 201 });
      expect(await (await Doomed.start(operator, { at, jobs: true })).died()).toBe('SIGKILL');
    });
    await drained();
    for (const id of documents) expect((await officer.open(id)).versions).toMatchObject([{ number: 1, scan: 'not_scanned' }]);
    const { rows: [events] } = await portal.owner.query<{ count: number }>(`SELECT count(*)::int FROM app.events WHERE name = 'document.inspected' AND subject_id = ANY ($1)`, [documents]);
    expect(events?.count).toBe(documents.length);
  }, minutes);

  it('while a version is taken back, before that is recorded, has taken back nothing', async () => {
    await repeat(async () => {
      const { id } = await officer.draft();
      await officer.upload(id, text());
      const node = await Doomed.start(operator, { at: 'file-forgotten' });
      expect([await node.ask(officer, 'DELETE', `/documents/${id}/versions/1`), await node.died()]).toEqual([null, 'SIGKILL']);
      expect(await versions(id)).toBe(1);
      expect((await officer.call('delete', `/documents/${id}/versions/1`)).status).toBe(204);
    });
    await drained();
  }, minutes);

  it.each<FailPoint>(['blob-to-remove', 'blob-removed'])('while what was taken back is removed, at %s, leaves none of it in the end', async (at) => {
    const keys: string[] = [];
    await repeat(async () => {
      const { id } = await officer.draft();
      await officer.upload(id, text());
      keys.push(await octets(id));
      expect((await officer.call('delete', `/documents/${id}/versions/1`)).status).toBe(204);
      expect(await (await Doomed.start(operator, { at, jobs: true })).died()).toBe('SIGKILL');
    });
    await drained();
    for await (const blob of portal.app.get(Storage).list()) expect(keys).not.toContain(blob.key);
  }, minutes);

  /** Documents with a file that was looked into, one for each round. */
  async function inspected(content: () => Buffer, fileName: string): Promise<string[]> {
    const documents: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const { id } = await officer.draft();
      expect(await officer.upload(id, content(), fileName)).toMatchObject({ status: 201 });
      documents.push(id);
    }
    await drained();
    return documents;
  }

  const disposal: FailPoint[] = ['disposal-certified', 'document-erased', 'file-forgotten', 'disposal-recorded'];
  it.each(disposal)('while a document is disposed of, at %s, has disposed of nothing; decided once more, nothing stays but its tombstone', async (at) => {
    const documents = await inspected(text, 'report.txt');
    for (const id of documents) expect((await officer.get(`/documents/${id}/versions/1/pages`)).status).toBe(200);
    const { rows: before } = await portal.owner.query<{ storage_key: string }>(`SELECT storage_key FROM app.sealed_files WHERE split_part(subject, '/', 2) = ANY ($1)`, [documents]);
    expect(before).toHaveLength(2 * documents.length); // the file, and what was made of it
    await repeat(async (round) => {
      const id = documents[round] ?? '';
      expect(await officer.release(id, marking('green'))).toMatchObject({ status: 200 });
      const { body: { id: request } } = await officer.post(`/documents/${id}/retention-requests`, { deed: 'dispose', reason: 'Its time is over' });
      const decision = { decision: 'approve' };
      const node = await Doomed.start(operator, { at });
      const answer = await node.ask(second, 'PUT', `/retention-requests/${request as string}/decision`, Buffer.from(JSON.stringify(decision)), { 'Content-Type': 'application/json' });
      expect([answer, await node.died()]).toEqual([null, 'SIGKILL']);
      expect((await officer.get(`/documents/${id}/versions/1/file`)).status).toBe(200);
      expect((await officer.get(`/tombstones/${id}`)).status).toBe(404);
      expect((await second.put(`/retention-requests/${request as string}/decision`, decision)).status).toBe(204);
      expect((await officer.get(`/documents/${id}`)).body).toMatchObject({ type: '/problems/disposed' });
      expect((await officer.get(`/tombstones/${id}`)).status).toBe(200);
    });
    await drained();
    const keys = new Set(before.map(({ storage_key }) => storage_key));
    for await (const { key } of portal.app.get(Storage).list()) expect(keys.has(key)).toBe(false);
    const { rows: [events] } = await portal.owner.query<{ count: number }>(`SELECT count(*)::int FROM app.events WHERE name = 'document.disposed' AND subject_id = ANY ($1)`, [documents]);
    expect(events?.count).toBe(documents.length);
  }, minutes);

  it.each<FailPoint>(['key-rotated', 'rewrapped'])('while what a key wraps is wrapped anew, at %s, leaves every file readable, and another node goes on from there', async (at) => {
    const [{ id }, content] = [await officer.draft(), text()];
    expect(await officer.upload(id, content)).toMatchObject({ status: 201 });
    await drained();
    const mustBeReadable = async () => expect(await (await fetch(`${portal.url}/api/v1/documents/${id}/versions/1/file`, { headers: officer.headers })).text()).toBe(content.toString());
    for (let round = 0; round < Math.min(rounds, 5); round++) { // a party has one rotation at a time, so they are not side by side
      expect((await second.post('/parties/AUS/key-rotations')).status).toBe(201);
      expect(await (await Doomed.start(operator, { at, jobs: true })).died()).toBe('SIGKILL');
      await mustBeReadable();
      await drained();
      await mustBeReadable();
    }
    const { rows } = await portal.owner.query(`SELECT FROM app.sealed_files WHERE owner = 'AUS' GROUP BY key_id`);
    expect(rows).toHaveLength(1);
  }, minutes);

  it.each<[FailPoint, number]>([['copy-asked', 0], ['copy-marked', 0], ['copy-recorded', 1]])('while a copy gets its watermark, at %s, has given out nothing and recorded %i of it', async (at, recorded) => {
    const page = await written(1);
    const documents = await inspected(() => page, 'report.pdf');
    await repeat(async (round) => {
      const id = documents[round] ?? '';
      expect(await officer.release(id, marking('green', [], { handlingCaveats: ['no_onward_sharing'] }))).toMatchObject({ status: 200 });
      const downloads = async () => (await portal.owner.query(`SELECT FROM app.events WHERE name = 'document.downloaded' AND subject_id = $1`, [id])).rowCount ?? 0;
      const node = await Doomed.start(operator, { at });
      expect([await node.ask(reader, 'GET', `/documents/${id}/versions/1/file`), await node.died()]).toEqual([null, 'SIGKILL']);
      expect(await downloads()).toBe(recorded);
      const again = await reader.get(`/documents/${id}/versions/1/file`);
      expect([again.status, again.headers['content-type'], await downloads()]).toEqual([200, 'application/pdf', recorded + 1]);
    });
  }, minutes);

  it.each<FailPoint>(['rendition-sealed', 'rendition-entered'])('while pages are made, at %s, has them made anew and kept once', async (at) => {
    const documents = await inspected(text, 'report.txt');
    await repeat(async (round) => {
      const shape = `/documents/${documents[round]}/versions/1/pages`;
      const node = await Doomed.start(operator, { at });
      expect([await node.ask(officer, 'GET', shape), await node.died()]).toEqual([null, 'SIGKILL']);
      expect((await officer.get(shape)).body).toMatchObject({ as: 'text' });
    });
    const { rows } = await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.renditions WHERE document_id = ANY ($1)', [documents]);
    expect(rows).toHaveLength(documents.length);
  }, minutes);
});
