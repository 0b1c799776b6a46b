import type { Packed } from '../../ui/fields/dropped';

/** As many as an archive may have that is taken. */
const mostPacked = 5_000;
const mostOctets = 512 * 2 ** 20;
/** What operating systems leave in folders. */
const litter = /(^|\/)(\.|thumbs\.db$|desktop\.ini$|__macosx\/)/i;

/** What of a folder is sent: no hidden files, always in the same order, so that choosing it again makes the same archive. */
export function worthPacking(files: readonly Packed[]): Packed[] {
  return files.filter(({ path }) => !litter.test(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Octets of all files of a folder together. */
export const sizeOf = (files: readonly Packed[]): number => files.reduce((sum, { file }) => sum + file.size, 0);

/**
 * A folder as one ZIP archive, not compressed: one document under one marking. Nothing is copied into memory; each file is read once for its
 * check sum, and once more as it is sent. Throws RangeError for more than an archive of this kind can hold.
 */
export async function pack(name: string, files: readonly Packed[]): Promise<File> {
  const worth = worthPacking(files);
  if (worth.length > mostPacked || worth.reduce((sum, { file }) => sum + file.size + 200, 0) > mostOctets) throw new RangeError('too much for one archive');
  const parts: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { path, file } of worth) {
    const entry = { path: new TextEncoder().encode(path.normalize('NFC')), crc: await crcOf(file), size: file.size, time: dosTime(new Date(file.lastModified)), offset };
    const header = local(entry);
    parts.push(header, file);
    directory.push(central(entry));
    offset += header.length + file.size;
  }
  const length = directory.reduce((sum, one) => sum + one.length, 0);
  parts.push(...directory, end(worth.length, length, offset));
  return new File(parts, `${name}.zip`, { type: 'application/zip', lastModified: Math.max(0, ...worth.map(({ file }) => file.lastModified)) });
}

interface Entry { path: Uint8Array; crc: number; size: number; time: number; offset: number }
type Field = [octets: 2 | 4, value: number];

function record(fields: readonly Field[], path: Uint8Array = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const length = fields.reduce((sum, [octets]) => sum + octets, 0);
  const made = new Uint8Array(length + path.length);
  const view = new DataView(made.buffer);
  let at = 0;
  for (const [octets, value] of fields) {
    if (octets === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += octets;
  }
  made.set(path, at);
  return made;
}

// APPNOTE 4.3: version 2.0, names in UTF-8, stored.
const common = ({ path, crc, size, time }: Entry): Field[] => [[2, 20], [2, 0x0800], [2, 0], [4, time], [4, crc], [4, size], [4, size], [2, path.length], [2, 0]];
const local = (entry: Entry) => record([[4, 0x04034b50], ...common(entry)], entry.path);
const central = (entry: Entry) => record([[4, 0x02014b50], [2, 20], ...common(entry), [2, 0], [2, 0], [2, 0], [4, 0], [4, entry.offset]], entry.path);
const end = (count: number, length: number, offset: number) => record([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, offset], [2, 0]]);

/** In UTC, so that the same folder makes the same archive in every time zone; two seconds are the finest it knows. */
function dosTime(time: Date): number {
  const year = Math.min(2107, Math.max(1980, time.getUTCFullYear()));
  const day = ((year - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  return ((day << 16) | (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1)) >>> 0;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

async function crcOf(file: Blob): Promise<number> {
  let crc = 0xffffffff;
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const octet of part.value) crc = (table[(crc ^ octet) & 255] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
