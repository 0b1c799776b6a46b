import { buffer } from 'node:stream/consumers';
import { fromBuffer, type ZipFile } from 'yauzl';
import { pack, worthPacking } from './pack';

const file = (path: string, content: string, lastModified = Date.UTC(2026, 0, 2, 3, 4, 6)) => ({ path, file: new File([content], path.split('/').at(-1) ?? '', { lastModified }) });
const unpacked = async (archive: File): Promise<Record<string, string>> => {
  const zip = await new Promise<ZipFile>((resolve, reject) => { archive.arrayBuffer().then((octets) => fromBuffer(Buffer.from(octets), { lazyEntries: true, strictFileNames: true }, (error, found) => (error ? reject(error) : resolve(found))), reject); });
  const found: Record<string, string> = {};
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry) => zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      buffer(stream).then((octets) => { found[entry.fileName] = octets.toString(); zip.readEntry(); }, reject);
    }));
    zip.readEntry();
  });
  return found;
};

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
