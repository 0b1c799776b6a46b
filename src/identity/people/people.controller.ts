import { pipeline } from 'node:stream/promises';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May, StepUp } from '../../kernel/http/index.js';
import { attach } from '../../kernel/tables/index.js';
import { Administration } from './administration.js';
import { Delegation } from './delegation.entity.js';
import { InviteInput, PeopleExportQuery, PeopleList as PeoplePage, PeopleQuery, PersonSessionList, PersonView, ReasonInput, RolesInput } from './people.dto.js';
import { PeopleList } from './people-list.js';

@Controller('people')
@SerializeOptions({ type: PersonView, strategy: 'excludeAll' })
export class PeopleController {
  constructor(
    private readonly list: PeopleList,
    private readonly administration: Administration,
  ) {}

  /** Who acts for your party, was invited, or is suspended. */
  @Get()
  @May('read', Delegation)
  @SerializeOptions({ type: PeoplePage, strategy: 'excludeAll' })
  page(@CurrentActor() actor: Actor, @Query() query: PeopleQuery): Promise<PeoplePage> {
    return this.list.page(actor, query);
  }

  /** The same as a table to take away. */
  @Get('export')
  @May('review', Delegation)
  @ApiProduces('text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  async export(@CurrentActor() actor: Actor, @Query() query: PeopleExportQuery, @Res() response: Response): Promise<void> {
    const written = await this.list.exported(actor, query);
    attach(response, written, 'people');
    await pipeline(written.stream, response);
  }

  /** Invites somebody to act for your party. The answer is the same whether or not they have an account elsewhere. */
  @Post()
  @May('invite', Delegation)
  @StepUp()
  invite(@CurrentActor() actor: Actor, @Body() input: InviteInput): Promise<PersonView> {
    return this.administration.invite(actor, input);
  }

  @Get(':id')
  @May('read', Delegation)
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PersonView> {
    return this.list.one(actor, id);
  }

  /** Other roles from now on. Takes If-Match. */
  @Patch(':id')
  @May('change', Delegation)
  @StepUp()
  changeRoles(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() seen: number, @Body() { roles }: RolesInput): Promise<PersonView> {
    return this.administration.changeRoles(actor, id, seen, roles);
  }

  /** The delegation ends, and with it every session and token under it. */
  @Delete(':id')
  @May('end', Delegation)
  @StepUp()
  end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: ReasonInput): Promise<PersonView> {
    return this.administration.end(actor, id, reason);
  }

  /** Another letter; the link in the one before it no longer works. */
  @Post(':id/invitation')
  @HttpCode(200)
  @May('invite', Delegation)
  @StepUp()
  inviteAgain(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PersonView> {
    return this.administration.inviteAgain(actor, id);
  }

  /** Takes in somebody who arrived by your party's own identity provider. */
  @Put(':id/admission')
  @May('admit', Delegation)
  @StepUp()
  admit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { roles }: RolesInput): Promise<PersonView> {
    return this.administration.admit(actor, id, roles);
  }

  @Put(':id/suspension')
  @May('suspend', Delegation)
  @StepUp()
  suspend(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: ReasonInput): Promise<PersonView> {
    return this.administration.suspend(actor, id, reason);
  }

  @Delete(':id/suspension')
  @May('reactivate', Delegation)
  @StepUp()
  reactivate(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: ReasonInput): Promise<PersonView> {
    return this.administration.reactivate(actor, id, reason);
  }

  /** Takes the name off somebody who no longer acts for you, for good. What they did stays. */
  @Put(':id/forgetting')
  @May('forget', Delegation)
  @StepUp()
  forget(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: ReasonInput): Promise<PersonView> {
    return this.administration.forget(actor, id, reason);
  }

  /** Where the person is signed in for your party. */
  @Get(':id/sessions')
  @May('sessions', Delegation)
  @SerializeOptions({ type: PersonSessionList, strategy: 'excludeAll' })
  async sessions(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PersonSessionList> {
    return { items: await this.administration.sessions(actor, id), next: null };
  }

  @Delete(':id/sessions')
  @HttpCode(204)
  @May('sessions', Delegation)
  @StepUp()
  endSessions(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.administration.endSessions(actor, id, null);
  }

  @Delete(':id/sessions/:session')
  @HttpCode(204)
  @May('sessions', Delegation)
  @StepUp()
  endSession(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('session', ParseUUIDPipe) session: string): Promise<void> {
    return this.administration.endSessions(actor, id, session);
  }
}
