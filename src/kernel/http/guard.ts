import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Access, visitor, type Actor } from '../access/index.js';
import { StaleActor } from '../database/index.js';
import { Events } from '../events/index.js';
import { forbidden, notSignedIn } from '../problems.js';
import { Settings } from '../config/index.js';
import { refuseForgery } from './forgery.js';
import { declared, requireProof, stepUp, unfinished, type ActorRequest, type Declaration } from './route.js';

/** Tells who acts from a request; the room of identity provides it. Null: nobody has signed in. */
export interface ActorSource {
  actorOf(request: Request, fresh: boolean): Promise<Actor | null>;
}
export const ActorSource = Symbol('ActorSource');

/** The one global guard: every route is declared, every actor known, and nobody gets past a verb no rule could grant them. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: Access,
    private readonly events: Events,
    @Inject(ActorSource) private readonly source: ActorSource,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** A refusal is recorded as who somebody is now: where their authority changed since it was cached, it is judged once more instead. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    try {
      return await this.admit(context, false);
    } catch (error) {
      if (!(error instanceof StaleActor)) throw error;
      return this.admit(context, true);
    }
  }

  /** @param fresh looks the session up again, for a request whose actor turned out stale */
  async admit(context: ExecutionContext, fresh: boolean): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const route = this.reflector.getAllAndOverride<Declaration | undefined>(declared, [context.getHandler(), context.getClass()]);
    if (!route) throw forbidden('This route has no rule, so nobody may use it.');
    refuseForgery(request, this.settings, !('open' in route));
    if ('open' in route) {
      request.actor = visitor;
      return true;
    }
    const actor = await this.source.actorOf(request, fresh);
    const marked = (mark: string) => this.reflector.getAllAndOverride<true | undefined>(mark, [context.getHandler(), context.getClass()]) === true;
    if (!actor || (actor.unfinished && !marked(unfinished))) throw notSignedIn();
    request.actor = actor;
    if (this.access.mayEver(actor, route.verb, route.entity)) {
      if (marked(stepUp)) requireProof(actor);
      return true;
    }
    if (actor.only) throw await this.notCarried(actor, route);
    const { sentence } = this.access.explain(actor, route.verb, Object.create(route.entity.prototype as object) as object);
    await this.events.refused(actor, 'access.refused', { type: route.entity.name.toLowerCase(), id: '' }, `${route.verb}: ${sentence}`);
    throw forbidden(sentence);
  }

  private async notCarried(actor: Actor, { verb, entity }: Exclude<Declaration, { open: string }>): Promise<Error> {
    const sentence = `This takes "${verb}:${entity.name.toLowerCase()}", which this token does not carry or its owner may not do.`;
    await this.events.refused(actor, 'access.refused', { type: entity.name.toLowerCase(), id: '' }, sentence);
    return forbidden(sentence);
  }
}
