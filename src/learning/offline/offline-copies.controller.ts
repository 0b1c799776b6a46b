import { gzipSync } from 'node:zlib';
import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { OfflineCopyInput, OfflineCopyView, OfflinePermissionView, OfflineQuery, OfflineSizeView } from './offline-copies.dto.js';
import { OfflineCopies } from './offline-copies.js';

@Controller('enrolments/:id')
export class OfflineCopiesController {
  constructor(private readonly copies: OfflineCopies) {}

  /** Whether the course may be kept on a device; a copy that is there is asked about with it too. */
  @Get('offline-permission')
  @May('study', Enrolment)
  @SerializeOptions({ type: OfflinePermissionView, strategy: 'excludeAll' })
  permission(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OfflinePermissionView> {
    return this.copies.permission(actor, id);
  }

  /** What a copy would take, part by part. */
  @Get('offline-size')
  @May('study', Enrolment)
  @SerializeOptions({ type: OfflineSizeView, strategy: 'excludeAll' })
  size(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { language }: OfflineQuery): Promise<OfflineSizeView> {
    return this.copies.size(actor, id, language);
  }

  /** Makes a copy: a signed list of what belongs to it. The pieces themselves are fetched one by one. */
  @Post('offline-copies')
  @May('study', Enrolment)
  @SerializeOptions({ type: OfflineCopyView, strategy: 'excludeAll' })
  make(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: OfflineCopyInput): Promise<OfflineCopyView> {
    return this.copies.make(actor, id, input);
  }

  /** A lesson as a piece of a copy, in the octets that the list names. */
  @Get('offline-lessons/:lesson')
  @May('study', Enrolment)
  @ApiProduces('application/json')
  async lesson(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('lesson') lesson: string, @Query() { language }: OfflineQuery, @Req() request: Request, @Res() response: Response): Promise<void> {
    const text = await this.copies.lesson(actor, id, lesson, language);
    const isPacked = request.acceptsEncodings('gzip') === 'gzip';
    response.set({ 'Content-Type': 'application/json; charset=utf-8', Vary: 'Accept-Encoding', ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}) });
    response.end(isPacked ? gzipSync(text) : text);
  }
}
