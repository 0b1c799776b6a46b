import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import { Openings } from './openings.js';
import { WatermarkView } from './preview.dto.js';

@Controller('watermarks')
export class WatermarksController {
  constructor(private readonly openings: Openings) {}

  /** To whom a copy was given, by the code of its watermark. For document officers and focal points of its originator. */
  @Get(':code')
  @May('history', Document)
  @SerializeOptions({ type: WatermarkView, strategy: 'excludeAll' })
  whose(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<WatermarkView> {
    return this.openings.find(actor, code);
  }
}
