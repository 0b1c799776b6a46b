import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive, with whatever it lies about. */
export interface Member {
  name: string;
  content?: Buffer | string;
  stored?: boolean;
  encrypted?: boolean;
  /** What the archive claims of the unpacked size, where that is not the truth. */
  claimed?: number;
  /** Its name as octets of an older code page, without a word of UTF-8. */
  octets?: Buffer;
  /** What its own header calls it, where the directory says otherwise. */
  localName?: string;
  /** Sizes in the wide fields of ZIP64. */
  wide?: boolean;
  /** Sizes and checksum behind the part, as a program writes that does not know them before. */
  streamed?: boolean;
  /** The mode of Unix: 0o120777 is a link. */
  mode?: number;
  /** Octets behind what was packed, within its packed size. */
  appended?: Buffer | string;
  crc?: number;
}

interface Packed extends Member {
  at: number;
  packed: Buffer;
  bytes: number;
  sum: number;
}

const u16 = (...values: number[]) => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(2); bytes.writeUInt16LE(value); return bytes; }));
const u32 = (...values: number[]) => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(value); return bytes; }));
const u64 = (...values: number[]) => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(8); bytes.writeBigUInt64LE(BigInt(value)); return bytes; }));

/** An archive octet by octet, so that it can lie. `before` is led in by other octets, with the offsets made to fit. */
export function zip(members: readonly Member[], { before = '', after = '', comment = '', wideEnd = false }: { before?: Buffer | string; after?: Buffer | string; comment?: string; wideEnd?: boolean } = {}): Buffer {
  const lead = Buffer.from(before);
  let at = lead.length;
  const parts = members.map((member): Packed => {
    const { content = 'x', stored = false, appended = '' } = member;
    const plain = Buffer.from(content);
    const packed = Buffer.concat([stored ? plain : deflateRawSync(plain), Buffer.from(appended)]);
    return { ...member, at: 0, packed, bytes: member.claimed ?? plain.length, sum: member.crc ?? crc32(plain) };
  });
  const locals = parts.map((part) => {
    part.at = at;
    const whole = Buffer.concat([local(part), part.packed, part.streamed ? Buffer.concat([u32(0x08074b50, part.sum), part.wide ? u64(part.packed.length, part.bytes) : u32(part.packed.length, part.bytes)]) : Buffer.alloc(0)]);
    at += whole.length;
    return whole;
  });
  const directory = Buffer.concat(parts.map(listed));
  const wide = wideEnd ? Buffer.concat([u32(0x06064b50), u64(44), u16(45, 45), u32(0, 0), u64(parts.length, parts.length, directory.length, at), u32(0x07064b50, 0), u64(at + directory.length), u32(1)]) : Buffer.alloc(0);
  const end = Buffer.concat([
    u32(0x06054b50), u16(0, 0), wideEnd ? u16(0xffff, 0xffff) : u16(parts.length, parts.length), wideEnd ? u32(0xffffffff, 0xffffffff) : u32(directory.length, at), u16(Buffer.byteLength(comment)), Buffer.from(comment),
  ]);
  return Buffer.concat([lead, ...locals, directory, wide, end, Buffer.from(after)]);
}

const flags = ({ encrypted, streamed, octets }: Member) => (encrypted ? 1 : 0) | (streamed ? 8 : 0) | (octets ? 0 : 0x800);
const sizes = ({ wide, packed, bytes }: Packed) => (wide ? u32(0xffffffff, 0xffffffff) : u32(packed.length, bytes));

function local(part: Packed): Buffer {
  const name = part.octets ?? Buffer.from(part.localName ?? part.name);
  const extra = part.wide && !part.streamed ? Buffer.concat([u16(1, 16), u64(part.bytes, part.packed.length)]) : Buffer.alloc(0);
  const told = part.streamed ? u32(0, 0, 0) : Buffer.concat([u32(part.sum), sizes(part)]);
  return Buffer.concat([u32(0x04034b50), u16(45, flags(part), part.stored ? 0 : 8, 0, 0), told, u16(name.length, extra.length), name, extra]);
}

function listed(part: Packed): Buffer {
  const name = part.octets ?? Buffer.from(part.name);
  const extra = part.wide ? Buffer.concat([u16(1, 16), u64(part.bytes, part.packed.length)]) : Buffer.alloc(0);
  return Buffer.concat([
    u32(0x02014b50), u16(part.mode ? 0x314 : 45, 45, flags(part), part.stored ? 0 : 8, 0, 0), u32(part.sum), sizes(part),
    u16(name.length, extra.length, 0, 0, 0), u32(((part.mode ?? 0) << 16) >>> 0, part.at), name, extra,
  ]);
}

const ooxml = 'application/vnd.openxmlformats-officedocument';

/** The least a docx is made of, and what more it holds. */
export const docx = (more: readonly Member[] = [], main = `${ooxml}.wordprocessingml.document.main+xml`): Buffer => zip(docxParts(more, main));
export const docxParts = (more: readonly Member[] = [], main = `${ooxml}.wordprocessingml.document.main+xml`): Member[] => [
  { name: '[Content_Types].xml', content: `<Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>` }, { name: 'word/document.xml', content: '<w:document/>' }, ...more,
];

/** The least a PDF is made of, with these objects in it. */
export const pdf = (objects = ''): Buffer => Buffer.from(`%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n${objects}\ntrailer <</Root 1 0 R>>\n%%EOF\n`, 'latin1');
