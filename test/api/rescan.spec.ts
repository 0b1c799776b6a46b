import { FakeClamd } from '../support/fake-clamd.js';
import { letter, nominee } from '../support/nominee.js';
import { marking, type Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';

describe('SR-65: portal rescan', () => {
  let portal: Portal;
  let operator: Operator;
  let clamd: FakeClamd;
  let officer: Official;
  let reader: Official;
  let harmless: string;
  let late: string;

  beforeAll(async () => {
    clamd = await FakeClamd.start();
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SCANNER: clamd.address } });
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
    const released = async (content: string) => {
      const { id } = await officer.draft();
      await officer.upload(id, content, 'a.txt');
      await officer.release(id, marking('amber', ['IDN']));
      return id;
    };
    harmless = await released('harmless words');
    late = await released('words that are found out later');
    const authority = await portal.official('IDN', 'focal_point');
    const { id } = (await authority.post('/nominations', nominee())).body as { id: string };
    await authority.call('put', `/nominations/${id}/letter?fileName=letter.pdf`).set('Content-Type', 'application/octet-stream').send(letter as unknown as string);
    await portal.settled();
  });
  beforeEach(() => {
    clamd.answer = clamd.honest;
    clamd.scanned.length = 0;
  });
  afterAll(async () => {
    await portal.stop();
    await clamd.away();
  });

  const scan = async (id: string) => (await officer.open(id)).versions[0]?.scan;
  const scans = async () => (await portal.owner.query<{ verdict: string }>('SELECT verdict FROM app.file_scans ORDER BY id')).rows.map(({ verdict }) => verdict);
  const before = (said: string) => /before (\S+Z)/.exec(said)?.[1] ?? '';

  it('says with --dry-run how much there is, and scans nothing', async () => {
    expect(await operator.run(['rescan', '--dry-run'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^3 files of 0\.0 MiB were last scanned before /) });
    expect([clamd.scanned.length, (await scans()).length]).toEqual([0, 3]);
  });

  it('leaves everything as it was while the scanner is away, or gives up in the middle, and can be gone on with', async () => {
    await clamd.away();
    expect(await operator.run(['rescan'])).toMatchObject({ status: 1, stderr: expect.stringContaining('The scanner does not answer. Nothing was scanned again.') });
    await clamd.listen();
    let heard = 0;
    clamd.answer = (content) => (++heard > 1 ? 'close' : clamd.honest(content));
    const told = await operator.run(['rescan']);
    expect(told).toMatchObject({ status: 1, stdout: expect.stringContaining('1 harmless, 0 with malware, 2 not scanned.') });
    expect((await scans()).length).toBe(4);
    expect([await scan(harmless), await scan(late)]).toEqual(['clean', 'clean']);
    clamd.answer = clamd.honest;
    const rest = await operator.run(['rescan', '--before', before(told.stdout)]);
    expect(rest).toMatchObject({ status: 0, stdout: expect.stringContaining('2 harmless, 0 with malware, 0 not scanned.') });
    expect((await scans()).length).toBe(6);
  });

  it('finds by the same signatures, as far as anybody can tell, what it took before: withdrawn, recorded and told', async () => {
    expect((await reader.get(`/documents/${late}/versions/1/file`)).status).toBe(200);
    clamd.answer = (content) => (content.includes('found out later') ? 'stream: Local.Late FOUND\0' : 'stream: OK\0');
    const told = await operator.run(['rescan']);
    expect(told).toMatchObject({ status: 1, stdout: expect.stringContaining(`- Version 1 of document ${late} (AUS) holds malware and is withdrawn from everybody`) });
    expect(told.stdout).toContain(`Scanned by ${clamd.version}: 2 harmless, 1 with malware, 0 not scanned.`);
    expect([await scan(harmless), await scan(late)]).toEqual(['clean', 'infected']);
    expect((await reader.get(`/documents/${late}/versions/1/file`)).body).toMatchObject({ status: 409, type: '/problems/infected' });
    await portal.settled();
    expect(portal.letters().some((text) => text.includes(`/documents/${late}`))).toBe(true);
    expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'document.infected' AND subject_id = $1`, [late])).rowCount).toBe(1);
    expect((await scans()).slice(-3).sort()).toEqual(['clean', 'clean', 'infected']);
    // What is withdrawn stays withdrawn, and is not asked about again.
    expect(await operator.run(['rescan'])).toMatchObject({ status: 0, stdout: expect.stringContaining('2 harmless, 0 with malware, 0 not scanned.') });
  });

  it('takes a scanner, a moment that is one, and the role that may migrate', async () => {
    expect(await operator.run(['rescan'], { FOCALPOINT_SCANNER: '' })).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no scanner here') });
    expect(await operator.run(['rescan', '--before', 'yesterday'])).toMatchObject({ status: 1, stderr: expect.stringContaining('Give --before as a moment') });
    expect(await operator.run(['rescan'], { FOCALPOINT_DATABASE_MIGRATE_URL: '' })).toMatchObject({ status: 78, stderr: expect.stringContaining('FOCALPOINT_DATABASE_MIGRATE_URL: is missing') });
  });
});
