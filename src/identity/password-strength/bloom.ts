import { createHash } from 'node:crypto';

const header = 12;

/**
 * A set of words that fits in a file: what is in it is always found, what is not in it hardly ever (Bloom, 1970). Twelve octets at its head
 * say how many words, bits and probes; the bits follow. Only erasable syntax: the script that makes the file runs this as it is.
 */
export class Bloom {
  readonly words: number;
  private readonly bits: number;
  private readonly probes: number;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    [this.words, this.bits, this.probes] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)];
    if (this.bits === 0 || bytes.length !== header + Math.ceil(this.bits / 8)) throw new Error('this is no list of passwords');
  }

  /** @param bitsPerWord twenty find one in fifteen thousand words that are not in it */
  static of(words: ReadonlySet<string>, bitsPerWord = 20): Bloom {
    const bits = Math.max(64, words.size * bitsPerWord);
    const bytes = Buffer.alloc(header + Math.ceil(bits / 8));
    bytes.writeUInt32LE(words.size, 0);
    bytes.writeUInt32LE(bits, 4);
    bytes.writeUInt32LE(Math.round(bitsPerWord * Math.LN2), 8);
    const made = new Bloom(bytes);
    for (const word of words) for (const bit of made.places(word)) bytes[header + (bit >> 3)] = (bytes[header + (bit >> 3)] ?? 0) | (1 << (bit & 7));
    return made;
  }

  get file(): Buffer {
    return this.bytes;
  }

  has(word: string): boolean {
    return this.places(word).every((bit) => ((this.bytes[header + (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0);
  }

  private places(word: string): number[] {
    const digest = createHash('sha256').update(word).digest();
    const [first, second] = [Number(digest.readBigUInt64LE(0) % BigInt(this.bits)), Number(digest.readBigUInt64LE(8) % BigInt(this.bits))];
    return Array.from({ length: this.probes }, (_, probe) => (first + probe * second + probe * probe) % this.bits);
  }
}
