import type { ToMark, TypedMarks } from '../../../api/examinations';

/** Points and comments as they stand in the fields; points by `n/id`. */
export interface Given { points: Readonly<Record<string, string>>; comments: Readonly<Record<number, string>> }

export const fieldOf = (n: number, id: string) => `${n}/${id}`;

/** Something that is either seen or not is ticked. */
export const isTicked = ({ question }: ToMark, points: number) => question.type === 'practical' && points === 1;

/** What was given before; of what is ticked, nothing is given at first. */
export function asGiven(questions: readonly ToMark[]): Given {
  const points = questions.flatMap((one) => one.question.criteria.map(({ id, points: most }) => [fieldOf(one.n, id), String(one.marks?.criteria.find((mark) => mark.id === id)?.points ?? (isTicked(one, most) ? 0 : ''))] as const));
  return { points: Object.fromEntries(points), comments: Object.fromEntries(questions.map(({ n, marks }) => [n, marks?.comment ?? ''])) };
}

/** What stands in the fields, as a draft keeps it. */
export const asTyped = (questions: readonly ToMark[], { points, comments }: Given): TypedMarks[] =>
  questions.map(({ n, question }) => ({ n, criteria: question.criteria.map(({ id }) => ({ id, points: (points[fieldOf(n, id)] ?? '').slice(0, 20) })), ...(comments[n] && { comment: comments[n] }) }));

/** A draft as it stands in the fields. */
export function typedIn(questions: readonly ToMark[], typed: readonly TypedMarks[]): Given {
  const empty = asGiven(questions);
  const points = typed.flatMap(({ n, criteria }) => criteria.map((one) => [fieldOf(n, one.id), one.points] as const)).filter(([field]) => field in empty.points);
  return { points: { ...empty.points, ...Object.fromEntries(points) }, comments: { ...empty.comments, ...Object.fromEntries(typed.map(({ n, comment }) => [n, comment ?? ''])) } };
}

/** When marks were given last; null when they were not. */
export const givenAt = (questions: readonly ToMark[]): string | null => questions.reduce<string | null>((last, { marks }) => (marks && (!last || marks.at > last) ? marks.at : last), null);

/** A number of points in halves, from nothing to the most; null when it is none. */
export function pointsIn(text: string, most: number): number | null {
  const points = /^\d+([.,]\d*)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;
  return points <= most && Number.isInteger(points * 2) ? points : null;
}

/** Sum and most of a question; null while a field is not filled rightly. */
export function sumOf({ n, question }: ToMark, { points }: Given): number | null {
  const all = question.criteria.map(({ id, points: most }) => pointsIn(points[fieldOf(n, id)] ?? '', most));
  return all.some((one) => one === null) ? null : all.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

export const mostOf = ({ question }: ToMark) => question.criteria.reduce((sum, { points }) => sum + points, 0);

/** Less than every point is told why. */
export const lacksComment = (one: ToMark, given: Given) => sumOf(one, given) !== mostOf(one) && (given.comments[one.n] ?? '').trim().length < 3;

export const asSent = (questions: readonly ToMark[], given: Given) => ({
  seen: givenAt(questions),
  questions: questions.map(({ n, question }) => ({
    n, criteria: question.criteria.map(({ id, points }) => ({ id, points: pointsIn(given.points[fieldOf(n, id)] ?? '', points) ?? 0 })), ...((given.comments[n] ?? '').trim() ? { comment: given.comments[n]?.trim() } : {}),
  })),
});
