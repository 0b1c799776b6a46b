import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import { StaleActor } from '../database/index.js';
import { AccessGuard } from './guard.js';
import type { ActorRequest } from './route.js';

/**
 * When somebody's authority changed between two requests, the first unit of work of the next one notices before it reads anything, and
 * the request passes the guard once more, as who they are now. A change in the middle of a request ends it.
 */
@Injectable()
export class FreshActor implements NestInterceptor {
  constructor(private readonly guard: AccessGuard) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof StaleActor) || request.readableDidRead && !request.body) return throwError(() => error);
        return from(this.guard.admit(context, true)).pipe(switchMap(() => next.handle()));
      }),
    );
  }
}
