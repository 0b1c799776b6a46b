import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Jobs } from '../../src/kernel/jobs/index.js';
import { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { metadata, Tus } from '../support/tus.js';
import { until } from '../support/until.js';

const unknown = '00000000-0000-4000-8000-000000000000';
const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
/** Text, so that it is taken; of chance, so that it is nowhere else. */
const words = (octets: number) => randomBytes(Math.ceil(octets / 2)).toString('hex').slice(0, octets);

describe('an upload over a bad line', () => {
  let portal: Portal;
  let officer: Official;
  let tus: Tus;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_UPLOAD_MAX_BYTES: '80000000' } });
    officer = await portal.official('AUS', 'document_officer');
    tus = new Tus(portal.url, officer);
  });
  beforeEach(async () => { ({ id } = await officer.draft()); });
  afterAll(() => portal.stop());

  const ended = (upload: string) => until('the upload is kept or rejected', async () => ['kept', 'rejected'].includes(String((await tus.look(upload)).state)));
  const versions = async () => (await officer.open(id)).versions;
  const count = async (table: string) => Number((await portal.owner.query<{ count: string }>(`SELECT count(*) FROM app.${table}`)).rows[0]?.count);
  const blobs = () => readdirSync(portal.settings.storagePath, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

  it('RR-4 comes in parts, and becomes the file it was, once', async () => {
    const content = words(300_000);
    const upload = await tus.begun(id, content.length, { sha256: sha256(content), language: 'fr', note: 'Corrected' });
    expect(await versions()).toEqual([]);
    for (const [from, to] of [[0, 100_000], [100_000, 100_001], [100_001, 300_000]] as const) {
      const answer = await tus.send(upload, from, content.slice(from, to));
      expect({ status: answer.status, offset: answer.headers['upload-offset'], tus: answer.headers['tus-resumable'] }).toEqual({ status: 204, offset: String(to), tus: '1.0.0' });
      expect(Date.parse(String(answer.headers['upload-expires']))).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    }
    await ended(upload);
    expect(await tus.look(upload)).toMatchObject({ state: 'kept', version: 1, received: 300_000, document: id, problem: null });
    expect(await versions()).toMatchObject([{ number: 1, sha256: sha256(content), fileName: 'report.txt', language: 'fr', note: 'Corrected', bytes: 300_000 }]);
    await portal.settled();
    expect((await officer.get(`/documents/${id}/versions/1/file`).buffer(true)).text).toBe(content);
    // Asked again, the answer having been lost: nothing more comes of it.
    expect((await tus.send(upload, 300_000, '')).status).toBe(204);
    await portal.db.write(await portal.actor(officer), () => portal.app.get(Jobs).enqueue('join-upload', { id: upload, party: 'AUS' }));
    await portal.settled();
    expect(await versions()).toHaveLength(1);
    const { rows } = await portal.owner.query<{ name: string; actor: string }>(`SELECT name, actor FROM app.events WHERE subject_id = $1 AND name LIKE 'document.upload%' ORDER BY id`, [id]);
    expect(rows).toEqual(['document.upload-begun', 'document.upload-completed', 'document.uploaded'].map((name) => ({ name, actor: officer.id })));
    expect((await officer.get(`/documents/${id}/history`)).text).toContain('uploaded version 1');
  });

  it('says what of the protocol it speaks', async () => {
    const answer = await fetch(`${portal.url}/api/v1/uploads`, { method: 'OPTIONS', headers: officer.headers });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ 'tus-resumable': '1.0.0', 'tus-version': '1.0.0', 'tus-extension': 'creation,creation-with-upload,expiration,termination,checksum', 'tus-checksum-algorithm': 'sha256,sha1', 'tus-max-size': '80000000' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('tells what it was announced with, word for word, to whoever asks where it stands', async () => {
    const upload = await tus.begun(id, 10, { language: 'fr', note: 'très urgent', filetype: 'text/plain' });
    expect((await tus.stands(upload)).headers.get('upload-metadata')).toBe(metadata({ document: id, filename: 'report.txt', language: 'fr', note: 'très urgent', filetype: 'text/plain' }));
  });

  it('says in refusals from before its route, too, what it speaks, and what it wants', async () => {
    const upload = await tus.begun(id, 10);
    const refused = await tus.send(upload, 0, '12345', { 'Content-Type': 'application/octet-stream' });
    expect({ status: refused.status, detail: (refused.body as { detail: string }).detail, version: refused.headers['tus-resumable'] }).toEqual({ status: 415, detail: 'Send this as application/offset+octet-stream, not compressed.', version: '1.0.0' });
    const nothing = await fetch(`${portal.url}/api/v1/uploads/${upload}`, { method: 'OPTIONS', headers: officer.headers });
    expect(nothing.headers.get('tus-resumable')).toBe('1.0.0');
  });

  it('brings its first octets along when it is announced', async () => {
    const content = words(5_000);
    const half = await tus.announce(id, 5_000, {}, { 'Content-Type': 'application/offset+octet-stream' }).send(content.slice(0, 2_000));
    expect({ status: half.status, offset: half.headers['upload-offset'] }).toEqual({ status: 201, offset: '2000' });
    const upload = String(half.headers.location).split('/').at(-1) ?? '';
    expect(half.headers.location).toBe(`/api/v1/uploads/${upload}`);
    expect((await tus.send(upload, 2_000, content.slice(2_000))).status).toBe(204);
    await ended(upload);
    expect((await versions())[0]).toMatchObject({ sha256: sha256(content) });
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['no version of the protocol', { 'Tus-Resumable': '' }, 412, 'tus-version'], ['another version', { 'Tus-Resumable': '0.2.2' }, 412, 'tus-version'],
    ['no length', { 'Upload-Length': '' }, 400, 'invalid'], ['a length of nothing', { 'Upload-Length': '0' }, 400, 'invalid'], ['a negative length', { 'Upload-Length': '-5' }, 400, 'invalid'],
    ['a length in words', { 'Upload-Length': '1e3' }, 400, 'invalid'], ['a length said later', { 'Upload-Defer-Length': '1' }, 400, 'invalid'], ['parts to be put together', { 'Upload-Concat': 'partial' }, 400, 'invalid'],
    ['too large a file', { 'Upload-Length': '80000001' }, 413, 'too-large'], ['a length beyond all numbers', { 'Upload-Length': '9'.repeat(30) }, 400, 'invalid'],
    ['no metadata', { 'Upload-Metadata': '' }, 400, 'invalid'], ['metadata that is no Base64', { 'Upload-Metadata': 'filename %%%' }, 400, 'invalid'],
    ['metadata twice', { 'Upload-Metadata': `${metadata({ filename: 'a.txt' })},${metadata({ filename: 'b.txt' })}` }, 400, 'invalid'], ['metadata that is no UTF-8', { 'Upload-Metadata': `filename ${Buffer.from([0xff, 0xfe]).toString('base64')}` }, 400, 'invalid'],
    ['a key nobody knows', { 'Upload-Metadata': metadata({ document: unknown, filename: 'a.txt', owner: 'NZL' }) }, 400, 'invalid'], ['a document that is none', { 'Upload-Metadata': metadata({ document: unknown, filename: 'a.txt' }) }, 404, 'not-found'],
    ['a checksum that is none', { 'Upload-Metadata': metadata({ document: unknown, filename: 'a.txt', sha256: 'abc' }) }, 400, 'invalid'], ['a key that is none', { 'Idempotency-Key': 'a b' }, 400, 'invalid'],
  ])('is not begun with %s', async (_what, headers, status, type) => {
    const begun = await count('uploads');
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
    const call = tus.announce(id, 10, {}, sent);
    for (const [name, value] of Object.entries(headers)) if (value === '') call.unset(name);
    const answer = await call;
    expect({ status: answer.status, type: answer.body.type, tus: answer.headers['tus-resumable'] }).toEqual({ status, type: `/problems/${type}`, tus: '1.0.0' });
    if (status === 412) expect(answer.headers['tus-version']).toBe('1.0.0');
    expect(await count('uploads')).toBe(begun);
  });

  it.each(['../../etc/passwd', 'a\u202etxt.exe', 'CON', '  '])('takes no hostile name: %j', async (filename) => {
    expect([400, 422]).toContain((await tus.announce(id, 10, { filename })).status);
  });

  it('RR-4 stays where it stands at a wrong offset, a wrong checksum, or too much', async () => {
    const upload = await tus.begun(id, 20);
    expect((await tus.send(upload, 0, 'abcdefghij')).status).toBe(204);
    const digest = (algorithm: string, text: string) => `${algorithm} ${createHash(algorithm).update(text).digest('base64')}`;
    const stored = blobs().length;
    for (const [offset, part, headers, status] of [
      [0, 'abc', {}, 409], [11, 'abc', {}, 409], [10, 'abc', { 'Upload-Checksum': digest('sha256', 'abd') }, 460], [10, 'abc', { 'Upload-Checksum': digest('sha1', 'abd') }, 460],
      [10, 'abc', { 'Upload-Checksum': 'md5 1B2M2Y8AsgTpgAmY7PhCfg==' }, 400], [10, 'abc', { 'Upload-Checksum': 'sha256 abc' }, 400], [10, 'abcdefghijk', {}, 413],
      [10, 'abc', { 'Upload-Offset': 'ten' }, 400], [10, 'abc', { 'Tus-Resumable': '2.0.0' }, 412], [10, 'abc', { 'Content-Type': 'application/octet-stream' }, 415],
    ] as [number, string, Record<string, string>, number][]) {
      const answer = await tus.send(upload, offset, part, headers);
      expect({ headers, status: answer.status, type: String(answer.headers['content-type']) }).toEqual({ headers, status, type: expect.stringContaining('problem+json') });
      expect((await tus.stands(upload)).offset).toBe(10);
    }
    expect(blobs()).toHaveLength(stored);
    expect((await tus.send(upload, 10, 'klmno', { 'Upload-Checksum': digest('sha256', 'klmno') })).status).toBe(204);
    expect((await tus.send(upload, 15, 'pqrst', { 'Upload-Checksum': digest('sha1', 'pqrst') })).status).toBe(204);
    await ended(upload);
    expect((await versions())[0]).toMatchObject({ sha256: sha256('abcdefghijklmnopqrst') });
  });

  it('RR-4 keeps what came before the line broke', async () => {
    const content = words(200_000);
    const upload = await tus.begun(id, content.length);
    const sending = tus.sending(upload, 0, content.length);
    await sending.write(content.slice(0, 120_000));
    // Its part is being stored; then the line breaks.
    await until('something is on its way to the store', async () => (await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND holder IS NOT NULL', [upload])).rowCount === 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    sending.cut();
    await until('what came is kept', async () => (await tus.stands(upload)).offset > 0);
    const { offset } = await tus.stands(upload);
    expect(offset).toBeLessThanOrEqual(120_000);
    await until('it is let go', async () => (await tus.send(upload, offset, content.slice(offset))).status === 204);
    await ended(upload);
    expect((await versions())[0]).toMatchObject({ sha256: sha256(content), bytes: 200_000 });
  });

  it('SR-61 takes no more than was announced, however it comes, and no more than there is', async () => {
    const upload = await tus.begun(id, 1_000);
    const endless = tus.sending(upload, 0);
    const sent = (async () => { for (let turn = 0; turn < 2_000; turn++) await Promise.race([endless.write(words(16_384)), endless.answered]); })();
    expect([413, null]).toContain(await endless.answered);
    endless.cut();
    await sent;
    expect((await tus.stands(upload)).offset).toBe(0);
    const lying = tus.sending(upload, 0, 5_000);
    await lying.write(words(10));
    expect(await lying.answered).toBe(413);
    lying.cut();
    expect((await tus.stands(upload)).offset).toBe(0);
  });

  it('RR-13 is sent to by one at a time, on all nodes together', async () => {
    const other = await portal.beside();
    const upload = await tus.begun(id, 40);
    const sending = tus.sending(upload, 0, 20);
    await sending.write('abcdefghij');
    await until('it is held', async () => (await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND holder IS NOT NULL', [upload])).rowCount === 1);
    const there = new Tus(other.url, new Official(other.url, other.settings, { id: officer.id, name: officer.name, party: 'AUS', token: officer.token }));
    const refused = await there.send(upload, 0, 'zzz');
    expect(refused.body).toMatchObject({ status: 423, type: '/problems/upload-locked' });
    expect(refused.headers['retry-after']).toBe('5');
    expect((await tus.send(upload, 0, 'zzz')).status).toBe(423);
    await sending.write('klmnopqrst');
    expect(await sending.end()).toBe(204);
    expect((await there.stands(upload)).offset).toBe(20);
    expect((await there.send(upload, 20, 'abcdefghijklmnopqrst')).status).toBe(204);
    await ended(upload);
    expect((await versions())[0]).toMatchObject({ sha256: sha256('abcdefghijklmnopqrst'.repeat(2)) });
    // A holder that died lets go by itself.
    const left = await tus.begun(id, 10);
    await portal.owner.query(`UPDATE app.uploads SET holder = gen_random_uuid(), held_until = now() + interval '1 hour' WHERE id = $1`, [left]);
    expect((await there.send(left, 0, 'abc')).status).toBe(423);
    await portal.owner.query(`UPDATE app.uploads SET held_until = now() - interval '1 second' WHERE id = $1`, [left]);
    expect((await there.send(left, 0, 'abc')).status).toBe(204);
  });

  it('SR-61 holds no connection to the database while it dawdles', async () => {
    const slow: { upload: string; sending: ReturnType<Tus['sending']> }[] = [];
    for (let turn = 0; turn < portal.settings.poolSize + 5; turn++) {
      const upload = await tus.begun(id, 100);
      const sending = tus.sending(upload, 0, 100);
      await sending.write('a');
      slow.push({ upload, sending });
    }
    await until('all are held', async () => (await portal.owner.query(`SELECT FROM app.uploads WHERE holder IS NOT NULL`)).rowCount === slow.length);
    const { rows } = await portal.owner.query<{ busy: number }>(`SELECT count(*)::int AS busy FROM pg_stat_activity WHERE datname = current_database() AND usename = 'focalpoint_app' AND state = 'idle in transaction'`);
    expect(rows[0]?.busy).toBe(0);
    expect((await officer.get('/documents')).status).toBe(200);
    for (const { sending } of slow) sending.cut();
    for (const { upload } of slow) await until('it is let go', async () => (await tus.give(upload)).status !== 409 && (await portal.owner.query('SELECT FROM app.uploads WHERE id = $1', [upload])).rowCount === 0);
  });

  it('is for nobody but whoever began it: to all others it is not there', async () => {
    const upload = await tus.begun(id, 20);
    await tus.send(upload, 0, 'abc');
    const colleague = new Tus(portal.url, await portal.official('AUS', 'document_officer'));
    const stranger = new Tus(portal.url, await portal.official('IDN', 'document_officer'));
    const told = ({ status, body, headers }: { status: number; body: object; headers: Record<string, string> }) => ({ status, body: { ...body, instance: '' }, headers: { ...headers, 'x-request-id': '', date: '', 'content-security-policy': '' } });
    for (const other of [colleague, stranger]) {
      for (const ask of [(one: string) => other.official.get(`/uploads/${one}`), (one: string) => other.send(one, 3, 'def'), (one: string) => other.give(one)]) {
        const [hidden, random] = [await ask(upload), await ask(unknown)];
        expect(told(hidden)).toEqual(told(random));
        expect(hidden.status).toBe(404);
      }
      expect((await other.stands(upload)).status).toBe(404);
      expect((await other.official.get('/uploads')).body).toEqual({ items: [] });
      expect((await other.announce(id, 10)).status).toBe(other === stranger ? 404 : 201);
    }
    expect((await portal.stranger.get(`/uploads/${upload}`)).status).toBe(401);
    expect((await new Tus(portal.url, await portal.official('AUS')).announce(id, 10)).status).toBe(403);
    expect((await tus.stands(upload)).offset).toBe(3);
    expect((await officer.get('/uploads')).body.items).toContainEqual(expect.objectContaining({ id: upload, document: id, received: 3, length: 20, fileName: 'report.txt' }));
  });

  it('SR-20 breaks off when the authority it was begun with ends, and keeps nothing of that part', async () => {
    const leaver = await portal.official('AUS', 'contributor');
    const theirs = new Tus(portal.url, leaver);
    const draft = await leaver.draft();
    const upload = await theirs.begun(draft.id, 1_000_000);
    expect((await theirs.send(upload, 0, words(1_000))).status).toBe(204);
    const stored = blobs().length;
    const sending = theirs.sending(upload, 1_000, 999_000);
    await sending.write(words(100_000));
    await portal.owner.query(`UPDATE app.delegations SET state = 'suspended' WHERE user_id = $1`, [leaver.id]);
    const dripping = (async () => { for (let turn = 0; turn < 200; turn++) { await Promise.race([sending.write(words(100)), sending.answered]); await new Promise((resolve) => setTimeout(resolve, 50)); } })();
    expect([null, 401]).toContain(await sending.answered);
    sending.cut();
    await until('it is let go', async () => (await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND holder IS NULL', [upload])).rowCount === 1);
    const { rows } = await portal.owner.query<{ received: string }>('SELECT received FROM app.uploads WHERE id = $1', [upload]);
    expect(rows[0]?.received).toBe('1000');
    expect(blobs()).toHaveLength(stored);
    await dripping;
  });

  it('SR-20 is asked for anew with each part: a role that is gone, a document that is no longer to be changed', async () => {
    const upload = await tus.begun(id, 20);
    await portal.owner.query(`UPDATE app.documents SET state = 'recalled', released_at = now() WHERE id = $1`, [id]);
    expect([409, 503]).toContain((await tus.send(upload, 0, 'abc')).status);
    const contributor = await portal.official('AUS', 'contributor');
    const theirs = new Tus(portal.url, contributor);
    const draft = await contributor.draft();
    const second = await theirs.begun(draft.id, 20);
    await portal.owner.query(`UPDATE app.delegations SET roles = ARRAY['reader'] WHERE user_id = $1`, [contributor.id]);
    expect([401, 403]).toContain((await theirs.send(second, 0, 'abc')).status);
    expect((await portal.owner.query('SELECT FROM app.uploads WHERE id = $1 AND received = 0', [second])).rowCount).toBe(1);
  });

  it('RR-4 is rejected when what came together is not what was announced, with a reason and without a trace', async () => {
    const before = { blobs: blobs().length, files: await count('sealed_files') };
    const upload = await tus.begun(id, 20, { sha256: sha256('abcdefghijklmnopqrst') });
    await tus.send(upload, 0, 'abcdefghij');
    await tus.send(upload, 10, 'KLMNOPQRST'); // another file's octets after the cut
    await ended(upload);
    expect(await tus.look(upload)).toMatchObject({ state: 'rejected', version: null, problem: { type: '/problems/checksum', status: 422, detail: expect.stringContaining('SHA-256') } });
    await portal.settled();
    expect(await versions()).toEqual([]);
    expect({ blobs: blobs().length, files: await count('sealed_files') }).toEqual(before);
  });

  it.each([['a program named as a text', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'a.txt'], ['a picture that is none', Buffer.from('not a picture'), 'a.png']])('is rejected for what it holds: %s', async (_what, content, filename) => {
    const upload = await tus.begun(id, content.length, { filename });
    await tus.send(upload, 0, content);
    await ended(upload);
    expect(await tus.look(upload)).toMatchObject({ state: 'rejected', problem: { status: 415 } });
    expect(await versions()).toEqual([]);
  });

  it('is given up by its sender, or by nobody going on with it, and leaves nothing', async () => {
    const before = { blobs: blobs().length, files: await count('sealed_files') };
    const [given, left, orphan] = [await tus.begun(id, 20), await tus.begun(id, 20), await officer.draft()];
    const third = await tus.begun(orphan.id, 20);
    for (const one of [given, left, third]) await tus.send(one, 0, 'abcdefghij');
    expect((await tus.give(given)).status).toBe(204);
    expect((await tus.stands(given)).status).toBe(404);
    await portal.owner.query(`UPDATE app.uploads SET expires_at = now() - interval '1 minute' WHERE id = $1`, [left]);
    expect((await tus.stands(left)).status).toBe(410);
    expect((await tus.send(left, 10, 'k')).body).toMatchObject({ status: 410, type: '/problems/upload-expired' });
    await officer.call('delete', `/documents/${orphan.id}`).set('If-Match', `"${orphan.rowVersion}"`);
    expect((await tus.stands(third)).status).toBe(404);
    await portal.db.write(await portal.actor(officer), () => portal.app.get(Jobs).enqueue('sweep-uploads', {}));
    await portal.settled();
    expect((await tus.stands(left)).status).toBe(404);
    expect((await portal.owner.query('SELECT FROM app.uploads WHERE id = ANY ($1)', [[given, left, third]])).rowCount).toBe(0);
    expect({ blobs: blobs().length, files: await count('sealed_files') }).toEqual(before);
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_id = $1 AND name ~ 'upload-(abandoned|expired)' ORDER BY name`, [id]);
    expect(rows.map(({ name }) => name)).toEqual(['document.upload-abandoned', 'document.upload-expired']);
  });

  it('SR-61 is one of few: of one person, within an hour, and of all', async () => {
    const many = (user: string, upTo: number, state = 'receiving') => portal.owner.query(
      `INSERT INTO app.uploads (document_id, party, user_id, file_name, length, received, state, outcome, expires_at)
       SELECT $1, 'AUS', $2, 'x', 1, $4::int, $5, $6::jsonb, now() + interval '1 day' FROM generate_series(1, $3::int)`, [id, user, upTo, state === 'kept' ? 1 : 0, state, state === 'kept' ? { version: 1 } : null]);
    const forget = (user: string) => portal.owner.query('DELETE FROM app.uploads WHERE user_id = $1', [user]);
    const busy = new Tus(portal.url, await portal.official('AUS', 'contributor'));
    await many(busy.official.id, 49);
    expect((await busy.announce(id, 10)).status).toBe(201);
    expect((await busy.announce(id, 10)).body).toMatchObject({ status: 429, type: '/problems/too-many-uploads' });
    await forget(busy.official.id);
    await many(busy.official.id, 300, 'kept');
    expect((await busy.announce(id, 10)).status).toBe(429);
    await forget(busy.official.id);
    await many(officer.id, 1_000);
    const crowded = await busy.announce(id, 10);
    expect({ status: crowded.status, retry: crowded.headers['retry-after'] }).toEqual({ status: 503, retry: '120' });
    await forget(officer.id);
    expect((await busy.announce(id, 10)).status).toBe(201);
    await forget(busy.official.id);
  });

  it('RR-1 answers the same key with the same upload, and another file under it not at all', async () => {
    const key = { 'Idempotency-Key': 'queue-7' };
    const [first, again] = [await tus.announce(id, 10, {}, key), await tus.announce(id, 10, {}, key)];
    expect(again.headers.location).toBe(first.headers.location);
    expect((await tus.announce(id, 11, {}, key)).body).toMatchObject({ status: 422, type: '/problems/idempotency-key' });
    const known = { 'Idempotency-Key': 'queue-8' };
    const [content, another] = ['1', '2'].map((text) => ({ sha256: sha256(text.repeat(10)) }));
    const begun = await tus.announce(id, 10, content, known);
    expect((await tus.announce(id, 10, content, known)).headers.location).toBe(begun.headers.location);
    for (const other of [another, { ...content, note: 'corrected' }]) expect((await tus.announce(id, 10, other, known)).body).toMatchObject({ status: 422, type: '/problems/idempotency-key' });
    const other = new Tus(portal.url, await portal.official('AUS', 'contributor'));
    expect((await other.announce(id, 10, {}, key)).headers.location).not.toBe(first.headers.location);
  });

  it('RR-1 in one request answers the same key with the same version, also twice at once', async () => {
    const send = (content: string, key: string, name = 'a.txt') => officer.upload(id, content, name).set('Idempotency-Key', key);
    const stored = blobs().length;
    const answers = await Promise.all([send('once', 'key-1'), send('once', 'key-1'), send('once', 'key-1')]);
    expect(answers.map(({ status, body }) => [status, (body as { number: number }).number])).toEqual([[201, 1], [201, 1], [201, 1]]);
    expect((await send('once', 'key-1')).body).toMatchObject({ number: 1, sha256: sha256('once') });
    expect((await send('something else', 'key-1')).body).toMatchObject({ status: 422, type: '/problems/idempotency-key' });
    expect((await send('once', 'key-1', 'b.txt')).status).toBe(422);
    expect((await send('once', 'key-2')).body).toMatchObject({ number: 2 });
    expect(await versions()).toHaveLength(2);
    await portal.settled();
    expect(blobs()).toHaveLength(stored + 2);
  });

  it('SR-60 lies nowhere in clear, at no stage', async () => {
    const marker = `marker-${randomBytes(10).toString('hex')}`;
    const content = `${words(40_000)}${marker}${words(40_000)}`;
    const everywhere = () => blobs().map((one) => readFileSync(join(one.parentPath, one.name))).filter((octets) => octets.includes(marker)).length;
    const upload = await tus.begun(id, content.length);
    const sending = tus.sending(upload, 0, content.length);
    await sending.write(content.slice(0, 60_000));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(everywhere()).toBe(0);
    sending.cut();
    await until('what came is kept', async () => (await tus.stands(upload)).offset > 0);
    expect(everywhere()).toBe(0);
    const { offset } = await tus.stands(upload);
    await until('it is let go', async () => (await tus.send(upload, offset, content.slice(offset))).status === 204);
    await ended(upload);
    expect(everywhere()).toBe(0);
    await portal.settled();
    expect(everywhere()).toBe(0);
    const { rows } = await portal.owner.query<{ key_ids: string }>('SELECT count(DISTINCT storage_key) AS key_ids FROM app.sealed_files WHERE subject = $1', [`document/${id}`]);
    expect(rows[0]?.key_ids).toBe('1');
    expect((await officer.get(`/documents/${id}/versions/1/file`).buffer(true)).text).toContain(marker); // the positive control
  });

  it('is made of segments of which each has a key of its own', async () => {
    const upload = await tus.begun(id, 30);
    for (const [offset, part] of [[0, 'abcdefghij'], [10, 'abcdefghij']] as const) await tus.send(upload, offset, part);
    const { rows } = await portal.owner.query<{ wrapped: Buffer; header: Buffer }>(
      'SELECT f.wrapped, f.header FROM app.upload_segments s JOIN app.sealed_files f USING (storage_key) WHERE s.upload_id = $1', [upload]);
    expect(new Set(rows.map(({ wrapped }) => wrapped.toString('hex'))).size).toBe(2);
    expect(new Set(rows.map(({ header }) => header.toString('hex'))).size).toBe(2);
  });

  it('is not taken where there is no room left', async () => {
    await portal.owner.query(`INSERT INTO app.storage_allowances (party, bytes, reason, allotted_by) VALUES ('AUS', 1000, 'a test', $1) ON CONFLICT (party) DO UPDATE SET bytes = 1000`, [officer.id]);
    expect((await tus.announce(id, 70_000_000)).body).toMatchObject({ status: 413, type: '/problems/no-room' });
    await portal.owner.query(`DELETE FROM app.storage_allowances WHERE party = 'AUS'`);
    expect((await tus.announce(id, 70_000_000)).status).toBe(201);
  });

  it('RR-11 is joined in the end when the job that should have was lost', async () => {
    const upload = await tus.begun(id, 10);
    await tus.send(upload, 0, 'abcde');
    await portal.owner.query(`UPDATE app.uploads SET length = 5, state = 'joining', expires_at = now() + interval '6 days' WHERE id = $1`, [upload]);
    await portal.db.write(await portal.actor(officer), () => portal.app.get(Jobs).enqueue('sweep-uploads', {}));
    await ended(upload);
    expect((await versions())[0]).toMatchObject({ sha256: sha256('abcde') });
  });
});
