import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { classify, cleanFileName } from '../files/index.js';
import { Problem, unavailable, unprocessable } from '../problems.js';
import { SealedFiles, type SealedFile } from '../sealed-files/index.js';
import { StorageError } from '../storage/index.js';

/** A file that was taken in and lies sealed; `SealedFiles.enter` refers to it. */
export interface Received extends SealedFile {
  mediaType: string;
}

/** What is known of a file before it comes. */
export interface Announced {
  /** Code of the party whose file it will be. */
  owner: string;
  /** What it will belong to: 'document/<id>'. */
  subject: string;
  fileName: string;
  /** Octets the client says it has, or null. */
  declared: number | null;
  /** What the portal's setting allows, when left out. */
  maxBytes?: number;
  /** Which media types are wanted, and how to say so; any the portal knows, when left out. */
  only?: { mediaTypes: readonly string[]; say: string };
}

@Injectable()
export class Intake {
  constructor(
    private readonly files: SealedFiles,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** A file's name made harmless. @throws Problem 422 */
  named(name: string): string {
    const found = cleanFileName(name);
    if ('refused' in found) throw unprocessable(found.message, found.refused);
    return found.name;
  }

  /**
   * Seals a file into the store, looks at what came, and has it entered; when that fails, or the file broke off, nothing is kept.
   * @throws Problem 400, 413, 415, 422, 503 and 507 (the store), and whatever `enter` throws
   */
  async receive<T>(body: AsyncIterable<Buffer>, announced: Announced, enter: (file: Received) => Promise<T>): Promise<T> {
    const { owner, subject, fileName, declared, maxBytes = this.settings.uploadMaxBytes, only } = announced;
    if (declared !== null && declared > maxBytes) throw tooLarge(maxBytes);
    const sealed = await this.files.put(body, { owner, subject, maxBytes }).catch((error: unknown) => {
      throw refusal(error, maxBytes);
    });
    try {
      const found = await classify(fileName, { size: sealed.bytes, read: (start, end) => sealed.open({ start, end }) });
      if ('refused' in found) throw notTaken(found.refused, found.message);
      if (only && !only.mediaTypes.includes(found.mediaType)) throw notTaken('file-kind', only.say);
      return await enter({ ...sealed, mediaType: found.mediaType });
    } catch (error) {
      await this.files.discard(sealed);
      throw error;
    }
  }
}

const notTaken = (kind: string, message: string) => new Problem(415, `/problems/${kind}`, 'This kind of file is not taken', message);
const tooLarge = (maxBytes: number) => new Problem(413, '/problems/too-large', 'Too large', `A file may have ${Math.floor(maxBytes / 2 ** 20)} MiB at the most. Nothing was kept.`);

/** What a store that would not take a file means to whoever sent it; any other error as it is. */
export function refusal(error: unknown, maxBytes: number): unknown {
  if (!(error instanceof StorageError)) return error;
  const cause = { cause: error };
  if (error.code === 'too-large') return tooLarge(maxBytes);
  if (error.code === 'empty') return unprocessable('The file is empty. Nothing was kept; choose it again.', 'empty-file');
  if (error.code === 'incomplete') return new Problem(400, '/problems/incomplete', 'Broken off', 'The file ended before it was whole. Nothing was kept; send it again.');
  if (error.code === 'full') return new Problem(507, '/problems/storage-full', 'No room left', 'There is no room for this file. Nothing was kept; everything else works. Whoever runs the portal has to make room; send it again then.', {}, cause);
  return unavailable('Files cannot be taken in at the moment. Nothing was kept; send it again in a while.', 30, cause);
}
