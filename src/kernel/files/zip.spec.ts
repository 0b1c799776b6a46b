import { docx, docxParts, zip, type Member } from '../../../test/support/archives.js';
import { classify, membersOf, sourceOf } from './index.js';

const word = docxParts();
const refused = { refused: expect.stringMatching(/^(file-content|archive-|macros|disguised)/), message: expect.stringMatching(/\.$/) };

describe('the members of an archive', () => {
  it.each([
    ['as a program packs them', zip(word)], ['with sizes told behind each', zip(word.map((part) => ({ ...part, streamed: true })))], ['with the wide fields of ZIP64', zip(word.map((part) => ({ ...part, wide: true })), { wideEnd: true })],
    ['wide, and told behind', zip(word.map((part) => ({ ...part, wide: true, streamed: true })))], ['with a comment', zip(word, { comment: 'packed on a Monday' })],
  ])('SR-63: are named without unpacking it: %s', async (_how, bytes) => {
    expect(await membersOf(sourceOf(bytes))).toEqual(['[Content_Types].xml', 'word/document.xml']);
  });

  it.each([
    ['it is encrypted', zip([{ name: 'a', encrypted: true }]), /password/],
    ['it is a bomb', zip([{ name: 'a', content: Buffer.alloc(2 ** 20 + 1) }]), /far more than it is/],
    ['it claims to be huge', zip([{ name: 'a', claimed: 201 * 2 ** 20 }]), /200 MiB/],
    ['its members are huge together', zip(Array.from({ length: 3 }, (_, at) => ({ name: `${at}`, claimed: 70 * 2 ** 20 }))), /200 MiB|far more/],
    ['it has too many members', zip(Array.from({ length: 5001 }, (_, at) => ({ name: `${at}` }))), /5000 parts/],
    ['a member climbs out', zip([{ name: '../../etc/cron.d/a' }]), /leads out/],
    ['a member is named from the root', zip([{ name: '/etc/passwd' }]), /leads out/],
    ['a member climbs out the Windows way', zip([{ name: '..\\a' }]), /leads out/],
    ['a member is named from a drive', zip([{ name: 'C:a.txt' }]), /leads out/],
    ['a name ends early', zip([{ name: 'a.txt\0.exe' }]), /no name may have/],
    ['a member is a link', zip([{ name: 'a.txt', content: '/etc/passwd', stored: true, mode: 0o120777 }]), /link or a device/],
    ['a member is a device', zip([{ name: 'a.txt', mode: 0o060600 }]), /link or a device/],
    ['two members have one name', zip([{ name: 'a.txt' }, { name: 'a.txt' }]), /same name/],
    ['two members have one name but for its case', zip([{ name: 'a.txt' }, { name: 'A.TXT' }]), /same name/],
    ['a member is called otherwise in its own header', zip([{ name: 'a.txt', localName: 'b.exe' }]), /not a whole archive/],
    ['something stands before it', zip(word, { before: 'MZ a program' }), /before the archive/],
    ['something stands behind it', zip(word, { after: 'more' }), /not a whole archive/],
    ['it has two ends', zip(word, { comment: `${zip([{ name: 'b' }]).subarray(-22).toString('latin1')}` }), /not a whole archive/],
    ['it is cut off', zip(word).subarray(0, -30), /not a whole archive/],
    ['it is no archive', Buffer.from('PK\u0003\u0004 and then nothing'), /not a whole archive/],
    ['it holds nothing', zip([]), /holds nothing/],
  ])('SR-63: are refused when %s', async (_case, bytes, why) => {
    expect(await membersOf(sourceOf(bytes))).toMatch(why);
  });

  it('SR-63: are refused when two of them share their octets', async () => {
    const whole = zip([{ name: 'a.txt', content: 'one' }, { name: 'b.txt', content: 'two' }]);
    const directory = whole.indexOf('PK\u0001\u0002');
    const second = whole.indexOf('PK\u0001\u0002', directory + 4);
    whole.writeUInt32LE(0, second + 42); // the second one's header is the first one's
    expect(await membersOf(sourceOf(whole))).toMatch(/not a whole archive/);
  });
});

describe('an office file', () => {
  it('is taken when name and content agree', async () => {
    expect(await classify('report.docx', sourceOf(docx()))).toEqual({ mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' });
  });

  it.each([
    ['is a document of another kind', 'report.xlsx', docx()],
    ['lists no content types', 'report.docx', zip([{ name: 'word/document.xml' }])],
    ['lists another kind', 'report.docx', docx([], 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml')],
    ['is one for macros by another name', 'report.docx', docx([], 'application/vnd.ms-word.document.macroEnabled.main+xml')],
    ['holds macros', 'report.docx', docx([{ name: 'word/vbaProject.bin' }])],
    ['holds macros in another spelling', 'report.docx', docx([{ name: 'word/VBAPROJECT.BIN' }])],
    ['holds controls', 'report.docx', docx([{ name: 'word/activeX/activeX1.bin' }])],
    ['is a program led in before an archive', 'report.docx', zip(word, { before: 'MZ\u0090 a program' })],
    ['is a PDF at the same time', 'report.docx', zip(word, { before: '%PDF-1.7 %%EOF' })],
    ['is followed by something else', 'report.docx', Buffer.concat([zip(word), Buffer.from('more')])],
    ['has two members of one name', 'report.docx', docx([{ name: 'word/document.xml', content: 'another' }])],
    ['is a bomb', 'report.docx', docx([{ name: 'word/media/a', content: Buffer.alloc(2 ** 21) }])],
    ['is one of before 2007, or behind a password', 'report.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ])('SR-62 SR-66: is refused when it %s', async (_case, name, bytes) => {
    expect(await classify(name, sourceOf(bytes))).toEqual(refused);
  });
});

describe('an open document', () => {
  const text = 'application/vnd.oasis.opendocument.text';
  const stored = (more: Member[] = []) => zip([{ name: 'mimetype', content: text, stored: true }, { name: 'content.xml' }, ...more]);

  it.each([['as it is', []], ['with an empty library of Basic', [{ name: 'Basic/script-lc.xml' }, { name: 'Basic/Standard/script-lb.xml' }]]])('is taken when it says first what it is: %s', async (_how, more) => {
    expect(await classify('report.odt', sourceOf(stored(more)))).toEqual({ mediaType: text });
  });

  it.each([
    ['is of another kind', 'report.ods', stored()],
    ['holds macros', 'report.odt', stored([{ name: 'Basic/Standard/Module1.xml' }])],
    ['holds scripts', 'report.odt', stored([{ name: 'Scripts/python/a.py' }])],
    ['is encrypted', 'report.odt', stored([{ name: 'styles.xml', encrypted: true }])],
    ['is encrypted the way of its kind', 'report.odt', stored([{ name: 'META-INF/manifest.xml', content: '<manifest:encryption-data/>' }])],
    ['only begins as one', 'report.odt', Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}mimetype${text}`)],
  ])('SR-66: is refused when it %s', async (_case, name, bytes) => {
    expect(await classify(name, sourceOf(bytes))).toEqual(refused);
  });
});

describe('a picture or PDF', () => {
  it.each([
    ['a.gif', Buffer.concat([Buffer.from('GIF89a'), zip(word)])],
    ['a.png', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), zip(word)])],
    ['a.jpg', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), zip(word)])],
    ['a.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n%%EOF\n'), zip(word)])],
  ])('SR-62: is refused when an archive hides at its end: %s', async (name, bytes) => {
    expect(await classify(name, sourceOf(bytes))).toEqual(refused);
  });
});
