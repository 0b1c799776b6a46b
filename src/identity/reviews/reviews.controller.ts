import { Body, Controller, Get, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Delegation } from '../people/delegation.entity.js';
import { HandInInput, ReviewView } from './reviews.dto.js';
import { Reviews } from './reviews.js';

@Controller('people/review')
@SerializeOptions({ type: ReviewView, strategy: 'excludeAll' })
export class ReviewsController {
  constructor(private readonly reviews: Reviews) {}

  /** The half-yearly review of your people, or when the next one is due. */
  @Get()
  @May('review', Delegation)
  current(@CurrentActor() actor: Actor): Promise<ReviewView> {
    return this.reviews.current(actor);
  }

  /** Keeps, changes or ends each of those named; whoever is left out stays unconfirmed. */
  @Put()
  @May('review', Delegation)
  @StepUp()
  handIn(@CurrentActor() actor: Actor, @Body() input: HandInInput): Promise<ReviewView> {
    return this.reviews.handIn(actor, input);
  }
}
