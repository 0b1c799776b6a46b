import { Body, Controller, Get, HttpCode, Post, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { contentDisposition } from '../../kernel/files/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Delegation } from './delegation.entity.js';
import { ImportedView, ImportInput, ImportReport, PeopleFileInput } from './imports.dto.js';
import { Imports } from './imports.js';
import { template } from './people-file.js';

@Controller('people/imports')
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  /** A table to fill in. */
  @Get('template')
  @May('invite', Delegation)
  @ApiProduces('text/csv')
  template(@Res() response: Response): void {
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': contentDisposition('people.csv') }).send(`\ufeff${template}`);
  }

  /** What is wrong with which line, and who would be invited. Nothing is written. */
  @Post('rehearsals')
  @HttpCode(200)
  @May('invite', Delegation)
  @SerializeOptions({ type: ImportReport, strategy: 'excludeAll' })
  rehearse(@CurrentActor() actor: Actor, @Body() { text }: PeopleFileInput): Promise<ImportReport> {
    return this.imports.rehearse(actor, text);
  }

  /** Invites everybody in the file, or nobody. */
  @Post()
  @May('invite', Delegation)
  @StepUp()
  @SerializeOptions({ type: ImportedView, strategy: 'excludeAll' })
  async carryOut(@CurrentActor() actor: Actor, @Body() { text, digest }: ImportInput): Promise<ImportedView> {
    return { invited: await this.imports.carryOut(actor, text, digest) };
  }
}
