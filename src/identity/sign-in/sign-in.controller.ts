import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Open } from '../../kernel/http/index.js';
import { notSignedIn, Problem } from '../../kernel/problems.js';
import { Factors } from '../factors/factors.js';
import type { NewGeneratorView } from '../factors/factors.dto.js';
import { Invitations } from '../invitations.js';
import { SessionCookies } from '../session-cookies.js';
import { Entrants, refusedSignIn } from '../entrants.js';
import { Sessions } from '../sessions.js';
import { CodeForm, DemoForm, ForgottenForm, LinkForm, PageForm, PasswordForm, RecoverForm, RecoveryForm, SignInForm } from './forms.js';
import { Frames, type Visit } from './frames.js';
import { SignInLinks } from './links.js';
import type { Frame } from './page.js';
import { codesPage, enrolPage, gonePage, linkPage, lostPage, secondPage } from './stages.js';
import { texts } from './texts.js';

const nobodyYet = 'nobody has signed in yet';

/** Signing in without the client: forms the server writes and reads itself. A sign-in under way is known by its cookie. */
@Controller('sign-in')
@ApiExcludeController()
export class SignInController {
  constructor(
    private readonly sessions: Sessions,
    private readonly entrants: Entrants,
    private readonly factors: Factors,
    private readonly links: SignInLinks,
    private readonly invitations: Invitations,
    private readonly cookies: SessionCookies,
    private readonly frames: Frames,
  ) {}

  @Get()
  @Open(nobodyYet)
  async show(@Query() form: PageForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    response.type('html').send(await this.stage({ request, response, form }, this.frames.of({ request, response, form })));
  }

  @Post()
  @HttpCode(303)
  @Open(nobodyYet)
  async signIn(@Body() form: SignInForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = { request, response, form };
    await this.frames.attempt(visit, async () => {
      const userId = await this.entrants.verify(form.email, form.password, request.ip);
      this.frames.goOn(visit, await this.sessions.begin(userId, ['password'], { shared: form.shared === 'yes' }));
    }, (frame) => this.frames.entrance(frame, { typed: form.email }));
  }

  @Post('demo')
  @HttpCode(303)
  @Open(nobodyYet)
  async demo(@Body() form: DemoForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    this.frames.goOn({ request, response, form }, await this.sessions.beginDemo(form.userId), true);
  }

  @Post('code')
  @HttpCode(303)
  @Open('the password was right; the cookie says whose')
  code(@Body() form: CodeForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.second({ request, response, form }, 'code', form.code);
  }

  @Post('recovery')
  @HttpCode(303)
  @Open('the password was right; the cookie says whose')
  recovery(@Body() form: RecoveryForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.second({ request, response, form }, 'recovery', form.recovery);
  }

  @Post('password')
  @HttpCode(303)
  @Open('a sign-in is under way that has no factor yet; the cookie says whose')
  async password(@Body() form: PasswordForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = { request, response, form };
    await this.frames.attempt(visit, async () => {
      const standing = await this.frames.underWay(request);
      if (!standing) throw notSignedIn();
      this.frames.goOn(visit, await this.factors.setPassword(standing, form.password));
    }, (frame) => this.stage(visit, frame));
  }

  @Post('generator')
  @HttpCode(200)
  @Open('a sign-in is under way that has no factor yet; the cookie says whose')
  async generator(@Body() form: PageForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = { request, response, form };
    await this.frames.attempt(visit, async () => {
      const standing = await this.frames.underWay(request);
      if (!standing) throw notSignedIn();
      const generator = await this.factors.newGenerator(standing);
      response.type('html').send(await this.stage(visit, this.frames.of(visit), generator));
    }, (frame) => this.stage(visit, frame));
  }

  @Post('generator/confirm')
  @HttpCode(200)
  @Open('a sign-in is under way that has no factor yet; the cookie says whose')
  async confirm(@Body() form: CodeForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = { request, response, form };
    await this.frames.attempt(visit, async () => {
      const standing = await this.frames.underWay(request);
      if (!standing) throw notSignedIn();
      const { token, enrolled } = await this.factors.confirmGenerator(standing, form.code);
      if (enrolled.recoveryCodes.length === 0) return this.frames.goOn(visit, token, true);
      this.cookies.set(response, token);
      response.type('html').send(codesPage(this.frames.of(visit), enrolled.recoveryCodes));
    }, async (frame) => this.stage(visit, frame, await this.waitingGenerator(request)));
  }

  @Post('cancel')
  @HttpCode(303)
  @Open('a sign-in under way is given up')
  async cancel(@Body() form: PageForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (await this.frames.underWay(request)) await this.sessions.end(this.frames.token(request));
    this.cookies.clear(request, response);
    this.frames.goOn({ request, response, form });
  }

  @Get('lost')
  @Open(nobodyYet)
  lost(@Query() form: PageForm, @Req() request: Request, @Res() response: Response): void {
    response.type('html').send(lostPage(this.frames.of({ request, response, form }), {}));
  }

  @Post('recover')
  @HttpCode(303)
  @Open(nobodyYet)
  async recover(@Body() form: RecoverForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = { request, response, form };
    await this.frames.attempt(visit, async () => {
      const userId = await this.factors.recovered(form.email, form.recovery, request.ip);
      if (!userId) throw refusedSignIn();
      this.frames.goOn(visit, await this.sessions.begin(userId, ['recovery']));
    }, (frame) => lostPage(frame, { typed: form.email }));
  }

  @Post('forgotten')
  @HttpCode(200)
  @Open(nobodyYet)
  async forgotten(@Body() form: ForgottenForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = { request, response, form };
    await this.frames.attempt(visit, async () => {
      await this.invitations.forgotten(form.forgotten, request.ip);
      response.type('html').send(lostPage(this.frames.of(visit), { sent: true }));
    }, (frame) => lostPage(frame, { typed: form.forgotten }));
  }

  @Get('link/:token')
  @Open('the link itself is the secret; looking at it uses nothing up')
  link(@Param('token') token: string, @Query() form: PageForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.followed({ request, response, form }, token, () => Promise.resolve());
  }

  @Post('link/:token')
  @HttpCode(303)
  @Open('the link itself is the secret')
  async follow(@Param('token') token: string, @Body() form: LinkForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = { request, response, form };
    await this.followed(visit, token, async (frame) => {
      const { language } = frame;
      if (form.password !== undefined) {
        await this.links.setPassword(token, form.password);
        response.status(200).type('html').send(await this.frames.entrance(frame, { said: texts(language).passwordSet }));
      } else if (form.terms) {
        const session = await this.links.follow(token);
        if (session) this.frames.goOn(visit, session);
        else response.status(200).type('html').send(await this.frames.entrance(frame, { said: texts(language).accepted }));
      } else throw new Problem(422, '/problems/terms', 'Terms', texts(language).acceptFirst);
    });
  }

  /** The page of a link, after a step with it; a link that is gone has a page of its own. */
  private async followed(visit: Visit, token: string, step: (frame: Frame) => Promise<void>): Promise<void> {
    const { response } = visit;
    try {
      const link = await this.links.look(token, visit.request.ip);
      const frame = this.frames.of(visit, visit.form.lang ? {} : { language: link.locale === 'ar' ? 'ar' : 'en' });
      await this.frames.attempt(visit, () => step(frame), (again) => linkPage({ ...frame, refused: again.refused }, token, link));
      if (!response.headersSent) response.status(200).type('html').send(linkPage(frame, token, link));
    } catch (error) {
      if (!(error instanceof Problem) || ![404, 429].includes(error.status)) throw error;
      const frame = this.frames.of(visit);
      if (typeof error.extra.retryAfter === 'number') response.setHeader('Retry-After', String(error.extra.retryAfter));
      response.status(error.status).type('html').send(gonePage(frame, texts(frame.language).problems[error.type] ?? error.detail));
    }
  }

  private async second(visit: Visit, proof: 'code' | 'recovery', code: string): Promise<void> {
    await this.frames.attempt(visit, async () => {
      const standing = await this.frames.underWay(visit.request);
      if (!standing) throw notSignedIn();
      if (!(await this.factors.isTheirs(proof, standing, code, visit.request.ip))) {
        await this.sessions.failed(standing.token, proof);
        throw refusedSignIn();
      }
      this.frames.goOn(visit, await this.sessions.advance(standing.token, proof), true);
    }, (frame) => this.stage(visit, frame));
  }

  /** The page for what is left to do. */
  private async stage({ request }: Visit, frame: Frame, generator?: NewGeneratorView): Promise<string> {
    const standing = await this.frames.underWay(request);
    if (!standing) return this.frames.entrance(frame);
    if (this.factors.mayEnrol(standing)) return enrolPage(frame, standing, { possible: this.factors.passkeys.possible, generator });
    return secondPage(frame, standing);
  }

  /** After a wrong first code the same seed is shown again, so that nothing has to be scanned twice. */
  private async waitingGenerator(request: Request): Promise<NewGeneratorView | undefined> {
    const standing = await this.frames.underWay(request);
    return standing ? this.factors.codes.waiting(standing) : undefined;
  }
}
