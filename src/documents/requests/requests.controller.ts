import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { attach } from '../../kernel/tables/index.js';
import { Document } from '../document.entity.js';
import { ReleaseRequest } from './release-request.entity.js';
import { AccessRequestInput, DecisionInput, EndInput, ReceiptView, ReplyInput, RequestList, RequestsExportQuery, RequestsQuery, RequestView, WiderUseInput } from './requests.dto.js';
import { Requests } from './requests.js';

const received: ReceiptView = { status: 'received' };

@Controller('release-requests')
@SerializeOptions({ type: RequestView, strategy: 'excludeAll' })
export class RequestsController {
  constructor(private readonly requests: Requests) {}

  /** Requests your party received as originator, or made. */
  @Get()
  @May('read', ReleaseRequest)
  @SerializeOptions({ type: RequestList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: RequestsQuery): Promise<RequestList> {
    return this.requests.list(actor, query);
  }

  /** The same as a table to take away. */
  @Get('export')
  @May('read', ReleaseRequest)
  @ApiProduces('text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  async export(@CurrentActor() actor: Actor, @Query() query: RequestsExportQuery, @Res() response: Response): Promise<void> {
    const written = await this.requests.exported(actor, query);
    attach(response, written, 'requests');
    await pipeline(written.stream, response);
  }

  /** Asks its originator, whoever that is, for a document you know by its symbol. Always received, whether or not there is one. */
  @Post()
  @HttpCode(202)
  @May('create', ReleaseRequest)
  @SerializeOptions({ type: ReceiptView, strategy: 'excludeAll' })
  async ask(@CurrentActor() actor: Actor, @Body() input: AccessRequestInput): Promise<ReceiptView> {
    await this.requests.askForAccess(actor, input);
    return received;
  }

  /** Grants for a time, declines with a reason, or asks back. */
  @Put(':id/decision')
  @May('decide', ReleaseRequest)
  decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: DecisionInput): Promise<RequestView> {
    return this.requests.decide(actor, id, input);
  }

  @Post(':id/replies')
  @May('reply', ReleaseRequest)
  reply(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReplyInput): Promise<RequestView> {
    return this.requests.reply(actor, id, input.text);
  }

  /** Ends a grant before its time. */
  @Put(':id/end')
  @May('end', ReleaseRequest)
  end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: EndInput): Promise<RequestView> {
    return this.requests.end(actor, id, input.reason);
  }
}

@Controller('documents/:id/requests')
export class DocumentRequestsController {
  constructor(private readonly requests: Requests) {}

  /** Asks the originator of a document you read for leave to pass it on, or to use it otherwise. */
  @Post()
  @May('request', Document)
  @SerializeOptions({ type: ReceiptView, strategy: 'excludeAll' })
  async ask(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WiderUseInput): Promise<ReceiptView> {
    await this.requests.askForWiderUse(actor, id, input);
    return received;
  }
}
