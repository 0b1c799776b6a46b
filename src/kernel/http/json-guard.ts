import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { invalid, Problem } from '../problems.js';
import { faultsInJson, type JsonBounds } from './json-scan.js';

/** A route whose body is not JSON; its room reads it. `path` is matched against the whole path. */
export interface OtherBody {
  method: string;
  path: RegExp;
  mediaType: string;
}

export interface JsonLimits extends JsonBounds {
  /** Octets of one body. */
  limit: number;
}

const defaults: JsonLimits = { limit: 256 * 1024, depth: 10, maxArray: 1000 };

/**
 * Reads the bodies of requests as JSON, strictly (SR-100, SR-104, SR-108), into `request.body`. Requests without a body pass, and so do those
 * of the `others`, unread.
 * Problems: 415 not `application/json` in UTF-8, 413 over the limit, 400 not JSON, broken off, a key twice or forbidden, too deep, a list too long.
 */
export function strictJson(limits: Partial<JsonLimits> = {}, others: readonly OtherBody[] = []): RequestHandler {
  const bounds = { ...defaults, ...limits };
  return (request: Request, response: Response, next: NextFunction) => {
    const other = others.find(({ method, path }) => request.method === method && path.test(request.path));
    if (!hasBody(request) || (other && bare(request) === other.mediaType)) return next();
    read(request, bounds, other?.mediaType).then(
      (body) => {
        request.body = body;
        next();
      },
      (problem: unknown) => {
        // What was not read must not be taken for the next request.
        if (!request.complete) response.setHeader('Connection', 'close');
        request.resume();
        next(problem);
      },
    );
  };
}

/** Whether octets come behind the headers, or are said to. */
export const hasBody = ({ headers }: Request): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The media type without what may follow it. */
const bare = ({ headers }: Request): string | undefined => headers['content-type']?.split(';')[0]?.trim().toLowerCase();

/** @param instead what the route reads in place of JSON */
async function read(request: Request, bounds: JsonLimits, instead?: string): Promise<unknown> {
  if (!/^application\/json *(; *charset="?utf-8"?)?$/i.test(request.headers['content-type'] ?? '') || (request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new Problem(415, '/problems/media-type', instead ? 'Another media type' : 'Not JSON', `Send this as ${instead ?? 'application/json in UTF-8'}, not compressed.`);
  }
  const octets = await collect(request, bounds.limit);
  if (octets.length === 0) return undefined;
  const text = decoded(octets);
  const body = parsed(text);
  if (typeof body !== 'object' || body === null) throw unreadable('The body must be an object or a list.');
  const faults = faultsInJson(text, bounds);
  if (faults.length > 0) throw invalid(faults);
  return body;
}

/** By events, for iterating would tear the connection down before the refusal could be said. */
function collect(request: Request, limit: number): Promise<Buffer> {
  const tooLarge = () => new Problem(413, '/problems/too-large', 'Too large', `What was sent is larger than ${Math.floor(limit / 1024)} KiB. Nothing was changed.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let octets = 0;
    const brokenOff = (cause?: unknown) => {
      reject(new Problem(400, '/problems/incomplete', 'Broken off', 'The request ended before it was whole. Nothing was changed; send it again.', {}, { cause }));
    };
    request.on('data', (chunk: Buffer) => {
      octets += chunk.length;
      if (octets <= limit) chunks.push(chunk);
      else reject(tooLarge());
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', brokenOff);
    request.once('close', () => brokenOff());
  });
}

function decoded(octets: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    throw unreadable('The body is not UTF-8.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    throw unreadable(at ? `This is not JSON from character ${Number(at) + 1} on.` : 'This is not JSON, or it ends too early.');
  }
}

const unreadable = (message: string): Problem => invalid([{ path: '', message }], 'The body cannot be read. Nothing was changed.');
