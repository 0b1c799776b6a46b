import { conflict, notFound, outdated, unavailable } from '../problems.js';

/** The code of an error of PostgreSQL (its manual, appendix A), by whatever it was reported; undefined for every other error. */
export function codeOf(error: unknown): string | undefined {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return code ?? driverError?.code;
}

/** What PostgreSQL refuses, in the words of the portal; everything else stays what it was. */
export function asProblem(error: unknown): unknown {
  const code = codeOf(error);
  if (code === '57014') return unavailable('That took too long and was stopped. Narrow it down and try again.', 5, { cause: error });
  if (code === '40001' || code === '40P01') return conflict('Two changes met. Nothing of yours was saved; try again.');
  if (code === '23503') return notFound();
  if (code === '23001') return conflict('It is under a legal hold, so nothing of it is taken away.', 'held');
  if ((error as Error).name === 'OptimisticLockVersionMismatchError') return outdated();
  return isAway(error) ? noAnswer(error) : error;
}

export const noAnswer = (cause: unknown) => unavailable('The database does not answer. Nothing was changed; try again in a moment.', 5, { cause });

const goneCodes = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
const goneWords = /^(Query read timeout|timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed|connect E)/;

/** Whether it is the database that is not there, and not the statement that is wrong. */
export function isAway(error: unknown): boolean {
  const { code = '', message = '', driverError } = error as { code?: string; message?: string; driverError?: unknown };
  return goneCodes.has(code) || goneWords.test(message) || (driverError !== undefined && isAway(driverError));
}
