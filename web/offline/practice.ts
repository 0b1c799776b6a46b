import type { Answer } from '../../src/learning/assessment/questions/answer.js';
import { keyOf, putQuestion } from '../../src/learning/assessment/questions/put-question.js';
import type { PutQuestion, QuestionBody, QuestionKey } from '../../src/learning/assessment/questions/question.js';
import { score } from '../../src/learning/assessment/questions/score.js';
import { newExercise, type ExerciseKind } from '../../src/learning/mrz/exercises.js';
import { explain } from '../../src/learning/mrz/explain.js';
import { comparedWith, counted, isMastered, newTally, viewOf, type Tally } from '../../src/learning/mrz/practice/sitting.js';
import type { CarriedQuestion } from '../src/api/offline';
import { unveiled } from '../src/features/learning/offline/check';

const bodyOf = ({ body }: CarriedQuestion) => body as unknown as QuestionBody;

/** A question as the server would put it with this draw. */
export const put = (question: CarriedQuestion, draw: number): PutQuestion => putQuestion(bodyOf(question), `${question.seed}:${draw}`, new Date(question.on));

/** What an answer is worth, by the code that marks on the server. */
export async function mark(question: CarriedQuestion, draw: number, given: object): Promise<object> {
  const body = bodyOf(question);
  const seed = `${question.seed}:${draw}`;
  const key = keyOf(body, (await unveiled(question.key)) as QuestionKey, seed, new Date(question.on));
  const answer = { type: body.type === 'compare' ? 'hotspot' : body.type, ...given } as Answer;
  const { score: points, feedback } = score(put(question, draw), key, answer);
  return { ...feedback, score: points };
}

interface Task { kind: ExerciseKind; seed: string; on: string; tally: Tally }
const own = 'offline:';
/** Whether a token of the trainer was made here: the server knows nothing of it. */
export const isOwn = (token: unknown): token is string => typeof token === 'string' && token.startsWith(own);
const read = <What>(token: string) => JSON.parse(token.slice(own.length)) as What;

/** An exercise on the zone, drawn here. It proves nothing, here as there. */
export function draw(kind: ExerciseKind, sitting: unknown): object {
  const task: Task = { kind, seed: crypto.randomUUID(), on: new Date().toISOString().slice(0, 10), tally: isOwn(sitting) ? read<Tally>(sitting) : newTally() };
  return { token: own + JSON.stringify(task), shown: newExercise(kind, task.seed, new Date(task.on)).shown, tally: viewOf(task.tally) };
}

export function answer(token: string, given: { name: string; value: string }[]): object {
  const { kind, seed, on, tally: before } = read<Task>(token);
  const exercise = newExercise(kind, seed, new Date(on));
  const values = comparedWith(exercise, given);
  const right = values.every((value) => value.right);
  const tally = counted(before, kind, right);
  return { right, values, explanation: explain(exercise), sitting: own + JSON.stringify(tally), tally: viewOf(tally), mastered: isMastered(tally) };
}
