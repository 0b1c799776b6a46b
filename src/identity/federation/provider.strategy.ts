import { Inject, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { CookieOptions, Request, Response } from 'express';
import { Strategy } from 'passport-custom';
import { Settings } from '../../kernel/config/index.js';
import { Problem } from '../../kernel/problems.js';
import { Federation, type Vouched } from './federation.js';

/** Keeps, for ten minutes, what shows that the browser that comes back is the one that went. */
@Injectable()
export class AttemptCookie {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  set(response: Response, browser: string): void {
    response.cookie(this.name, browser, { ...this.options, maxAge: 600_000 });
  }

  of(request: Request): string {
    const found = (request.headers.cookie ?? '').split(';').map((part) => part.trim()).find((part) => part.startsWith(`${this.name}=`));
    return found?.slice(this.name.length + 1) ?? '';
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.options);
  }

  private get isSecure(): boolean {
    return this.settings.publicUrl.startsWith('https:');
  }

  private get name(): string {
    return this.isSecure ? '__Host-way' : 'way';
  }

  /** Lax: the browser comes back from another site. */
  private get options(): CookieOptions {
    return { httpOnly: true, secure: this.isSecure, sameSite: 'lax', path: '/' };
  }
}

/** Somebody coming back from their party's provider. What is not ours in the address is left alone: providers add words of their own. */
@Injectable()
export class ProviderStrategy extends PassportStrategy(Strategy, 'provider') {
  constructor(
    private readonly federation: Federation,
    private readonly cookie: AttemptCookie,
  ) {
    super();
  }

  validate(request: Request): Promise<Vouched> {
    const { party } = request.params;
    return this.federation.returned(String(party), new URL(request.url, 'http://portal').searchParams, this.cookie.of(request));
  }
}

/** Whom the strategy found; a refusal is handed on, since it is answered with a page. */
@Injectable()
export class ProviderGuard extends AuthGuard('provider') {
  override handleRequest<T>(error: unknown, vouched: T | false): T {
    if (error instanceof Problem) return error as T;
    if (error || !vouched) throw error;
    return vouched;
  }
}
