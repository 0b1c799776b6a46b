import { Draw, newExercise } from '../../mrz/index.js';
import type { PutQuestion, QuestionBody, QuestionKey } from './question.js';

/**
 * A question as it is put to one person: what can be in any order in an order of chance, exercises drawn. Whoever knows the seed knows the
 * key of an exercise, so both stay with the examiner.
 * @param seed of this place in this attempt; the same seed puts the same question
 * @param on the day it is put, which the dates of an exercise are drawn around
 */
export function putQuestion(body: QuestionBody, key: QuestionKey, seed: string, on: Date): { put: PutQuestion; key: QuestionKey } {
  const draw = new Draw(`order:${seed}`);
  switch (body.type) {
    case 'choice':
    case 'choices':
      return { put: { ...body, options: draw.shuffled(body.options) }, key };
    case 'matching':
      return { put: { ...body, lefts: draw.shuffled(body.lefts), rights: draw.shuffled(body.rights) }, key };
    case 'ordering':
      return { put: { ...body, steps: draw.shuffled(body.steps) }, key };
    case 'decision':
      return { put: { ...body, reasons: draw.shuffled(body.reasons) }, key };
    case 'mrz': {
      const { kind, ...asked } = body;
      const exercise = newExercise(kind, seed, on);
      return { put: { ...asked, exercise: exercise.shown }, key: { ...key, type: 'mrz', values: exercise.key.values } };
    }
    default:
      return { put: body, key };
  }
}
