import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor, Entity } from '../access/index.js';

export const declared = 'focalpoint:declared';

/** What a route says about itself: the verb it needs, or why it needs none. */
export type Declaration = { verb: string; entity: Entity } | { open: string };

/** The route is for actors whom some rule could ever grant this verb; the row itself is judged in the service. */
export const May = (verb: string, entity: Entity) => applyDecorators(SetMetadata(declared, { verb, entity } satisfies Declaration));

/** The route is for everybody, for the reason given. It is listed in docs/access.md. */
export const Open = (reason: string) => SetMetadata(declared, { open: reason } satisfies Declaration);

/** An Express request after the guard. */
export interface ActorRequest extends Request {
  actor: Actor;
  /** Looks the session up again, for a request whose actor turned out stale. */
  requestId: string;
}

/** Who acts. Never validated by the pipe: it comes from the guard, not from the client. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<ActorRequest>().actor);

/** The row version the client saw, from If-Match: "7" → 7. NaN when there is none; services answer 428 then. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const sent = context.switchToHttp().getRequest<Request>().headers['if-match'];
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(sent ?? '');
  return found ? Number(found[1]) : Number.NaN;
});
