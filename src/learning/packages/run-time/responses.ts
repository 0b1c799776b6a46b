import { ampler, identifier, localized, number, type Check, type Verdict } from './formats.js';

/** Kinds of interaction of SCORM 2004 (RTE 4.2.9.1). */
export const interactionTypes = ['true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other'] as const;

const short = identifier(250);
const fits = (right: boolean): Verdict => (right ? 'ok' : 'type');
const each = (parts: readonly string[], check: Check) => parts.every((part) => check(part) === 'ok');
const list = (value: string) => value.split('[,]');
const distinct = (parts: readonly string[]) => new Set(parts).size === parts.length;
const pairs = (value: string, most: number) => {
  const parts = list(value).map((one) => one.split('[.]'));
  return parts.length <= most && parts.every((pair) => pair.length === 2) ? parts : undefined;
};
/** `{order_matters=true}` and `{case_matters=false}` before a pattern, in any order. */
const withoutFlags = (value: string, ...flags: string[]): string | undefined => {
  let rest = value;
  for (let at = 0; at < flags.length + 1; at++) {
    const [whole, name = '', said = ''] = /^\{(order_matters|case_matters)=([^}]*)\}/.exec(rest) ?? [];
    if (whole === undefined) return rest;
    if (!flags.includes(name) || !['true', 'false'].includes(said)) return undefined;
    rest = rest.slice(whole.length);
  }
  return rest;
};

function choices(value: string, mayRepeat: boolean): Verdict {
  if (value === '' && !mayRepeat) return 'ok';
  const parts = list(value);
  return fits(parts.length <= 36 * ampler && each(parts, short) && (mayRepeat || distinct(parts)));
}

function steps(value: string): Verdict {
  const parts = value === '' ? undefined : list(value);
  return fits(parts !== undefined && parts.length <= 250 * ampler && parts.every((one) => {
    const [name = '', answer, more] = one.split('[.]');
    return more === undefined && answer !== undefined && (name === '' || short(name) === 'ok') && (name !== '' || answer !== '') && answer.length <= 250 * ampler;
  }));
}

function range(value: string): Verdict {
  const parts = value.split('[:]');
  if (parts.length !== 2 || !parts.every((part) => part === '' || number()(part) === 'ok')) return 'type';
  const [least = '', most = ''] = parts;
  return least !== '' && most !== '' && Number(least) > Number(most) ? 'type' : 'ok';
}

const learner: Record<string, Check> = {
  'true-false': (value) => fits(['true', 'false'].includes(value)),
  choice: (value) => choices(value, false),
  'fill-in': (value) => fits(list(value).length <= 10 * ampler && each(list(value), localized(250))),
  'long-fill-in': localized(4000),
  matching: (value) => fits(value === '' || (pairs(value, 36 * ampler)?.every((pair) => each(pair, short)) ?? false)),
  performance: steps,
  sequencing: (value) => choices(value, true),
  likert: short,
  numeric: number(),
  other: (value) => fits(value.length <= 4000 * ampler),
};

const pattern: Record<string, Check> = {
  ...learner,
  'fill-in': (value) => {
    const rest = withoutFlags(value, 'order_matters', 'case_matters');
    return rest === undefined ? 'type' : (learner['fill-in']?.(rest) ?? 'type');
  },
  'long-fill-in': (value) => {
    const rest = withoutFlags(value, 'case_matters');
    return rest === undefined ? 'type' : localized(4000)(rest);
  },
  performance: (value) => {
    const rest = withoutFlags(value, 'order_matters');
    return rest === undefined ? 'type' : steps(rest);
  },
  numeric: range,
};

/** What a learner answered, by the kind of its interaction. */
export const responseOf = (type: string): Check => learner[type] ?? (() => 'type');
/** What would be right, by the kind of its interaction. */
export const patternOf = (type: string): Check => pattern[type] ?? (() => 'type');
/** How many patterns a kind may have at the most: one where only one can be right, else as many times the least of RTE 4.2.9.2 as of anything else. */
export const patternsMost = (type: string): number => (['true-false', 'likert', 'numeric', 'other'].includes(type) ? 1 : (type === 'choice' ? 10 : 5) * ampler);
