import type { Fault } from '../problems.js';

export interface JsonBounds {
  /** Objects and arrays within one another, the outermost included. */
  depth: number;
  /** Elements of one array. */
  maxArray: number;
}

interface Level {
  path: string;
  /** Keys met so far; null in an array. */
  keys: Set<string> | null;
  key: string;
  expectsKey: boolean;
  count: number;
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;
const mostFaults = 20;

/** Keys that mean something to JavaScript itself, and so never to us (SR-108). */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Text that PostgreSQL cannot keep: a NUL, or half of a surrogate pair. */
export const unstorable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/**
 * What JSON.parse lets pass: keys given twice (the last would win silently), forbidden keys, too deep, too long, text that cannot be kept.
 * `text` must be valid JSON already: a single pass over its tokens then suffices.
 */
export function faultsInJson(text: string, bounds: JsonBounds): Fault[] {
  const faults: Fault[] = [];
  const levels: Level[] = [];
  for (const [token] of text.matchAll(tokens)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      if (levels.length === bounds.depth) return [...faults, { path: here(level), message: `Nothing may be nested deeper than ${bounds.depth} levels.` }];
      levels.push({ path: here(level), keys: token === '{' ? new Set() : null, key: '', expectsKey: token === '{', count: 0 });
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (!level || token === ':') {
      continue;
    } else if (token === ',') {
      level.count += 1;
      level.expectsKey = level.keys !== null;
      if (!level.keys && level.count === bounds.maxArray) return [...faults, { path: level.path, message: `A list may hold ${bounds.maxArray} entries at the most.` }];
    } else {
      const message = fault(level, token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1));
      if (message) faults.push({ path: here(level), message });
      if (faults.length === mostFaults) return faults;
    }
  }
  return faults;
}

/** A string met at a level: a key, or a value. Returns what speaks against it. */
function fault(level: Level, value: string): string | null {
  const broken = unstorable(value) ? 'This text holds a character that cannot be kept (NUL, or half of a pair).' : null;
  if (!level.keys || !level.expectsKey) return broken;
  const again = level.keys.has(value);
  level.keys.add(value);
  level.key = value;
  level.expectsKey = false;
  if (forbiddenKeys.has(value)) return 'This name is not allowed.';
  return again ? 'This member is given twice; send it once.' : broken;
}

/** Where the value in hand stands: `stages.0.at`, as the validation pipe names it. */
function here(level: Level | undefined): string {
  if (!level) return '';
  const step = level.keys ? level.key.slice(0, 60).toWellFormed().replaceAll('\0', '\u2400') : String(level.count);
  return level.path ? `${level.path}.${step}` : step;
}
