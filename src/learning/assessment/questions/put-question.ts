import { Draw, newExercise } from '../../mrz/index.js';
import type { PutQuestion, QuestionBody, QuestionKey } from './question.js';

/**
 * A question as it is put to one person: what can be in any order in an order of chance, exercises drawn. Whoever knows the seed knows the
 * key of an exercise, so the seed stays with the examiner.
 * @param seed of this place in this attempt; the same seed puts the same question
 * @param on the day it is put, which the dates of an exercise are drawn around
 */
export function putQuestion(body: QuestionBody, seed: string, on: Date): PutQuestion {
  const draw = new Draw(`order:${seed}`);
  switch (body.type) {
    case 'choice':
    case 'choices':
      return { ...body, options: draw.shuffled(body.options) };
    case 'matching':
      return { ...body, lefts: draw.shuffled(body.lefts), rights: draw.shuffled(body.rights) };
    case 'ordering':
      return { ...body, steps: draw.shuffled(body.steps) };
    case 'decision':
      return { ...body, reasons: draw.shuffled(body.reasons) };
    case 'mrz': {
      const { kind, ...asked } = body;
      return { ...asked, exercise: newExercise(kind, seed, on).shown };
    }
    default:
      return body;
  }
}

/** What is right of a question put with this seed: the bank's key, and of an exercise the values drawn with it. */
export function keyOf(body: QuestionBody, key: QuestionKey, seed: string, on: Date): QuestionKey {
  return body.type === 'mrz' && key.type === 'mrz' ? { ...key, values: newExercise(body.kind, seed, on).key.values } : key;
}
