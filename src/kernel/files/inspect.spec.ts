import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { under } from '../../../deploy/launcher/paths.js';
import { docx, pdf, zip, type Member } from '../../../test/support/archives.js';
import { inspect, sourceOf, type Part } from './index.js';

const specimen = (name: string) => readFileSync(under('test', 'support', 'specimens', name));
const look = (name: string, bytes: Buffer) => inspect(name, sourceOf(bytes));
const png = specimen('chromium.png');
const jpeg = specimen('chromium.jpg');
const gif = specimen('photograph.gif');
const film = specimen('film.webm');
/** Its first cluster does not say how long it is. */
const unfinished = Buffer.from(film);
unfinished.fill('01ffffffffffffff', film.indexOf(Buffer.from('1f43b675', 'hex')) + 4, film.indexOf(Buffer.from('1f43b675', 'hex')) + 12, 'hex');
const nest = (depth: number, inner: Member = { name: 'a.txt', content: 'words' }): Buffer => (depth === 0 ? zip([inner]) : zip([{ name: `${depth}.zip`, content: nest(depth - 1, inner) }]));

describe('a file made by a program people use', () => {
  it.each(['writer.docx', 'writer.odt', 'calc.xlsx', 'calc.ods', 'impress.pptx', 'impress.odp', 'writer.pdf', 'chromium.pdf', 'chromium.png', 'chromium.jpg', 'photograph.jpg', 'photograph.png', 'photograph.gif', 'photograph.tif', 'film.webm', 'sound.weba', 'sound.m4a'])(
    'SR-62: is taken, and is not active: %s', async (name) => expect(await look(name, specimen(name))).toEqual({ mediaType: expect.stringMatching(/\w\/\w/), active: false }));

  it('SR-62: is taken in a bundle with its folders and what computers leave in them', async () => {
    const bundle = zip([
      { name: 'annex/', content: '', stored: true, mode: 0o040755 }, { name: 'annex/report.docx', content: specimen('writer.docx') }, { name: 'annex/تقرير.pdf', content: specimen('writer.pdf') }, { name: 'annex/.DS_Store', content: '\0\0\0\u0001Bud1' },
      { name: '__MACOSX/annex/._report.docx', content: Buffer.from('00051607000200', 'hex') }, { name: 'annex/photograph.jpg', content: specimen('photograph.jpg'), stored: true },
    ]);
    expect(await look('bundle.zip', bundle)).toEqual({ mediaType: 'application/zip', active: false });
  });

  it('is taken with a table in a report in a bundle, and no deeper', async () => {
    expect(await look('bundle.zip', zip([{ name: 'report.docx', content: docx([{ name: 'word/embeddings/table.xlsx', content: specimen('calc.xlsx') }]) }]))).toMatchObject({ mediaType: 'application/zip' });
    expect(await look('nest.zip', nest(2))).toMatchObject({ mediaType: 'application/zip' });
    expect(await look('nest.zip', nest(3))).toMatchObject({ refused: 'archive-nested', part: '3.zip/2.zip/1.zip' });
    expect(await look('nest.docx', docx([{ name: 'word/media/image1.png', content: nest(2) }]))).toMatchObject({ refused: 'archive-nested' });
  });
});

describe('an archive', () => {
  it('SR-63: has every member looked at alone, those of inner archives too', async () => {
    const seen = new Map<string, string>();
    const each = async ({ path, open }: Part) => void seen.set(path, (await buffer(await open())).toString('latin1'));
    await inspect('a.zip', sourceOf(zip([{ name: 'one.txt', content: 'first', wide: true }, { name: 'inner.zip', content: zip([{ name: 'two.txt', content: 'second' }]) }], { wideEnd: true })), { each });
    expect([...seen.keys()]).toEqual(['one.txt', 'inner.zip/two.txt', 'inner.zip']);
    expect([seen.get('one.txt'), seen.get('inner.zip/two.txt')]).toEqual(['first', 'second']);
  });

  it.each([
    ['a member is larger than it says', zip([{ name: 'a.txt', content: 'x'.repeat(4000), claimed: 10 }]), 'archive-broken'],
    ['a member is smaller than it says', zip([{ name: 'a.txt', content: 'x', claimed: 10 }]), 'archive-broken'],
    ['a member is not what its checksum says', zip([{ name: 'a.txt', content: 'x', crc: 1 }]), 'archive-broken'],
    ['a member is not what its checksum says, and is not packed', zip([{ name: 'a.txt', content: 'x', crc: 1, stored: true }]), 'archive-broken'],
    ['octets hide behind a member', zip([{ name: 'a.txt', content: 'x', appended: 'hidden' }]), 'archive-broken'],
    ['it carries a program', zip([{ name: 'docs/setup.exe', content: 'MZ' }]), 'active-content'],
    ['it carries a page', zip([{ name: 'a.html', content: '<html>' }]), 'active-content'],
    ['it carries something unknown', zip([{ name: 'a.dat', content: 'x' }]), 'file-kind'],
    ['it carries a program by another name', zip([{ name: 'a.pdf', content: 'MZ' }]), 'file-content'],
    ['it carries macros', zip([{ name: 'a.docx', content: docx([{ name: 'word/vbaProject.bin' }]) }]), 'macros'],
    ['an inner archive climbs out', zip([{ name: 'a.zip', content: zip([{ name: '../a.txt' }]) }]), 'archive-names'],
    ['an inner archive is encrypted', zip([{ name: 'a.zip', content: zip([{ name: 'a.txt', encrypted: true }]) }]), 'archive-encrypted'],
    ['inner archives unpack to too much together', zip(Array.from({ length: 4 }, (_, index) => ({ name: `${index}.zip`, content: zip([{ name: 'a.txt', content: 'x', claimed: 60 * 2 ** 20 }]) }))), /archive-too-much/],
    ['an office file carries a program', docx([{ name: 'word/embeddings/run.vbs' }]), 'active-content'],
  ])('SR-63 SR-66: is refused when %s', async (_case, bytes, code) => {
    const name = bytes.includes('word/document.xml') && !bytes.includes('a.docx') ? 'a.docx' : 'a.zip';
    expect(await look(name, bytes)).toEqual({ refused: expect.stringMatching(code), message: expect.stringMatching(/\.$/), part: expect.any(String) });
  });

  it('SR-63: unpacks within little memory, however large its parts', async () => {
    const line = Buffer.from('Of the routes by sea, in the third quarter, nothing more is known. '.repeat(16).slice(0, 1024));
    const noise = Buffer.concat(Array.from({ length: 150 * 1024 }, (_, index) => Buffer.concat([Buffer.from(`${index * 2654435761}`.padEnd(24)), line.subarray(24)])));
    const bytes = zip([{ name: 'large.txt', content: noise }, { name: 'stored.txt', content: noise.subarray(0, 40 * 2 ** 20), stored: true }]);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss - before); }, 5);
    const found = await look('large.zip', bytes);
    clearInterval(watch);
    expect(found).toEqual({ mediaType: 'application/zip', active: false });
    expect(most).toBeLessThan(100 * 2 ** 20);
  });
});

describe('a picture', () => {
  const wide = Buffer.from(png);
  wide.writeUInt32BE(100_000, 16);
  wide.writeUInt32BE(600, 20);
  const wideJpeg = Buffer.from(jpeg);
  const frame = wideJpeg.indexOf(Buffer.from('ffc0', 'hex'));
  wideJpeg.writeUInt16BE(60_000, frame + 5);
  wideJpeg.writeUInt16BE(60_000, frame + 7);

  it.each([
    ['a page stands behind a JPEG', 'a.jpg', Buffer.concat([jpeg, Buffer.from('<html><script>alert(1)</script>')]), 'disguised'],
    ['a page stands behind a PNG', 'a.png', Buffer.concat([png, Buffer.from('<html>')]), 'disguised'],
    ['something stands behind a GIF', 'a.gif', Buffer.concat([gif, Buffer.from('//')]), 'disguised'],
    ['an archive stands behind a GIF', 'a.gif', Buffer.concat([gif, zip([{ name: 'a.txt' }])]), 'disguised'],
    ['a film stands behind a JPEG', 'a.jpg', Buffer.concat([jpeg, Buffer.from('\0\0\0\u0018ftypmp42SEFT', 'latin1')]), 'disguised'],
    ['a JPEG is cut off', 'a.jpg', jpeg.subarray(0, -20), 'cut-off'],
    ['a PNG is cut off', 'a.png', png.subarray(0, -14), 'cut-off'],
    ['a PNG would flood the memory', 'a.png', wide, 'too-many-pixels'],
    ['a JPEG would flood the memory', 'a.jpg', wideJpeg, 'too-many-pixels'],
    ['a TIFF leads in a circle', 'a.tif', Buffer.from('49492a00080000000100000104000100000001000000080000000', 'hex').subarray(0, 26), /file-content|cut-off/],
    ['a film is cut off within', 'a.webm', film.subarray(0, -400), 'cut-off'],
    ['a film is cut off in its head', 'a.webm', film.subarray(0, 20), /cut-off|file-content/],
    ['something stands behind a film', 'a.webm', Buffer.concat([film, Buffer.from('1a45dfa380', 'hex')]), /disguised|cut-off|file-content/],
    ['a page stands in the head of a film', 'a.webm', Buffer.concat([film.subarray(0, 40), Buffer.from('<script>'), film.subarray(40)]), 'disguised'],
    ['a film is another kind of the same family', 'a.webm', Buffer.from(film.toString('latin1').replace('webm', 'mkvo'), 'latin1'), 'file-content'],
    ['a film is named a recording', 'a.weba', film, 'file-content'],
    ['a film was recorded without being finished', 'a.webm', unfinished, 'file-content'],
    ['a film is cut off', 'a.mp4', Buffer.from('\0\0\0\u0018ftypmp42\0\0\0\0mp42isom\0\0\u0010\0mdatxx', 'latin1'), 'cut-off'],
  ])('SR-62 SR-71: is refused when %s', async (_case, name, bytes, code) => {
    expect(await look(name, bytes)).toEqual({ refused: expect.stringMatching(code), message: expect.stringMatching(/\.$/) });
  });

  it('is taken with what telephones put behind its end', async () => {
    const index = Buffer.from('\0\0\u0001\nImage_UTC_Data1700000000000SEFHk\0\0\0SEFT', 'latin1');
    expect(await look('a.jpg', Buffer.concat([jpeg, index]))).toMatchObject({ mediaType: 'image/jpeg' });
    const several = Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffe200084d504600aabb', 'hex'), jpeg.subarray(2)]);
    expect(await look('a.jpg', Buffer.concat([several, jpeg]))).toMatchObject({ mediaType: 'image/jpeg' });
    expect(await look('a.jpg', Buffer.concat([jpeg, jpeg]))).toMatchObject({ refused: 'disguised' });
  });
});

describe('a PDF', () => {
  const packed = (inside: string, dictionary = '/Filter /FlateDecode') => {
    const data = deflateSync(Buffer.from(inside, 'latin1'));
    return `5 0 obj <</Type /ObjStm /N 1 /First 4 ${dictionary} /Length ${data.length}>>\nstream\n${data.toString('latin1')}\nendstream endobj`;
  };

  it.each([
    ['a script', '2 0 obj <</S /JavaScript /JS (app.alert\\(1\\))>> endobj'], ['a script under a name in disguise', '2 0 obj <</S /#4aava#53cript>> endobj'], ['only the code of a script', '2 0 obj <</JS 7 0 R>> endobj'],
    ['an attachment', '2 0 obj <</Type /EmbeddedFile>> stream\nwords\nendstream endobj'], ['a medium that plays', '2 0 obj <</Subtype /RichMedia>> endobj'], ['a form of XFA', '2 0 obj <</AcroForm <</XFA 3 0 R>>>> endobj'],
    ['an address visited on opening', '2 0 obj <</OpenAction <</S /URI /URI (http://a.example)>>>> endobj'], ['a form that sends', '2 0 obj <</S/SubmitForm>> endobj'],
    ['a script packed away', packed('7 0 <</S /JavaScript>>')], ['a script in disguise packed away', packed('7 0 <</S /J#61vaScript>>')], ['objects packed in another way', packed('7 0 <<>>', '/Filter [/ASCIIHexDecode /FlateDecode]')],
    ['something behind a password', 'trailer <</Encrypt 9 0 R>>'], ['a script behind a comment', '2 0 obj <</JS %of ours\n%and theirs\r\n (app.alert\\(1\\))>> endobj'],
    ['a script behind a comment nobody would read', `2 0 obj <</JS %${'x'.repeat(5_000)}\n(app.alert\\(1\\))>> endobj`], ['a script behind more comments than anybody writes', `2 0 obj <</JS ${'%x\n'.repeat(20)}(app.alert\\(1\\))>> endobj`],
    ['an address visited on opening, behind long comments', `2 0 obj <</OpenAction %${'x'.repeat(200)}\n<</S %${'y'.repeat(200)}\n/URI /URI (http://a.example)>>>> endobj`],
    ['a script on the border of what is looked through at a stretch', `${' '.repeat(128 * 1024 - 60)}2 0 obj <</S /JavaScript /JS (app.alert\\(1\\))>> endobj`],
    ['a script packed far away', packed(`7 0 ${' '.repeat(700_000)}<</S /JavaScript>>`)],
  ])('SR-66: is taken and flagged as active with %s', async (_case, objects) => expect(await look('a.pdf', pdf(objects))).toEqual({ mediaType: 'application/pdf', active: true }));

  it.each([
    ['a link', '2 0 obj <</A <</S /URI /URI (https://example.org/)>>>> endobj'], ['a page it opens at', '2 0 obj <</OpenAction [1 0 R /XYZ null null 0]>> endobj'], ['a page it goes to', '2 0 obj <</OpenAction <</S /GoTo /D [1 0 R /Fit]>>>> endobj'],
    ['words like those', '2 0 obj <</Title (JavaScript and Launch)>> endobj'], ['harmless objects packed away', packed('7 0 <</Type /Page>>')], ['an outline', '2 0 obj <</Type /Outlines /First 3 0 R>> endobj'],
  ])('SR-66: is not active for %s', async (_case, objects) => expect(await look('a.pdf', pdf(objects))).toEqual({ mediaType: 'application/pdf', active: false }));

  it.each([
    ['starts programs', '2 0 obj <</S /Launch /F (cmd.exe)>> endobj', 'launches-programs'], ['starts programs in disguise', '2 0 obj <</S /L#61unch>> endobj', 'launches-programs'], ['starts programs, packed away', packed('7 0 <</S /Launch>>'), 'launches-programs'],
    ['carries a program', '2 0 obj <</Type /Filespec /F (setup.exe)>> endobj', 'active-content'],
  ])('SR-66: is refused when it %s', async (_case, objects, code) => expect(await look('a.pdf', pdf(objects))).toMatchObject({ refused: code }));

  it('SR-62: is refused when it does not begin as one, or is cut off', async () => {
    expect(await look('a.pdf', Buffer.concat([Buffer.from('junk\n'), pdf()]))).toMatchObject({ refused: 'file-content' });
    expect(await look('a.pdf', pdf().subarray(0, -8))).toMatchObject({ refused: 'cut-off' });
    expect(await look('a.pdf', Buffer.concat([pdf(), Buffer.alloc(2000, 'x')]))).toMatchObject({ refused: 'cut-off' });
  });

  // Each would keep the whole process busy for minutes if it were followed from wherever it may begin.
  it.each([
    ['comments that never end', ['/AA%', '/S%', '/JS%', '/Encrypt%'].map((word) => word.repeat(150_000)).join('\n')], ['comments line by line', '/AA%/AA%/AA\n'.repeat(60_000)], ['blanks between comments', `${'/JS%'.repeat(30)}\n${' '.repeat(4_000)}`.repeat(200)],
    ['a number that never ends', `/First ${'1'.repeat(600_000)} R`], ['blanks behind a number', `/First 1${' '.repeat(600_000)}R`], ['actions that lead nowhere', '/AA<</S '.repeat(80_000)],
    ['comments packed away', packed('/JS%'.repeat(1_000_000))],
  ])('is looked through in pieces, others having their turn between them: %s', async (_case, objects) => {
    let turns = 0;
    let over = false;
    const count = () => { turns++; if (!over) setImmediate(count); };
    setImmediate(count);
    expect(await look('a.pdf', pdf(objects))).toMatchObject({ mediaType: 'application/pdf' });
    over = true;
    expect(turns).toBeGreaterThan(3);
  });

  it('keeps its flag in a bundle', async () => {
    expect(await look('a.zip', zip([{ name: 'a.pdf', content: pdf('2 0 obj <</S /JavaScript>> endobj') }]))).toEqual({ mediaType: 'application/zip', active: true });
  });
});

describe('kinds that act', () => {
  it.each(['a.svg', 'a.html', 'a.xml', 'a.xsl', 'a.mht', 'a.js', 'a.hta', 'a.lnk', 'a.iso', 'a.docm', 'a.xlsm', 'a.pptm', 'a.doc', 'a.exe', 'a.pdf.js'])('SR-66: are refused by name: %s', async (name) => {
    expect(await look(name, Buffer.from('x'))).toMatchObject({ refused: 'active-content', message: expect.stringMatching(/send that\.|instead\.$/) });
  });

  it('SR-66: are refused as text too', async () => {
    expect(await look('a.txt', Buffer.from('\ufeff<html>', 'utf16le'))).toMatchObject({ refused: 'file-content' });
    expect(await look('a.txt', Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related'))).toMatchObject({ refused: 'file-content' });
  });
});

it('a store that fails is no verdict on the file', async () => {
  const source = { size: 5000, read: async () => new Readable({ read() { this.destroy(new Error('away')); } }) };
  await expect(inspect('a.pdf', source)).rejects.toThrow('away');
});
