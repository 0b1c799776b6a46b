import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Res, SerializeOptions } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../kernel/access/index.js';
import { CurrentActor, IfMatch, May } from '../kernel/http/index.js';
import { Document } from './document.entity.js';
import { DescriptionInput, DocumentView, DraftInput } from './document.dto.js';
import { DocumentService } from './document.service.js';

@Controller('documents')
@SerializeOptions({ type: DocumentView, strategy: 'excludeAll' })
export class DocumentController {
  constructor(private readonly documents: DocumentService) {}

  /** Begins a draft: private to your party until it is released. */
  @Post()
  @May('create', Document)
  async draft(@CurrentActor() actor: Actor, @Body() input: DraftInput, @Res({ passthrough: true }) response: Response): Promise<DocumentView> {
    return tagged(response, await this.documents.draft(actor, input));
  }

  /** Opens a document. The opening is recorded, and its originator can read the record. */
  @Get(':id')
  @May('read', Document)
  async open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Res({ passthrough: true }) response: Response): Promise<DocumentView> {
    return tagged(response, await this.documents.open(actor, id));
  }

  @Patch(':id')
  @May('edit', Document)
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @Body() input: DescriptionInput,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentView> {
    return tagged(response, await this.documents.edit(actor, id, seen, input));
  }

  /** Discards a draft with its files. */
  @Delete(':id')
  @HttpCode(204)
  @May('discard', Document)
  discard(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number): Promise<void> {
    return this.documents.discard(actor, id, seen);
  }
}

/** The ETag is the row's version, never a hash of what is in it. */
export function tagged(response: Response, view: DocumentView): DocumentView {
  response.setHeader('ETag', `"${view.rowVersion}"`);
  return view;
}
