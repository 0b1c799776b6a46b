import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import { SavedSearchInput, SavedSearchList, SavedSearchView } from './library.dto.js';
import { SavedSearches } from './saved-searches.js';

@Controller('saved-searches')
export class SavedSearchesController {
  constructor(private readonly searches: SavedSearches) {}

  @Get()
  @May('read', Document)
  @SerializeOptions({ type: SavedSearchList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor): Promise<SavedSearchList> {
    return { items: await this.searches.list(actor), next: null };
  }

  /** Gives an address of the library a name. */
  @Post()
  @May('read', Document)
  @SerializeOptions({ type: SavedSearchView, strategy: 'excludeAll' })
  save(@CurrentActor() actor: Actor, @Body() input: SavedSearchInput): Promise<SavedSearchView> {
    return this.searches.save(actor, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @May('read', Document)
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.searches.remove(actor, id);
  }
}
