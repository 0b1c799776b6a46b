import { explain, workingOf } from './explain.js';
import { exerciseKinds, newExercise } from './exercises.js';

const on = new Date('2026-11-26');
const drawn = (kind: (typeof exerciseKinds)[number]) => Array.from({ length: 120 }, (_, index) => newExercise(kind, `why ${index}`, on));

describe('explaining an exercise', () => {
  it('works a check digit out as Doc 9303-3 does', () => {
    const { steps, sum, digit } = workingOf('AB2134<<<');
    expect(steps.map(({ product }) => product)).toEqual([70, 33, 2, 7, 9, 4, 0, 0, 0]);
    expect([sum, digit]).toEqual([125, '5']);
  });

  it('ends in the answer that was wanted', () => {
    for (const exercise of drawn('check-digit')) expect(explain(exercise).working?.digit).toBe(exercise.key.values.digit);
    for (const exercise of drawn('split')) for (const { field, text } of explain(exercise).places ?? []) expect(text.replace(/<+$/, '') || '<').toBe(exercise.key.values[field]);
    for (const exercise of drawn('write')) expect(explain(exercise).lines).toEqual(Object.values(exercise.key.values));
    for (const exercise of drawn('plausible')) expect(explain(exercise).impossible?.field ?? 'none').toBe(exercise.key.values.field);
  });

  it('shows a digit that disagrees where one tells, and one that agrees where none does', () => {
    const told = drawn('altered').map((exercise) => explain(exercise));
    for (const { altered, working } of told) if (working) expect(working.found === working.digit).toBe(!altered?.caught);
    expect(told.filter(({ altered }) => altered?.caught).length).toBeGreaterThan(10);
    expect(told.filter(({ altered, working }) => working && !altered?.caught).length).toBeGreaterThan(10);
    expect(told.every(({ altered, working }) => working !== undefined || altered?.field === 'name')).toBe(true);
  });
});
