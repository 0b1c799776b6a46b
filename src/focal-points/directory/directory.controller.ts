import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Put, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { attach } from '../../kernel/tables/index.js';
import { FocalPoint } from '../focal-point.entity.js';
import { Contacts } from './contacts.js';
import { Directory } from './directory.js';
import { CardQuery, ContactInput, ContactView, DirectoryView, DirectoryExportQuery, DirectoryQuery, FocalPointView, MailboxInput } from './directory.dto.js';
import { Mailbox } from './mailbox.entity.js';
import { Mailboxes } from './mailboxes.js';

@Controller('focal-points')
@SerializeOptions({ type: FocalPointView, strategy: 'excludeAll' })
export class DirectoryController {
  constructor(
    private readonly directory: Directory,
    private readonly contacts: Contacts,
  ) {}

  /** Whom to ask, party by party. Observers get functional mailboxes. */
  @Get()
  @May('read', Mailbox)
  @SerializeOptions({ type: DirectoryView, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor, @Query() query: DirectoryQuery): Promise<DirectoryView> {
    return this.directory.list(actor, query);
  }

  /** The same to take away: a table, or cards for an address book. */
  @Get('export')
  @May('read', Mailbox)
  @ApiProduces('text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/vcard')
  async export(@CurrentActor() actor: Actor, @Query() query: DirectoryExportQuery, @Res() response: Response): Promise<void> {
    const written = await this.directory.exported(actor, query);
    attach(response, written, 'focal-points');
    await pipeline(written.stream, response);
  }

  @Get(':id')
  @May('read', FocalPoint)
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FocalPointView> {
    return this.directory.one(actor, id);
  }

  /** One of them as a vCard 4.0. */
  @Get(':id/card')
  @May('read', FocalPoint)
  @ApiProduces('text/vcard')
  async card(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() query: CardQuery, @Res() response: Response): Promise<void> {
    const written = await this.directory.card(actor, id, query);
    attach(response, written, 'focal-point');
    await pipeline(written.stream, response);
  }

  /** Private contact details, as far as their owner shows them to you. Recorded. */
  @Get(':id/contact')
  @May('read', FocalPoint)
  @SerializeOptions({ type: ContactView, strategy: 'excludeAll' })
  contact(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ContactView> {
    return this.contacts.of(actor, id);
  }

  /** Your own private contact details, and who may see each. */
  @Put(':id/contact')
  @HttpCode(204)
  @May('reach', FocalPoint)
  keep(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ContactInput): Promise<void> {
    return this.contacts.keep(actor, id, input);
  }
}

@Controller('parties/:code/mailbox')
export class MailboxController {
  constructor(private readonly mailboxes: Mailboxes) {}

  /** The functional address your party gives to members and observers. */
  @Put()
  @HttpCode(204)
  @May('write', Mailbox)
  give(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() { address }: MailboxInput): Promise<void> {
    return this.mailboxes.give(actor, code, address);
  }
}
