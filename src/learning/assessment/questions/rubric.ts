import { type Fault, unprocessable } from '../../../kernel/problems.js';
import type { Criterion } from './question.js';

/** Points an assessor gave for one criterion of a rubric; halves count. */
export interface CriterionPoints {
  id: string;
  points: number;
}

/**
 * What a rubric's points are worth, of the one point a question gives. Pure.
 * @param at where the marks stand in what was sent, for its faults
 * @throws Problem 422 (MARKS_REFUSED) when a criterion is missing, unknown or named twice, or has more points than it takes
 */
export function markByRubric(criteria: readonly Criterion[], given: readonly CriterionPoints[], at: string): number {
  const faults: Fault[] = given.flatMap(({ id, points }, index) => {
    const path = `${at}.criteria.${index}`;
    const criterion = criteria.find((one) => one.id === id);
    if (!criterion) return [{ path: `${path}.id`, message: 'The rubric has no such criterion.' }];
    if (given.findIndex((one) => one.id === id) < index) return [{ path: `${path}.id`, message: 'This criterion is marked twice.' }];
    return points > criterion.points || !Number.isInteger(points * 2) ? [{ path: `${path}.points`, message: `Give 0 to ${criterion.points} points, in halves.` }] : [];
  });
  for (const { id, text } of criteria) if (!given.some((one) => one.id === id)) faults.push({ path: `${at}.criteria`, message: `There are no points for “${text}”.` });
  if (faults.length > 0) throw unprocessable('These marks do not fit the rubric. Nothing was kept.', 'marks-refused', faults);
  const most = criteria.reduce((sum, { points }) => sum + points, 0);
  return Math.round((given.reduce((sum, { points }) => sum + points, 0) / most) * 10_000) / 10_000;
}
