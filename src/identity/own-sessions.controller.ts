import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Req, SerializeOptions } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../kernel/access/index.js';
import { CurrentActor, May } from '../kernel/http/index.js';
import { notSignedIn } from '../kernel/problems.js';
import { SessionActors } from './actor-source.js';
import { OwnSessionList } from './own-sessions.dto.js';
import { OwnSessions } from './own-sessions.js';
import { Session } from './session.entity.js';

/** Where one is signed in. */
@Controller('session/sessions')
export class OwnSessionsController {
  constructor(
    private readonly own: OwnSessions,
    private readonly actors: SessionActors,
  ) {}

  @Get()
  @May('read', Session)
  @SerializeOptions({ type: OwnSessionList, strategy: 'excludeAll' })
  async list(@CurrentActor() actor: Actor, @Req() request: Request): Promise<OwnSessionList> {
    return { items: await this.own.list(actor, await this.current(request)) };
  }

  /** Signs every other device out. */
  @Delete()
  @HttpCode(204)
  @May('end', Session)
  async endOthers(@CurrentActor() actor: Actor, @Req() request: Request): Promise<void> {
    await this.own.endOthers(actor, await this.current(request));
  }

  @Delete(':id')
  @HttpCode(204)
  @May('end', Session)
  end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.own.end(actor, id);
  }

  private async current(request: Request): Promise<string> {
    const found = await this.actors.session(request);
    if (!found) throw notSignedIn();
    return found.facts.session_id;
  }
}
