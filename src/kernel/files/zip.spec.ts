import { Readable } from 'node:stream';
import { crc32, deflateRawSync } from 'node:zlib';
import { classify, membersOf } from './index.js';

interface Member {
  name: string;
  content?: Buffer | string;
  encrypted?: boolean;
  stored?: boolean;
  /** What the archive claims of the unpacked size, where that is not the truth. */
  claimed?: number;
}

/** An archive octet by octet, so that it can lie. `before` is led in by other octets, with the offsets made to fit. */
function zip(members: Member[], before: Buffer | string = ''): Buffer {
  const lead = Buffer.from(before);
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = lead.length;
  for (const { name, content = 'x', encrypted = false, stored = false, claimed } of members) {
    const plain = Buffer.from(content);
    const packed = stored ? plain : deflateRawSync(plain);
    const title = Buffer.from(name);
    const both = Buffer.alloc(26);
    both.writeUInt16LE(20, 0);
    both.writeUInt16LE((encrypted ? 1 : 0) | 0x800, 2);
    both.writeUInt16LE(stored ? 0 : 8, 4);
    both.writeUInt32LE(crc32(plain), 10);
    both.writeUInt32LE(packed.length, 14);
    both.writeUInt32LE(claimed ?? plain.length, 18);
    both.writeUInt16LE(title.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), both, title, packed]);
    locals.push(local);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), both, rest, title]));
    at += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([lead, ...locals, index, end]);
}

const source = (bytes: Buffer) => ({ size: bytes.length, read: async (start: number, end: number) => Readable.from([bytes.subarray(start, end + 1)]) });
const word: Member[] = [{ name: '[Content_Types].xml', content: '<Types/>' }, { name: 'word/document.xml', content: '<w:document/>' }];
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };
const refused = { refused: 'file-content', message: expect.stringMatching(/Nothing was kept/) };

describe('the members of an archive', () => {
  it('are named without unpacking it', async () => {
    expect(await membersOf(source(zip(word)))).toEqual(['[Content_Types].xml', 'word/document.xml']);
  });

  it.each([
    ['it is encrypted', zip([{ name: 'a', encrypted: true }]), /encrypted/],
    ['it is a bomb', zip([{ name: 'a', content: Buffer.alloc(2 ** 20 + 1) }]), /far more than it is/],
    ['it claims to be huge', zip([{ name: 'a', claimed: 201 * 2 ** 20 }]), /200 MiB/],
    ['its members are huge together', zip(Array.from({ length: 3 }, (_, at) => ({ name: `${at}`, claimed: 70 * 2 ** 20 }))), /200 MiB|far more/],
    ['it has too many members', zip(Array.from({ length: 5001 }, (_, at) => ({ name: `${at}` }))), /5000 parts/],
    ['a member climbs out', zip([{ name: '../../etc/cron.d/a' }]), /not a whole archive/],
    ['a member is named from the root', zip([{ name: '/etc/passwd' }]), /not a whole archive/],
    ['a member climbs out the Windows way', zip([{ name: '..\\a' }]), /not a whole archive/],
    ['it is cut off', zip(word).subarray(0, -30), /not a whole archive/],
    ['it is no archive', Buffer.from('PK\u0003\u0004 and then nothing'), /not a whole archive/],
  ])('are refused when %s', async (_case, bytes, why) => {
    expect(await membersOf(source(bytes))).toMatch(why);
  });
});

describe('an office file', () => {
  it('is taken when name and content agree', async () => {
    expect(await classify('report.docx', source(zip(word)))).toEqual(docx);
  });

  it.each([
    ['is a document of another kind', 'report.xlsx', zip(word)],
    ['lists no content types', 'report.docx', zip([{ name: 'word/document.xml' }])],
    ['holds macros', 'report.docx', zip([...word, { name: 'word/vbaProject.bin' }])],
    ['holds macros in another spelling', 'report.docx', zip([...word, { name: 'word/VBAPROJECT.BIN' }])],
    ['is a program led in before an archive', 'report.docx', zip(word, 'MZ\u0090 a program')],
    ['is a PDF at the same time', 'report.docx', zip(word, '%PDF-1.7 %%EOF')],
    ['is followed by something else', 'report.docx', Buffer.concat([zip(word), Buffer.from('more')])],
    ['has two members of one name', 'report.docx', zip([...word, { name: 'word/document.xml', content: 'another' }])],
    ['is a bomb', 'report.docx', zip([...word, { name: 'word/media/a', content: Buffer.alloc(2 ** 21) }])],
  ])('is refused when it %s', async (_case, name, bytes) => {
    expect(await classify(name, source(bytes))).toEqual(refused);
  });
});

describe('an open document', () => {
  const text = 'application/vnd.oasis.opendocument.text';
  const stored = (more: Member[] = []) => zip([{ name: 'mimetype', content: text, stored: true }, { name: 'content.xml' }, ...more]);

  it('is taken when it says first what it is', async () => {
    expect(await classify('report.odt', source(stored()))).toEqual({ mediaType: text });
  });

  it.each([
    ['is of another kind', 'report.ods', stored()],
    ['holds macros', 'report.odt', stored([{ name: 'Basic/Standard/Module1.xml' }])],
    ['holds scripts', 'report.odt', stored([{ name: 'Scripts/python/a.py' }])],
    ['is encrypted', 'report.odt', stored([{ name: 'styles.xml', encrypted: true }])],
    ['only begins as one', 'report.odt', Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}mimetype${text}`)],
  ])('is refused when it %s', async (_case, name, bytes) => {
    expect(await classify(name, source(bytes))).toEqual(refused);
  });
});

describe('a picture or PDF', () => {
  it.each([
    ['a.gif', Buffer.concat([Buffer.from('GIF89a'), zip(word)])],
    ['a.png', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), zip(word)])],
    ['a.jpg', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), zip(word)])],
    ['a.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n%%EOF\n'), zip(word)])],
  ])('is refused when an archive hides at its end: %s', async (name, bytes) => {
    expect(await classify(name, source(bytes))).toEqual(refused);
  });
});
