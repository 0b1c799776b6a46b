import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Req, Res, SerializeOptions, UseGuards } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import type { Actor } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { CurrentActor, May, Open, sessionCookie, sessionToken } from '../kernel/http/index.js';
import { SessionActors } from './actor-source.js';
import { PasswordGuard } from './local.strategy.js';
import { DelegationInput, DemoSignInInput, SessionView, SignInInput } from './session.dto.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.js';
import { WhoIsIt } from './who-is-it.js';

/** The cookie's attributes (SR-17): `__Host-` and Secure wherever the portal is reached by https. */
export const cookieOptions = (settings: Settings): CookieOptions => ({ httpOnly: true, secure: settings.publicUrl.startsWith('https:'), sameSite: 'lax', path: '/' });

@Controller('session')
@SerializeOptions({ type: SessionView, strategy: 'excludeAll' })
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly actors: SessionActors,
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
    return this.enter(request, response, await this.sessions.begin(request.user?.id ?? ''));
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
    this.actors.forget(old);
    return this.enter(request, response, token);
  }

  /** Signs out: the session ends on every node. */
  @Delete()
  @HttpCode(204)
  @May('end', Session)
  async end(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = sessionToken(request, this.settings);
    await this.sessions.end(token);
    this.actors.forget(token);
    response.clearCookie(sessionCookie(this.settings), cookieOptions(this.settings));
    response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
  }

  private enter(request: Request, response: Response, token: string): Promise<SessionView> {
    response.cookie(sessionCookie(this.settings), token, cookieOptions(this.settings));
    request.headers.cookie = `${sessionCookie(this.settings)}=${token}`;
    return this.who.isIt(request);
  }
}
