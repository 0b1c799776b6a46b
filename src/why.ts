import { CannotServe } from './kernel/database/index.js';
import { KeyringError } from './kernel/keyring/index.js';
import { Problem } from './kernel/problems.js';
import { StorageError } from './kernel/storage/index.js';

/** Why a door did not open or a command ended, for whoever runs the portal: sentences, and the status to exit with (sysexits). */
export interface Why {
  reasons: readonly string[];
  status: number;
}

/** Undefined where it is a fault of the code, which is thrown as it is. */
export function why(error: unknown): Why | undefined {
  if (error instanceof CannotServe) return { reasons: error.reasons, status: 78 };
  if (error instanceof Problem) return { reasons: [error.detail], status: 1 };
  if (error instanceof StorageError) return { reasons: [error.code === 'full' ? `No room is left where it was to be written.${because(error)}` : `The store did not do it: ${error.code}.${because(error)}`], status: 1 };
  if (error instanceof KeyringError) return { reasons: [`The keyring did not do it: ${error.code}.${because(error)}`], status: 1 };
  const { code = '', syscall = '', message, severity, port, cause } = error as { code?: string; syscall?: string; message: string; severity?: string; port?: number; cause?: unknown };
  if (code.startsWith('ERR_PARSE_ARGS')) return { reasons: [message], status: 64 };
  // Who may not come in, and what is not there, is not so for the moment: 28 and 3D of PostgreSQL's classes.
  if (severity) return { reasons: [`database: ${message}`], status: /^(28|3D)/.test(code) ? 78 : 1 };
  if (code === 'EADDRINUSE') return { reasons: [`Port ${port} is taken by another process.`], status: 1 };
  if (lines.includes(code)) return { reasons: [`database: ${message || code}`], status: 1 };
  if (syscall) return { reasons: [`${message}.`], status: 1 };
  return cause instanceof Error ? why(cause) : undefined;
}

/** How a line to another machine fails. */
const lines = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

const because = ({ cause }: Error): string => (cause instanceof Error ? ` ${cause.message}.` : '');

/** For a server: says it on standard error and ends the process. */
export function doesNotStart(error: unknown): never {
  const found = why(error);
  if (!found) throw error;
  process.stderr.write(`Focalpoint does not start:\n${found.reasons.map((reason) => `  ${reason}\n`).join('')}`);
  process.exit(found.status);
}
