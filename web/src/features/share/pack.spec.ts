import { crc32 } from 'node:zlib';
import { pack, worthPacking } from './pack';

const file = (path: string, content: string, lastModified = Date.UTC(2026, 0, 2, 3, 4, 6)) => ({ path, file: new File([content], path.split('/').at(-1) ?? '', { lastModified }) });

/** The files of an archive by its directory, each checked against its own header and check sum. */
async function unpacked(archive: File): Promise<Record<string, string>> {
  const octets = Buffer.from(await archive.arrayBuffer());
  const end = octets.length - 22;
  expect(octets.readUInt32LE(end)).toBe(0x06054b50);
  const found: Record<string, string> = {};
  let at = octets.readUInt32LE(end + 16);
  for (let count = octets.readUInt16LE(end + 10); count > 0; count--) {
    const [size, length, local] = [octets.readUInt32LE(at + 24), octets.readUInt16LE(at + 28), octets.readUInt32LE(at + 42)];
    expect([octets.readUInt32LE(at), octets.readUInt32LE(local)]).toEqual([0x02014b50, 0x04034b50]);
    expect(octets.subarray(at + 6, at + 30)).toEqual(octets.subarray(local + 4, local + 28));
    const content = octets.subarray(local + 30 + length, local + 30 + length + size);
    expect(octets.readUInt32LE(at + 16)).toBe(crc32(content));
    found[octets.subarray(local + 30, local + 30 + length).toString()] = content.toString();
    at += 46 + length;
  }
  expect(at).toBe(end);
  return found;
}

describe('a folder packed', () => {
  const files = [file('b/map.txt', 'a map'), file('a.txt', 'first'), file('خريطة.txt', 'نص'), file('empty.txt', ''), file('.DS_Store', 'x'), file('b/Thumbs.db', 'x')];

  it('is an archive of its files with their paths, without what systems leave behind', async () => {
    const archive = await pack('Annexes', files);
    expect(archive.name).toBe('Annexes.zip');
    expect(await unpacked(archive)).toEqual({ 'a.txt': 'first', 'b/map.txt': 'a map', 'خريطة.txt': 'نص', 'empty.txt': '' });
  });

  it('is the same archive when it is chosen again, in whatever order its files come', async () => {
    const [first, again, changed] = [await pack('x', files), await pack('x', files.toReversed()), await pack('x', [...files.slice(1), file('b/map.txt', 'a mop')])];
    expect(Buffer.from(await again.arrayBuffer()).equals(Buffer.from(await first.arrayBuffer()))).toBe(true);
    expect(Buffer.from(await changed.arrayBuffer()).equals(Buffer.from(await first.arrayBuffer()))).toBe(false);
  });

  it('holds a bounded number of files', async () => {
    const many = Array.from({ length: 5_001 }, (_, index) => file(`${index}.txt`, ''));
    expect(worthPacking(many)).toHaveLength(5_001);
    await expect(pack('x', many)).rejects.toThrow(RangeError);
  });
});
