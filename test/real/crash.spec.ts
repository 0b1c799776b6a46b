import { randomBytes, randomUUID } from 'node:crypto';
import type { FailPoint } from '../../src/kernel/fail-point.js';
import { Storage } from '../../src/kernel/storage/index.js';
import { Doomed } from '../support/doomed.js';
import type { Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';
import { Tus } from '../support/tus.js';

/** How often each place is died at; two at a time. */
const rounds = Number(process.env.FOCALPOINT_TEST_ROUNDS ?? 5);
const minutes = 20 * 60_000;

describe('RR-1: a process that is killed', () => {
  let portal: Portal;
  let operator: Operator;
  let officer: Official;
  const text = () => Buffer.from(randomBytes(450_000).toString('hex'));

  beforeAll(async () => {
    portal = await Portal.start();
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
  });
  afterAll(() => portal.stop());
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
  /** Has a node that lives do every job there is, those of the dead as well. */
  async function drained(): Promise<void> {
    const node = await Doomed.start(operator, { jobs: true });
    try {
      for (let turn = 0; turn < 600; turn++) {
        const { rows: [left] } = await portal.owner.query<{ count: string }>('SELECT count(*) FROM graphile_worker._private_jobs WHERE run_at <= now() + interval \'1 minute\'');
        if (left?.count === '0') return;
        if (turn % 20 === 0) await portal.owner.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND locked_at IS NULL');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('jobs are left over');
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
});
