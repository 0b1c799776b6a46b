import type { IncomingHttpHeaders } from 'node:http';
import { invalid } from '../problems.js';

/** `Idempotency-Key`, or null. @throws Problem 400 */
export function idempotencyKey(headers: IncomingHttpHeaders): string | null {
  const sent = headers['idempotency-key'];
  if (sent === undefined) return null;
  if (typeof sent === 'string' && /^[\x21-\x7e]{1,100}$/.test(sent)) return sent;
  throw invalid([{ path: 'Idempotency-Key', message: 'Send 1 to 100 visible characters, best a random UUID.' }]);
}
