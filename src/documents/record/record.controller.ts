import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, ParseUUIDPipe, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { attach } from '../../kernel/tables/index.js';
import { Document } from '../document.entity.js';
import { HistoryList, ReadingList, ReadingsExportQuery, ReadingsQuery, RecordQuery } from './record.dto.js';
import { RecordOfDocument } from './record.js';

@Controller('documents/:id')
export class RecordController {
  constructor(private readonly record: RecordOfDocument) {}

  /** What happened to it, in words. For its originator. */
  @Get('history')
  @May('history', Document)
  @SerializeOptions({ type: HistoryList, strategy: 'excludeAll' })
  history(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() query: RecordQuery): Promise<HistoryList> {
    return this.record.history(actor, id, query.cursor);
  }

  /** Who opened and downloaded it. For its originator. */
  @Get('readings')
  @May('history', Document)
  @SerializeOptions({ type: ReadingList, strategy: 'excludeAll' })
  readings(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReadingsQuery): Promise<ReadingList> {
    return this.record.readings(actor, id, query);
  }

  @Get('readings/export')
  @May('history', Document)
  @ApiProduces('text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  async export(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReadingsExportQuery, @Res() response: Response): Promise<void> {
    const written = await this.record.exported(actor, id, query.format);
    attach(response, written, 'readings');
    await pipeline(written.stream, response);
  }
}
