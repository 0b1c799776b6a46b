import { type Fault, unprocessable } from '../../../kernel/problems.js';
import { type Answer, type Criterion, type CriterionPoints, markByRubric, type PutQuestion } from '../questions/index.js';

/** An assessor's marks of one question. */
export interface Judgement {
  n: number;
  criteria: CriterionPoints[];
  comment?: string;
}

/** A question that a person judges, as its assessor sees it. */
export interface ToJudge {
  n: number;
  section: number;
  shown: PutQuestion;
  answer: Answer | null;
  /** What full points take, by criterion. */
  guidance: Record<string, string>;
  model: string | null;
  /** The marks given last. */
  marks: { criteria: CriterionPoints[]; comment: string | null; by: string | null; at: Date } | null;
}

/** The rubric of a question; none where a machine marks. */
export const judgedOf = (shown: PutQuestion): readonly Criterion[] => (shown.type === 'essay' || shown.type === 'practical' ? shown.criteria : []);

/**
 * Marks for every question that asks for them, once each. What is not worth every point is told why.
 * @throws Problem 422 (MARKS_REFUSED) naming each fault
 */
export function judged(asked: readonly { n: number; shown: PutQuestion }[], given: readonly Judgement[]): { n: number; score: number; comment: string | null; criteria: CriterionPoints[] }[] {
  const faults: Fault[] = given.flatMap(({ n }, index) => {
    const message = !asked.some((one) => one.n === n) ? 'This question is not for an assessor to mark.' : given.findIndex((one) => one.n === n) < index ? 'This question is marked twice.' : null;
    return message === null ? [] : [{ path: `questions.${index}.n`, message }];
  });
  for (const { n } of asked) if (!given.some((one) => one.n === n)) faults.push({ path: 'questions', message: `Question ${n} is not marked.` });
  if (faults.length > 0) throw refused(faults);
  return given.map(({ n, criteria, comment }, index) => {
    const shown = asked.find((one) => one.n === n)?.shown;
    const score = markByRubric(shown ? judgedOf(shown) : [], criteria, `questions.${index}`);
    const said = comment?.trim() ?? '';
    if (score < 1 && said.length < 3) throw refused([{ path: `questions.${index}.comment`, message: 'Say in a few words what was missing; the trainee reads it.' }]);
    return { n, score, comment: said === '' ? null : said, criteria: criteria.map(({ id, points }) => ({ id, points })) };
  });
}

const refused = (faults: Fault[]) => unprocessable('These marks are not complete. Nothing was kept.', 'marks-refused', faults);
