import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Keyring } from '../../src/kernel/keyring/index.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const mebi = 2 ** 20;
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('files at rest', () => {
  let portal: Portal;
  let officer: Official;
  let reader: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
  });
  afterAll(() => portal.stop());

  const blobs = () => readdirSync(portal.settings.storagePath, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const file = async (id: string, headers: Record<string, string> = {}, url = portal.url) => {
    const answer = await fetch(`${url}/api/v1/documents/${id}/versions/1/file`, { headers: { ...reader.headers, ...headers } });
    return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
  };
  const place = async (id: string, number = 1) => {
    const { rows } = await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.document_versions WHERE document_id = $1 AND number = $2', [id, number]);
    const key = rows[0]?.storage_key ?? '';
    return { key, path: blobs().find((one) => one.endsWith(key)) ?? '' };
  };
  /** A released document of Australia that Indonesia reads, with a text of this content. */
  async function released(content: Buffer | string): Promise<string> {
    const { id } = await officer.draft();
    expect((await officer.upload(id, Buffer.from(content), 'report.txt')).status).toBe(201);
    await officer.release(id, marking('amber', ['IDN']));
    await portal.settled();
    return id;
  }
  const text = (length: number) => Buffer.from(randomBytes(length / 2).toString('hex'));

  it('SR-74: show nothing of a marker on the disk, in no phase, nor does the database show the key', async () => {
    const marker = randomBytes(10).toString('hex');
    const { id } = await officer.draft();
    // In a picture, whose words nobody puts into the index.
    const picture = Buffer.concat([pixel.subarray(0, 33), chunkOf(`tEXtComment\0${marker.repeat(20_000)}`), pixel.subarray(33)]);
    expect((await officer.upload(id, picture, 'seal.png')).status).toBe(201);
    await portal.settled();
    const all = blobs();
    expect(all.length).toBeGreaterThan(0);
    for (const one of all) expect(readFileSync(one).includes(marker)).toBe(false);
    const { rows } = await portal.owner.query<{ wrapped: Buffer; key_id: string }>('SELECT f.wrapped, f.key_id FROM app.sealed_files f JOIN app.document_versions v USING (storage_key) WHERE v.document_id = $1', [id]);
    const [kept] = rows;
    const master = Buffer.from((JSON.parse(readFileSync(join(portal.settings.keyringPath, `${kept?.key_id.split('.').slice(0, 2).join('.')}.json`), 'utf8')) as { key: string }).key, 'base64');
    expect(kept?.wrapped.length).toBe(60);
    const { rows: [hit] } = await portal.owner.query<{ count: string }>('SELECT count(*) FROM app.sealed_files WHERE position($1 in wrapped) > 0 OR position($1 in header) > 0', [master]);
    expect(hit?.count).toBe('0');
  });

  it('SR-73: are refused before a first octet when a bit of the first frame was flipped, and break off where a later one was', async () => {
    const id = await released(text(mebi));
    const { path } = await place(id);
    const whole = readFileSync(path);
    const flipped = (at: number) => writeFileSync(path, whole.map((octet, index) => (index === at ? octet ^ 1 : octet)));
    flipped(100);
    const refused = await file(id);
    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.body.toString())).toMatchObject({ type: '/problems/unavailable', detail: expect.stringContaining('damaged') });
    expect((await file(id, { Range: 'bytes=600000-600009' })).status).toBe(206);
    flipped(whole.length - 100);
    await expect(file(id)).rejects.toThrow(/terminated/);
    expect((await file(id, { Range: 'bytes=1000000-1000009' })).status).toBe(503);
    writeFileSync(path, whole.subarray(0, whole.length - 20));
    await expect(file(id)).rejects.toThrow(/terminated/);
    writeFileSync(path, whole);
    expect((await file(id)).status).toBe(200);
  });

  it('SR-73: are refused when one lies in another\'s place, in the store or in the database', async () => {
    const [one, other] = [await released(text(4096)), await released(text(4096))];
    const [a, b] = [await place(one), await place(other)];
    renameSync(a.path, `${a.path}.aside`);
    renameSync(b.path, a.path);
    renameSync(`${a.path}.aside`, b.path);
    for (const id of [one, other]) expect((await file(id)).status).toBe(503);
    // Now their keys are in each other's place as well, so that each opens what lies there: but not as this document's.
    const keys = `UPDATE app.sealed_files f SET wrapped = o.wrapped, header = o.header FROM app.sealed_files o WHERE (f.storage_key, o.storage_key) IN (($1, $2), ($2, $1))`;
    await portal.owner.query(keys, [a.key, b.key]);
    for (const id of [one, other]) expect((await file(id)).status).toBe(503);
    // And the rows of the documents: what opens now is another's file, which the seal of the marking tells.
    await portal.owner.query(`UPDATE app.sealed_files SET owner = 'IDN' WHERE storage_key = $1`, [a.key]);
    expect((await file(one)).status).toBe(503);
  });

  it('RR-9: wait, and are not lost, while the keyring is away', async () => {
    const content = text(4096);
    const id = await released(content);
    const away = `${portal.settings.keyringPath}-away`;
    const node = await portal.beside(); // remembers no key
    renameSync(portal.settings.keyringPath, away);
    writeFileSync(portal.settings.keyringPath, '');
    try {
      const answer = await file(id, {}, node.url);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('60');
      expect((await fetch(`${node.url}/readyz`)).status).toBe(503);
      const { id: draft } = await officer.draft();
      const sent = await fetch(`${node.url}/api/v1/documents/${draft}/versions?fileName=a.txt`, { method: 'POST', headers: { ...officer.headers, 'Content-Type': 'application/octet-stream' }, body: 'words' });
      expect(sent.status).toBe(503);
    } finally {
      rmSync(portal.settings.keyringPath);
      renameSync(away, portal.settings.keyringPath);
    }
    expect((await file(id, {}, node.url)).body.equals(content)).toBe(true);
  });

  it('SR-75: can be read by nobody once their party\'s keys are destroyed, and no other party\'s are touched', async () => {
    const thai = await portal.official('THA', 'document_officer');
    const { id } = await thai.draft();
    await thai.upload(id, 'words of Thailand', 'report.txt');
    await thai.release(id, marking('amber', ['IDN']));
    const other = await released('words of Australia');
    expect((await file(id)).status).toBe(200);
    await portal.app.get(Keyring).destroy('THA');
    expect((await file(id)).status).toBe(410);
    expect((await file(other)).status).toBe(200);
    expect((await thai.upload(id, 'more words', 'report.txt')).status).toBe(410);
  });

  it('leave no key and no octet behind when they are discarded', async () => {
    const { id } = await officer.draft();
    await officer.upload(id, text(4096), 'report.txt');
    await portal.settled();
    const { key, path } = await place(id);
    expect(existsSync(path)).toBe(true);
    expect((await officer.call('delete', `/documents/${id}/versions/1`)).status).toBe(204);
    await portal.settled();
    expect(existsSync(path)).toBe(false);
    expect((await portal.owner.query('SELECT FROM app.sealed_files WHERE storage_key = $1', [key])).rowCount).toBe(0);
  });
});

/** A chunk of a PNG; readers skip what they do not know, and its checksum with it. */
function chunkOf(body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  return Buffer.concat([length, Buffer.from(body, 'latin1'), Buffer.alloc(4)]);
}
