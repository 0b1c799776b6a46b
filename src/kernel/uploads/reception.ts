import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../access/index.js';
import { idempotencyKey, validated } from '../http/index.js';
import { Problem } from '../problems.js';
import { Body } from './body.js';
import type { Destination } from './destination.js';
import { announcedLength, announcedOffset, checksum, metadata, mustSpeakTus, spoken } from './tus.js';
import type { Upload } from './upload.js';
import type { Announcement } from './upload.dto.js';
import { Uploads, type Announced } from './uploads.js';

/** Without an octet for so long, whoever sends is taken to be gone. */
const patience = 20_000;
const mostDropped = 8 * 2 ** 20;

/** Requests and answers of tus. Every method is a route of its own before the one guard, in its room; method overrides are not heard. */
@Injectable()
export class Reception {
  constructor(private readonly uploads: Uploads) {}

  /** What of the protocol is spoken, and how large a file may be. */
  discover({ maxBytes }: Destination, response: Response): void {
    response.set({ 'Tus-Extension': spoken.extensions, 'Tus-Checksum-Algorithm': spoken.checksums, 'Tus-Max-Size': String(maxBytes) });
  }

  /** What is said of a file before it comes. @param least octets it must have. @throws Problem 400, 412 */
  async announced<T extends Announcement>(type: new () => T, { headers }: Request, least = 1): Promise<T & { length: number; said: string }> {
    mustSpeakTus(headers);
    const length = announcedLength(headers, least);
    return Object.assign(await validated(type, metadata(headers)), { length, said: String(headers['upload-metadata'] ?? '') });
  }

  /** Begins an upload, with the first octets where they come along. */
  async begin(destination: Destination, actor: Actor, announced: Announced, request: Request, response: Response): Promise<void> {
    const upload = await this.uploads.begin(destination, actor, announced, idempotencyKey(request.headers));
    response.set('Location', `/api/v1/${destination.path}/${upload.id}`);
    const brings = request.headers['content-type'] === spoken.mediaType && upload.received === 0 && upload.state === 'receiving';
    tell(response, brings ? await this.take(destination, actor, upload.id, 0, request, response) : upload);
  }

  /** Where one stands, in headers. */
  async stands(destination: Destination, actor: Actor, id: string, request: Request, response: Response): Promise<void> {
    mustSpeakTus(request.headers);
    const upload = await this.uploads.stands(destination, actor, id);
    tell(response, upload);
    response.set({ 'Upload-Length': String(upload.length), ...(upload.said && { 'Upload-Metadata': upload.said }) });
  }

  /** Takes the octets from `Upload-Offset` on. */
  async send(destination: Destination, actor: Actor, id: string, request: Request, response: Response): Promise<void> {
    mustSpeakTus(request.headers);
    if (request.headers['content-type'] !== spoken.mediaType) throw new Problem(415, '/problems/unsupported-media-type', 'Unsupported media type', `Send the part itself as ${spoken.mediaType}.`);
    tell(response, await this.take(destination, actor, id, announcedOffset(request.headers), request, response));
  }

  async abandon(destination: Destination, actor: Actor, id: string, request: Request): Promise<void> {
    mustSpeakTus(request.headers);
    await this.uploads.abandon(destination, actor, id);
  }

  private async take(destination: Destination, actor: Actor, id: string, offset: number, request: Request, response: Response): Promise<Upload> {
    try {
      return await this.uploads.receive(destination, actor, id, offset, new Body(request, patience), checksum(request.headers));
    } finally {
      // What is left of a body is read and dropped only when little is left, so that nobody sends for ever to be refused.
      if (!request.complete && !(Number(request.headers['content-length']) <= mostDropped)) response.set('Connection', 'close');
    }
  }
}

function tell(response: Response, upload: Upload): void {
  response.set({ 'Upload-Offset': String(upload.received), 'Upload-Expires': upload.expires_at.toUTCString() });
}
