import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Upkeep } from '../../src/operations/upkeep.js';
import { plantCourse } from '../support/courses.js';
import { marking, type Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';

describe('RR-3: portal fsck', () => {
  let portal: Portal;
  let operator: Operator;
  let officer: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
    await officer.released(marking('green'), { title: 'Unmistakable' });
    await portal.settled();
  });
  afterAll(() => portal.stop());

  const place = (key: string) => join(portal.settings.storagePath, key.slice(0, 2), key.slice(2, 4), key);
  /** A released document whose file lies where it says. */
  async function kept(): Promise<{ id: string; key: string; path: string }> {
    const { id } = await officer.released(marking('amber', ['IDN']));
    await portal.settled();
    const { rows: [row] } = await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.document_versions WHERE document_id = $1', [id]);
    const key = row?.storage_key ?? '';
    return { id, key, path: place(key) };
  }
  /** Changes rows as nobody but the database's own superuser can, and takes it back. */
  async function meanwhile(change: string, values: unknown[], back: string, look: () => Promise<void>): Promise<void> {
    await portal.owner.query(change, values);
    await look().finally(() => portal.owner.query(back, values));
  }

  it('finds nothing where everything holds, and says what it looked at', async () => {
    expect(await operator.faults()).toEqual([]);
    const told = operator.command(['fsck', '--decrypt']);
    expect(told).toMatchObject({ status: 0, stdout: expect.stringMatching(/^1 files, 1 objects, 1 versions looked at; 1 opened, 0 shredded/) });
    expect(told.stdout).toContain('Everything holds.');
    expect(told.stdout).not.toContain('Unmistakable');
  });

  it('I1: names a file that was cut, and with --decrypt one whose octets were changed', async () => {
    const { key, path } = await kept();
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, -1));
    expect(await operator.faults({ decrypt: false })).toEqual([`I1 wrong-length file/${key}`]);
    writeFileSync(path, whole.map((octet, at) => (at === whole.length - 20 ? octet ^ 1 : octet)));
    expect(await operator.faults({ decrypt: false })).toEqual([]);
    const told = operator.command(['fsck', '--json', '--decrypt']);
    expect(told.status).toBe(1);
    const lines = told.stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ invariant: 'I1', fault: 'does-not-open', subject: `file/${key}`, mendable: false });
    expect(lines.at(-1)).toMatchObject({ faults: 1, holds: false, chain: 'not built' });
    writeFileSync(path, whole);
  });

  it('I2: names a row without its object, and removes an object without a row once it is older than the grace', async () => {
    const { key, path } = await kept();
    const whole = readFileSync(path);
    rmSync(path);
    expect(await operator.faults({ repair: true })).toEqual([`I2 row-without-object file/${key}`]);
    writeFileSync(path, whole);
    const stray = 'ab'.repeat(16);
    mkdirSync(join(place(stray), '..'), { recursive: true });
    writeFileSync(place(stray), 'what a crash left');
    expect(await operator.faults({ repair: true })).toEqual([]);
    expect(existsSync(place(stray))).toBe(true);
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    utimesSync(place(stray), longAgo, longAgo);
    utimesSync(path, longAgo, longAgo);
    expect(await operator.faults()).toEqual([`I2 object-without-row file/${stray}`]);
    expect(existsSync(place(stray))).toBe(true);
    expect(operator.command(['fsck', '--repair'])).toMatchObject({ status: 0, stdout: expect.stringContaining(`The object ${stray} (17 octets) belongs to nothing. Mended.`) });
    expect([existsSync(place(stray)), existsSync(path)]).toEqual([false, true]);
    expect(await operator.faults()).toEqual([]);
  });

  it('I2: names a sealed file that nothing refers to, and leaves it to people', async () => {
    const { id, key } = await kept();
    const swap = (from: string, to: string) => `UPDATE app.document_versions SET storage_key = '${to}' WHERE storage_key = '${from}'`;
    const other = 'cd'.repeat(16);
    await meanwhile(swap(key, other), [], swap(other, key), async () => {
      expect(await operator.faults({ repair: true })).toEqual([`I2 row-without-owner file/${key}`, `I1 version-without-file document/${id}/1`]);
    });
    expect(await operator.faults()).toEqual([]);
  });

  it('I2: knows everything that may refer to a sealed file', async () => {
    const { rows } = await portal.owner.query<{ name: string }>(`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'app' AND column_name ~ '(storage|letter|file|blob)_key$' AND table_name NOT IN ('sealed_files', 'file_scans') ORDER BY 1`);
    expect(rows.map(({ name }) => name)).toEqual(['certificates.storage_key', 'document_versions.storage_key', 'nominations.letter_key', 'packages.storage_key', 'renditions.storage_key', 'upload_segments.storage_key']);
  });

  it('I3: names a marking that does not match its seal, and a verdict nobody gave', async () => {
    const { id } = await kept();
    await meanwhile(`UPDATE app.documents SET releasable_to = ARRAY['NZL'] WHERE id = $1`, [id], `UPDATE app.documents SET releasable_to = ARRAY['IDN'] WHERE id = $1`, async () => {
      expect(await operator.faults()).toEqual([`I3 seal-broken document/${id}`]);
    });
    const course = await plantCourse(portal, { originator: 'AUS', tlp: 'amber', releasableTo: ['IDN'] });
    await meanwhile(`UPDATE app.courses SET releasable_to = ARRAY['NZL'] WHERE id = $1`, [course.id], `UPDATE app.courses SET releasable_to = ARRAY['IDN'] WHERE id = $1`, async () => {
      expect(await operator.faults()).toEqual([`I3 seal-broken course/${course.id}`]);
    });
    await meanwhile(`UPDATE app.document_versions SET scan = 'clean' WHERE document_id = $1`, [id], `UPDATE app.document_versions SET scan = 'not_scanned' WHERE document_id = $1`, async () => {
      expect(await operator.faults()).toEqual([`I3 no-scan-record document/${id}/1`]);
    });
    expect(await operator.faults()).toEqual([]);
  });

  it('I4, I1: names a version that no upload is on record for, and one that refers to another\'s file', async () => {
    const [one, other] = [await kept(), await kept()];
    await meanwhile(`UPDATE app.document_versions SET number = 7 WHERE document_id = $1`, [one.id], `UPDATE app.document_versions SET number = 1 WHERE document_id = $1`, async () => {
      expect(await operator.faults()).toContain(`I4 no-upload-event document/${one.id}/7`);
    });
    const swap = `UPDATE app.sealed_files SET subject = CASE subject WHEN 'document/' || $1 THEN 'document/' || $2 ELSE 'document/' || $1 END WHERE subject IN ('document/' || $1, 'document/' || $2)`;
    await meanwhile(swap, [one.id, other.id], swap, async () => {
      expect((await operator.faults({ decrypt: false })).sort()).toEqual([`I1 not-its-file document/${one.id}/1`, `I1 not-its-file document/${other.id}/1`].sort());
    });
    expect(await operator.faults()).toEqual([]);
  });

  it('I5: names an inspection that nobody will make, and has it made', async () => {
    const { id } = await kept();
    await portal.owner.query(`UPDATE app.document_versions SET scan = 'pending', content_state = 'pending' WHERE document_id = $1`, [id]);
    expect(await operator.faults()).toEqual([`I5 job-lost document/${id}/1`]);
    expect(await operator.faults({ repair: true })).toEqual([`I5 job-lost document/${id}/1`]);
    await portal.settled();
    expect((await officer.open(id)).versions[0]?.scan).toBe('not_scanned');
    expect(await operator.faults()).toEqual([]);
  });

  it('I5: goes through however many wait, a page at a time', async () => {
    const { id } = await kept();
    await portal.owner.query('ALTER TABLE app.document_versions DISABLE TRIGGER USER');
    await portal.owner.query(`
      INSERT INTO app.document_versions SELECT (jsonb_populate_record(v, jsonb_build_object('number', n, 'storage_key', md5(n::text), 'content_state', 'pending', 'scan', 'pending'))).*
        FROM app.document_versions v, generate_series(2, 1202) n WHERE v.document_id = $1 AND v.number = 1`, [id]);
    const lost = (await operator.faults({ decrypt: false })).filter((fault) => fault.startsWith('I5'));
    expect(new Set(lost).size).toBe(1201);
    expect(lost).toHaveLength(1201);
    await portal.owner.query('DELETE FROM app.document_versions WHERE document_id = $1 AND number > 1', [id]);
    await portal.owner.query('ALTER TABLE app.document_versions ENABLE TRIGGER USER');
    expect(await operator.faults()).toEqual([]);
  });

  it('I6: names a party whose count is not the sum of its files, and sets it right', async () => {
    await portal.owner.query(`UPDATE app.storage_used SET bytes = bytes + 1 WHERE party = 'AUS'`);
    expect(await operator.faults()).toEqual(['I6 sum-differs party/AUS']);
    expect(await operator.faults({ repair: true })).toEqual(['I6 sum-differs party/AUS']);
    expect(await operator.faults()).toEqual([]);
  });

  it('SR-74: opens nothing without the keyring', async () => {
    const told = operator.command(['fsck', '--json', '--decrypt'], { FOCALPOINT_KEYRING_PATH: `${portal.settings.keyringPath}-of-nobody` });
    expect(told.status).toBe(1);
    const summary = JSON.parse(told.stdout.trim().split('\n').at(-1) ?? '{}') as { opened: number; files: number };
    expect(summary.files).toBeGreaterThan(3);
    expect(summary.opened).toBe(0);
  });

  it('takes the role that may migrate, which no server has', () => {
    expect(operator.command(['fsck'], { FOCALPOINT_DATABASE_MIGRATE_URL: '' })).toMatchObject({ status: 78, stderr: expect.stringContaining('FOCALPOINT_DATABASE_MIGRATE_URL: is missing') });
  });

  it('goes with a sweep each night, which removes the writes a crash left unfinished and nothing else', async () => {
    const incoming = join(portal.settings.storagePath, 'incoming');
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    for (const name of ['of yesterday', 'of now']) writeFileSync(join(incoming, name), 'half');
    utimesSync(join(incoming, 'of yesterday'), longAgo, longAgo);
    const upkeep = portal.app.get(Upkeep, { strict: false });
    await upkeep.sweep();
    await upkeep.sweep();
    expect(readdirSync(incoming)).toEqual(['of now']);
    expect(await operator.faults()).toEqual([]);
  });
});

describe('SR-59: the role of backup and fsck', () => {
  let portal: Portal;
  beforeAll(async () => { portal = await Portal.start(); });
  afterAll(() => portal.stop());

  it('reads every table but the secrets, and changes none', async () => {
    const { rows } = await portal.owner.query<{ name: string; reads: boolean; policy: boolean; changes: boolean }>(`
      SELECT c.relname AS name, has_table_privilege('focalpoint_backup', c.oid, 'SELECT') AS reads,
             EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND 'focalpoint_backup'::regrole = ANY (p.polroles) AND p.polcmd = 'r' AND pg_get_expr(p.polqual, p.polrelid) = 'true') AS policy,
             has_table_privilege('focalpoint_backup', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') AS changes
        FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`);
    expect(rows.length).toBeGreaterThan(25);
    for (const { name, ...may } of rows) expect({ name, ...may }).toEqual({ name, reads: name !== 'actor_secrets', policy: name !== 'actor_secrets', changes: false });
  });
});
