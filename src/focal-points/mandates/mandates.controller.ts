import { Body, Controller, Param, ParseUUIDPipe, Patch, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May, StepUp } from '../../kernel/http/index.js';
import { FocalPointInput } from '../focal-point.dto.js';
import { Directory } from '../directory/directory.js';
import { FocalPointView } from '../directory/directory.dto.js';
import { FocalPoint } from '../focal-point.entity.js';
import { EndMandateInput, HandOverInput } from './mandates.dto.js';
import { Mandates } from './mandates.js';

@Controller('focal-points/:id')
@SerializeOptions({ type: FocalPointView, strategy: 'excludeAll' })
export class MandatesController {
  constructor(
    private readonly mandates: Mandates,
    private readonly directory: Directory,
  ) {}

  /** Agency, languages, time zone and office hours. */
  @Patch()
  @May('edit', FocalPoint)
  async describe(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() input: FocalPointInput): Promise<FocalPointView> {
    await this.mandates.describe(actor, id, seen, input);
    return this.directory.one(actor, id);
  }

  /** Confirms your own mandate for another year. */
  @Put('confirmation')
  @May('confirm', FocalPoint)
  @StepUp()
  async confirm(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FocalPointView> {
    await this.mandates.confirm(actor, id);
    return this.directory.one(actor, id);
  }

  /** Hands duties and drafts over to another focal point of the party, and ends the mandate. */
  @Put('hand-over')
  @May('hand_over', FocalPoint)
  @StepUp()
  async handOver(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: HandOverInput): Promise<FocalPointView> {
    await this.mandates.handOver(actor, id, input);
    return this.directory.one(actor, id);
  }

  @Put('end')
  @May('end', FocalPoint)
  @StepUp()
  async end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: EndMandateInput): Promise<FocalPointView> {
    await this.mandates.end(actor, id, reason);
    return this.directory.one(actor, id);
  }
}
