import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../kernel/access/index.js';
import { bringsToken, type ActorSource } from '../kernel/http/index.js';
import { SessionActors } from './actor-source.js';
import { TokenStrategy } from './tokens/token.strategy.js';

/** Who acts in a request: a program by its token, a person by their session. Never both. */
@Injectable()
export class RequestActors implements ActorSource {
  constructor(
    private readonly people: SessionActors,
    private readonly programs: TokenStrategy,
  ) {}

  actorOf(request: Request, fresh: boolean): Promise<Actor | null> {
    return bringsToken(request) ? this.programs.holder(request) : this.people.actorOf(request, fresh);
  }
}
