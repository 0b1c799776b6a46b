import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';
import { InspectionJobs } from '../../src/documents/exchange/inspection.jobs.js';
import { Settings } from '../../src/kernel/config/index.js';
import { Quarantine } from '../../src/kernel/inspection/index.js';
import { Scanner } from '../../src/kernel/scanner/index.js';
import { docx, pdf, zip } from '../support/archives.js';
import { type Answer, FakeClamd, marker } from '../support/fake-clamd.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const photograph = readFileSync(under('test', 'support', 'specimens', 'photograph.jpg'));

interface Version {
  number: number;
  scan: string;
  active: boolean;
  sha256: string;
  rejection: { code: string; message: string; part?: string } | null;
  delivered: { bytes: number; sha256: string } | null;
  scannedAt: string | null;
}

describe('inspection', () => {
  let portal: Portal;
  let clamd: FakeClamd;
  let officer: Official;
  let reader: Official;
  let id: string;

  beforeAll(async () => {
    clamd = await FakeClamd.start();
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SCANNER: clamd.address, FOCALPOINT_SCANNER_IDLE_SECONDS: '1', FOCALPOINT_QUARANTINE_MAX_FILES: '4' } });
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
  });
  beforeEach(async () => {
    clamd.answer = clamd.honest;
    clamd.scanned.length = 0;
    await portal.owner.query(`DELETE FROM app.document_versions WHERE scan = 'pending'`);
    ({ id } = await officer.draft());
  });
  afterAll(async () => {
    await portal.stop();
    await clamd.away();
  });

  const versions = async () => (await officer.open(id)).versions as unknown as Version[];
  const version = async (): Promise<Version> => {
    const [first] = await versions();
    if (!first) throw new Error('no version');
    return first;
  };
  /** Whatever waits is tried at once, as if its pause were over. */
  const attend = async () => {
    await portal.owner.query(`UPDATE app.document_versions SET uploaded_at = uploaded_at - interval '1 minute' WHERE scan = 'pending'`);
    await portal.app.get(Quarantine).attend();
    await portal.settled();
  };
  const blobs = async () => Number((await portal.owner.query<{ count: string }>('SELECT count(*) FROM app.sealed_files WHERE subject = $1', [`document/${id}`])).rows[0]?.count);
  const file = (number = 1) => `/documents/${id}/versions/${number}/file`;

  it('SR-64: takes what the scanner calls clean, and keeps who looked, by which signatures and when', async () => {
    await officer.upload(id, 'harmless words', 'a.txt');
    await portal.settled();
    expect(await version()).toMatchObject({ scan: 'clean', rejection: null, active: false, scannedAt: expect.any(String) });
    const { rows } = await portal.owner.query('SELECT owner, verdict, scanner, signatures, signatures_at FROM app.file_scans WHERE subject = $1', [`document/${id}`]);
    expect(rows).toEqual([{ owner: 'AUS', verdict: 'clean', scanner: 'ClamAV 1.4.6', signatures: clamd.version, signatures_at: new Date('2026-11-26T09:00:00Z') }]);
    expect((await officer.get(file())).status).toBe(200);
  });

  it('SR-64 SR-63: rejects malware, keeps nothing of it, and says so to its sender alone', async () => {
    await officer.release(id, marking('amber', ['IDN']));
    await officer.upload(id, zip([{ name: 'ok.txt', content: 'fine' }, { name: 'deep/inner.zip', content: zip([{ name: 'a.txt', content: marker, wide: true }], { wideEnd: true }) }]), 'annex.zip');
    expect(await blobs()).toBe(1);
    await portal.settled();
    expect(await version()).toMatchObject({ scan: 'rejected', rejection: { code: 'infected', part: 'deep/inner.zip/a.txt', message: expect.stringMatching(/Nothing of it was kept/) } });
    expect(await blobs()).toBe(0);
    expect((await officer.get(file())).body).toMatchObject({ status: 409, type: '/problems/rejected' });
    expect((await reader.open(id)).versions).toEqual([]);
    expect((await reader.get(file())).status).toBe(404);
    const { rows } = await portal.owner.query(`SELECT verdict, reason, finding FROM app.file_scans WHERE subject = $1`, [`document/${id}`]);
    expect(rows).toEqual([{ verdict: 'rejected', reason: 'infected', finding: 'Fake.Marker' }]);
    const { rows: told } = await portal.owner.query(`SELECT detail FROM app.events WHERE name = 'document.rejected' AND subject_id = $1`, [id]);
    expect(told).toEqual([{ detail: { number: 1, code: 'infected', finding: 'Fake.Marker' } }]);
    expect((await officer.call('delete', `/documents/${id}/versions/1`)).status).toBe(204);
  });

  it('SR-63: scans each member alone, whatever the whole looks like', async () => {
    await officer.upload(id, docx([{ name: 'word/media/a.txt', content: 'x'.repeat(2000) }]), 'a.docx');
    await portal.settled();
    expect(clamd.scanned.map((content) => content.toString('latin1'))).toEqual(expect.arrayContaining(['<w:document/>', 'x'.repeat(2000)]));
    expect((await version()).scan).toBe('clean');
  });

  it.each([
    ['an archive that lies', zip([{ name: 'a.txt', content: 'x'.repeat(4000), claimed: 10 }]), 'a.zip', 'archive-broken'], ['a program in a bundle', zip([{ name: 'setup.exe', content: 'MZ' }]), 'a.zip', 'active-content'],
    ['a picture with a page behind it', Buffer.concat([photograph, Buffer.from('<html>')]), 'a.jpg', 'disguised'], ['a PDF that starts programs', pdf('2 0 obj <</S /Launch>> endobj'), 'a.pdf', 'launches-programs'],
  ])('SR-62 SR-66: rejects %s with the reason', async (_what, content, name, code) => {
    expect((await officer.upload(id, content, name)).status).toBe(201);
    await portal.settled();
    expect(await version()).toMatchObject({ scan: 'rejected', rejection: { code, message: expect.stringMatching(/\.$/) } });
    expect(await blobs()).toBe(0);
  });

  it('SR-66: flags a PDF that acts, and takes it', async () => {
    await officer.upload(id, pdf('2 0 obj <</S /JavaScript /JS (1)>> endobj'), 'a.pdf');
    await portal.settled();
    expect(await version()).toMatchObject({ scan: 'clean', active: true });
  });

  it.each([
    ['says nothing', () => 'hang'], ['closes', () => 'close'], ['says nothing but NUL', () => '\0'], ['talks garbage', () => Buffer.from('\u0001\u0002 OK stream: OK?\0')], ['says OK without an end', () => 'stream: OK'], ['says more than OK', () => 'stream: OK\0stream: OK\0'],
    ['says OK of something else', () => 'other: OK\0'], ['says ERROR', () => 'INSTREAM size limit exceeded. ERROR\0'], ['finds nothing by no name', () => 'stream: FOUND\0'], ['never ends', () => 'x'.repeat(10_000)],
  ] as [string, Answer][])('SR-64 RR-9: leaves a file in quarantine when the scanner %s, and takes it up when it is well', async (_how, answer) => {
    clamd.answer = answer;
    await officer.release(id, marking('amber', ['IDN']));
    await officer.upload(id, 'harmless words', 'a.txt');
    await portal.settled();
    expect((await version()).scan).toBe('pending');
    expect((await officer.get(file())).body).toMatchObject({ status: 409, type: '/problems/not-inspected-yet' });
    expect((await reader.open(id)).versions).toEqual([]);
    expect((await reader.get(file())).status).toBe(404);
    clamd.answer = clamd.honest;
    await attend();
    expect((await version()).scan).toBe('clean');
  });

  it('RR-9: takes files while the scanner is away, so many and no more, releases none, and goes through them when it is back', async () => {
    await clamd.away();
    for (let count = 0; count < 4; count++) expect((await officer.upload(id, `words ${count}`, 'a.txt')).status).toBe(201);
    const refused = await officer.upload(id, 'one too many', 'a.txt');
    expect({ status: refused.status, again: refused.headers['retry-after'] }).toEqual({ status: 503, again: '900' });
    await portal.settled();
    await portal.app.get(Quarantine).attend();
    expect((await versions()).map(({ scan }) => scan)).toEqual(['pending', 'pending', 'pending', 'pending']);
    expect((await officer.get('/inspection')).body).toMatchObject({ scans: true });
    await clamd.listen();
    await new Promise((resolve) => setTimeout(resolve, 10_100)); // what the scanner said of itself is kept for ten seconds
    await attend();
    expect((await versions()).map(({ scan }) => scan)).toEqual(['clean', 'clean', 'clean', 'clean']);
    expect((await officer.upload(id, 'there is room again', 'a.txt')).status).toBe(201);
    await portal.settled();
  });

  it('SR-65: scans again when signatures change; a late hit withdraws the file from everybody, is kept, and its originator is told', async () => {
    await officer.upload(id, 'words that are found out later', 'a.txt');
    await officer.release(id, marking('amber', ['IDN']));
    await portal.settled();
    expect((await reader.get(file())).status).toBe(200);
    clamd.answer = (content) => (content.includes('found out later') ? 'stream: Late.Hit FOUND\0' : 'stream: OK\0');
    await portal.owner.query(`UPDATE app.document_versions SET signatures = 'ClamAV 1.4.6/27599/Wed Nov 25 09:00:00 2026' WHERE document_id = $1`, [id]);
    await portal.app.get(Quarantine).attend();
    await portal.settled();
    expect((await version()).scan).toBe('infected');
    for (const one of [officer, reader]) expect((await one.get(file())).body).toMatchObject({ status: 409, type: '/problems/infected' });
    expect(await blobs()).toBe(1);
    const letter = portal.letters().find((text) => text.includes(`/documents/${id}`));
    expect(letter).toMatch(/official\d+@aus\.example\.org/);
    expect(letter).not.toMatch(/Movements by sea/);
    const { rows } = await portal.owner.query(`SELECT verdict, finding FROM app.file_scans WHERE subject = $1 ORDER BY id`, [`document/${id}`]);
    expect(rows).toEqual([{ verdict: 'clean', finding: null }, { verdict: 'infected', finding: 'Late.Hit' }]);
    // Told once, whatever runs twice.
    await portal.app.get(Quarantine).attend();
    await portal.settled();
    expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'document.infected' AND subject_id = $1`, [id])).rowCount).toBe(1);
  });

  it('SR-65: leaves alone what these signatures have seen already', async () => {
    await officer.upload(id, 'seen once', 'a.txt');
    await portal.settled();
    clamd.scanned.length = 0;
    await portal.app.get(Quarantine).attend();
    await portal.settled();
    expect(clamd.scanned.filter((content) => content.includes('seen once'))).toEqual([]);
  });

  it('SR-65: tells those who run the portal how old its signatures are and how much waits, others only that it scans', async () => {
    const secretariat = await portal.official('SECRETARIAT', 'administrator');
    expect((await secretariat.get('/inspection')).body).toMatchObject({ scans: true, answers: true, signaturesAt: '2026-11-26T09:00:00.000Z', stale: expect.any(Boolean), waiting: 0 });
    expect((await reader.get('/inspection')).body.waiting).toBeNull();
  });

  it('RR-11: comes to the same end when each job runs twice, at once', async () => {
    await officer.upload(id, 'harmless words', 'a.txt');
    await portal.owner.query(`UPDATE app.document_versions SET uploaded_at = uploaded_at - interval '1 minute' WHERE scan = 'pending'`);
    await Promise.all([portal.app.get(Quarantine).attend(), portal.app.get(Quarantine).attend()]);
    await portal.settled();
    expect((await version()).scan).toBe('clean');
    expect((await portal.owner.query(`SELECT FROM app.file_scans WHERE subject = $1 AND verdict = 'clean'`, [`document/${id}`])).rowCount).toBe(1);
    expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'document.inspected' AND subject_id = $1`, [id])).rowCount).toBe(1);
  });

  it('SR-71: delivers a photograph without place, camera and person, in whole and in parts, and keeps it as it came', async () => {
    await officer.upload(id, photograph, 'photograph.jpg');
    await portal.settled();
    const { delivered, sha256 } = await version();
    expect(sha256).toBe(createHash('sha256').update(photograph).digest('hex'));
    const whole = await officer.get(file()).buffer(true).parse((response, done) => { const parts: Buffer[] = []; response.on('data', (part: Buffer) => parts.push(part)); response.on('end', () => done(null, Buffer.concat(parts))); });
    const body = whole.body as Buffer;
    expect({ bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') }).toEqual(delivered);
    expect(whole.headers['content-length']).toBe(String(body.length));
    expect(body.toString('latin1')).not.toMatch(/PERSON NAME|CameraMaker|GPS/);
    const part = await officer.get(file()).set('Range', 'bytes=20-99').buffer(true).parse((response, done) => { const parts: Buffer[] = []; response.on('data', (one: Buffer) => parts.push(one)); response.on('end', () => done(null, Buffer.concat(parts))); });
    expect(part.headers['content-range']).toBe(`bytes 20-99/${body.length}`);
    expect((part.body as Buffer).equals(body.subarray(20, 100))).toBe(true);
  });
});

describe('inspection without a scanner', () => {
  it('SR-64: closes in production what was never scanned, and nowhere what is clean', () => {
    const scanner = (mode: 'production' | 'demo') => new Scanner(Object.assign(new Settings(), { mode, scanner: '', scannerIdleSeconds: 1 }));
    expect(() => scanner('production').requireScanned('not_scanned')).toThrow(/never scanned/);
    expect(() => scanner('demo').requireScanned('not_scanned')).not.toThrow();
    expect(() => scanner('production').requireScanned('clean')).not.toThrow();
  });

  it('SR-64: says of each file that it was not scanned, and scans it when there is one', async () => {
    const portal = await Portal.start({ jobs: true });
    const officer = await portal.official('AUS', 'document_officer');
    const { id } = await officer.draft();
    await officer.upload(id, 'harmless words', 'a.txt');
    await portal.settled();
    await portal.app.get(Quarantine).attend();
    await portal.settled();
    const [version] = (await officer.open(id)).versions;
    expect(version?.scan).toBe('not_scanned');
    expect((await officer.get('/inspection')).body).toEqual({ scans: false, answers: null, signaturesAt: null, stale: false, waiting: null });
    const { rows } = await portal.owner.query('SELECT verdict, scanner FROM app.file_scans');
    expect(rows).toEqual([{ verdict: 'not_scanned', scanner: null }]);
    const clamd = await FakeClamd.start();
    const scanning = await portal.beside({ FOCALPOINT_SCANNER: clamd.address });
    await scanning.app.get(InspectionJobs).again({ id, number: 1, party: 'AUS' });
    expect((await officer.open(id)).versions[0]?.scan).toBe('clean');
    expect((await portal.owner.query('SELECT verdict, scanner FROM app.file_scans ORDER BY id')).rows).toEqual([{ verdict: 'not_scanned', scanner: null }, { verdict: 'clean', scanner: 'ClamAV 1.4.6' }]);
    await portal.stop();
    await clamd.away();
  });
});
