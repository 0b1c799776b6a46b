import { PassThrough } from 'node:stream';
import { fromRandomAccessReader, RandomAccessReader, type Entry } from 'yauzl';
import type { Source } from './classify.js';

const most = { entries: 5_000, unpacked: 200 * 2 ** 20, ratio: 100 };

class Parts extends RandomAccessReader {
  constructor(private readonly source: Source) {
    super();
  }

  override _readStreamForRange(start: number, end: number): NodeJS.ReadableStream & PassThrough {
    const through = new PassThrough();
    this.source.read(start, end - 1).then((part) => part.on('error', (error) => through.destroy(error)).pipe(through), (error: Error) => through.destroy(error));
    return through as never;
  }
}

/** Names of a ZIP's members, or what is wrong with it (SR-63): too many, too large unpacked, encrypted, twice of one name, or no ZIP at all. Nothing is unpacked. */
export function membersOf(source: Source): Promise<string[] | string> {
  return new Promise((resolve) => {
    fromRandomAccessReader(new Parts(source), source.size, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return void resolve('It is not a whole archive of its kind.');
      const names = new Set<string>();
      let unpacked = 0;
      const stop = (why: string) => {
        zip.close();
        resolve(why);
      };
      zip.on('error', () => stop('It is not a whole archive of its kind.'));
      zip.on('end', () => resolve([...names]));
      zip.on('entry', (entry: Entry) => {
                if (names.has(entry.fileName)) return stop('Two of its parts have the same name.');
        names.add(entry.fileName);
        unpacked += entry.uncompressedSize;
        if ((entry.generalPurposeBitFlag & 1) !== 0) return stop('It is encrypted, so nobody can look into it.');
        if (names.size > most.entries) return stop(`It holds more than ${most.entries} parts.`);
        if (unpacked > most.unpacked) return stop('Unpacked it would be larger than 200 MiB.');
        if (entry.uncompressedSize > 2 ** 20 && entry.uncompressedSize > entry.compressedSize * most.ratio) return stop('It unpacks to far more than it is.');
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
}
