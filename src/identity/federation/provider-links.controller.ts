import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Res, SerializeOptions } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, May, StepUp } from '../../kernel/http/index.js';
import { Session } from '../session.entity.js';
import { Federation } from './federation.js';
import { ProviderLinkInput, ProviderLinkList, ProviderLinkStart } from './federation.dto.js';
import { ProviderLinks } from './provider-links.js';
import { AttemptCookie } from './provider.strategy.js';

/** "Link your organisation's account": only its owner does that, signed in and freshly proven; never an e-mail address that happens to be the same. */
@Controller('session')
export class ProviderLinksController {
  constructor(
    private readonly links: ProviderLinks,
    private readonly federation: Federation,
    private readonly cookie: AttemptCookie,
  ) {}

  @Get('provider-links')
  @May('read', Session)
  @SerializeOptions({ type: ProviderLinkList, strategy: 'excludeAll' })
  list(@CurrentActor() actor: Actor): Promise<ProviderLinkList> {
    return this.links.list(actor);
  }

  /** Begins it: the browser goes to the address and comes back linked. */
  @Post('provider-link')
  @May('secure', Session)
  @StepUp()
  @SerializeOptions({ type: ProviderLinkStart, strategy: 'excludeAll' })
  async begin(@CurrentActor() actor: Actor, @Body() { next }: ProviderLinkInput, @Res({ passthrough: true }) response: Response): Promise<ProviderLinkStart> {
    const { address, browser } = await this.federation.beginLink(actor, { next });
    this.cookie.set(response, browser);
    return { address };
  }

  @Delete('provider-links/:id')
  @HttpCode(204)
  @May('secure', Session)
  @StepUp()
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.links.remove(actor, id);
  }
}
