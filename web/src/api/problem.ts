import type { Fault, ProblemDocument } from './model';

/** An answer of the server that is not the wished one. Status 0: the server was not reached. */
export class ProblemError extends Error {
  constructor(readonly problem: ProblemDocument, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options);
    this.name = 'ProblemError';
  }

  get status(): number { return this.problem.status; }
  get type(): string { return this.problem.type; }
  get errors(): Fault[] { return this.problem.errors ?? []; }
}

/** Any thrown thing as a problem; what is not the server's is ours and carries status 500. */
export function asProblem(error: unknown): ProblemDocument {
  if (error instanceof ProblemError) return error.problem;
  return { type: 'about:blank', title: error instanceof Error ? error.message : String(error), status: 500 };
}

export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ProblemError && error.status === status;
}
