import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createApp } from '../../src/app.js';
import { loadSettings, type Settings } from '../../src/kernel/config/index.js';
import { Storage } from '../../src/kernel/storage/index.js';
import { Sessions } from '../../src/identity/index.js';
import { freePort } from '../../deploy/launcher/port.js';
import { BlankDatabase } from './blank-database.js';
import { marking, Official } from './official.js';
import { inS3, Operator } from './operator.js';
import { Portal } from './portal.js';

/** How a suite gets at one store that speaks S3. */
interface Subject {
  bucket(): Settings['s3'];
  /** Another one, with nothing in it. */
  blank(): Promise<Settings['s3']>;
  /** Whether the way back onto a disk is gone as well. */
  toDisk: boolean;
}

const mebibyte = 2 ** 20;
const minutes = 5 * 60_000;

/** What its operator does with a portal whose files lie in S3: the same as where they lie on a disk. */
export function operationsSuite({ bucket, blank, toDisk }: Subject): void {
  let portal: Portal;
  let operator: Operator;
  let officer: Official;
  let client: S3Client;
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-backup-'));
  const to = join(folder, 'backups');
  const backupKey = { FOCALPOINT_BACKUP_KEY: 'a key of backups for the tests, long enough' };
  /** A short file, and one that was sent in parts. */
  const contents = [randomBytes(2_000).toString('hex'), randomBytes(5 * mebibyte).toString('hex')];
  const ids: string[] = [];
  const keys: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, env: inS3(bucket()) });
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
    const { endpoint, region, accessKeyId, secretAccessKey } = bucket();
    client = new S3Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
    for (const content of contents) {
      const { id } = await officer.draft();
      expect((await officer.upload(id, content)).status).toBe(201);
      expect((await officer.release(id, marking('amber', ['IDN']))).status).toBe(200);
      const { rows: [row] } = await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.document_versions WHERE document_id = $1', [id]);
      ids.push(id);
      keys.push(row?.storage_key ?? '');
    }
    await portal.settled();
  }, minutes);
  afterAll(async () => {
    client.destroy();
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (key: string) => ({ Bucket: bucket().bucket, Key: key });
  const get = async (key: string) => Buffer.from((await (await client.send(new GetObjectCommand(at(key)))).Body?.transformToByteArray()) ?? []);
  const put = (key: string, octets: Buffer) => client.send(new PutObjectCommand({ ...at(key), Body: octets }));
  const remove = (key: string) => client.send(new DeleteObjectCommand(at(key)));
  const listed = async () => {
    const found: string[] = [];
    for await (const { key } of portal.app.get(Storage).list()) found.push(key);
    return found.sort();
  };
  const flipped = (octets: Buffer) => Buffer.from(octets.map((octet, place) => (place === Math.floor(octets.length / 2) ? octet ^ 1 : octet)));
  /** While something else lies under a key, or nothing. */
  async function meanwhile(key: string, octets: Buffer | null, look: () => Promise<void>): Promise<void> {
    const whole = await get(key);
    await (octets ? put(key, octets) : remove(key));
    await look().finally(() => put(key, whole));
  }

  it('RR-3: fsck names an object that was changed, cut or taken away, and no other; nothing where everything holds', async () => {
    expect(await operator.faults()).toEqual([]);
    for (const key of keys) {
      const whole = await get(key);
      await meanwhile(key, flipped(whole), async () => {
        expect(await operator.faults({ decrypt: false })).toEqual([]);
        expect(await operator.faults()).toEqual([`I1 does-not-open file/${key}`]);
      });
      await meanwhile(key, whole.subarray(0, -1), async () => expect(await operator.faults({ decrypt: false })).toEqual([`I1 wrong-length file/${key}`]));
      await meanwhile(key, null, async () => expect(await operator.faults({ repair: true })).toEqual([`I2 row-without-object file/${key}`]));
    }
    expect(await operator.faults()).toEqual([]);
  }, minutes);

  it('RR-3: fsck tells of an object that belongs to nothing once it is old enough, and removes it and what was never finished when it is told to', async () => {
    const stray = randomBytes(16).toString('hex');
    await put(stray, Buffer.from('what a crash left'));
    await client.send(new CreateMultipartUploadCommand(at(randomBytes(16).toString('hex'))));
    expect(await operator.faults({ repair: true })).toEqual([]); // younger than a day
    expect(await operator.faults({ grace: 0 })).toEqual([`I2 object-without-row file/${stray}`]);
    expect(await listed()).toContain(stray);
    const told = await operator.run(['fsck', '--repair', '--grace', '0']);
    expect(told).toMatchObject({ status: 0, stdout: expect.stringContaining(`The object ${stray} (17 octets) belongs to nothing. Mended.`) });
    expect(told.stdout).toContain('1 unfinished writes were removed.');
    expect(await listed()).toEqual([...keys].sort());
    expect(await operator.faults({ grace: 0 })).toEqual([]);
  }, minutes);

  describe('RR-15: a backup', () => {
    it('is refused while an object is gone, which it names, and made when it is back', async () => {
      await meanwhile(keys[1] ?? '', null, async () => {
        expect(await operator.run(['backup', '--to', to], backupKey)).toMatchObject({ status: 1, stderr: expect.stringContaining(`The file ${keys[1]} is not in the store`) });
      });
      expect(await operator.run(['backup', '--to', to], backupKey)).toMatchObject({ status: 0, stdout: expect.stringMatching(/2 files of 10\.\d MiB, [01] of which were there already/) });
    }, minutes);

    it('tells of one octet that was changed in it, and which file that is', async () => {
      const key = keys[1] ?? '';
      const place = join(to, 'objects', key.slice(0, 2), key.slice(2, 4), key);
      const whole = readFileSync(place);
      writeFileSync(place, flipped(whole));
      expect(await operator.run(['backup', 'verify', to], backupKey)).toMatchObject({ status: 1, stdout: expect.stringContaining(`The file ${key} was changed`) });
      writeFileSync(place, whole);
    }, minutes);

    const stores: [string, () => Promise<Record<string, string>>][] = [['an empty bucket', async () => inS3(await blank())]];
    if (toDisk) stores.push(['an empty disk', () => Promise.resolve({ FOCALPOINT_STORAGE: 'disk', FOCALPOINT_STORAGE_PATH: join(folder, 'storage') })]);
    it.each(stores)('comes back onto %s, where every file opens', async (_where, store) => {
      const database = await BlankDatabase.make();
      const env = { ...backupKey, ...database.env, ...(await store()), FOCALPOINT_MAIL_FOLDER: join(folder, 'mail') };
      try {
        const told = await operator.run(['restore', '--from', to], env);
        expect(told).toMatchObject({ status: 0, stdout: expect.stringContaining('Everything holds.') });
        expect(told.stdout).toMatch(/2 files, 2 objects, 2 versions looked at; 2 opened/);
        expect(await downloads({ ...operator.env, ...env })).toEqual(contents);
      } finally {
        await database.drop();
      }
    }, minutes);
  });

  /** What the originator is given of each document, by a portal with these settings. */
  async function downloads(env: Record<string, string>): Promise<string[]> {
    const { settings, faults } = loadSettings({ ...env, PORT: String(await freePort()) });
    expect(faults).toEqual([]);
    const app = await createApp(settings);
    await app.listen(settings.port, '127.0.0.1');
    try {
      const url = `http://127.0.0.1:${settings.port}`;
      const again = new Official(url, settings, { id: officer.id, name: officer.name, party: officer.party, token: await app.get(Sessions).begin(officer.id, ['passkey']) });
      const given: string[] = [];
      for (const id of ids) given.push(await (await fetch(`${url}/api/v1/documents/${id}/versions/1/file`, { headers: again.headers })).text());
      return given;
    } finally {
      await app.close();
    }
  }
}
