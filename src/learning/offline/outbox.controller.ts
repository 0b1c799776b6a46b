import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { OutboxInput, OutboxView } from './outbox.dto.js';
import { Outbox } from './outbox.js';

@Controller('enrolments/:id/offline-events')
export class OutboxController {
  constructor(private readonly outbox: Outbox) {}

  /** Takes in what was done without a line, each event once however often it is sent. */
  @Post()
  @HttpCode(200)
  @May('study', Enrolment)
  @SerializeOptions({ type: OutboxView, strategy: 'excludeAll' })
  take(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: OutboxInput): Promise<OutboxView> {
    return this.outbox.take(actor, id, input);
  }
}
