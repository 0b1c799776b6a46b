import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Req, Res, SerializeOptions, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { BeforeSecondFactor, CurrentActor, May, Open, sessionCookie, sessionToken } from '../kernel/http/index.js';
import { PasswordGuard } from './local.strategy.js';
import { DelegationInput, DemoSignInInput, SessionView, SignInInput } from './session.dto.js';
import { SessionCookies } from './session-cookies.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.js';
import { WhoIsIt } from './who-is-it.js';

@Controller('session')
@SerializeOptions({ type: SessionView, strategy: 'excludeAll' })
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: SessionCookies,
    private readonly who: WhoIsIt,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Who is signed in. */
  @Get()
  @Open('tells a visitor only that nobody is signed in')
  show(@Req() request: Request): Promise<SessionView> {
    return this.who.isIt(request);
  }

  /** Signs in by e-mail and password. One answer for every failure. */
  @Post()
  @Open('nobody has signed in yet')
  @UseGuards(PasswordGuard)
  async begin(@Body() _input: SignInInput, @Req() request: Request & { user?: { id: string } }, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    return this.enter(request, response, await this.sessions.begin(request.user?.id ?? '', ['password']));
  }

  /** Signs in an invented official; only where the whole portal is a demonstration. */
  @Post('demo')
  @Open('nobody has signed in yet')
  async demo(@Body() input: DemoSignInInput, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    return this.enter(request, response, await this.sessions.beginDemo(input.userId));
  }

  /** Acts for another delegation from now on. */
  @Put('delegation')
  @May('switch', Session)
  async act(
    @CurrentActor() actor: Actor,
    @Body() input: DelegationInput,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const old = sessionToken(request, this.settings);
    const token = await this.sessions.switch(actor, old, input.delegationId);
    return this.enter(request, response, token);
  }

  /** Signs out: the session ends on every node. */
  @Delete()
  @HttpCode(204)
  @May('end', Session)
  @BeforeSecondFactor()
  async end(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = sessionToken(request, this.settings);
    await this.sessions.end(token);
    this.cookies.clear(request, response);
  }

  private enter(request: Request, response: Response, token: string): Promise<SessionView> {
    this.cookies.set(response, token);
    request.headers.cookie = `${sessionCookie(this.settings)}=${token}`;
    return this.who.isIt(request);
  }
}
