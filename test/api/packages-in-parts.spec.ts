import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { FailPoint } from '../../src/kernel/fail-point.js';
import { Jobs } from '../../src/kernel/jobs/index.js';
import { SealedFiles } from '../../src/kernel/sealed-files/index.js';
import { systemActor } from '../../src/kernel/access/index.js';
import { freePort } from '../../deploy/launcher/port.js';
import { draftCourse, lookedThrough, package12, portalWithPackages } from '../support/course-packages.js';
import { Doomed } from '../support/doomed.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import type { Portal } from '../support/portal.js';
import { toCourses, Tus } from '../support/tus.js';
import { until } from '../support/until.js';

const unknown = '00000000-0000-4000-8000-000000000000';
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const checksum = (part: Buffer) => ({ 'Upload-Checksum': `sha256 ${createHash('sha256').update(part).digest('base64')}` });
/** A package that cannot be told from another by its length. */
const made = (octets = 300_000) => package12([{ id: 'a' }, { id: 'b' }], [{ name: 'film.mp4', content: randomBytes(octets), stored: true }]);

describe('a package over a bad line', () => {
  let portal: Portal;
  let author: Official;
  let tus: Tus;
  let course: string;

  beforeAll(async () => {
    portal = await portalWithPackages();
    author = await portal.official('AUS', 'course_author');
    tus = new Tus(portal.url, author, toCourses);
  });
  beforeEach(async () => { ({ courseId: course } = await draftCourse(portal, 'AUS')); });
  afterAll(() => portal.stop());

  const packages = async () => (await portal.owner.query<{ id: string; state: string; sha256: string; strict: boolean; storage_key: string; created_by: string }>('SELECT * FROM app.packages WHERE course_id = $1', [course])).rows;
  const traces = async () => {
    await portal.settled();
    const { rows: [counted] } = await portal.owner.query<{ files: number; segments: number; used: string }>(
      `SELECT (SELECT count(*)::int FROM app.sealed_files) AS files, (SELECT count(*)::int FROM app.upload_segments) AS segments, coalesce((SELECT bytes FROM app.storage_used WHERE party = 'AUS'), 0) AS used`);
    return { ...counted, blobs: readdirSync(portal.settings.storagePath, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length };
  };
  const told = async (name: string) => (await portal.owner.query('SELECT FROM app.events WHERE name = $1 AND subject_id = $2 AND actor = $3', [name, course, author.id])).rowCount;
  /** What lies in the store, opened. */
  const octets = async (key: string) => {
    const file = await portal.db.read(systemActor('file-keeping'), () => portal.app.get(SealedFiles).find(key));
    const hash = createHash('sha256');
    for await (const piece of await file.open()) hash.update(piece as Buffer);
    return hash.digest('hex');
  };
  const wholeIs = async (content: Buffer) => {
    const [found, ...more] = await packages();
    expect(more).toEqual([]);
    expect(found).toMatchObject({ state: 'ready', sha256: sha256(content), created_by: author.id });
    expect(await octets(found?.storage_key ?? '')).toBe(sha256(content));
  };

  it('comes in parts, each with its checksum, and becomes one package, however often it is said to be whole', async () => {
    const content = made();
    const id = await tus.begun(course, content.length, { sha256: sha256(content), strict: 'true' });
    for (const [from, to] of [[0, 100_000], [100_000, 100_001], [100_001, content.length]] as const) {
      const answer = await tus.send(id, from, content.subarray(from, to), checksum(content.subarray(from, to)));
      expect({ status: answer.status, offset: answer.headers['upload-offset'], tus: answer.headers['tus-resumable'] }).toEqual({ status: 204, offset: String(to), tus: '1.0.0' });
    }
    expect((await tus.send(id, content.length, '')).status).toBe(204);
    expect((await lookedThrough(tus, id)).body).toMatchObject({ state: 'ready', strict: true, title: 'A course' });
    expect(await tus.look(id)).toMatchObject({ state: 'kept', course, strict: true, received: content.length, problem: null, package: (await packages())[0]?.id });
    for (let again = 0; again < 2; again++) await portal.db.write(await portal.actor(author), () => portal.app.get(Jobs).enqueue('join-upload', { id, party: 'AUS' }));
    expect((await tus.send(id, content.length, '')).status).toBe(204);
    await portal.settled();
    await wholeIs(content);
    expect([await told('package.upload-begun'), await told('package.upload-completed')]).toEqual([1, 1]);
    expect(await traces()).toMatchObject({ segments: 0 });
  });

  it('says what of the protocol it speaks, and how large a package may be', async () => {
    const answer = await fetch(`${portal.url}/api/v1/package-uploads`, { method: 'OPTIONS', headers: author.headers });
    expect([answer.status, answer.headers.get('tus-max-size'), answer.headers.get('tus-version')]).toEqual([204, String(500 * 2 ** 20), '1.0.0']);
    expect((await tus.announce(course, 500 * 2 ** 20 + 1)).body).toMatchObject({ status: 413, type: '/problems/too-large' });
  });

  it.each<[string, Record<string, string>, number]>([
    ['no course', { course: '' }, 400], ['a document', { document: unknown }, 400], ['a course that is none', { course: unknown }, 404], ['a wish nobody knows', { strict: 'very' }, 400], ['a checksum that is none', { sha256: 'abc' }, 400], ['a hostile name', { filename: '../x.zip' }, 422],
  ])('is not begun with %s', async (_what, more, status) => {
    expect((await tus.announce(course, 10, more)).status).toBe(status);
  });

  it('stays where it stands at a wrong offset, a wrong checksum, or too much', async () => {
    const content = made(5_000);
    const id = await tus.begun(course, content.length);
    expect((await tus.send(id, 0, content.subarray(0, 1_000))).status).toBe(204);
    const next = content.subarray(1_000, 2_000);
    for (const [offset, part, headers, status] of [
      [0, next, {}, 409], [1_001, next, {}, 409], [1_000, next, checksum(content.subarray(1_001, 2_001)), 460], [1_000, Buffer.alloc(content.length), {}, 413], [1_000, next, { 'Content-Type': 'application/zip' }, 415], [1_000, next, { 'Tus-Resumable': '2.0.0' }, 412],
    ] as [number, Buffer, Record<string, string>, number][]) {
      expect({ headers, status: (await tus.send(id, offset, part, headers)).status }).toEqual({ headers, status });
      expect((await tus.stands(id)).offset).toBe(1_000);
    }
    expect((await tus.send(id, 1_000, content.subarray(1_000))).status).toBe(204);
    await lookedThrough(tus, id);
    await wholeIs(content);
  });

  it('keeps what came before the line broke, in the middle of a part and before its answer, and goes on there', async () => {
    const port = await freePort();
    const line = await FaultProxy.before({ host: '127.0.0.1', port });
    const url = `http://127.0.0.1:${line.port}`;
    const { settings } = await portal.beside({ PORT: String(port), FOCALPOINT_PUBLIC_URL: url });
    const far = new Tus(url, new Official(url, settings, { id: author.id, name: author.name, party: 'AUS', token: author.token }), toCourses);
    const content = made(2_000_000);
    const id = await far.begun(course, content.length, { sha256: sha256(content) });
    const sending = far.sending(id, 0, content.length);
    await sending.write(content.subarray(0, 900_000));
    await until('it is on its way to the store', async () => (await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND holder IS NOT NULL', [id])).rowCount === 1);
    await line.all();
    expect(await sending.answered).toBeNull();
    await until('what came is kept', async () => (await far.stands(id)).offset > 0);
    const { offset } = await far.stands(id);
    expect(offset).toBeLessThanOrEqual(900_000);
    await until('it is let go', async () => (await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND holder IS NULL', [id])).rowCount === 1);
    // All of it arrives, and the answer does not.
    await line.next({ resetAfter: 1 });
    await expect(far.send(id, offset, content.subarray(offset)).then(({ status }) => status)).rejects.toThrow();
    expect((await far.stands(id)).offset).toBe(content.length);
    await lookedThrough(far, id);
    await wholeIs(content);
    await line.stop();
  });

  it('is there for nobody but whoever began it, nor as anything else', async () => {
    const id = await tus.begun(course, 1_000);
    await tus.send(id, 0, Buffer.alloc(10));
    const colleague = new Tus(portal.url, await portal.official('AUS', 'course_author'), toCourses);
    const stranger = new Tus(portal.url, await portal.official('IDN', 'course_author'), toCourses);
    const bare = ({ status, body, headers }: { status: number; body: object; headers: Record<string, string> }) => ({ status, body: { ...body, instance: '' }, headers: { ...headers, 'x-request-id': '', date: '', 'content-security-policy': '' } });
    for (const other of [colleague, stranger]) {
      for (const ask of [(one: string) => other.official.get(`/package-uploads/${one}`), (one: string) => other.send(one, 10, 'def'), (one: string) => other.give(one)]) {
        const [hidden, random] = [await ask(id), await ask(unknown)];
        expect(bare(hidden)).toEqual(bare(random));
        expect(hidden.status).toBe(404);
      }
      expect((await other.stands(id)).status).toBe(404);
      expect((await other.official.get('/package-uploads')).body).toEqual({ items: [] });
      expect((await other.announce(course, 10)).status).toBe(other === stranger ? 404 : 201);
    }
    // A course that is none is not told from one of others.
    expect(bare(await stranger.announce(course, 10))).toEqual(bare(await stranger.announce(unknown, 10)));
    expect((await portal.stranger.get(`/package-uploads/${id}`)).status).toBe(401);
    expect((await new Tus(portal.url, await portal.official('AUS', 'course_officer'), toCourses).announce(course, 10)).status).toBe(403);
    // Who writes both: what is sent to a course is no upload to a document.
    const both = await portal.official('AUS', 'course_author', 'contributor');
    const mine = await new Tus(portal.url, both, toCourses).begun(course, 10);
    expect((await new Tus(portal.url, both).send(mine, 0, 'abc')).status).toBe(404);
    expect((await both.get('/uploads')).body).toEqual({ items: [] });
    expect((await tus.stands(id)).offset).toBe(10);
    expect((await author.get('/package-uploads')).body.items).toContainEqual(expect.objectContaining({ id, course, received: 10, length: 1_000, fileName: 'course.zip', state: 'receiving' }));
  });

  it('is asked for anew with each part: a role that is gone', async () => {
    const leaver = await portal.official('AUS', 'course_author');
    const theirs = new Tus(portal.url, leaver, toCourses);
    const id = await theirs.begun(course, 20);
    await portal.owner.query(`UPDATE app.delegations SET roles = ARRAY['reader'] WHERE user_id = $1`, [leaver.id]);
    expect([401, 403]).toContain((await theirs.send(id, 0, 'abc')).status);
    expect((await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND received = 0', [id])).rowCount).toBe(1);
  });

  it('leaves nothing when it is given up, when nobody goes on with it, or when its course is discarded', async () => {
    const before = await traces();
    const other = await draftCourse(portal, 'AUS');
    const [given, left, orphan] = [await tus.begun(course, 20), await tus.begun(course, 20), await tus.begun(other.courseId, 20)];
    for (const one of [given, left, orphan]) await tus.send(one, 0, 'abcdefghij');
    expect((await tus.give(given)).status).toBe(204);
    await portal.owner.query(`UPDATE app.uploads SET expires_at = now() - interval '1 minute' WHERE id = $1`, [left]);
    expect((await tus.stands(left)).status).toBe(410);
    expect((await tus.send(left, 10, 'k')).body).toMatchObject({ status: 410, type: '/problems/upload-expired' });
    expect((await author.call('delete', `/courses/${other.courseId}`).set('If-Match', '"1"')).status).toBe(204);
    expect((await tus.stands(orphan)).status).toBe(404);
    await portal.settled();
    await portal.db.write(await portal.actor(author), () => portal.app.get(Jobs).enqueue('sweep-uploads', {}));
    await portal.settled();
    expect((await portal.owner.query('SELECT FROM app.uploads WHERE id = ANY ($1)', [[given, left, orphan]])).rowCount).toBe(0);
    expect(await traces()).toEqual(before);
    expect([await told('package.upload-abandoned'), await told('package.upload-expired')]).toEqual([1, 0]);
    expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'package.upload-expired' AND subject_id = $1`, [course])).rowCount).toBe(1);
  });

  it('is refused without a trace when it is not the file that was announced, or nothing at all', async () => {
    const before = await traces();
    const content = made(5_000);
    const id = await tus.begun(course, content.length, { sha256: sha256(content) });
    await tus.send(id, 0, content.subarray(0, 2_000));
    await tus.send(id, 2_000, randomBytes(content.length - 2_000)); // another file's octets after the cut
    expect((await lookedThrough(tus, id)).body).toMatchObject({ status: 422, type: '/problems/checksum' });
    expect(await packages()).toEqual([]);
    expect((await tus.announce(course, 0)).body).toMatchObject({ status: 422, type: '/problems/package-refused', code: 'NOT_A_ZIP' });
    expect(await packages()).toMatchObject([{ state: 'rejected' }]);
    expect(await traces()).toEqual(before);
  });

  it('says what is wrong with it to who asks later, and keeps one report of that', async () => {
    const content = Buffer.from('a text');
    const id = await tus.begun(course, content.length);
    await tus.send(id, 0, content);
    const { body } = await lookedThrough(tus, id);
    expect(body).toMatchObject({ status: 422, code: 'NOT_A_ZIP', detail: expect.any(String) });
    await portal.db.write(await portal.actor(author), () => portal.app.get(Jobs).enqueue('join-upload', { id, party: 'AUS' }));
    await portal.settled();
    expect(await packages()).toMatchObject([{ id: body.package, state: 'rejected' }]);
    expect(await tus.look(id)).toMatchObject({ state: 'rejected', package: null });
  });
});

describe('a package and the process that takes it', () => {
  let portal: Portal;
  let operator: Operator;
  let author: Official;
  let tus: Tus;
  let course: string;

  beforeAll(async () => {
    portal = await portalWithPackages('localhost', { jobs: false });
    operator = new Operator(portal);
    author = await portal.official('AUS', 'course_author');
    tus = new Tus(portal.url, author, toCourses);
  });
  beforeEach(async () => { ({ courseId: course } = await draftCourse(portal, 'AUS')); });
  // Nothing is out of place once the strays are swept that a crash may leave.
  afterEach(async () => {
    const strays = await operator.faults({ grace: 0, repair: true });
    expect(strays.filter((fault) => !fault.startsWith('I2 object-without-row'))).toEqual([]);
    expect(await operator.faults({ grace: 0 })).toEqual([]);
  });
  afterAll(() => portal.stop());

  const ready = async () => (await portal.owner.query<{ sha256: string }>(`SELECT sha256 FROM app.packages WHERE course_id = $1 AND state = 'ready'`, [course])).rows;
  /** Has a node that lives take up what the dead one left. */
  async function lookedAt(id: string): Promise<void> {
    const node = await Doomed.start(operator, { jobs: true });
    try {
      await portal.owner.query('UPDATE graphile_worker._private_jobs SET run_at = now(), locked_at = NULL, locked_by = NULL');
      await portal.owner.query('UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL');
      await lookedThrough(tus, id);
      await portal.settled();
    } finally {
      await node.kill();
    }
  }

  it.each<FailPoint>(['segment-stored', 'segment-entered'])('killed at %s while a part comes in, goes on from where it stood', async (at) => {
    const content = made(2_000_000);
    const id = await tus.begun(course, content.length, { sha256: sha256(content) });
    expect((await tus.send(id, 0, content.subarray(0, 300_000))).status).toBe(204);
    const node = await Doomed.start(operator, { at });
    const cut = await node.ask(author, 'PATCH', `/package-uploads/${id}`, content.subarray(300_000), { 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '300000' });
    expect([cut, await node.died()]).toEqual([null, 'SIGKILL']);
    expect((await tus.stands(id)).offset).toBe(300_000);
    await portal.owner.query('UPDATE app.uploads SET held_until = now() WHERE id = $1', [id]); // the dead one still holds it; its time is let pass
    expect((await tus.send(id, 300_000, content.subarray(300_000))).status).toBe(204);
    await lookedAt(id);
    expect(await ready()).toEqual([{ sha256: sha256(content) }]);
  }, 120_000);

  it.each<FailPoint>(['upload-joined', 'upload-kept'])('killed at %s while it is looked through, becomes one package', async (at) => {
    const content = made();
    const id = await tus.begun(course, content.length, { sha256: sha256(content) });
    expect((await tus.send(id, 0, content)).status).toBe(204);
    expect(await (await Doomed.start(operator, { at, jobs: true })).died()).toBe('SIGKILL');
    expect((await ready()).length).toBe(at === 'upload-kept' ? 1 : 0);
    await lookedAt(id);
    expect(await ready()).toEqual([{ sha256: sha256(content) }]);
  }, 120_000);

  it('I5: waits for ever without its job, which fsck names and has done', async () => {
    const content = made();
    const id = await tus.begun(course, content.length);
    await tus.send(id, 0, content);
    await portal.owner.query('DELETE FROM graphile_worker._private_jobs');
    expect(await operator.faults({ repair: true })).toEqual([`I5 job-lost upload/${id}`]);
    await lookedAt(id);
    expect(await ready()).toEqual([{ sha256: sha256(content) }]);
  }, 120_000);
});
