import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { attach } from '../../kernel/tables/index.js';
import { Document } from '../document.entity.js';
import { Exports } from './exports.js';
import { Facets } from './facets.js';
import { DocumentList, ExportQuery, FacetsView, LibraryFilter, LibraryQuery, SuggestionList, SuggestionQuery } from './library.dto.js';
import { Library } from './library.js';

@Controller('documents')
export class LibraryController {
  constructor(
    private readonly library: Library,
    private readonly facets: Facets,
    private readonly exports: Exports,
  ) {}

  /** The documents you may see: filtered, searched, sorted, a page at a time. */
  @Get()
  @May('read', Document)
  @SerializeOptions({ type: DocumentList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: LibraryQuery): Promise<DocumentList> {
    return this.library.list(actor, query);
  }

  /** How many of them have each kind, originator, language, subject, label, state and year. */
  @Get('facets')
  @May('read', Document)
  @SerializeOptions({ type: FacetsView, strategy: 'excludeAll' })
  count(@CurrentActor() actor: Actor, @Query() query: LibraryFilter): Promise<FacetsView> {
    return this.facets.of(actor, query);
  }

  /** Titles that hold what is being typed. */
  @Get('suggestions')
  @May('read', Document)
  @SerializeOptions({ type: SuggestionList, strategy: 'excludeAll' })
  async suggest(@CurrentActor() actor: Actor, @Query() query: SuggestionQuery): Promise<SuggestionList> {
    return { items: await this.library.suggest(actor, query.q) };
  }

  /** The list as CSV, XLSX or JSON, with the marking in it. */
  @Get('export')
  @May('read', Document)
  @ApiProduces('text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  async export(@CurrentActor() actor: Actor, @Query() query: ExportQuery, @Res() response: Response): Promise<void> {
    const written = await this.exports.of(actor, query);
    attach(response, written, 'documents');
    await pipeline(written.stream, response);
  }
}
