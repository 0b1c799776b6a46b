import { Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem } from '../problems.js';
import type { Readings } from './delivery.js';
import { contentDisposition } from './file-name.js';
import { servedType } from './kinds.js';
import { parseRange } from './range.js';

/** A kept file that may leave. */
export interface Leaving extends Pick<Readings, 'pieces'> {
  fileName: string;
  mediaType: string;
  bytes: number;
  /** Names these octets to this reader, as an entity tag without its quotes: never a hash of the content (SR-69). */
  tag?: string;
}

const log = new Logger('files');

/** Answers with a file to keep, never to show; one range at a time, so that a broken download resumes. @throws Problem 416 */
export async function give(request: Request, response: Response, { fileName, mediaType, bytes, tag, pieces }: Leaving): Promise<void> {
  // A download is taken up only where its octets are still the same; without that promise it begins anew.
  const asked = request.headers['if-range'];
  const range = asked === undefined || (tag && asked === `"${tag}"`) ? parseRange(request.headers.range, bytes) : 'whole';
  if (range === 'unsatisfiable') {
    response.set('Content-Range', `bytes */${bytes}`);
    throw new Problem(416, '/problems/range', 'Range not satisfiable', `The file has ${bytes} octets.`);
  }
  const part = range === 'whole' ? undefined : range;
  // Before any header of the file: where the store fails, the problem leaves instead, and nothing of the file's.
  const source = request.method === 'HEAD' ? undefined : await pieces(part);
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
  try {
    for await (const piece of source) await sent(response, piece);
    response.end();
  } catch (error) {
    log.debug(`a download broke off: ${String(error)}`);
    response.destroy();
  }
}

/** Resolves once the line has taken the piece. */
function sent(response: Response, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const brokenOff = () => reject(new Error('the line is gone'));
    response.once('close', brokenOff);
    response.write(piece, (error) => {
      response.off('close', brokenOff);
      if (error) reject(error);
      else resolve();
    });
  });
}
