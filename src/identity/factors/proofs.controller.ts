import { Body, Controller, Inject, Post, Req, Res, SerializeOptions, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request, Response } from 'express';
import type { Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { BeforeSecondFactor, CurrentActor, May, Open, sessionCookie, sessionToken } from '../../kernel/http/index.js';
import { notFound, notSignedIn } from '../../kernel/problems.js';
import { SessionView } from '../session.dto.js';
import { SessionCookies } from '../session-cookies.js';
import { Session } from '../session.entity.js';
import { Entrants, refusedSignIn } from '../entrants.js';
import type { Proof } from '../proofs.js';
import { Sessions } from '../sessions.js';
import { WhoIsIt } from '../who-is-it.js';
import { ChallengeView, CodeInput, PasskeyProofInput, PasskeySignInInput, RecoveryCodeInput } from './factors.dto.js';
import { Factors } from './factors.js';

/** Runs the passkey's strategy; whatever is wrong with an answer is one and the same refusal. */
export class PasskeyGuard extends AuthGuard('passkey') {
  override handleRequest<T>(error: unknown, user: T | false | null): T {
    if (error) throw error;
    if (!user) throw refusedSignIn();
    return user;
  }
}

/**
 * Showing who one is: with a passkey from outside, or within a session with a second factor. The same routes finish a sign-in and renew a
 * proof before something that takes a fresh one (SR-21); either way the session goes on under a new token.
 */
@Controller('session')
export class ProofsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly entrants: Entrants,
    private readonly factors: Factors,
    private readonly cookies: SessionCookies,
    private readonly who: WhoIsIt,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** A challenge for any passkey of this portal. */
  @Post('challenges')
  @Open('nobody has signed in yet')
  @SerializeOptions({ type: ChallengeView, strategy: 'excludeAll' })
  challenge(): Promise<ChallengeView> {
    return this.factors.passkeys.question('enter', null);
  }

  /** Signs in by passkey. One answer for every failure. */
  @Post('passkey')
  @Open('nobody has signed in yet')
  @UseGuards(PasskeyGuard)
  @SerializeOptions({ type: SessionView, strategy: 'excludeAll' })
  async enter(@Body() { shared }: PasskeySignInInput, @Req() request: Request & { user?: { id: string } }, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    return this.goOn(request, response, await this.sessions.begin(request.user?.id ?? '', ['passkey'], { shared }));
  }

  /** A challenge for one's own passkeys. */
  @Post('proofs/challenges')
  @May('prove', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: ChallengeView, strategy: 'excludeAll' })
  own(@CurrentActor() actor: Actor): Promise<ChallengeView> {
    return this.factors.passkeys.question('prove', actor.userId);
  }

  @Post('proofs/passkey')
  @May('prove', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: SessionView, strategy: 'excludeAll' })
  async passkey(@CurrentActor() actor: Actor, @Body() input: PasskeyProofInput, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    return this.judge('passkey', (await this.factors.passkeys.answer('prove', input, actor.userId)) !== null, request, response);
  }

  @Post('proofs/code')
  @May('prove', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: SessionView, strategy: 'excludeAll' })
  async code(@Body() { code }: CodeInput, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    return this.judge('code', await this.isTheirs('code', code, request), request, response);
  }

  @Post('proofs/recovery-code')
  @May('prove', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: SessionView, strategy: 'excludeAll' })
  async recovery(@Body() { code }: RecoveryCodeInput, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    return this.judge('recovery', await this.isTheirs('recovery', code, request), request, response);
  }

  /** An invented official of a demonstration has nothing to prove with; a click stands for it. */
  @Post('proofs/demo')
  @May('prove', Session)
  @SerializeOptions({ type: SessionView, strategy: 'excludeAll' })
  async demo(@CurrentActor() actor: Actor, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    if (!(await this.entrants.isDemo(actor.userId))) throw notFound();
    return this.judge('demo', true, request, response);
  }

  private async isTheirs(way: 'code' | 'recovery', code: string, request: Request): Promise<boolean> {
    const standing = await this.factors.standing(sessionToken(request, this.settings));
    if (!standing) throw notSignedIn();
    return this.factors.isTheirs(way, standing, code, request.ip);
  }

  private async judge(proof: Proof, right: boolean, request: Request, response: Response): Promise<SessionView> {
    const token = sessionToken(request, this.settings);
    if (right) return this.goOn(request, response, await this.sessions.advance(token, proof));
    await this.sessions.failed(token, proof);
    throw (await this.factors.standing(token)) ? refusedSignIn() : notSignedIn();
  }

  private goOn(request: Request, response: Response, token: string): Promise<SessionView> {
    this.cookies.set(response, token);
    request.headers.cookie = `${sessionCookie(this.settings)}=${token}`;
    return this.who.isIt(request);
  }
}
