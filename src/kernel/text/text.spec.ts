import { Readable } from 'node:stream';
import { Document, Packer, Paragraph } from 'docx';
import PDFDocument from 'pdfkit';
import writeXlsxFile from 'write-excel-file/node';
import { extractText, scriptOf, segment } from './index.js';

const ooxml = 'application/vnd.openxmlformats-officedocument';
const open = (content: Buffer) => async () => Readable.from([content]);

function pdf(text: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const page = new PDFDocument();
    const parts: Buffer[] = [];
    page.on('data', (part: Buffer) => parts.push(part));
    page.on('end', () => resolve(Buffer.concat(parts)));
    page.text(text);
    page.end();
  });
}

describe('the words of a file', () => {
  it('are found in PDF, DOCX, XLSX, CSV and text', async () => {
    const docx = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Lanterns at the cape')] }] }));
    const xlsx = await ((await writeXlsxFile([[{ value: 'Lanterns at the cape', type: String }]] as never, {} as never)) as unknown as { toBuffer(): Promise<Buffer> }).toBuffer();
    const files: [string, Buffer][] = [
      ['application/pdf', await pdf('Lanterns at the cape')], [`${ooxml}.wordprocessingml.document`, docx], [`${ooxml}.spreadsheetml.sheet`, xlsx],
      ['text/csv', Buffer.from('what,where\nLanterns at the cape,1\n')], ['text/plain', Buffer.from('Lanterns at the cape')],
    ];
    for (const [mediaType, content] of files) expect({ mediaType, text: (await extractText(mediaType, open(content))).text }).toEqual({ mediaType, text: expect.stringContaining('Lanterns at the cape') });
  });

  it('are none in a picture', async () => expect((await extractText('image/png', open(Buffer.from('89504e47', 'hex')))).text).toBe(''));

  it.each([['UTF-8 with a mark', '\ufeffقوارب', 'utf8'], ['UTF-16', '\ufeffقوارب', 'utf16le']] as const)('are read from text in %s', async (_what, content, encoding) => {
    expect((await extractText('text/plain', open(Buffer.from(content, encoding)))).text).toBe('قوارب');
  });

  it('are read from what Windows wrote without Unicode, and a damaged letter makes no other text one of that', async () => {
    expect((await extractText('text/csv', open(Buffer.from('caf\xe9;\x93Gr\xfc\xdfe\x94', 'latin1')))).text).toBe('café;“Grüße”');
    expect((await extractText('text/plain', open(Buffer.concat([Buffer.from('Grüße, قوارب'), Buffer.from('c3', 'hex')])))).text).toBe('Grüße, قوارب\ufffd');
  });

  it('are kept up to a million characters, and say when there were more', async () => {
    expect(await extractText('text/plain', open(Buffer.alloc(1_000_000, 'a')))).toEqual({ text: 'a'.repeat(1_000_000), truncated: false });
    expect((await extractText('text/plain', open(Buffer.alloc(1_000_001, 'a')))).truncated).toBe(true);
  });

  it('hold no NUL, which the database could not keep', async () => {
    expect((await extractText('text/csv', open(Buffer.from('a\0b')))).text).toBe('a b');
  });

  it('are not looked for in what is larger than 64 MiB', async () => {
    const chunk = Buffer.alloc(2 ** 20, 'a');
    const endless = Readable.from((function* () { for (let at = 0; at < 80; at += 1) yield chunk; })());
    await expect(extractText('text/plain', async () => endless)).rejects.toMatchObject({ code: 'too-large' });
    expect(endless.destroyed).toBe(true);
  });

  it('of a kind that is no own key are none', async () => {
    expect(await extractText('constructor', open(Buffer.from('x')))).toEqual({ text: '', truncated: false });
  });

  it('of a broken file are an error, not a guess', async () => {
    await expect(extractText('application/pdf', open(Buffer.from('%PDF-1.7 nothing')))).rejects.toThrow();
    await expect(extractText(`${ooxml}.wordprocessingml.document`, open(Buffer.from('PK nothing')))).rejects.toThrow();
  });
});

describe('words for the index', () => {
  it('are cut apart where the script writes no spaces', () => {
    expect(segment('เจ้าหน้าที่ตรวจคนเข้าเมือง', 'th').split(' ').length).toBeGreaterThan(3);
    expect(segment('处理代码及其含义', 'zh').split(' ').length).toBeGreaterThan(2);
    expect(segment('Boats at night', 'en')).toBe('Boats at night');
    expect(segment('قوارب في الليل', 'ar')).toBe('قوارب في الليل');
  });

  it('lose what cannot be indexed', () => expect(segment('a\u0000b\u0007c', 'en')).toBe('a b c'));

  it.each([['เรือ', 'th'], ['ເຮືອ', 'lo'], ['ទូក', 'km'], ['လှေ', 'my'], ['ふね', 'ja'], ['船', 'zh'], ['boat', 'en'], ['قارب', 'en']])('%s is cut as %s', (text, language) => expect(scriptOf(text)).toBe(language));
});
