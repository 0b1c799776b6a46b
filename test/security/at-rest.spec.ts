import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { under } from '../../deploy/launcher/paths.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { Server } from '../support/server.js';
import { Tus } from '../support/tus.js';

const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
/** Twenty octets that nothing else holds. */
const marker = () => `m${randomBytes(10).toString('hex').slice(0, 19)}`;

describe('a stolen disk', () => {
  let portal: Portal;
  let server: Server;
  let officer: Official;
  let reader: Official;
  const temporary = () => join(portal.settings.storagePath, '..', 'temporary');

  beforeAll(async () => {
    portal = await Portal.start();
    for (const folder of [temporary(), portal.settings.mailFolder]) mkdirSync(folder, { recursive: true });
    server = await Server.start(portal, { TMPDIR: temporary() });
    officer = server.as(await portal.official('AUS', 'document_officer'));
    reader = server.as(await portal.official('IDN'));
  });
  afterAll(async () => { await server.stop(); await portal.stop(); });

  /** Where on the disk these words are found: PostgreSQL's files and its log of changes, the store, letters, what is temporary, and what was logged. */
  async function found(words: readonly string[]): Promise<Map<string, string[]>> {
    const admin = new pg.Client({ connectionString: process.env.FOCALPOINT_TEST_CLUSTER_URL });
    await admin.connect();
    await admin.query('CHECKPOINT');
    const { rows } = await admin.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`);
    await admin.end();
    const places: [string, string][] = [
      ['database', rows[0]?.folder ?? ''], ['store', portal.settings.storagePath], ['letters', portal.settings.mailFolder], ['temporary', temporary()],
    ];
    const hits = new Map(words.map((word): [string, string[]] => [word, server.logs.includes(word) ? ['logs'] : []]));
    for (const [place, folder] of places) {
      for (const octets of filesIn(folder)) for (const word of words) if (octets.includes(word) && !hits.get(word)?.includes(place)) hits.get(word)?.push(place);
    }
    return hits;
  }

  it('SR-74: shows no marker put into files, their names and notes, drafts and TLP:RED, wherever it is looked for', async () => {
    const words = { bytes: marker(), name: marker(), note: marker(), title: marker(), abstract: marker(), detail: marker(), draft: marker(), tus: marker(), text: marker(), unreleased: marker() };
    const open = { title: marker(), text: marker() };
    const details = { routes: [words.detail] };
    const red = await officer.draft({ kind: 'alert', title: `Red ${words.title}`, abstract: `About ${words.abstract}`, details });
    const picture = Buffer.concat([pixel.subarray(0, 33), chunk(`tEXtComment\0${words.bytes}`), pixel.subarray(33)]);
    expect((await officer.upload(red.id, picture, `${words.name}.png`, `&note=${words.note}`)).status).toBe(201);
    expect((await officer.upload(red.id, `The text says ${words.text}.`, 'plain.txt')).status).toBe(201);
    await portal.settled();
    expect((await officer.release(red.id, marking('red', [], { recipients: [reader.id] }))).status).toBe(200);
    await officer.draft({ title: `Draft ${words.draft}` });
    const green = await officer.draft({ title: `Green ${open.title}` });
    await officer.upload(green.id, `Openly ${open.text}.`, `${words.name}-too.txt`);
    await officer.release(green.id, marking('green'));
    await officer.upload(green.id, `A correction nobody was shown: ${words.unreleased}.`, 'later.txt');
    const tus = new Tus(server.url, officer);
    const upload = await tus.begun(green.id, 40, { filename: `${words.tus}.txt`, note: words.tus });
    await tus.send(upload, 0, words.bytes);
    await portal.settled();

    // They are all there for those who may read them.
    const seen = (await reader.get(`/documents/${red.id}`)).body as { title: string; abstract: string; details: unknown; versions: { fileName: string; note: string }[] };
    expect(seen).toMatchObject({ title: `Red ${words.title}`, abstract: `About ${words.abstract}`, details, versions: [{ fileName: `${words.name}.png`, note: words.note }, { fileName: 'plain.txt' }] });
    expect((await reader.get('/documents')).body.items).toEqual(expect.arrayContaining([expect.objectContaining({ title: `Red ${words.title}`, file: expect.objectContaining({ fileName: 'plain.txt' }) })]));
    expect(await tus.look(upload)).toMatchObject({ fileName: `${words.tus}.txt` });
    expect((await reader.get(`/documents/export?format=csv`)).text).toContain(words.title);

    const hits = await found([...Object.values(words), ...Object.values(open)]);
    for (const [what, word] of Object.entries(words)) expect({ what, places: hits.get(word) }).toEqual({ what, places: [] });
    // The control: what docs/encryption.md says can be read is found by the same search.
    expect(hits.get(open.title)).toEqual(['database']);
    expect(hits.get(open.text)).toEqual(['database']);
  });

  it('SR-79: is told of in docs/encryption.md, table by table, and a new table takes a line there', async () => {
    const text = readFileSync(under('docs/encryption.md'), 'utf8');
    const told = [...text.matchAll(/^\| `([a-z_]+)` \| .+ \|$/gm)].map(([, table]) => table);
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'migrations' ORDER BY 1`);
    expect([...told].sort()).toEqual(rows.map(({ name }) => name));
  });

  it('SR-39: tells nobody by the search that words lie sealed', async () => {
    const word = marker();
    const { id } = await officer.draft({ title: `Sealed ${word}`, abstract: word });
    await officer.release(id, marking('red', [], { recipients: [reader.id] }));
    await portal.settled();
    for (const official of [officer, reader]) {
      expect((await official.get(`/documents?q=${word}`)).body.items).toEqual([]);
      expect((await official.get(`/documents/suggestions?q=sealed`)).body.items).toEqual([]);
    }
    const { rows } = await portal.owner.query<{ title: string; words: string }>('SELECT title, words_title AS words FROM app.documents WHERE id = $1', [id]);
    expect(rows).toEqual([{ title: 'sealed', words: '' }]);
  });

  it('SR-74: what becomes TLP:RED is sealed and leaves the index, and what is widened comes into it', async () => {
    const word = marker();
    const { id } = await officer.draft({ title: `Wide ${word}` });
    await officer.upload(id, `Words of a file: ${word}.`, 'report.txt');
    await officer.release(id, marking('amber', ['IDN']));
    await portal.settled();
    const look = async () => (await portal.owner.query(`SELECT d.title, d.sealed IS NOT NULL AS sealed, v.content IS NOT NULL AS words, v.content_state AS state FROM app.documents d JOIN app.document_versions v ON v.document_id = d.id WHERE d.id = $1`, [id])).rows[0] as unknown;
    expect(await look()).toEqual({ title: `Wide ${word}`, sealed: false, words: true, state: 'extracted' });
    expect((await reader.get(`/documents?q=${word}`)).body.items).toHaveLength(1);
    expect((await officer.release(id, marking('red', [], { recipients: [reader.id] }))).status).toBe(200);
    expect(await look()).toEqual({ title: 'sealed', sealed: true, words: false, state: 'unindexed' });
    expect((await reader.get(`/documents?q=${word}`)).body.items).toEqual([]);
    expect((await reader.open(id)).title).toBe(`Wide ${word}`);
    await portal.owner.query('UPDATE app.sessions SET proven_at = now()');
    expect((await officer.release(id, marking('green'))).status).toBe(200);
    await portal.settled();
    expect(await look()).toEqual({ title: `Wide ${word}`, sealed: false, words: true, state: 'extracted' });
    expect((await reader.get(`/documents?q=${word}`)).body.items).toHaveLength(1);
  });

  it('SR-74: sealed texts open at their own place alone, and one that was changed takes no list down', async () => {
    const one = await officer.released(marking('red', [], { recipients: [reader.id] }), { title: 'First of two' });
    const other = await officer.released(marking('red', [], { recipients: [reader.id] }), { title: 'Second of two' });
    await portal.owner.query('UPDATE app.documents SET sealed = (SELECT sealed FROM app.documents WHERE id = $2) WHERE id = $1', [one.id, other.id]);
    expect((await reader.get(`/documents/${one.id}`)).body).toMatchObject({ title: one.symbol, abstract: '', unreadable: 'damaged' });
    expect((await reader.get('/documents')).body.items).toEqual(expect.arrayContaining([expect.objectContaining({ title: 'Second of two', unreadable: null }), expect.objectContaining({ title: one.symbol, unreadable: 'damaged' })]));
    expect(server.logs).toContain('ALARM: sealed texts cannot be opened');
  });
});

function* filesIn(folder: string): Generator<Buffer> {
  for (const one of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!one.isFile()) continue;
    try {
      yield readFileSync(join(one.parentPath, one.name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // PostgreSQL has just removed it
    }
  }
}

/** A chunk of a PNG of this type and content; its checksum is nobody's business here. */
const chunk = (content: string): Buffer => {
  const octets = Buffer.from(content, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(octets.length - 4);
  return Buffer.concat([length, octets, Buffer.alloc(4)]);
};
