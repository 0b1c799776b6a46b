import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor, type OnApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import type { Actor } from '../access/index.js';
import { Database } from '../database/index.js';
import type { ActorRequest } from './route.js';

const every = 300;
/** An answer that is out by then was asked for a moment ago, by the rules of that moment. */
const short = 300;
/** Time alone ends things too; and who cannot be asked about for so long is taken to be gone. */
const atLeastEvery = 10_000;

/**
 * Whether something is on its way in or out. What lies between is work, which asks for itself at each unit; and it may be what ends its own
 * authority, as a new passkey does, and has to be answered.
 */
const flows = (request: ActorRequest, response: Response) => !request.complete || (response.headersSent && !response.writableFinished);

interface Seen {
  version: string;
  at: number;
}

/**
 * Breaks off what is still under way when the authority it began with ends (SR-20): downloads, exports and uploads, whatever room they belong
 * to. One look at the version of all authority, a few times a second and only while something lasts; people are looked up when it changed.
 */
@Injectable()
export class OpenRequests implements NestInterceptor, OnApplicationShutdown {
  private readonly log = new Logger('open-requests');
  private readonly open = new Map<Response, { request: ActorRequest; since: number }>();
  private readonly seen = new WeakMap<Actor, Seen>();
  private readonly timer = setInterval(() => void this.look(), every).unref();
  private looking = false;

  constructor(private readonly db: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    this.open.set(response, { request: http.getRequest<ActorRequest>(), since: performance.now() });
    response.once('close', () => this.open.delete(response));
    return next.handle();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const lasting = [...this.open].filter(([response, { request, since }]) => performance.now() - since > short && flows(request, response) && this.db.isKept(request.actor));
    if (this.looking || lasting.length === 0) return;
    this.looking = true;
    try {
      const version = await this.db.authorityVersion().catch(() => null);
      for (const [response, { request: { actor }, since }] of lasting) {
        if ((await this.stands(actor, version, since)) || !this.open.has(response)) continue;
        this.log.log('an answer was broken off: the authority it was given under has ended');
        this.open.delete(response);
        response.socket?.resetAndDestroy(); // what is on its way is dropped, and nobody takes a part for the whole
      }
    } finally {
      this.looking = false;
    }
  }

  private async stands(actor: Actor, version: string | null, since: number): Promise<boolean> {
    const seen = this.seen.get(actor) ?? { version: '', at: since };
    const now = performance.now();
    if (version === null) return now - seen.at < atLeastEvery;
    if (seen.version === version && now - seen.at < atLeastEvery) return true;
    const stands = await this.db.stillStands(actor).catch(() => null);
    if (stands === null) return now - seen.at < atLeastEvery;
    if (stands) this.seen.set(actor, { version, at: now });
    return stands;
  }
}
