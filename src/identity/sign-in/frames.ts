import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../kernel/config/index.js';
import { SafeMode } from '../../kernel/safe-mode/index.js';
import { csrfOf, sessionToken } from '../../kernel/http/index.js';
import { Problem } from '../../kernel/problems.js';
import { Factors, type Standing } from '../factors/factors.js';
import { Federation } from '../federation/federation.js';
import { SessionCookies } from '../session-cookies.js';
import { Entrants } from '../entrants.js';
import type { PageForm } from './forms.js';
import type { Frame } from './page.js';
import { type Entrance, enterPage } from './stages.js';
import { texts } from './texts.js';

/** A path of our own, or the home page: never an address somebody else chose. */
const local = (next: string | undefined) => (next && /^\/(?![/\\])[\w\-./?=&%+~,:]*$/.test(next) && !/^\/sign-in([/?]|$)/.test(next) ? next : '/');

/** One request to the pages of the sign-in: who has begun to sign in, in which language, and how it is answered. */
export interface Visit {
  request: Request;
  response: Response;
  form: PageForm;
}

/** What the pages share: their frame, the session that is under way, and what becomes of a refusal. */
@Injectable()
export class Frames {
  constructor(
    private readonly factors: Factors,
    private readonly entrants: Entrants,
    private readonly federation: Federation,
    private readonly cookies: SessionCookies,
    private readonly safeMode: SafeMode,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  of({ request, response, form }: Visit, more: Partial<Frame> = {}): Frame {
    const next = local(form.next);
    return {
      language: form.lang ?? (request.acceptsLanguages(['en', 'ar']) || 'en'), demo: this.settings.mode === 'demo', safe: this.safeMode.isOn, nonce: String(response.locals.nonce), script: String(response.locals.passkeyScript), next: next === '/' ? '' : next,
      csrf: csrfOf(this.token(request), this.settings), ...more,
    };
  }

  token(request: Request): string {
    return sessionToken(request, this.settings);
  }

  /** A sign-in under way, or null: nobody began, or it is complete. */
  async underWay(request: Request): Promise<Standing | null> {
    const token = this.token(request);
    const standing = token ? await this.factors.standing(token) : null;
    return standing?.complete ? null : standing;
  }

  /** The page for whoever has not begun. */
  async entrance(frame: Frame, more: Pick<Entrance, 'typed' | 'said'> = {}): Promise<string> {
    return enterPage(frame, { officials: await this.entrants.demoOfficials(), providers: !frame.safe && (await this.federation.offers()).length > 0, ...more });
  }

  /** On to where the person was going, or to the stage that is left. */
  goOn({ response, form }: Visit, token?: string, complete = false): void {
    if (token) this.cookies.set(response, token);
    const next = local(form.next);
    const back = new URLSearchParams({ ...(form.lang ? { lang: form.lang } : {}), ...(next === '/' ? {} : { next }) });
    response.redirect(303, complete ? next : `/sign-in${back.size > 0 ? `?${back}` : ''}`);
  }

  /** Runs a step; what it refuses is said on the page it came from, in the page's language, and nothing typed but secrets is lost. */
  async attempt(visit: Visit, step: () => Promise<void>, again: (frame: Frame) => string | Promise<string>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof Problem) || !([401, 403, 422, 429, 503].includes(error.status) || error.type === '/problems/not-found')) throw error;
      const frame = this.of(visit);
      if (typeof error.extra.retryAfter === 'number') visit.response.setHeader('Retry-After', String(error.extra.retryAfter));
      visit.response.status(error.status).type('html').send(await again({ ...frame, refused: texts(frame.language).problems[error.type] ?? error.detail }));
    }
  }
}
