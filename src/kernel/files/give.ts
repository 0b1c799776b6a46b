import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem } from '../problems.js';
import { contentDisposition } from './file-name.js';
import { servedType } from './kinds.js';
import { parseRange } from './range.js';

/** A kept file that may leave. */
export interface Leaving {
  fileName: string;
  mediaType: string;
  bytes: number;
  /** Names these octets to this reader, as an entity tag without its quotes: never a hash of the content (SR-69). */
  tag?: string;
  open(range?: { start: number; end: number }): Promise<Readable>;
}

const log = new Logger('files');

/** Answers with a file to keep, never to show; one range at a time, so that a broken download resumes. @throws Problem 416 */
export async function give(request: Request, response: Response, { fileName, mediaType, bytes, tag, open }: Leaving): Promise<void> {
  // A download is taken up only where its octets are still the same; without that promise it begins anew.
  const asked = request.headers['if-range'];
  const range = asked === undefined || (tag && asked === `"${tag}"`) ? parseRange(request.headers.range, bytes) : 'whole';
  if (range === 'unsatisfiable') {
    response.set('Content-Range', `bytes */${bytes}`);
    throw new Problem(416, '/problems/range', 'Range not satisfiable', `The file has ${bytes} octets.`);
  }
  const part = range === 'whole' ? undefined : range;
  // Before any header of the file: where the store fails, the problem leaves instead, and nothing of the file's.
  const source = request.method === 'HEAD' ? undefined : await open(part);
  response.set({
    'Content-Type': servedType(mediaType),
    'Content-Disposition': contentDisposition(fileName),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': 'private, no-store',
    'Accept-Ranges': 'bytes',
    ...(tag ? { ETag: `"${tag}"` } : {}),
    'Content-Length': String(part ? part.end - part.start + 1 : bytes),
  });
  if (part) response.status(206).set('Content-Range', `bytes ${part.start}-${part.end}/${bytes}`);
  if (!source) return void response.end();
  await pipeline(source, response).catch((error: unknown) => {
    log.debug(`a download broke off: ${String(error)}`);
    response.destroy();
  });
}
