import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { under } from '../../deploy/launcher/paths.js';
import { Jobs } from '../../src/kernel/jobs/index.js';
import { letter, nominee } from '../support/nominee.js';
import { marking, type Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';
import { Server } from '../support/server.js';
import { secretsOfTests } from '../support/test-secrets.js';
import { until } from '../support/until.js';

interface Keys {
  party: string;
  name: string;
  keys: { id: string; state: string }[];
  files: number;
  rotation: { done: number; total: number; endedAt: string | null } | null;
  request: { id: string; state: string; bySecretariat: boolean; dueAt: string | null; allows: string[] } | null;
  allows: string[];
}

const why = 'Our building was entered, and we cannot rule out that a copy was made.';

describe('the keys of a party', () => {
  let portal: Portal;
  let secretary: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_KEY_GRACE_MINUTES: '0', FOCALPOINT_KEY_DESTRUCTION_HOURS: '0' } });
    secretary = await portal.official('SECRETARIAT', 'administrator');
  });
  afterAll(() => portal.stop());

  const keysOf = async (official: Official, code: string) => (await official.get(`/parties/${code}/keys`)).body as Keys;
  const states = ({ keys }: Keys) => keys.map(({ state }) => state).sort();
  const file = async (reader: Official, id: string, url = portal.url) => {
    const answer = await fetch(`${url}/api/v1/documents/${id}/versions/1/file`, { headers: reader.headers });
    return { status: answer.status, text: await answer.text() };
  };
  async function several(officer: Official, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let number = 0; number < count; number++) {
      const { id } = await officer.draft({ title: `Number ${number}` });
      await officer.upload(id, `content of ${id}`, 'report.txt');
      await officer.release(id, marking('amber', ['IDN']));
      ids.push(id);
    }
    await portal.settled();
    return ids;
  }
  const wrappedBy = async (party: string) => (await portal.owner.query<{ key_id: string }>('SELECT DISTINCT key_id FROM app.sealed_files WHERE owner = $1 UNION SELECT key_id FROM app.text_keys WHERE party = $1 AND ended_at IS NULL', [party])).rows.map(({ key_id: id }) => id);

  it('SR-75: are rotated while people read and write, and the old one is retired when nothing needs it', async () => {
    const keeper = await portal.official('AUS', 'focal_point', 'document_officer');
    const reader = await portal.official('IDN');
    const ids = await several(keeper, 6);
    const before = await keysOf(keeper, 'AUS');
    expect(states(before)).toEqual(['active']);
    expect(before.files).toBe(6);
    const over = new AbortController();
    const seen: { status: number; text: string }[] = [];
    const reading = (async () => { for (let turn = 0; !over.signal.aborted; turn++) seen.push(await file(reader, ids[turn % 6] ?? '')); })();
    expect((await keeper.post('/parties/AUS/key-rotations')).status).toBe(201);
    const later = await keeper.draft({ title: 'Begun meanwhile' });
    expect((await keeper.upload(later.id, 'new words', 'report.txt')).status).toBe(201);
    await portal.settled();
    over.abort();
    await reading;
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(({ status, text }) => status !== 200 || !text.startsWith('content of'))).toEqual([]);
    const after = await keysOf(keeper, 'AUS');
    expect(states(after)).toEqual(['active', 'retired']);
    expect(after.rotation).toMatchObject({ endedAt: expect.any(String) });
    expect(after.rotation?.done).toBe(after.rotation?.total);
    expect(await wrappedBy('AUS')).toEqual([after.keys.find(({ state }) => state === 'active')?.id]);
    for (const id of ids) expect(await file(reader, id)).toEqual({ status: 200, text: `content of ${id}` });
    expect((await keeper.open(later.id)).title).toBe('Begun meanwhile');
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_type = 'party' AND subject_id = 'AUS' AND name LIKE 'party-key.%' ORDER BY at`);
    expect(rows.map(({ name }) => name)).toEqual(['party-key.rotation-begun', 'party-key.rotated', 'party-key.retired']);
    // What was begun under the old key and comes late is refused, not kept for nobody to open.
    await expect(portal.owner.query(`UPDATE app.sealed_files SET key_id = $1 WHERE owner = 'AUS'`, [before.keys[0]?.id])).rejects.toThrow('this key has ended');
  });

  it('SR-75: end with everything they open by two persons and a typed name, after a time in which it can be stopped', async () => {
    const [one, two] = [await portal.official('THA', 'focal_point', 'document_officer'), await portal.official('THA', 'focal_point')];
    const reader = await portal.official('IDN');
    const officer = await portal.official('THA', 'document_officer');
    const [id = ''] = await several(one, 1);
    const draft = await one.draft({ title: 'Nobody else knows this' });
    const { name } = await keysOf(one, 'THA');
    const ask = (by: Official, more: object = {}) => by.post('/parties/THA/key-requests', { wish: 'destroy', confirmation: name, reason: why, ...more });
    expect((await ask(officer)).status).toBe(403);
    expect((await ask(secretary)).status).toBe(403);
    expect((await ask(one, { confirmation: 'Thai' })).status).toBe(400);
    expect((await ask(one, { wish: 'reopen' })).status).toBe(409);
    expect((await ask(one)).status).toBe(201);
    const { request } = await keysOf(two, 'THA');
    expect(request).toMatchObject({ state: 'asked', bySecretariat: false, allows: expect.arrayContaining(['confirm', 'stop']) });
    const confirm = (by: Official, confirmation = name) => by.put(`/key-requests/${request?.id}/confirmation`, { confirmation });
    expect((await confirm(one)).body).toMatchObject({ status: 409, type: '/problems/second-person-needed' });
    expect((await confirm(secretary)).status).toBe(403);
    expect((await confirm(officer)).status).toBe(403);
    expect((await confirm(two, 'thailand?')).status).toBe(400);
    // Stopped, nothing happened.
    expect((await two.call('delete', `/key-requests/${request?.id}`)).status).toBe(204);
    expect((await confirm(two)).status).toBe(409);
    expect((await file(reader, id)).status).toBe(200);
    // Asked anew and confirmed.
    expect((await ask(two)).status).toBe(201);
    const again = (await keysOf(one, 'THA')).request;
    expect((await one.put(`/key-requests/${again?.id}/confirmation`, { confirmation: name })).status).toBe(200);
    await portal.settled();
    expect(states(await keysOf(one, 'THA'))).toEqual(['destroyed']);
    expect(await file(reader, id)).toMatchObject({ status: 410, text: expect.stringContaining('destroyed') });
    const lost = (await reader.get(`/documents/${id}`)).body as { title: string; symbol: string };
    expect(lost).toMatchObject({ title: lost.symbol, unreadable: 'key-destroyed', abstract: '' });
    expect((await one.get(`/documents/${draft.id}`)).body).toMatchObject({ title: draft.symbol, unreadable: 'key-destroyed' });
    expect((await reader.get('/documents')).body.items).toEqual(expect.arrayContaining([expect.objectContaining({ id, unreadable: 'key-destroyed' })]));
    const { rows: [kept] } = await portal.owner.query<{ title: string; content: string | null }>('SELECT d.title, v.content FROM app.documents d JOIN app.document_versions v ON v.document_id = d.id WHERE d.id = $1', [id]);
    expect(kept).toEqual({ title: 'sealed', content: null });
    for (const refused of [await one.upload(id, 'more', 'a.txt'), await one.post('/documents', { title: 'x', kind: 'analysis', language: 'en' }), await one.post('/parties/THA/key-rotations')]) {
      expect(refused.status).toBe(410);
    }
    // Two persons open them again; what was lost stays lost.
    expect((await ask(one, { wish: 'reopen' })).status).toBe(201);
    const opening = (await keysOf(two, 'THA')).request;
    expect((await two.put(`/key-requests/${opening?.id}/confirmation`, { confirmation: name })).status).toBe(200);
    await portal.settled();
    const [anew = ''] = await several(one, 1);
    expect((await file(reader, anew)).status).toBe(200);
    expect((await file(reader, id)).status).toBe(410);
    expect((await reader.get(`/documents/${anew}`)).body).toMatchObject({ title: 'Number 0', unreadable: null });
    const letters = portal.letters().join('\n');
    for (const subject of ['Destroying keys was asked for', 'Keys will be destroyed', 'The destruction of keys was stopped', 'Keys were destroyed', 'Keys were opened again']) expect(letters).toContain(subject);
    expect(letters).not.toMatch(/Number 0|Nobody else knows/);
  });

  it('SR-75: of a party with one keeper are ended with an administrator of the secretariat, who sees and stops what it confirms alone', async () => {
    const alone = await portal.official('FJI', 'focal_point', 'document_officer');
    await several(alone, 1);
    const { name } = await keysOf(alone, 'FJI');
    await alone.post('/parties/FJI/key-requests', { wish: 'destroy', confirmation: name, reason: why });
    const { request } = await keysOf(secretary, 'FJI');
    expect(request).toMatchObject({ bySecretariat: true, allows: expect.arrayContaining(['confirm']) });
    const other = await portal.official('NZL', 'focal_point');
    expect((await other.get('/parties/FJI/keys')).status).toBe(403);
    expect((await other.put(`/key-requests/${request?.id}/confirmation`, { confirmation: name })).status).toBe(404);
    expect((await secretary.put(`/key-requests/${request?.id}/confirmation`, { confirmation: name })).status).toBe(200);
    await portal.settled();
    expect(states(await keysOf(secretary, 'FJI'))).toEqual(['destroyed']);
  });

  it('SR-75: wait for their time, and are destroyed neither while a legal hold stands nor by one person at the database', async () => {
    const [one, two] = [await portal.official('MYS', 'focal_point', 'document_officer'), await portal.official('MYS', 'focal_point')];
    const [id = ''] = await several(one, 1);
    const { name } = await keysOf(one, 'MYS');
    await one.post('/parties/MYS/key-requests', { wish: 'destroy', confirmation: name, reason: why });
    const { request } = await keysOf(two, 'MYS');
    await expect(portal.owner.query('UPDATE app.key_wishes SET confirmed_by = asked_by WHERE id = $1', [request?.id])).rejects.toThrow('two_persons');
    await expect(portal.owner.query(`UPDATE app.key_wishes SET state = 'under-way' WHERE id = $1`, [request?.id])).rejects.toThrow('nothing_unconfirmed');
    const { rows: [asked] } = await portal.owner.query<{ id: string }>(`INSERT INTO app.retention_requests (document_id, party, deed, reason, asked_by) VALUES ($1, 'MYS', 'hold', 'proceedings in court', $2) RETURNING id`, [id, one.id]);
    await portal.owner.query(`INSERT INTO app.legal_holds (document_id, party, request_id) VALUES ($1, 'MYS', $2)`, [id, asked?.id]);
    expect((await two.put(`/key-requests/${request?.id}/confirmation`, { confirmation: name })).body).toMatchObject({ status: 409, type: '/problems/held' });
    await portal.owner.query(`DELETE FROM app.legal_holds WHERE party = 'MYS'`);
    const later = await portal.beside({ FOCALPOINT_KEY_DESTRUCTION_HOURS: '24' });
    const confirmed = await fetch(`${later.url}/api/v1/key-requests/${request?.id}/confirmation`, { method: 'PUT', headers: { ...two.headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ confirmation: name }) });
    expect(confirmed.status).toBe(200);
    await portal.settled();
    expect((await keysOf(one, 'MYS')).request).toMatchObject({ state: 'confirmed', allows: ['stop'] });
    await portal.app.get(Jobs).tasks.get('key-request-due')?.({ id: request?.id });
    expect(states(await keysOf(one, 'MYS'))).toEqual(['active']);
    expect((await one.call('delete', `/key-requests/${request?.id}`)).status).toBe(204);
    await portal.owner.query('UPDATE app.sessions SET proven_at = now() - interval \'6 minutes\' WHERE user_id = $1', [one.id]);
    for (const answer of [await one.post('/parties/MYS/key-rotations'), await one.post('/parties/MYS/key-requests', { wish: 'destroy', confirmation: name, reason: why })]) {
      expect(answer.body).toMatchObject({ status: 403, type: '/problems/step-up' });
    }
  });

  it('are listed and rotated at the command line, and destroyed there by nobody', async () => {
    const { databaseUrl, workerDatabaseUrl, storagePath, keyringPath, mailFolder } = portal.settings;
    const env = { PATH: process.env.PATH ?? '', ...secretsOfTests, FOCALPOINT_MODE: 'development', DATABASE_URL: databaseUrl, FOCALPOINT_WORKER_DATABASE_URL: workerDatabaseUrl, FOCALPOINT_STORAGE_PATH: storagePath, FOCALPOINT_KEYRING_PATH: keyringPath, FOCALPOINT_MAIL_FOLDER: mailFolder };
    const cli = (...args: string[]) => spawnSync(process.execPath, [under('dist/src/cli.js'), 'keys', ...args], { env, encoding: 'utf8', timeout: 30_000 });
    const listed = cli('list');
    expect(listed).toMatchObject({ status: 0, stdout: expect.stringMatching(/^AUS +AUS\.2\.[0-9a-f]{8} .* active +wraps \d+ files, 1 keys of texts$/m) });
    for (const name of readdirSync(keyringPath)) {
      const { key } = JSON.parse(readFileSync(join(keyringPath, name), 'utf8')) as { key?: string };
      if (key) expect(listed.stdout).not.toContain(key);
    }
    expect(cli('rotate', 'AUS')).toMatchObject({ status: 0 });
    await portal.settled();
    expect(cli('status').stdout).toContain('No rotation is under way');
    expect(cli('destroy', 'AUS')).toMatchObject({ status: 1, stderr: expect.stringContaining('keys list') });
  });
});

describe('a rotation that dies', () => {
  let portal: Portal;
  let server: Server;
  beforeAll(async () => {
    portal = await Portal.start({ env: { FOCALPOINT_KEY_GRACE_MINUTES: '0' } });
    server = await Server.start(portal);
  });
  afterAll(async () => { await server.stop(); await portal.stop(); });

  it.each(['key-rotated', 'rewrapped'])('SR-75: at "%s" is run again from there, with everything readable before and after', async (point) => {
    const party = point === 'rewrapped' ? 'NZL' : 'AUS';
    const keeper = await portal.official(party, 'focal_point', 'document_officer');
    const ids: string[] = [];
    for (let number = 0; number < 3; number++) {
      const { id } = await keeper.draft();
      await keeper.upload(id, `content of ${id}`, 'report.txt');
      ids.push(id);
    }
    await portal.settled();
    await server.stop();
    server = await Server.start(portal, { FOCALPOINT_TEST_FAILPOINT: point });
    const ended = new Promise((resolve) => server.process.once('exit', (_code, signal) => resolve(signal)));
    await server.as(keeper).post(`/parties/${party}/key-rotations`).catch(() => undefined); // it may die before it answers
    expect(await ended).toBe('SIGKILL');
    const readable = async () => {
      for (const id of ids) expect(await (await fetch(`${portal.url}/api/v1/documents/${id}/versions/1/file`, { headers: keeper.headers })).text()).toBe(`content of ${id}`);
    };
    await readable();
    const { rows: [rotation] } = await portal.owner.query<{ id: string; ended_at: Date | null }>('SELECT id, ended_at FROM app.key_rotations WHERE party = $1', [party]);
    expect(rotation?.ended_at).toBeNull();
    await portal.owner.query('DELETE FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL'); // the dead worker's: another one would wait for hours
    for (const task of ['rotate-key', 'rotate-key', 'retire-key', 'retire-key']) await portal.app.get(Jobs).tasks.get(task)?.({ id: rotation?.id });
    await readable();
    const { keys } = (await keeper.get(`/parties/${party}/keys`)).body as Keys;
    expect(keys.map(({ state }) => state).sort()).toEqual(['active', 'retired']);
    server = await Server.start(portal);
  });
});

describe('a keyring that is not the one of before', () => {
  let portal: Portal;
  let server: Server;
  let empty: string;
  let authority: Official;
  const doctor = (keyring: string) => new Operator(portal).command(['doctor'], { FOCALPOINT_KEYRING_PATH: keyring });
  const nominate = async () => {
    const { id } = (await authority.post('/nominations', nominee())).body as { id: string };
    return server.as(authority).call('put', `/nominations/${id}/letter?fileName=letter.pdf`).set('Content-Type', 'application/octet-stream').send(letter as unknown as string);
  };

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    authority = await portal.official('IDN', 'focal_point');
    empty = mkdtempSync(join(tmpdir(), 'focalpoint-keyring-'));
    server = await Server.start(portal);
    expect((await nominate()).status).toBe(200);
    await server.stop();
    server = await Server.start(portal, { FOCALPOINT_KEYRING_PATH: empty });
  });
  afterAll(async () => { await server.stop(); await portal.stop(); rmSync(empty, { recursive: true }); });

  it('SR-74: takes nothing under a new key that the old keyring would overwrite when it is back, and is told at the start and by the doctor', async () => {
    expect(server.logs).toMatch(/ALARM: the keyring at .* lacks keys that files need: IDN\.1\.[0-9a-f]{8}/);
    expect((await nominate()).status).toBe(503);
    expect(readdirSync(empty)).toEqual([]);
    expect(doctor(empty)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^- keyring: IDN\.1\.[0-9a-f]{8} is not in it, and 1 files and 0 keys of texts need it$/m) });
    expect(doctor(portal.settings.keyringPath).stdout).not.toContain('keyring:');
  });

  it('begins anew for a party that lost every key, beside those that may be found again', async () => {
    const begin = (keyring: string) => new Operator(portal).command(['keys', 'begin', 'IDN'], { FOCALPOINT_KEYRING_PATH: keyring });
    expect(begin(portal.settings.keyringPath)).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing is to be begun') });
    expect(begin(empty)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^IDN has the key IDN\.2\.[0-9a-f]{8} from here on/) });
    await until('the key is noticed', async () => (await nominate()).status === 200);
    for (const name of readdirSync(portal.settings.keyringPath)) copyFileSync(join(portal.settings.keyringPath, name), join(empty, name));
    expect(readdirSync(empty).sort()).toEqual(['IDN.1.json', 'IDN.2.json']);
    expect(doctor(empty).stdout).not.toContain('keyring:');
  });
});
