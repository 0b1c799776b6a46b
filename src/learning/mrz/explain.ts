import { checkDigit, valueOf, weights } from './check-digit.js';
import type { Exercise } from './exercises.js';
import { layouts, textAt, type CheckName, type FieldName, type Format } from './formats.js';

/** How a check digit comes about, character by character. `found`: the digit that stands in the zone. */
export interface Working {
  text: string;
  steps: { character: string; value: number; weight: number; product: number }[];
  sum: number;
  digit: string;
  found?: string;
}

/** Why the answer is what it is. Told after the answer, never before. */
export interface Explanation {
  working?: Working;
  /** Where fields stand: lines and characters counted from 1, as the standard counts. */
  places?: { field: FieldName; line: number; from: number; to: number; text: string }[];
  /** The field that was altered, as the zone has it; `caught`: a check digit tells, or only comparing does. */
  altered?: { field: string; text: string; caught: boolean };
  /** What cannot be, as it stands; null when nothing is wrong. */
  impossible?: { field: string; text: string } | null;
  /** The zone as it should read. */
  lines?: string[];
}

/** Doc 9303-3, 4.9: values weighed 7, 3, 1 in turn, their sum modulo 10. */
export function workingOf(text: string, found?: string): Working {
  const steps = [...text].map((character, at) => {
    const [value, weight] = [valueOf(character), weights[at % 3] ?? 0];
    return { character, value, weight, product: value * weight };
  });
  return { text, steps, sum: steps.reduce((sum, { product }) => sum + product, 0), digit: checkDigit(text) ?? '', ...(found === undefined ? {} : { found }) };
}

export function explain({ shown, key }: Exercise): Explanation {
  switch (shown.kind) {
    case 'check-digit': return { working: workingOf(shown.field) };
    case 'split': return { places: shown.fields.map((field) => placed(shown.format, shown.lines, field)) };
    case 'altered': {
      const field = key.values.field as FieldName;
      const check = layouts[shown.format].checks[field as CheckName];
      const working = check ? { working: workingOf(check.over.map((place) => textAt(shown.lines, place)).join(''), textAt(shown.lines, check.at)) } : {};
      return { altered: { field, text: placed(shown.format, shown.lines, field).text, caught: key.caught === true }, ...working };
    }
    case 'write': return { lines: Object.values(key.values) };
    case 'plausible': {
      const { field = '' } = key.values;
      return { impossible: field === 'none' ? null : { field, text: placed(shown.format, shown.lines, field as FieldName).text } };
    }
  }
}

function placed(format: Format, lines: readonly string[], field: FieldName) {
  const place = layouts[format].fields[field];
  if (!place) throw new RangeError(`${format} has no ${field}`);
  return { field, ...place, to: place.to, text: textAt(lines, place) };
}
