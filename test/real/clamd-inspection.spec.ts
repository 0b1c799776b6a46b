import { readFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';
import { Quarantine } from '../../src/kernel/inspection/index.js';
import { docx, pdf, zip } from '../support/archives.js';
import { Clamd, eicar } from '../support/clamd.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const specimen = (name: string) => readFileSync(under('test', 'support', 'specimens', name));

interface Version { number: number; scan: string; rejection: { code: string; part?: string } | null }

describe('inspection by a real clamd', () => {
  let portal: Portal;
  let clamd: Clamd;
  let officer: Official;
  let id: string;

  beforeAll(async () => {
    clamd = await Clamd.start();
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SCANNER: clamd.address, FOCALPOINT_SCANNER_IDLE_SECONDS: '2' } });
    officer = await portal.official('AUS', 'document_officer');
  });
  beforeEach(async () => { ({ id } = await officer.draft()); });
  afterAll(async () => {
    await portal.stop();
    await clamd.stop();
  });

  const version = async () => (await officer.open(id)).versions[0] as unknown as Version;
  const attend = async () => {
    await portal.owner.query(`UPDATE app.document_versions SET uploaded_at = uploaded_at - interval '1 minute' WHERE scan = 'pending'`);
    await new Promise((resolve) => setTimeout(resolve, 10_100));
    await portal.app.get(Quarantine).attend();
    await portal.settled();
  };

  it.each(['writer.docx', 'writer.odt', 'calc.xlsx', 'calc.ods', 'impress.pptx', 'impress.odp', 'writer.pdf', 'chromium.pdf', 'photograph.jpg', 'photograph.png', 'photograph.gif', 'photograph.tif'])(
    'SR-64: takes what people make: %s', async (name) => {
      await officer.upload(id, specimen(name), name);
      await portal.settled();
      expect(await version()).toMatchObject({ scan: 'clean' });
    });

  it.each([
    ['plain', Buffer.from(`words ${eicar}`), 'a.txt'], ['in an archive', zip([{ name: 'a.txt', content: eicar }]), 'a.zip'], ['three archives deep', zip([{ name: 'b.zip', content: zip([{ name: 'c.zip', content: zip([{ name: 'a.txt', content: eicar }]) }]) }]), 'a.zip'],
    ['with the wide fields of ZIP64, which clamd by itself overlooks', zip([{ name: 'ok.txt', content: 'x' }, { name: 'a.txt', content: eicar, wide: true }], { wideEnd: true }), 'a.zip'],
    ['with its sizes told behind it', zip([{ name: 'a.txt', content: eicar, streamed: true }]), 'a.zip'], ['in an office file', docx([{ name: 'word/media/a.bin', content: eicar }]), 'a.docx'], ['in a PDF', pdf(`2 0 obj <</Title (${eicar})>> endobj`), 'a.pdf'],
  ])('SR-63 SR-64: rejects malware, keeps nothing of it: %s', async (_how, content, name) => {
    expect((await officer.upload(id, content, name)).status).toBe(201);
    await portal.settled();
    expect(await version()).toMatchObject({ scan: 'rejected', rejection: { code: 'infected' } });
    expect((await portal.owner.query('SELECT FROM app.sealed_files WHERE subject = $1', [`document/${id}`])).rowCount).toBe(0);
  });

  it.each([
    ['stopped in its tracks', () => clamd.pause(), async () => clamd.resume()], ['killed', () => clamd.kill(), () => clamd.restart()],
  ] as const)('RR-9: keeps files in quarantine while clamd is %s, and goes through them when it is back', async (_how, stop, start) => {
    await stop();
    expect((await officer.upload(id, 'harmless words', 'a.txt')).status).toBe(201);
    await portal.settled();
    expect((await version()).scan).toBe('pending');
    await start();
    await attend();
    expect((await version()).scan).toBe('clean');
  });

  it('SR-65: finds with a new signature what it took before, and withdraws it', async () => {
    const reader = await portal.official('IDN');
    await officer.upload(id, 'words nobody suspects', 'a.txt');
    await officer.release(id, marking('amber', ['IDN']));
    await portal.settled();
    expect((await reader.get(`/documents/${id}/versions/1/file`)).status).toBe(200);
    await clamd.addSignature('Local.Late', 'words nobody suspects');
    // Signatures an operator wrote have no number: their day comes by the calendar.
    await portal.owner.query(`UPDATE app.document_versions SET scanned_at = now() - interval '40 days' WHERE document_id = $1`, [id]);
    await attend();
    expect((await version()).scan).toBe('infected');
    expect((await reader.get(`/documents/${id}/versions/1/file`)).body).toMatchObject({ type: '/problems/infected' });
    expect(portal.letters().some((text) => text.includes(`/documents/${id}`))).toBe(true);
  });
});
