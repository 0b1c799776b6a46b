import { Controller, Delete, Get, Head, HttpCode, Options, Param, ParseUUIDPipe, Patch, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Announces, Reception, SendsPart, standing, Tus, Uploads, type Upload } from '../../kernel/uploads/index.js';
import { Document } from '../document.entity.js';
import { DocumentFiles } from './document-files.js';
import { UploadInput, UploadList, UploadView } from './upload.dto.js';

/** Resumable uploads to documents, as tus 1.0 says it. */
@Controller('uploads')
export class UploadsController {
  constructor(
    private readonly files: DocumentFiles,
    private readonly reception: Reception,
    private readonly uploads: Uploads,
  ) {}

  /** What of the protocol is spoken, and how large a file may be. */
  @Options()
  @HttpCode(204)
  @May('upload', Document)
  discover(@Res({ passthrough: true }) response: Response): void {
    this.reception.discover(this.files, response);
  }

  /** Announces a file for a document, and may bring its first octets along. `Location` is where the rest goes. */
  @Post()
  @May('upload', Document)
  @Announces('document, filename; filetype, language, note, sha256 where they are known')
  async begin(@CurrentActor() actor: Actor, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const { document: target, language, ...file } = await this.reception.announced(UploadInput, request);
    await this.reception.begin(this.files, actor, { ...file, target, wish: language ? { language } : {} }, request, response);
  }

  /** Where an upload stands, for its sender. */
  @Head(':id')
  @May('upload', Document)
  @Tus()
  async stands(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.reception.stands(this.files, actor, id, request, response);
  }

  /** The same in words, with what became of it. */
  @Get(':id')
  @May('upload', Document)
  @SerializeOptions({ type: UploadView, strategy: 'excludeAll' })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<UploadView> {
    return viewOf(await this.uploads.stands(this.files, actor, id));
  }

  /** One's own uploads that are not finished. */
  @Get()
  @May('upload', Document)
  @SerializeOptions({ type: UploadList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor): Promise<UploadList> {
    return { items: (await this.uploads.list(this.files, actor)).map(viewOf) };
  }

  /** Sends the octets from `Upload-Offset` on. What came before a broken line is kept; with a checksum, all of it or nothing. */
  @Patch(':id')
  @May('upload', Document)
  @SendsPart()
  async send(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.reception.send(this.files, actor, id, request, response);
  }

  /** Gives an upload up; what came of it is gone. */
  @Delete(':id')
  @HttpCode(204)
  @May('upload', Document)
  @Tus()
  async abandon(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: Request): Promise<void> {
    await this.reception.abandon(this.files, actor, id, request);
  }
}

const viewOf = (upload: Upload): UploadView => ({ ...standing(upload), document: upload.target ?? '', language: String(upload.wish.language), version: (upload.outcome?.version as number | undefined) ?? null });
