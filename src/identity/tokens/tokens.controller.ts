import { Body, Controller, Delete, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Req, SerializeOptions } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { CurrentActor, May, sessionToken, StepUp } from '../../kernel/http/index.js';
import { notSignedIn } from '../../kernel/problems.js';
import { SessionActors } from '../actor-source.js';
import { Session } from '../session.entity.js';
import { Sessions } from '../sessions.js';
import { NewTokenView, TokenInput, TokenList } from './tokens.dto.js';
import { Tokens } from './tokens.js';

/** One's own tokens. A token cannot come here: it makes no others. */
@Controller('session/tokens')
export class TokensController {
  constructor(
    private readonly tokens: Tokens,
    private readonly actors: SessionActors,
    private readonly sessions: Sessions,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  @May('read', Session)
  @SerializeOptions({ type: TokenList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor): Promise<TokenList> {
    return this.tokens.list(actor);
  }

  /** Makes one for the delegation one acts under now. Its secret is in this answer and nowhere else. */
  @Post()
  @May('secure', Session)
  @StepUp()
  @SerializeOptions({ type: NewTokenView, strategy: 'excludeAll' })
  async make(@CurrentActor() actor: Actor, @Body() input: TokenInput, @Req() request: Request): Promise<NewTokenView> {
    const session = await this.actors.session(request);
    if (!session) throw notSignedIn();
    await this.sessions.requireOwnProof(sessionToken(request, this.settings));
    return this.tokens.make(actor, session.facts.delegation_id, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @May('secure', Session)
  revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
