import { Controller, Delete, Get, Head, HttpCode, Inject, Options, Param, ParseUUIDPipe, Patch, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { CurrentActor, idempotencyKey, May, validated } from '../../kernel/http/index.js';
import { Problem } from '../../kernel/problems.js';
import { Document } from '../document.entity.js';
import { Body } from './body.js';
import { announcedLength, announcedOffset, checksum, metadata, mustSpeakTus, spoken } from './tus.js';
import { viewOf, type Upload } from './upload.js';
import { UploadInput, UploadList, UploadView } from './upload.dto.js';
import { Uploads } from './uploads.js';

/** Without an octet for so long, whoever sends is taken to be gone. */
const patience = 20_000;
const mostDropped = 8 * 2 ** 20;
const Tus = () => ApiHeader({ name: 'Tus-Resumable', required: true, schema: { type: 'string', enum: [spoken.version] } });

/** Resumable uploads, as tus 1.0 says it. Every method is a route of its own before the one guard; method overrides are not heard. */
@Controller('uploads')
export class UploadsController {
  constructor(
    private readonly uploads: Uploads,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** What of the protocol is spoken, and how large a file may be. */
  @Options()
  @HttpCode(204)
  @May('upload', Document)
  discover(@Res({ passthrough: true }) response: Response): void {
    response.set({ 'Tus-Extension': spoken.extensions, 'Tus-Checksum-Algorithm': spoken.checksums, 'Tus-Max-Size': String(this.settings.uploadMaxBytes) });
  }

  /** Announces a file for a document, and may bring its first octets along. `Location` is where the rest goes. */
  @Post()
  @HttpCode(201)
  @May('upload', Document)
  @Tus()
  @ApiHeader({ name: 'Upload-Length', required: true, schema: { type: 'integer' } })
  @ApiHeader({ name: 'Upload-Metadata', required: true, description: 'Keys with values in Base64: document, filename; filetype, language, note, sha256 where they are known.' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key of the same person is the same upload.' })
  @ApiResponse({ status: 201, headers: { Location: { schema: { type: 'string' } }, 'Upload-Offset': { schema: { type: 'integer' } }, 'Upload-Expires': { schema: { type: 'string' } } } })
  async begin(@CurrentActor() actor: Actor, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    mustSpeakTus(request.headers);
    const length = announcedLength(request.headers);
    const input = await validated(UploadInput, metadata(request.headers));
    const upload = await this.uploads.begin(actor, input, length, idempotencyKey(request.headers));
    response.set('Location', `/api/v1/uploads/${upload.id}`);
    const brings = request.headers['content-type'] === spoken.mediaType && upload.received === 0 && upload.state === 'receiving';
    this.tell(response, brings ? await this.take(actor, upload.id, 0, request, response) : upload);
  }

  /** Where an upload stands, for its sender. */
  @Head(':id')
  @May('upload', Document)
  @Tus()
  async stands(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    mustSpeakTus(request.headers);
    const upload = await this.uploads.stands(actor, id);
    this.tell(response, upload);
    response.set('Upload-Length', String(upload.length));
  }

  /** The same in words, with what became of it. */
  @Get(':id')
  @May('upload', Document)
  @SerializeOptions({ type: UploadView, strategy: 'excludeAll' })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<UploadView> {
    return viewOf(await this.uploads.stands(actor, id));
  }

  /** One's own uploads that are not finished. */
  @Get()
  @May('upload', Document)
  @SerializeOptions({ type: UploadList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor): Promise<UploadList> {
    return { items: await this.uploads.list(actor) };
  }

  /** Sends the octets from `Upload-Offset` on. What came before a broken line is kept; with a checksum, all of it or nothing. */
  @Patch(':id')
  @HttpCode(204)
  @May('upload', Document)
  @Tus()
  @ApiHeader({ name: 'Upload-Offset', required: true, schema: { type: 'integer' } })
  @ApiHeader({ name: 'Upload-Checksum', required: false, description: 'sha256 or sha1, a space, and the digest of this part in Base64.' })
  @ApiConsumes(spoken.mediaType)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async send(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    mustSpeakTus(request.headers);
    if (request.headers['content-type'] !== spoken.mediaType) throw new Problem(415, '/problems/unsupported-media-type', 'Unsupported media type', `Send the part itself as ${spoken.mediaType}.`);
    const offset = announcedOffset(request.headers);
    this.tell(response, await this.take(actor, id, offset, request, response));
  }

  /** Gives an upload up; what came of it is gone. */
  @Delete(':id')
  @HttpCode(204)
  @May('upload', Document)
  @Tus()
  async abandon(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request): Promise<void> {
    mustSpeakTus(request.headers);
    await this.uploads.abandon(actor, id);
  }

  private async take(actor: Actor, id: string, offset: number, request: Request, response: Response): Promise<Upload> {
    try {
      return await this.uploads.receive(actor, id, offset, new Body(request, patience), checksum(request.headers));
    } finally {
      // What is left of a body is read and dropped only when little is left, so that nobody sends for ever to be refused.
      if (!request.complete && !(Number(request.headers['content-length']) <= mostDropped)) response.set('Connection', 'close');
    }
  }

  private tell(response: Response, upload: Upload): void {
    response.set({ 'Upload-Offset': String(upload.received), 'Upload-Expires': upload.expires_at.toUTCString() });
  }
}
