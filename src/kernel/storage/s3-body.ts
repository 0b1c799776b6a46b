import { type Readable, Transform } from 'node:stream';
import { StorageError } from './storage.js';

/** How long the store may say nothing while somebody waits for it, in milliseconds. */
const silence = 10_000;

/**
 * The same octets, exactly as many as were announced. Fewer, more, or silence while somebody waits is an error, so that whoever receives them
 * is cut off instead of taking a part for the whole. A reader that is slow itself is waited for.
 */
export function breaksOffUnless(source: Readable, bytes: number): Readable {
  let left = bytes;
  let heard = Date.now();
  const given = new Transform({
    readableHighWaterMark: 256 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      heard = Date.now();
      left -= chunk.length;
      done(left < 0 ? brokenOff('more than it announced') : null, chunk);
    },
    flush(done) {
      done(left > 0 ? brokenOff(`${left} octets less than it announced`) : null);
    },
  });
  const watch = setInterval(() => {
    if (given.writableNeedDrain) heard = Date.now();
    else if (Date.now() - heard > silence) given.destroy(brokenOff('nothing more'));
  }, 1_000).unref();
  source.once('error', (error) => given.destroy(new StorageError('unavailable', { cause: error })));
  source.once('close', () => { if (!source.readableEnded) given.destroy(brokenOff('less than it announced')); });
  given.once('close', () => {
    clearInterval(watch);
    source.destroy();
  });
  return source.pipe(given);
}

const brokenOff = (what: string) => new StorageError('unavailable', { cause: new Error(`the store sent ${what}`) });
