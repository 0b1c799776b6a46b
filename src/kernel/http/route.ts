import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor, Entity } from '../access/index.js';
import { forbidden, stepUpNeeded } from '../problems.js';

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
  requestId: string;
}

export const unfinished = 'focalpoint:unfinished';
/** The route may be used before the second factor: it leads there. Without this mark a session that is not complete gets 401. */
export const BeforeSecondFactor = () => SetMetadata(unfinished, true);

export const stepUp = 'focalpoint:step-up';
/** The route is for people who proved who they are within five minutes (SR-21); others are asked to, with a problem the client answers. */
export const StepUp = () => SetMetadata(stepUp, true);

/** For what takes a fresh proof on some occasions only, asked inside the service. @throws Problem 403: `/problems/step-up`, for a program for good */
export function requireProof(actor: Actor): void {
  if (actor.only) throw forbidden('This takes a person who confirms it; a token cannot do it.');
  if (!actor.proven && !actor.system) throw stepUpNeeded();
}

/** More of a list than this, taken away at once, takes a fresh proof. */
const mostAtOnce = 50;
/** For exports, asked before anything is recorded or written. @throws Problem 403 */
export function requireProofFor(actor: Actor, rows: number): void {
  if (rows > mostAtOnce) requireProof(actor);
}

/** Whether a program asks, with a token. The session's cookie then counts for nothing. */
export const bringsToken = (request: Request): boolean => /^Bearer /i.test(request.headers.authorization ?? '');

/** Who acts. Never validated by the pipe: it comes from the guard, not from the client. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<ActorRequest>().actor);

/** The row version the client saw, from If-Match: "7" → 7. NaN when there is none; services answer 428 then. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const sent = context.switchToHttp().getRequest<Request>().headers['if-match'];
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(sent ?? '');
  return found ? Number(found[1]) : Number.NaN;
});
