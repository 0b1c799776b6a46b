import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import { ExplanationQuery, ExplanationView } from './explanation.dto.js';
import { Explanations } from './explanations.js';

@Controller('access/explanation')
export class ExplanationController {
  constructor(private readonly explanations: Explanations) {}

  /** Why you may, or may not; for the originator also why another party may, or may not. */
  @Get()
  @May('read', Document)
  @SerializeOptions({ type: ExplanationView, strategy: 'excludeAll' })
  explain(@CurrentActor() actor: Actor, @Query() query: ExplanationQuery): Promise<ExplanationView> {
    return this.explanations.of(actor, query);
  }
}
