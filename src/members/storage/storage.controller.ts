import { Body, Controller, Get, Param, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Party } from '../party.entity.js';
import { Quotas } from './quotas.js';
import { AllowanceInput, StorageView } from './storage.dto.js';

@Controller('parties/:code/storage')
@SerializeOptions({ type: StorageView, strategy: 'excludeAll' })
export class StorageController {
  constructor(private readonly quotas: Quotas) {}

  /** How much room a party has: what is used of it, for its own officials. */
  @Get()
  @May('storage', Party)
  one(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<StorageView> {
    return this.quotas.one(actor, code);
  }

  /** Allots room to a party. Less than it keeps takes nothing away. */
  @Put()
  @StepUp()
  @May('allot', Party)
  allot(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() input: AllowanceInput): Promise<StorageView> {
    return this.quotas.allot(actor, code, input);
  }
}
