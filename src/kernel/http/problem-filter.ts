import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { isAway } from '../database/index.js';
import { Problem, invalid, notFound, unavailable } from '../problems.js';
import { StorageError } from '../storage/index.js';
import { occasion } from '../events/index.js';

/** What the store cannot do now is nobody's bug, and the rest of the portal goes on. */
const storeSays: Partial<Record<StorageError['code'], (options: ErrorOptions) => Problem>> = {
  unavailable: (options) => unavailable('Files cannot be reached at the moment. Try again in a while; everything else works.', 30, options),
  full: (options) => new Problem(507, '/problems/storage-full', 'No room left', 'There is no room for this. Nothing of it was kept; everything else works. Whoever runs the portal has to make room; send it again then.', {}, options),
};

/** Every error leaves as RFC 9457 problem details; what is not a problem of ours is a bug, told to the log alone. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      this.log.warn({ err: error }, 'failed after the first byte; the connection is cut so that nobody takes it for whole');
      response.socket?.destroy();
      return;
    }
    answerProblem(error, response, this.log);
  }
}

/** Answers with what an error means to whoever asked; what is not a problem of ours is a bug, told to the log alone. */
export function answerProblem(error: unknown, response: Response, log: Logger): void {
  send(response, problemOf(error, log));
}

function problemOf(error: unknown, log: Logger): Problem {
  if (error instanceof StorageError && storeSays[error.code]) return problemOf(storeSays[error.code]?.({ cause: error }), log);
  if (error instanceof Problem) {
    if (error.cause) log.warn({ err: error.cause }, error.type);
    return error;
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    if (status === 404) return notFound();
    if (status === 400) return invalid([{ path: '', message: error.message }]);
    if (status < 500) return new Problem(status, '/problems/refused', 'Refused', 'This request cannot be answered as it was sent.');
  }
  if (isAway(error)) return problemOf(unavailable('The database does not answer. Nothing was changed; try again in a moment.', 5, { cause: error }), log);
  const status = (error as { status?: number; statusCode?: number }).status;
  if (status === 400 || status === 413 || status === 414) {
    return new Problem(status, '/problems/invalid', 'Invalid request', 'This request cannot be read.');
  }
  log.error({ err: error }, 'a bug');
  return new Problem(500, '/problems/internal', 'Our fault', 'Something went wrong on our side and was recorded. Nothing was changed. Quote the reference if you report it.');
}

/** Writes a problem as the answer. */
export function send(response: Response, problem: Problem): void {
  const { retryAfter, ...extra } = problem.extra;
  if (typeof retryAfter === 'number') response.setHeader('Retry-After', retryAfter);
  response.setHeader('Cache-Control', 'no-store');
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: problem.type, title: problem.title, status: problem.status, detail: problem.detail, ...extra, instance: occasion.getStore()?.requestId ?? '' }));
}
