import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { Tus } from '../support/tus.js';

const mebibyte = 2 ** 20;
/** Text, so that it is taken. */
const words = (octets: number) => randomBytes(octets / 2).toString('hex');

describe('RR-7 a disk that is full', () => {
  const volume = mkdtempSync(join(tmpdir(), 'focalpoint-volume-'));
  const filler = join(volume, 'filler');
  let portal: Portal;
  let officer: Official;
  let tus: Tus;
  let id: string;

  beforeAll(async () => {
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=16m,mode=0700', 'tmpfs', volume]);
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_STORAGE_PATH: join(volume, 'storage') } });
    officer = await portal.official('AUS', 'document_officer');
    tus = new Tus(portal.url, officer);
  });
  beforeEach(async () => { ({ id } = await officer.draft()); });
  afterEach(() => rmSync(filler, { force: true }));
  afterAll(async () => {
    await portal?.stop();
    execFileSync('/usr/bin/umount', [volume]);
    rmSync(volume, { recursive: true });
  });

  const files = () => readdirSync(join(volume, 'storage'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name).sort();
  const rows = async () => (await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.sealed_files ORDER BY 1')).rows.map((row) => row.storage_key);
  /** All but this much is taken by something else. */
  const leave = (octets: number) => {
    rmSync(filler, { force: true });
    const [free] = /^\d+$/m.exec(execFileSync('df', ['--output=avail', '-B1', volume], { encoding: 'utf8' })) ?? [];
    writeFileSync(filler, Buffer.alloc(Number(free) - octets));
  };

  it('takes no file, says so plainly, keeps nothing of it and no row; reading goes on; and with room it is well again', async () => {
    const { id: kept } = await officer.draft();
    const content = words(mebibyte);
    expect((await officer.upload(kept, content)).status).toBe(201);
    await officer.release(kept, marking('amber', ['IDN']));
    await portal.settled();
    const before = { files: files(), rows: await rows() };
    leave(2 * mebibyte);
    const refused = await officer.upload(id, words(8 * mebibyte));
    expect(refused).toMatchObject({ status: 507, type: 'application/problem+json', body: { type: '/problems/storage-full', detail: expect.stringMatching(/no room .* Nothing was kept/) } });
    expect({ files: files(), rows: await rows() }).toEqual(before);
    expect((await officer.open(id)).versions).toEqual([]);

    leave(0);
    expect((await officer.get(`/documents/${kept}/versions/1/file`).buffer(true)).text).toBe(content);
    expect((await officer.get('/documents')).status).toBe(200);
    expect((await officer.draft()).id).toBeDefined();
    expect((await officer.upload(id, 'a short one')).status).toBe(507);
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);

    rmSync(filler);
    expect((await officer.upload(id, words(8 * mebibyte))).status).toBe(201);
    expect((await officer.open(id)).versions).toHaveLength(1);
    await portal.settled();
    expect(files()).toEqual(await rows());
  });

  it('lets an upload over a bad line stand where it was, to go on when there is room', async () => {
    const content = words(2 * mebibyte);
    const upload = await tus.begun(id, content.length);
    expect((await tus.send(upload, 0, content.slice(0, mebibyte))).status).toBe(204);
    leave(mebibyte / 4);
    expect(await tus.send(upload, mebibyte, content.slice(mebibyte))).toMatchObject({ status: 507, body: { type: '/problems/storage-full' } });
    const { offset } = await tus.stands(upload);
    expect(offset).toBeGreaterThanOrEqual(mebibyte);
    expect(offset).toBeLessThan(content.length);
    rmSync(filler);
    expect((await tus.send(upload, offset, content.slice(offset))).status).toBe(204);
    await portal.settled();
    expect(await tus.look(upload)).toMatchObject({ state: 'kept' });
    expect((await officer.get(`/documents/${id}/versions/1/file`).buffer(true)).text).toBe(content);
  });
});
