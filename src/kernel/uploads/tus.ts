import type { IncomingHttpHeaders } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { Problem, invalid } from '../problems.js';

/** The protocol's version, and what of it is spoken here: https://tus.io/protocols/resumable-upload (1.0.0). */
export const spoken = {
  version: '1.0.0',
  extensions: 'creation,creation-with-upload,expiration,termination,checksum',
  checksums: 'sha256,sha1',
  mediaType: 'application/offset+octet-stream',
} as const;

/** Every answer below an address of uploads says which version it is in, refusals of whatever comes before its route too. */
export function speaksTus(_request: Request, response: Response, next: NextFunction): void {
  response.set({ 'Tus-Resumable': spoken.version, 'Tus-Version': spoken.version });
  next();
}

/** What a request's body must hash to. */
export interface Checksum {
  algorithm: 'sha256' | 'sha1';
  digest: Buffer;
}

/** @throws Problem 412 to a client of another version, or of none */
export function mustSpeakTus(headers: IncomingHttpHeaders): void {
  if (headers['tus-resumable'] === spoken.version) return;
  throw new Problem(412, '/problems/tus-version', 'Another protocol', `Uploads are spoken to in tus ${spoken.version}: send "Tus-Resumable: ${spoken.version}".`);
}

/** Octets the whole file has. @throws Problem 400 when it is not said beforehand, or are fewer than `least` */
export function announcedLength(headers: IncomingHttpHeaders, least: number): number {
  if (headers['upload-defer-length'] !== undefined) throw invalid([{ path: 'Upload-Defer-Length', message: 'Say the length of the file before it is sent.' }]);
  if (headers['upload-concat'] !== undefined) throw invalid([{ path: 'Upload-Concat', message: 'Send each file as one upload; parts are not put together here.' }]);
  return octets(headers, 'upload-length', least);
}

/** Where this part begins. @throws Problem 400 */
export const announcedOffset = (headers: IncomingHttpHeaders): number => octets(headers, 'upload-offset', 0);

function octets(headers: IncomingHttpHeaders, name: string, least: number): number {
  const sent = String(headers[name] ?? '');
  const value = /^\d{1,15}$/.test(sent) ? Number(sent) : Number.NaN;
  if (value >= least) return value;
  throw invalid([{ path: name, message: `Say it as a whole number of octets, ${least} at the least.` }]);
}

/** `Upload-Metadata`: keys, each with a value in Base64 or with none. @throws Problem 400 */
export function metadata(headers: IncomingHttpHeaders): Record<string, string> {
  const sent = String(headers['upload-metadata'] ?? '').trim();
  const found = new Map<string, string>();
  for (const pair of sent ? sent.split(',') : []) {
    const [, key, value] = /^\s*([\w-]{1,40})(?: ([A-Za-z0-9+/]*={0,2}))?\s*$/.exec(pair) ?? [];
    if (key === undefined || found.has(key)) throw unreadable();
    found.set(key, utf8(Buffer.from(value ?? '', 'base64')));
  }
  return Object.fromEntries(found);
}

const unreadable = () => invalid([{ path: 'Upload-Metadata', message: 'Send keys once each, with their values as UTF-8 in Base64, comma separated.' }]);

function utf8(octets: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    throw unreadable();
  }
}

const lengths = { sha256: 32, sha1: 20 };

/** `Upload-Checksum`, or null when the client sends none. @throws Problem 400 for an algorithm nobody here knows */
export function checksum(headers: IncomingHttpHeaders): Checksum | null {
  const sent = headers['upload-checksum'];
  if (sent === undefined) return null;
  const [, algorithm, value] = /^(sha256|sha1) ([A-Za-z0-9+/]+={0,2})$/.exec(String(sent)) ?? [];
  const digest = Buffer.from(value ?? '', 'base64');
  if ((algorithm === 'sha256' || algorithm === 'sha1') && digest.length === lengths[algorithm]) return { algorithm, digest };
  throw invalid([{ path: 'Upload-Checksum', message: `Send one of ${spoken.checksums}, a space, and the digest in Base64.` }]);
}

/** 409: this part does not begin where the upload stands; the client asks where that is. */
export const wrongOffset = (stands: number) => new Problem(409, '/problems/wrong-offset', 'Another place', `This upload stands at octet ${stands}. Ask where it stands, and go on from there.`, { offset: stands });

/** 423: another request is sending to this upload at the moment, here or on another node. */
export const beingSent = () => new Problem(423, '/problems/upload-locked', 'Being sent', 'Another window or an earlier attempt is sending this file at the moment. Try again in a few seconds.', { retryAfter: 5 });

/** 460: the part that came is not the one that was sent. */
export const damagedPart = () => new Problem(460, '/problems/checksum', 'Damaged on the way', 'This part did not arrive as it was sent. Nothing of it was kept; send it again.');

/** 410: nobody went on with it in time, and what had come is no longer kept. */
export const expired = () => new Problem(410, '/problems/upload-expired', 'Too late', 'Nobody went on with this upload for a week, so what had come of it is no longer kept. Send the file anew.');

/** 413: more came than was announced. */
export const moreThanAnnounced = () => new Problem(413, '/problems/too-large', 'Too much', 'More came than was announced. Nothing of this part was kept.');

/** 408: the sender fell silent. What had come is kept. */
export const fellSilent = () => new Problem(408, '/problems/silent', 'Nothing came', 'Nothing came for a while, so the connection was given up. What had come is kept; go on from there.');

/** 503: what may be done changed between two parts, or the node is about to stop. */
export const goOn = (detail: string) => new Problem(503, '/problems/unavailable', 'Not available now', detail, { retryAfter: 1 });
