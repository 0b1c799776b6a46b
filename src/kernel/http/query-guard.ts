import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { type Fault, invalid, Problem } from '../problems.js';
import { forbiddenKeys } from './json-scan.js';

const longest = 4096;

/**
 * Refuses addresses that different readers would read differently: a key twice, `a[b]` as if it were nested, broken escapes, NUL (SR-104, SR-108).
 * Problems: 414 a query over 4 KiB, 400 the rest.
 */
export function strictQuery(): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const [path = '', ...rest] = request.url.split('?');
    const query = rest.join('?');
    if (query.length > longest) {
      return next(new Problem(414, '/problems/too-long', 'Too long', `The filters in this address are longer than ${longest} characters. Choose fewer of them.`));
    }
    const faults = [...(text(path) === null ? [{ path: '', message: 'This address holds broken escapes.' }] : []), ...faultsInQuery(query)];
    return next(faults.length > 0 ? invalid(faults) : undefined);
  };
}

function faultsInQuery(query: string): Fault[] {
  const met = new Set<string>();
  return query.split('&').filter(Boolean).flatMap((part): Fault[] => {
    const [left = '', ...right] = part.split('=');
    const key = text(left);
    if (key === null || key === '') return [{ path: '', message: 'A key in this query is empty or holds broken escapes.' }];
    const path = key.slice(0, 60);
    if (/[[\]]/.test(key) || forbiddenKeys.has(key)) return [{ path, message: 'This key is not allowed. Give several values in one key, with commas between them.' }];
    if (met.has(key)) return [{ path, message: 'This key is given twice; give several values in one key, with commas between them.' }];
    met.add(key);
    return text(right.join('=')) === null ? [{ path, message: 'This value holds broken escapes, or a character that cannot be kept.' }] : [];
  });
}

/** Decoded as a form is, or null when it cannot be, or holds NUL. */
function text(escaped: string): string | null {
  try {
    const plain = decodeURIComponent(escaped.replaceAll('+', ' '));
    return plain.includes('\0') ? null : plain;
  } catch {
    return null;
  }
}
