import { Controller, Delete, Get, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post, Query, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { give } from '../../kernel/files/index.js';
import { CurrentActor, idempotencyKey, May } from '../../kernel/http/index.js';
import { spent } from '../../kernel/let-go.js';
import { Problem } from '../../kernel/problems.js';
import { Document } from '../document.entity.js';
import { VersionView } from '../document.dto.js';
import { DownloadService } from './download.service.js';
import { UploadQuery } from './exchange.dto.js';
import { UploadService } from './upload.service.js';

@Controller('documents/:id/versions')
export class ExchangeController {
  constructor(
    private readonly uploads: UploadService,
    private readonly downloads: DownloadService,
  ) {}

  /** Uploads a file as the body, streamed. It is seen by the originator alone until the document is released. */
  @Post()
  @May('upload', Document)
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same file sent again under the same key is the same version.' })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @SerializeOptions({ type: VersionView, strategy: 'excludeAll' })
  upload(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() query: UploadQuery, @Req() request: Request): Promise<VersionView> {
    if (request.headers['content-type'] !== 'application/octet-stream') {
      throw new Problem(415, '/problems/unsupported-media-type', 'Unsupported media type', 'Send the file itself as application/octet-stream.');
    }
    const length = request.headers['content-length'];
    return this.uploads.receive(actor, id, query, spent(request), length === undefined ? null : Number(length), idempotencyKey(request.headers));
  }

  /** Downloads a file; one range at a time, so that a broken download resumes. Each request is asked and recorded anew. */
  @Get(':number/file')
  @May('download', Document)
  @ApiProduces('application/octet-stream')
  async download(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('number', ParseIntPipe) number: number,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await give(request, response, await this.downloads.permit(actor, id, number));
  }

  /**
   * Plays a film or a recording: one range at a time, as a player asks for it. Each request is asked anew; within an hour it is recorded once, and
   * counted as one file taken.
   */
  @Get(':number/playback')
  @May('download', Document)
  @ApiProduces('video/mp4', 'video/webm', 'audio/mp4', 'audio/webm')
  async play(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('number', ParseIntPipe) number: number,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await give(request, response, await this.downloads.play(actor, id, number));
  }

  /** Whether the file could be downloaded now: 204, or why not. Somebody who takes very many files is asked for a fresh proof. */
  @Get(':number/permission')
  @HttpCode(204)
  @May('download', Document)
  ask(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('number', ParseIntPipe) number: number): Promise<void> {
    return this.downloads.allowed(actor, id, number);
  }

  /** Takes back a version that was never released. */
  @Delete(':number')
  @HttpCode(204)
  @May('upload', Document)
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('number', ParseIntPipe) number: number): Promise<void> {
    return this.uploads.withdraw(actor, id, number);
  }
}
