import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { Settings } from '../kernel/config/index.js';
import { sessionCookie, sessionToken } from '../kernel/http/index.js';
import { SessionActors } from './actor-source.js';

/** The one cookie: `__Host-` and Secure wherever the portal is reached by https, and never readable by scripts (SR-17). */
@Injectable()
export class SessionCookies {
  constructor(
    private readonly actors: SessionActors,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  set(response: Response, token: string): void {
    response.cookie(sessionCookie(this.settings), token, this.options);
  }

  /** Takes it away, and asks the browser to forget everything else of ours (SR-24). */
  clear(request: Request, response: Response): void {
    this.actors.forget(sessionToken(request, this.settings));
    response.clearCookie(sessionCookie(this.settings), this.options);
    response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
  }

  private get options(): CookieOptions {
    return { httpOnly: true, secure: this.settings.publicUrl.startsWith('https:'), sameSite: 'lax', path: '/' };
  }
}
