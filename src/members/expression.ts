import type { Fault } from '../kernel/problems.js';

/** Parties and bodies under union, intersection and difference. Bodies mean their members of the day. `persons` holds no party: a room keeps who they are, and nobody types it. */
export type Expression =
  | { persons: string }
  | { party: string }
  | { circle: string }
  | { union: Expression[] }
  | { intersection: Expression[] }
  | { minus: Expression[] };

export const bodies = ['FORUM', 'AHG', 'STEERING_GROUP', 'CO_CHAIRS'] as const;

const longest = 500;
const deepest = 8;

class Misread extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads `AHG ∪ {CAN, NZL} − {X}`: names of bodies, party codes (in braces or bare), ∪ or `+`, ∩ or `&`, − or `-`, parentheses.
 * ∩ binds closest; ∪ and − are taken from the left.
 */
export function parseExpression(text: string): { expression: Expression } | { faults: Fault[] } {
  if (text.length > longest) return { faults: [{ path: 'expression', message: `Keep the expression under ${longest} characters.` }] };
  try {
    const reader = new Reader(text);
    const expression = reader.sum(0);
    reader.end();
    return { expression };
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return { faults: [{ path: 'expression', message: `${error.message} (at character ${error.at + 1})` }] };
  }
}

/** The expression as people write it; reading it again means the same. */
export function printExpression(expression: Expression): string {
  if ('party' in expression) return `{${expression.party}}`;
  if ('circle' in expression) return expression.circle;
  if ('persons' in expression) return expression.persons;
  const [sign, parts] = 'union' in expression ? ['∪', expression.union] : 'intersection' in expression ? ['∩', expression.intersection] : ['−', expression.minus];
  return parts.map((part, index) => (needsParentheses(part, sign, index) ? `(${printExpression(part)})` : printExpression(part))).join(` ${sign} `);
}

/** Every party code and body an expression names. */
export function namesIn(expression: Expression): { parties: string[]; circles: string[] } {
  if ('party' in expression) return { parties: [expression.party], circles: [] };
  if ('circle' in expression) return { parties: [], circles: [expression.circle] };
  if ('persons' in expression) return { parties: [], circles: [] };
  const parts = Object.values(expression)[0] as Expression[];
  const found = parts.map(namesIn);
  return { parties: found.flatMap((one) => one.parties), circles: found.flatMap((one) => one.circles) };
}

const isSum = (part: Expression) => 'union' in part || 'minus' in part;
const needsParentheses = (part: Expression, sign: string, index: number) => (isSum(part) && (sign === '∩' || index > 0)) || ('intersection' in part && sign === '∩' && index > 0);

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  sum(depth: number): Expression {
    if (depth > deepest) throw new Misread(this.at, 'There are too many parentheses within each other');
    let left = this.product(depth);
    for (;;) {
      if (this.take('∪', '+')) left = { union: [left, this.product(depth)] };
      else if (this.take('−', '-', '∖', '\\')) left = { minus: [left, this.product(depth)] };
      else return left;
    }
  }

  end(): void {
    this.skip();
    if (this.at < this.text.length) throw new Misread(this.at, `"${this.text[this.at]}" was not expected here; use ∪, ∩ or − between names`);
  }

  private product(depth: number): Expression {
    let left = this.atom(depth);
    while (this.take('∩', '&')) left = { intersection: [left, this.atom(depth)] };
    return left;
  }

  private atom(depth: number): Expression {
    if (this.take('(')) {
      const inner = this.sum(depth + 1);
      this.need(')');
      return inner;
    }
    if (this.take('{')) {
      const parts: Expression[] = [];
      do parts.push({ party: this.name() });
      while (this.take(','));
      this.need('}');
      return parts.length === 1 && parts[0] ? parts[0] : { union: parts };
    }
    const name = this.name();
    return (bodies as readonly string[]).includes(name) ? { circle: name } : { party: name };
  }

  private name(): string {
    this.skip();
    const found = /^[A-Z][A-Z0-9_]{0,19}/.exec(this.text.slice(this.at))?.[0];
    if (!found) throw new Misread(this.at, 'A party code or the name of a body is missing here; codes are upper case, like IDN');
    this.at += found.length;
    return found;
  }

  private take(...signs: string[]): boolean {
    this.skip();
    const sign = signs.find((one) => this.text.startsWith(one, this.at));
    if (sign) this.at += sign.length;
    return sign !== undefined;
  }

  private need(sign: string): void {
    if (!this.take(sign)) throw new Misread(this.at, `"${sign}" is missing here`);
  }

  private skip(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}
