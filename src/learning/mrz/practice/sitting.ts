import { exerciseKinds, scoreExercise, type Exercise, type ExerciseKind } from '../exercises.js';

/** A sitting: 25 tasks, five of each kind; mastered with 20 right ones, and at least 3 in each kind. */
const perKind = 5;
const rightInAll = 20;
const rightPerKind = 3;

/** Right ones and all, by kind in the order of `exerciseKinds`. */
export type Tally = [right: number, done: number][];

export const newTally = (): Tally => exerciseKinds.map(() => [0, 0]);

/** What was given against what was wanted, value by value. */
export function comparedWith({ key }: Exercise, given: readonly { name: string; value: string }[]): { name: string; given: string; wanted: string; right: boolean }[] {
  const said = new Map(given.map(({ name, value }) => [name, value]));
  return Object.entries(key.values).map(([name, wanted]) => {
    const one = said.get(name) ?? '';
    return { name, given: one, wanted, right: scoreExercise({ values: { [name]: wanted } }, { [name]: one }).score === 1 };
  });
}

/** How the sitting stands after one more task. Those beyond five of a kind do not count. */
export const counted = (before: Tally, kind: ExerciseKind, right: boolean): Tally =>
  before.map(([rights, done], index): [number, number] => (exerciseKinds[index] === kind && done < perKind ? [rights + (right ? 1 : 0), done + 1] : [rights, done]));

/** Null until five of each kind are answered. */
export function isMastered(tally: Tally): boolean | null {
  if (!tally.every(([, done]) => done >= perKind)) return null;
  return tally.reduce((sum, [rights]) => sum + rights, 0) >= rightInAll && tally.every(([rights]) => rights >= rightPerKind);
}

export const viewOf = (tally: Tally): { kind: ExerciseKind; right: number; done: number }[] => tally.map(([right, done], index) => ({ kind: exerciseKinds[index] ?? 'check-digit', right, done }));
