import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../kernel/http/index.js';
import { attach } from '../kernel/tables/index.js';
import { Audience } from './audience.entity.js';
import { Audiences } from './audiences.js';
import { AddresseeList, AudienceInput, AudienceList, AudiencesQuery, EntryExplanationQuery, EntryExplanationView, NamedAudienceView, NewPartyInput, OfficialList, PartiesExportQuery, PartiesQuery, PartyList, PartyQuery, PartyView, PreviewInput, PreviewView } from './members.dto.js';
import { NewParties } from './new-parties.js';
import { Parties } from './parties.js';
import { Party } from './party.entity.js';

@Controller('parties')
export class PartiesController {
  constructor(
    private readonly parties: Parties,
    private readonly newParties: NewParties,
  ) {}

  /** Everyone who takes part, with name, standing and memberships of today or of a day. */
  @Get()
  @May('read', Party)
  @SerializeOptions({ type: PartyList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor, @Query() query: PartiesQuery): Promise<PartyList> {
    return { items: await this.parties.list(actor, query), next: null };
  }

  /** The same as a table to take away. */
  @Get('export')
  @May('read', Party)
  @ApiProduces('text/csv', 'application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  async export(@CurrentActor() actor: Actor, @Query() query: PartiesExportQuery, @Res() response: Response): Promise<void> {
    const written = await this.parties.exported(actor, query);
    attach(response, written, 'members');
    await pipeline(written.stream, response);
  }

  @Get(':code')
  @May('read', Party)
  @SerializeOptions({ type: PartyView, strategy: 'excludeAll' })
  one(@CurrentActor() actor: Actor, @Param('code') code: string, @Query() query: PartyQuery): Promise<PartyView> {
    return this.parties.one(actor, code, query);
  }

  /** Why you may, or may not, do this with its entry. */
  @Get(':code/explanation')
  @May('read', Party)
  @SerializeOptions({ type: EntryExplanationView, strategy: 'excludeAll' })
  explanation(@CurrentActor() actor: Actor, @Param('code') code: string, @Query() { verb }: EntryExplanationQuery): Promise<EntryExplanationView> {
    return this.parties.explain(actor, code, verb);
  }

  /** Enters a state, territory or organisation that the register does not know yet. */
  @Post()
  @StepUp()
  @May('enter', Party)
  @SerializeOptions({ type: PartyView, strategy: 'excludeAll' })
  enter(@CurrentActor() actor: Actor, @Body() input: NewPartyInput): Promise<PartyView> {
    return this.newParties.enter(actor, input);
  }

  /** Who acts for a party: for its own officials and the secretariat. */
  @Get(':code/officials')
  @May('officials', Party)
  @SerializeOptions({ type: OfficialList, strategy: 'excludeAll' })
  async officials(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<OfficialList> {
    return { items: await this.parties.officials(actor, code), next: null };
  }
}

@Controller('parties/:code/addressees')
export class AddresseesController {
  constructor(private readonly parties: Parties) {}

  /** The persons of a party whom TLP:RED can name. For those who release. */
  @Get()
  @May('address', Party)
  @SerializeOptions({ type: AddresseeList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<AddresseeList> {
    return { items: await this.parties.addressees(actor, code), next: null };
  }
}

@Controller('audiences')
export class AudiencesController {
  constructor(private readonly audiences: Audiences) {}

  @Get()
  @May('read', Audience)
  @SerializeOptions({ type: AudienceList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor, @Query() query: AudiencesQuery): Promise<AudienceList> {
    return { items: await this.audiences.list(actor, query), next: null };
  }

  /** Names an expression such as `AHG ∪ {CAN} − {X}`, to be released to. */
  @Post()
  @May('create', Audience)
  @SerializeOptions({ type: NamedAudienceView, strategy: 'excludeAll' })
  create(@CurrentActor() actor: Actor, @Body() input: AudienceInput): Promise<NamedAudienceView> {
    return this.audiences.create(actor, input);
  }

  /** The parties an expression holds today or on a day. Nothing is written. */
  @Post('previews')
  @HttpCode(200)
  @May('create', Audience)
  @SerializeOptions({ type: PreviewView, strategy: 'excludeAll' })
  preview(@CurrentActor() actor: Actor, @Body() input: PreviewInput): Promise<PreviewView> {
    return this.audiences.preview(actor, input);
  }
}
