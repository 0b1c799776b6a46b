import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { Settings } from '../../kernel/config/index.js';
import { Open, sessionCookie } from '../../kernel/http/index.js';
import { Problem } from '../../kernel/problems.js';
import { cookieOptions } from '../session.controller.js';
import { Sessions } from '../sessions.js';
import { signInPage } from './page.js';

class PageQuery {
  @IsOptional() @IsIn(['en', 'ar']) lang?: string;
  @IsOptional() @IsString() @MaxLength(500) next?: string;
}

class SignInForm {
  @IsOptional() @IsIn(['en', 'ar']) lang?: string;
  @IsOptional() @IsString() @MaxLength(500) next?: string;
  @IsEmail() @MaxLength(254) email!: string;
  @IsString() @MaxLength(1024) password!: string;
}

class DemoForm {
  @IsOptional() @IsString() @MaxLength(500) next?: string;
  @IsUUID('4') userId!: string;
}

/** A path of our own, or the home page: never an address somebody else chose. */
const local = (next: string | undefined) => (next && /^\/(?![/\\])[\w\-./?=&%+~,:]*$/.test(next) && !next.startsWith('/sign-in') ? next : '/');

/** Signing in without the client: forms the server writes and reads itself. */
@Controller('sign-in')
@ApiExcludeController()
export class SignInController {
  constructor(
    private readonly sessions: Sessions,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  @Open('nobody has signed in yet')
  async page(@Query() query: PageQuery, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.show(request, response, { language: query.lang, next: query.next });
  }

  @Post()
  @HttpCode(303)
  @Open('nobody has signed in yet')
  async signIn(@Body() form: SignInForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const userId = await this.sessions.verify(form.email, form.password);
      this.enter(response, await this.sessions.begin(userId), form.next);
    } catch (error) {
      if (!(error instanceof Problem) || (error.status !== 401 && error.status !== 503)) throw error;
      response.status(error.status);
      await this.show(request, response, { language: form.lang, next: form.next, email: form.email, refused: error.detail });
    }
  }

  @Post('demo')
  @HttpCode(303)
  @Open('nobody has signed in yet')
  async demo(@Body() form: DemoForm, @Res() response: Response): Promise<void> {
    this.enter(response, await this.sessions.beginDemo(form.userId), form.next);
  }

  private enter(response: Response, token: string, next: string | undefined): void {
    response.cookie(sessionCookie(this.settings), token, cookieOptions(this.settings)).redirect(303, local(next));
  }

  private async show(request: Request, response: Response, shown: { language?: string; next?: string; email?: string; refused?: string }): Promise<void> {
    const html = signInPage({
      language: shown.language ?? (request.acceptsLanguages(['en', 'ar']) || 'en'),
      demo: this.settings.mode === 'demo',
      officials: await this.sessions.demoOfficials(),
      email: shown.email ?? '',
      next: shown.next && local(shown.next) !== '/' ? shown.next : '',
      refused: shown.refused ?? null,
      nonce: String(response.locals.nonce),
    });
    response.type('html').send(html);
  }
}
