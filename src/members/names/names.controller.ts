import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Party } from '../party.entity.js';
import { NameInput } from './names.dto.js';
import { Names } from './names.js';

@Controller('parties/:code/names/:language')
export class NamesController {
  constructor(private readonly names: Names) {}

  /** Chooses what your party is called in a language. */
  @Put()
  @HttpCode(204)
  @May('name', Party)
  choose(@CurrentActor() actor: Actor, @Param('code') code: string, @Param('language') language: string, @Body() input: NameInput): Promise<void> {
    return this.names.choose(actor, code, language, input);
  }

  /** Takes the name in a language back; its readers see the English one. */
  @Delete()
  @HttpCode(204)
  @May('name', Party)
  takeBack(@CurrentActor() actor: Actor, @Param('code') code: string, @Param('language') language: string): Promise<void> {
    return this.names.takeBack(actor, code, language);
  }
}
