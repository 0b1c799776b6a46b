import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, ExternalHyperlink, Packer, Paragraph, TextRun } from 'docx';
import { extractText, getDocumentProxy } from 'unpdf';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const sentence = 'Boats were seen near the northern cape.';

describe('office files, by a real LibreOffice', () => {
  let portal: Portal;
  let officer: Official;
  let reader: Official;
  let canary: Server;
  let hits = 0;
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-office-samples-'));

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_LIBREOFFICE: '' } });
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
    canary = createServer((_request, response) => { hits += 1; response.end(); });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => canary.close(resolve));
    await portal.stop();
  });
  const address = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;

  const shared = async (content: Buffer, fileName: string, caveats: string[] = []) => {
    const { id } = await officer.draft();
    const uploaded = await officer.upload(id, content, fileName);
    if (uploaded.status !== 201) throw new Error(uploaded.text);
    await portal.settled();
    const released = await officer.release(id, marking('amber', ['IDN'], { handlingCaveats: caveats }));
    if (released.status !== 200) throw new Error(released.text);
    return `/documents/${id}/versions/1`;
  };
  const docx = (...more: Paragraph[]) => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(sentence), ...more] }] }));
  const converted = async (ending: string): Promise<Buffer> => {
    writeFileSync(join(folder, 'a.docx'), await docx());
    writeFileSync(join(folder, 'a.csv'), `what,where\n${sentence},cape\n`);
    const source = ['xlsx', 'ods'].includes(ending) ? 'a.csv' : 'a.docx';
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', ending, '--outdir', folder, join(folder, source)], { stdio: 'ignore', timeout: 60_000 });
    return readFileSync(join(folder, `a.${ending}`));
  };

  it.each(['docx', 'odt', 'xlsx', 'ods'])('.%s are shown as page images with their words', async (ending) => {
    const at = await shared(ending === 'docx' ? await docx() : await converted(ending), `a.${ending}`);
    expect((await reader.get(`${at}/pages`)).body).toMatchObject({ as: 'images', pages: 1, why: null });
    const image = await reader.get(`${at}/pages/1`);
    expect({ status: image.status, small: Number(image.headers['content-length']) <= 61_440 }).toEqual({ status: 200, small: true });
    const { runs } = (await reader.get(`${at}/pages/1/text`)).body as { runs: { text: string }[] };
    expect(runs.map(({ text }) => text).join(' ').replaceAll(/\s+/g, ' ')).toContain(sentence);
  }, 240_000);

  it('SR-70 leave as watermarked PDF where the marking asks for one', async () => {
    const at = await shared(await docx(), 'a.docx', ['no_onward_sharing']);
    const answer = await reader.get(`${at}/file`).buffer(true).parse((source, done) => {
      const parts: Buffer[] = [];
      source.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
    });
    expect(answer.headers['content-disposition']).toBe('attachment; filename=a.pdf');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.body as Buffer)), { mergePages: true });
    expect(text).toContain(sentence);
    expect(text).toContain(`${reader.name} · IDN`);
  }, 120_000);

  it('SR-72 fetch nothing they refer to, and leave nothing behind', async () => {
    const before = readdirSync('/dev/shm');
    const linked = new ExternalHyperlink({ link: `${address()}/link`, children: [new TextRun('a link')] });
    const withPicture = writeLinkedPicture(await docx(new Paragraph({ children: [linked] })), `${address()}/picture.png`);
    const at = await shared(withPicture, 'a.docx');
    expect((await reader.get(`${at}/pages/1`)).status).toBe(200);
    await fetch(`${address()}/control`);
    expect(hits).toBe(1); // the positive control alone
    expect(readdirSync('/dev/shm').filter((name) => name.startsWith('focalpoint-office-') && !before.includes(name))).toEqual([]);
  }, 120_000);

  /** The same document with a picture that lies elsewhere, put in by name of its parts. */
  function writeLinkedPicture(content: Buffer, url: string): Buffer {
    const work = mkdtempSync(join(folder, 'zip-'));
    writeFileSync(join(work, 'a.docx'), content);
    const script = [
      'import sys, zipfile', 'source, target, url = sys.argv[1:]', 'old, new = zipfile.ZipFile(source), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)', 'for name in old.namelist():',
      '  data = old.read(name)', '  if name == "word/_rels/document.xml.rels": data = data.replace(b"</Relationships>", b\'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="%s" TargetMode="External"/></Relationships>\' % url.encode())',
      '  if name == "word/document.xml": data = data.replace(b"<w:sectPr", b\'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:50pt;height:50pt"><v:imagedata r:id="rIdX"/></v:shape></w:pict></w:r></w:p><w:sectPr\', 1)',
      '  new.writestr(name, data)', 'new.close()',
    ].join('\n');
    execFileSync('python3', ['-c', script, join(work, 'a.docx'), join(work, 'b.docx'), url]);
    return readFileSync(join(work, 'b.docx'));
  }
});
