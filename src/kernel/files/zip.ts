import { Refused, type ArchiveFault, type Refusal } from './refusal.js';
import { Blocks, bytesAt, type Source } from './source.js';

/** One part of an archive, as its directory and its own header say alike. */
export interface ZipMember {
  name: string;
  isFolder: boolean;
  packed: number;
  /** Octets unpacked, as declared; counted when it is unpacked. */
  bytes: number;
  crc: number;
  deflated: boolean;
  /** Where its first packed octet lies. */
  from: number;
}

/** What archives may be at the most, counted over all of them that lie in one file (SR-63). */
export interface ZipBounds {
  members: number;
  /** Octets of all parts together. */
  unpacked: number;
  ratio: number;
}

/** What of the bounds was used up by archives around and before this one. */
export interface ZipUse {
  members: number;
  unpacked: number;
}

export const zipBounds: ZipBounds = { members: 5_000, unpacked: 200 * 2 ** 20, ratio: 100 };

const broken = (fault?: ArchiveFault) => new Refused('archive-broken', 'It is not a whole archive of its kind. Save or pack it again and send that.', fault);
const names = (what: string, fault: ArchiveFault) => new Refused('archive-names', `${what} Pack it again from an ordinary folder.`, fault);
const sign = { local: 0x04034b50, directory: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, descriptor: 0x08074b50 };
const shortMax = 0xffff;
const longMax = 0xffffffff;

interface End {
  count: number;
  from: number;
  size: number;
}

interface Listed extends ZipMember {
  rawName: Buffer;
  flags: number;
  method: number;
  at: number;
}

/**
 * The parts of an archive. Its directory, the headers of its parts and the octets between them have to agree without a gap, an overlap, or
 * anything before or after. Nothing is unpacked.
 * @throws Refused
 */
export async function readZip(source: Source, bounds: ZipBounds = zipBounds, used: ZipUse = { members: 0, unpacked: 0 }): Promise<ZipMember[]> {
  const end = await findEnd(source);
  if (used.members + end.count > bounds.members) throw new Refused('archive-too-much', `It holds more than ${bounds.members} parts. Send it in several archives.`, 'members');
  if (end.size > bounds.members * 1024) throw broken();
  const listed = listing(await bytesAt(source, end.from, end.size), end.count);
  namesMustBeHarmless(listed);
  mustBeBounded(listed, bounds, used.unpacked);
  await headersMustAgree(source, listed, end.from);
  return listed;
}

async function findEnd(source: Source): Promise<End> {
  const tail = await bytesAt(source, Math.max(0, source.size - 22 - shortMax), 22 + shortMax);
  const found: number[] = [];
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) === sign.end && at + 22 + tail.readUInt16LE(at + 20) === tail.length) found.push(at);
  }
  const [at] = found;
  if (at === undefined || found.length > 1) throw broken(); // none, or two that each could be the one
  const position = source.size - tail.length + at;
  const disks = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)];
  const end: End = { count: tail.readUInt16LE(at + 10), size: tail.readUInt32LE(at + 12), from: tail.readUInt32LE(at + 16) };
  if (disks.some((disk) => disk !== 0 && disk !== shortMax) || tail.readUInt16LE(at + 8) !== end.count) throw broken();
  const locator = position >= 20 ? await bytesAt(source, position - 20, 20) : Buffer.alloc(20);
  if (locator.readUInt32LE(0) === sign.locator64) return findEnd64(source, locator, position - 20, end);
  if (end.from + end.size !== position) throw broken();
  return end;
}

/** The end of an archive that has the wide fields of ZIP64. Where the narrow ones say something too, it has to be the same. */
async function findEnd64(source: Source, locator: Buffer, position: number, narrow: End): Promise<End> {
  const at = wide(locator, 8);
  const record = await bytesAt(source, at, 56);
  if (record.length < 56 || record.readUInt32LE(0) !== sign.end64 || wide(record, 4) !== 44 || at + 56 !== position) throw broken();
  const end: End = { count: wide(record, 32), size: wide(record, 40), from: wide(record, 48) };
  const same = (said: number, most: number, truly: number) => said === most || said === truly;
  if (!same(narrow.count, shortMax, end.count) || !same(narrow.size, longMax, end.size) || !same(narrow.from, longMax, end.from)) throw broken();
  if (wide(record, 24) !== end.count || end.from + end.size !== at) throw broken();
  return end;
}

/** A field of eight octets; what no file can reach is as good as broken. */
function wide(bytes: Buffer, at: number): number {
  const value = Number(bytes.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw broken();
  return value;
}

function listing(directory: Buffer, count: number): Listed[] {
  const listed: Listed[] = [];
  let at = 0;
  while (at < directory.length) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== sign.directory) throw broken();
    const lengths = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > directory.length) throw broken();
    listed.push(entry(directory.subarray(at, next), nameLength, extraLength));
    at = next;
  }
  if (listed.length !== count) throw broken();
  if (count === 0) throw new Refused('archive-broken', 'It holds nothing. Choose the files themselves, or pack them again.', 'empty');
  return listed;
}

function entry(record: Buffer, nameLength: number, extraLength: number): Listed {
  const [flags, method] = [record.readUInt16LE(8), record.readUInt16LE(10)];
  if ((flags & 0x2041) !== 0) throw new Refused('archive-encrypted', 'It is protected by a password, so nobody can look into it. Send it without: the portal itself keeps it from others.');
  if (method !== 0 && method !== 8) throw new Refused('archive-broken', 'It is packed in a way that is not opened here. Pack it again as an ordinary ZIP.', 'member');
  const rawName = record.subarray(46, 46 + nameLength);
  const extra = record.subarray(46 + nameLength, 46 + nameLength + extraLength);
  const [bytes, packed, at] = widened(extra, [record.readUInt32LE(24), record.readUInt32LE(20), record.readUInt32LE(42)]);
  if (method === 0 && packed !== bytes) throw broken();
  modeMustBeOrdinary(record.readUInt16LE(4) >> 8, record.readUInt32LE(38));
  const name = nameOf(rawName, (flags & 0x800) !== 0);
  return { name, isFolder: name.endsWith('/'), packed, bytes, crc: record.readUInt32LE(16), deflated: method === 8, from: 0, rawName, flags, method, at };
}

/** Fields too narrow for their value stand, in this order, in the extra field of ZIP64. */
function widened(extra: Buffer, fields: [number, number, number]): [number, number, number] {
  if (!fields.includes(longMax)) return fields;
  const values = extraField(extra, 1);
  let at = 0;
  const [a, b, c] = fields.map((field) => {
    if (field !== longMax) return field;
    if (at + 8 > values.length) throw broken();
    at += 8;
    return wide(values, at - 8);
  });
  return [a ?? 0, b ?? 0, c ?? 0];
}

function extraField(extra: Buffer, id: number): Buffer {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return Buffer.alloc(0);
}

/** Made on Unix, it says in its mode whether it is a file or a folder; links, devices and pipes have no business here. */
function modeMustBeOrdinary(madeOn: number, attributes: number): void {
  const type = (attributes >>> 16) & 0o170000;
  if ((madeOn === 3 || madeOn === 19) && type !== 0 && type !== 0o100000 && type !== 0o040000) throw names('It holds a link or a device where a file should be.', 'link');
}

/** The upper half of the code page that names are in where nothing else is said (APPNOTE, D.1). */
const codePage437 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function nameOf(raw: Buffer, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    if (isUtf8) throw broken();
    return [...raw].map((octet) => (octet < 128 ? String.fromCodePoint(octet) : codePage437[octet - 128])).join('');
  }
}

function namesMustBeHarmless(listed: readonly Listed[]): void {
  const known = new Set<string>();
  for (const { name } of listed) {
    if (name.length === 0 || /[\u0000-\u001f\u007f]/.test(name)) throw names('A part of it has a name with characters no name may have.', 'path');
    if (/^[/\\]|^[a-z]:|\\/i.test(name) || name.split('/').some((part) => part === '..' || part === '.')) throw names('A part of it has a name that leads out of its folder.', 'path');
    const plain = name.normalize('NFC').toLowerCase().replace(/\/$/, '');
    if (known.has(plain)) throw names('Two of its parts have the same name.', 'twice');
    known.add(plain);
  }
}

function mustBeBounded(listed: readonly Listed[], { unpacked, ratio }: ZipBounds, used: number): void {
  let all = used;
  for (const { bytes, packed } of listed) {
    all += bytes;
    if (all > unpacked) throw new Refused('archive-too-much', `Unpacked it would be larger than ${Math.floor(unpacked / 2 ** 20)} MiB. Send it in several archives.`, 'size');
    if (bytes > 2 ** 20 && bytes > packed * ratio) throw new Refused('archive-too-much', 'A part of it unpacks to far more than it is. Send that part by itself, not packed.', 'ratio');
  }
}

/** Each part's own header says what the directory says, and the parts follow one another without a gap up to the directory. */
async function headersMustAgree(source: Source, listed: Listed[], end: number): Promise<void> {
  const blocks = new Blocks(source);
  let expected = 0;
  for (const member of [...listed].sort((a, b) => a.at - b.at)) {
    if (member.at !== expected) throw expected === 0 ? new Refused('disguised', 'Something stands before the archive begins. Pack it again and send that.') : broken();
    const header = await blocks.at(member.at, 30);
    if (header.length < 30 || header.readUInt32LE(0) !== sign.local) throw broken();
    const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
    const rest = await blocks.at(member.at + 30, nameLength + extraLength);
    if (rest.length < nameLength + extraLength || !rest.subarray(0, nameLength).equals(member.rawName)) throw broken();
    headerMustAgree(header, rest.subarray(nameLength), member);
    member.from = member.at + 30 + nameLength + extraLength;
    expected = await afterMember(blocks, member, end);
  }
  if (expected !== end) throw broken();
}

function headerMustAgree(header: Buffer, extra: Buffer, { flags, method, crc, packed, bytes }: Listed): void {
  const [ownFlags, ownMethod] = [header.readUInt16LE(6), header.readUInt16LE(8)];
  if (ownMethod !== method || ((ownFlags ^ flags) & 0x2049) !== 0) throw broken('member');
  const [ownBytes, ownPacked] = widened(extra, [header.readUInt32LE(22), header.readUInt32LE(18), 0]);
  const told = [header.readUInt32LE(14), ownPacked, ownBytes];
  const comesAfter = (flags & 8) !== 0; // crc and sizes, in a descriptor behind the part
  if (comesAfter && told.every((value) => value === 0)) return;
  const truly = [crc, packed, bytes];
  if (!told.every((value, index) => value === truly[index] || (comesAfter && value === 0))) throw broken('member');
}

/** Where a part ends, its descriptor included, which has four spellings. */
async function afterMember(blocks: Blocks, { from, packed, bytes, crc, flags }: Listed, end: number): Promise<number> {
  const at = from + packed;
  if (at > end) throw broken();
  if ((flags & 8) === 0) return at;
  const found = await blocks.at(at, Math.min(24, end - at));
  for (const signed of [4, 0]) {
    for (const width of [4, 8]) {
      const length = signed + 4 + 2 * width;
      if (found.length < length || (signed && found.readUInt32LE(0) !== sign.descriptor)) continue;
      const sizes = [0, width].map((more) => (width === 4 ? found.readUInt32LE(signed + 4 + more) : Number(found.readBigUInt64LE(signed + 4 + more))));
      if (found.readUInt32LE(signed) === crc && sizes[0] === packed && sizes[1] === bytes) return at + length;
    }
  }
  throw broken();
}

/** Names of an archive's members, or what is wrong with it. Nothing is unpacked. */
export async function membersOf(source: Source): Promise<string[] | string> {
  try {
    return (await readZip(source)).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** The parts of an archive, or why it is not taken. Nothing is unpacked. */
export async function openArchive(source: Source, bounds: ZipBounds): Promise<ZipMember[] | ArchiveRefusal> {
  return readZip(source, bounds).catch(refusalOf);
}

/** A refusal, with what of the archive is wrong where that is known. */
export type ArchiveRefusal = Refusal & { fault?: ArchiveFault | undefined };

/** The refusal that reading an archive ended in. @throws any other error as it is */
export function refusalOf(error: unknown): ArchiveRefusal {
  if (error instanceof Refused) return { ...error.refusal, fault: error.fault };
  throw error;
}
