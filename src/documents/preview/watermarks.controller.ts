import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import { WatermarkView } from './preview.dto.js';
import { Watermarks } from './watermarks.js';

@Controller('watermarks')
export class WatermarksController {
  constructor(private readonly watermarks: Watermarks) {}

  /**
   * To whom a copy was given, by the code of its watermark as it was read off the page. For document officers and focal points of its originator;
   * everybody else is told there is none. Twenty look-ups a minute.
   */
  @Get(':code')
  @May('history', Document)
  @SerializeOptions({ type: WatermarkView, strategy: 'excludeAll' })
  trace(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<WatermarkView> {
    return this.watermarks.trace(actor, code);
  }
}
