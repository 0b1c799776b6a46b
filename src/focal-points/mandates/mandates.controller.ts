import { Body, Controller, Param, ParseUUIDPipe, Patch, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May, StepUp } from '../../kernel/http/index.js';
import { FocalPointInput } from '../focal-point.dto.js';
import { FocalPointView } from '../directory/directory.dto.js';
import { FocalPoint } from '../focal-point.entity.js';
import { EndMandateInput, HandOverInput } from './mandates.dto.js';
import { Mandates } from './mandates.js';

@Controller('focal-points/:id')
@SerializeOptions({ type: FocalPointView, strategy: 'excludeAll' })
export class MandatesController {
  constructor(private readonly mandates: Mandates) {}

  /** Agency, languages, time zone and office hours. */
  @Patch()
  @May('edit', FocalPoint)
  describe(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() input: FocalPointInput): Promise<FocalPointView> {
    return this.mandates.describe(actor, id, seen, input);
  }

  /** Confirms your own mandate for another year. */
  @Put('confirmation')
  @May('confirm', FocalPoint)
  @StepUp()
  confirm(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FocalPointView> {
    return this.mandates.confirm(actor, id);
  }

  /** Hands duties and drafts over to another focal point of the party, and ends the mandate. */
  @Put('hand-over')
  @May('hand_over', FocalPoint)
  @StepUp()
  handOver(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: HandOverInput): Promise<FocalPointView> {
    return this.mandates.handOver(actor, id, input);
  }

  @Put('end')
  @May('end', FocalPoint)
  @StepUp()
  end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: EndMandateInput): Promise<FocalPointView> {
    return this.mandates.end(actor, id, reason);
  }
}
