import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Open } from '../../kernel/http/index.js';
import { notSignedIn, Problem } from '../../kernel/problems.js';
import { Sessions } from '../sessions.js';
import { Frames, type Visit } from '../sign-in/frames.js';
import { providersPage, waitingPage } from '../sign-in/stages.js';
import { Arrivals } from './arrivals.js';
import { Federation, type Vouched } from './federation.js';
import { ProviderForm } from '../sign-in/forms.js';
import { AttemptCookie, ProviderGuard } from './provider.strategy.js';

/**
 * "Continue with your organisation's account", in pages without a script. A link leads away rather than a form: our own policy lets forms go
 * nowhere else. Which provider is chosen by the party, never by looking an address up.
 */
@Controller('sign-in/provider')
@ApiExcludeController()
export class ProviderSignInController {
  constructor(
    private readonly federation: Federation,
    private readonly arrivals: Arrivals,
    private readonly sessions: Sessions,
    private readonly frames: Frames,
    private readonly cookie: AttemptCookie,
  ) {}

  @Get()
  @Open('nobody has signed in yet')
  async list(@Query() form: ProviderForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    response.type('html').send(await this.page({ request, response, form }));
  }

  /** Off to the provider, from our own page alone: a link on another site leads to the list, so that nobody is signed in unawares. */
  @Get('of/:party')
  @Open('nobody has signed in yet')
  async begin(@Param('party') party: string, @Query() form: ProviderForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = { request, response, form };
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return void response.type('html').send(await this.page(visit));
    await this.frames.attempt(visit, async () => {
      const fresh = (await this.sessions.of(this.frames.token(request)))?.complete === true;
      const { address, browser } = await this.federation.begin(party, { lang: form.lang, next: form.next, shared: form.shared === 'yes', fresh });
      this.cookie.set(response, browser);
      response.redirect(303, address);
    }, (frame) => this.page(visit, frame));
  }

  @Get('callback/:party')
  @Open('the provider\'s answer, the state and the browser\'s cookie say who it is')
  @UseGuards(ProviderGuard)
  async returned(@Req() request: Request & { user?: Vouched | Problem }, @Res() response: Response): Promise<void> {
    this.cookie.clear(response);
    const { user: vouched } = request;
    const form = !vouched || vouched instanceof Problem ? {} : vouched.way;
    const visit: Visit = { request, response, form };
    await this.frames.attempt(visit, async () => {
      if (!vouched) throw notSignedIn();
      if (vouched instanceof Problem) throw vouched;
      if (vouched.purpose === 'link') return this.link(visit, vouched);
      const token = await this.arrivals.enter(vouched.provider, vouched.assertion, vouched.way.shared === true);
      if (token === 'waiting') return void response.type('html').send(waitingPage(this.frames.of(visit), vouched.provider.name));
      this.frames.goOn(visit, token, vouched.assertion.strong);
    }, (frame) => this.frames.entrance(frame));
  }

  /** The account is linked by the person who asked for it, still signed in in the same browser. */
  private async link(visit: Visit, { provider, assertion, userId }: Vouched): Promise<void> {
    const session = await this.sessions.of(this.frames.token(visit.request));
    if (!session?.complete || session.id !== userId) throw notSignedIn();
    await this.arrivals.link(userId, provider, assertion);
    this.frames.goOn(visit, undefined, true);
  }

  private async page(visit: Visit & { form: ProviderForm }, frame = this.frames.of(visit)): Promise<string> {
    return providersPage(frame, await this.federation.offers(), visit.form.shared === 'yes');
  }
}
