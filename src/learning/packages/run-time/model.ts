import type { Check } from './formats.js';

/** One element of a data model: who may touch it, what it takes, what it is before it was ever set. */
export interface Leaf {
  access: 'rw' | 'ro' | 'wo';
  check?: Check;
  initial?: string;
  /** What else has to hold, by the values around it; a code of the standard, or 0. */
  also?: (value: string, around: Around) => number;
}

/** The values beside an element: of the same record, and of the records beside it. */
export interface Around {
  /** Of the record the element lies in: `beside('type')`. */
  beside(name: string): string | undefined;
  /** Of all other records of the innermost array. */
  others(name: string): string[];
  index: number;
}

/** The codes an edition answers with. */
export interface Codes {
  unknown: number;
  empty: { get: number; set: number };
  keyword: number;
  readOnly: number;
  writeOnly: number;
  type: number;
  range: number;
  noChildren: number;
  noCount: number;
  /** An index past the next one; `outer`: that of a record not there yet, in which another one is to lie. */
  index: { get: number; set: number; outer: number };
  /** Reading what was never set; 0 where that is an empty text. */
  unset: number;
}

/** A data model as its standard defines it; array indexes are written `n`. */
export interface Definition {
  codes: Codes;
  leaves: Readonly<Record<string, Leaf>>;
  /** What `_children` answers, by element. */
  children: Readonly<Record<string, string>>;
  arrays: readonly string[];
  /** Elements outside the table, as those that carry a target in their name. Undefined: not one of them. */
  special?: (element: string) => { get: string | number } | undefined;
  /** What others of its values make of an element, whatever it was set to; undefined where they say nothing. */
  derived?: (element: string, peek: (element: string) => string | undefined) => string | undefined;
  /** Who may touch this one element, where that is not as its table says. */
  accessOf?: (element: string) => Leaf['access'] | undefined;
}

/** A NUL, or half of a surrogate pair: no text (ISO 10646), and kept by no database. */
const noText = /[\u0000\p{Surrogate}]/u;

/** Records of one array at the most; more than any standard asks for (SCORM 2004: 250). */
const recordsMost = 2_000;

/** The values of one unit of one learner, under the rules of its edition. Knows no clock, network or database: server and player judge alike. */
export class Model {
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly definition: Definition,
    private readonly values: Map<string, string>,
    /** What this package allows beyond or below the standard, by element. */
    private readonly instead: Readonly<Record<string, Check>> = {},
  ) {
    for (const element of values.keys()) this.count(element);
  }

  get(element: string): { value: string; code: number } {
    const { codes, leaves, children, arrays } = this.definition;
    const no = (code: number) => ({ value: '', code });
    if (element === '') return no(codes.empty.get);
    const special = this.definition.special?.(element);
    if (special) return typeof special.get === 'number' ? no(special.get) : { value: special.get, code: 0 };
    const [, parent = '', keyword = ''] = /^(.+)\.(_children|_count)$/.exec(element) ?? [];
    const shape = shapeOf(keyword ? parent : element);
    const missing = this.indexAt(keyword ? parent : element, false);
    if (keyword) {
      const isKnown = Object.hasOwn(leaves, shape) || Object.hasOwn(children, shape);
      const named = Object.hasOwn(children, shape) ? children[shape] : undefined;
      if (keyword === '_children') return named === undefined ? no(isKnown ? codes.noChildren : codes.unknown) : missing ? no(missing) : { value: named, code: 0 };
      if (!arrays.includes(shape)) return no(isKnown ? codes.noCount : codes.unknown);
      return missing ? no(missing) : { value: String(this.counts.get(parent) ?? 0), code: 0 };
    }
    const leaf = this.leafOf(shape);
    if (!leaf) return no(codes.unknown);
    if ((this.definition.accessOf?.(element) ?? leaf.access) === 'wo') return no(codes.writeOnly);
    if (missing) return no(missing);
    const value = this.peek(element);
    return value === undefined ? no(codes.unset) : { value, code: 0 };
  }

  /** Sets a value, or says by a code of the standard why not; then nothing changed. */
  set(element: string, value: string): number {
    const { codes } = this.definition;
    if (element === '') return codes.empty.set;
    if (/\._(children|count|version)$/.test(element)) return codes.keyword;
    const shape = shapeOf(element);
    const leaf = this.leafOf(shape);
    if (!leaf) return this.definition.special?.(element) ? codes.readOnly : codes.unknown;
    if ((this.definition.accessOf?.(element) ?? leaf.access) === 'ro') return codes.readOnly;
    const missing = this.indexAt(element, true);
    if (missing) return missing;
    if (noText.test(value)) return codes.type;
    const needs = leaf.also?.(value, this.around(element)) ?? 0;
    if (needs) return needs;
    const verdict = (this.instead[shape] ?? leaf.check)?.(value) ?? 'ok';
    if (verdict !== 'ok') return codes[verdict];
    this.values.set(element, value);
    this.count(element);
    return 0;
  }

  /** What the server itself writes: no access is asked for. */
  put(element: string, value: string): void {
    this.values.set(element, value);
    this.count(element);
  }

  peek(element: string): string | undefined {
    const stored = (one: string) => this.values.get(one) ?? this.leafOf(shapeOf(one))?.initial;
    return this.definition.derived?.(element, stored) ?? stored(element);
  }

  /** What was set, or follows from it; not what an element is before it was ever set. */
  said(element: string): string | undefined {
    return this.definition.derived?.(element, (one) => this.peek(one)) ?? this.values.get(element);
  }

  /** By the table alone: a name that means something to JavaScript itself ('constructor') is none of ours. */
  private leafOf(shape: string): Leaf | undefined {
    return Object.hasOwn(this.definition.leaves, shape) ? this.definition.leaves[shape] : undefined;
  }

  countOf(array: string): number {
    return this.counts.get(array) ?? 0;
  }

  state(): Record<string, string> {
    return Object.fromEntries(this.values);
  }

  private count(element: string): void {
    const parts = element.split('.');
    for (const [at, part] of parts.entries()) {
      if (!isIndex(part)) continue;
      const array = parts.slice(0, at).join('.');
      this.counts.set(array, Math.max(this.counts.get(array) ?? 0, Number(part) + 1));
    }
  }

  /** Indexes run without a gap: one past the last makes a new record when a value is set, and only in the innermost array. */
  private indexAt(element: string, isSet: boolean): number {
    const parts = element.split('.');
    const innermost = parts.findLastIndex(isIndex);
    for (const [at, part] of parts.entries()) {
      if (!isIndex(part)) continue;
      const count = this.counts.get(parts.slice(0, at).join('.')) ?? 0;
      if (Number(part) < count) continue;
      const isNext = isSet && Number(part) === count && count < recordsMost;
      if (!isNext) return this.definition.codes.index[isSet ? 'set' : 'get'];
      if (at !== innermost) return this.definition.codes.index.outer;
    }
    return 0;
  }

  private around(element: string): Around {
    const parts = element.split('.');
    const at = parts.findLastIndex(isIndex);
    const array = parts.slice(0, at).join('.');
    const index = Number(parts[at] ?? -1);
    return {
      index,
      beside: (name) => (at < 0 ? undefined : this.values.get([...parts.slice(0, at + 1), name].join('.')) ?? this.outer(parts, at, name)),
      others: (name) => Array.from({ length: this.counts.get(array) ?? 0 }, (_, other) => (other === index ? undefined : this.values.get(`${array}.${other}.${name}`))).filter((one) => one !== undefined),
    };
  }

  /** What a nested record asks of the one it lies in: the kind of an interaction, for its patterns. */
  private outer(parts: readonly string[], at: number, name: string): string | undefined {
    const outer = parts.slice(0, at).findLastIndex(isIndex);
    return outer < 0 ? undefined : this.values.get([...parts.slice(0, outer + 1), name].join('.'));
  }
}

const isIndex = (part: string) => /^(0|[1-9]\d{0,5})$/.test(part);
const shapeOf = (element: string) => element.split('.').map((part) => (isIndex(part) ? 'n' : part)).join('.');
