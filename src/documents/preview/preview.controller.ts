import { Controller, Get, Param, ParseIntPipe, ParseUUIDPipe, Query, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { give, inMemory } from '../../kernel/files/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import { PageQuery, PagesView, PageTextView } from './preview.dto.js';
import { Previews } from './previews.js';

@Controller('documents/:id/versions/:number/pages')
export class PreviewController {
  constructor(private readonly previews: Previews) {}

  /** How a version can be looked at without taking it along: as page images, as text, or not at all and why. */
  @Get()
  @May('preview', Document)
  @SerializeOptions({ type: PagesView, strategy: 'excludeAll' })
  pages(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('number', ParseIntPipe) number: number): Promise<PagesView> {
    return this.previews.pages(actor, id, number);
  }

  /** One page as an image, with the reader's watermark where the marking asks for it. */
  @Get(':page')
  @May('preview', Document)
  @ApiProduces('image/webp')
  async image(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('number', ParseIntPipe) number: number,
    @Param('page', ParseIntPipe) page: number,
    @Query() query: PageQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { image, symbol } = await this.previews.image(actor, id, number, page, query);
    await give(request, response, { fileName: `${symbol}-${page}.webp`, mediaType: 'image/webp', ...inMemory(image) });
  }

  /** The words of one page, and where on it they stand. */
  @Get(':page/text')
  @May('preview', Document)
  @SerializeOptions({ type: PageTextView, strategy: 'excludeAll' })
  text(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('number', ParseIntPipe) number: number,
    @Param('page', ParseIntPipe) page: number,
  ): Promise<PageTextView> {
    return this.previews.text(actor, id, number, page);
  }
}
