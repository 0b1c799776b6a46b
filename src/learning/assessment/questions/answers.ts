import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsNumber, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { validated } from '../../../kernel/http/index.js';
import { type Fault, invalid, Problem, unprocessable } from '../../../kernel/problems.js';
import type { Answer } from './answer.js';
import { type Decision, decisions, type PutQuestion, type QuestionType } from './question.js';

const most = 60;
/** More marks than anybody needs; all beyond those that count are ignored. */
const mostMarks = 500;
const plainNumber = { allowNaN: false, allowInfinity: false } as const;

export class ChoiceAnswer {
  @IsString() @Length(1, 40) choice!: string;
}

export class ChoicesAnswer {
  @IsArray() @ArrayMaxSize(most) @ArrayUnique() @IsString({ each: true }) @Length(1, 40, { each: true }) choices!: string[];
}

export class AnsweredPair {
  @IsString() @Length(1, 40) left!: string;
  @IsString() @Length(1, 40) right!: string;
}

export class MatchingAnswer {
  @IsArray() @ArrayMaxSize(most) @ArrayUnique((pair: AnsweredPair | null) => pair?.left) @ValidateNested({ each: true }) @Type(() => AnsweredPair) pairs!: AnsweredPair[];
}

export class OrderingAnswer {
  @IsArray() @ArrayMaxSize(most) @ArrayUnique() @IsString({ each: true }) @Length(1, 40, { each: true }) order!: string[];
}

export class NumericAnswer {
  @IsNumber(plainNumber) @Min(-1e12) @Max(1e12) value!: number;
}

export class ShortTextAnswer {
  @IsString() @MaxLength(500) text!: string;
}

export class EssayAnswer {
  @IsString() @Length(1, 12_000) text!: string;
}

export class Mark {
  @IsNumber(plainNumber) @Min(0) @Max(1) x!: number;
  @IsNumber(plainNumber) @Min(0) @Max(1) y!: number;
}

/** Points, as fractions of the picture's width and height, or whole cells of the grid A1 to H6. */
export class HotspotAnswer {
  @IsArray() @ArrayMaxSize(mostMarks) @ValidateNested({ each: true }) @Type(() => Mark) points!: Mark[];
  @IsArray() @ArrayMaxSize(48) @ArrayUnique() @IsString({ each: true }) @Matches(/^[A-H][1-6]$/, { each: true, message: 'each cell is named from A1 to H6' }) cells!: string[];
}

export class AnsweredValue {
  @IsString() @Length(1, 40) name!: string;
  @IsString() @MaxLength(60) value!: string;
}

export class MrzAnswer {
  @IsArray() @ArrayMaxSize(12) @ArrayUnique((one: AnsweredValue | null) => one?.name) @ValidateNested({ each: true }) @Type(() => AnsweredValue) values!: AnsweredValue[];
}

export class DecisionAnswer {
  @IsIn(decisions) decision!: Decision;
  @IsArray() @ArrayMaxSize(most) @ArrayUnique() @IsString({ each: true }) @Length(1, 40, { each: true }) reasons!: string[];
}

const readers: Record<QuestionType, (given: object) => Promise<Answer>> = {
  choice: async (given) => ({ type: 'choice', ...(await validated(ChoiceAnswer, given)) }),
  choices: async (given) => ({ type: 'choices', ...(await validated(ChoicesAnswer, given)) }),
  matching: async (given) => ({ type: 'matching', ...(await validated(MatchingAnswer, given)) }),
  ordering: async (given) => ({ type: 'ordering', ...(await validated(OrderingAnswer, given)) }),
  numeric: async (given) => ({ type: 'numeric', ...(await validated(NumericAnswer, given)) }),
  short_text: async (given) => ({ type: 'short_text', ...(await validated(ShortTextAnswer, given)) }),
  hotspot: async (given) => ({ type: 'hotspot', ...(await validated(HotspotAnswer, given)) }),
  compare: async (given) => ({ type: 'hotspot', ...(await validated(HotspotAnswer, given)) }),
  mrz: async (given) => ({ type: 'mrz', ...(await validated(MrzAnswer, given)) }),
  decision: async (given) => ({ type: 'decision', ...(await validated(DecisionAnswer, given)) }),
  essay: async (given) => ({ type: 'essay', ...(await validated(EssayAnswer, given)) }),
  practical: () => Promise.reject(invalid([{ path: '', message: 'An assessor watches it being done. There is nothing to write.' }])),
};

/** An answer to this very question. @throws Problem 422 (ANSWER_REFUSED) naming what does not fit, never what is right */
export async function readAnswer(body: PutQuestion, given: object): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await readers[body.type](given);
  } catch (cause) {
    throw cause instanceof Problem && cause.status === 400 ? refused(cause.extra.errors ?? []) : cause;
  }
  const faults = strangersIn(body, answer);
  if (faults.length > 0) throw refused(faults);
  return answer;
}

const refused = (errors: Fault[]) => unprocessable('This answer does not fit its question. What was saved before is kept.', 'answer-refused', errors);

/** Ids the question never showed. */
function strangersIn(body: PutQuestion, answer: Answer): Fault[] {
  const among = (path: string, given: readonly string[], shown: readonly { id: string }[]): Fault[] =>
    given.flatMap((id, index) => (shown.some((one) => one.id === id) ? [] : [{ path: `${path}.${index}`, message: 'The question shows nothing by this name.' }]));
  switch (answer.type) {
    case 'choice': return 'options' in body ? among('choice', [answer.choice], body.options).map(({ message }) => ({ path: 'choice', message })) : [];
    case 'choices': return 'options' in body ? among('choices', answer.choices, body.options) : [];
    case 'matching': return 'lefts' in body ? [...among('pairs', answer.pairs.map(({ left }) => left), body.lefts), ...among('pairs', answer.pairs.map(({ right }) => right), body.rights)] : [];
    case 'ordering': return 'steps' in body ? [...among('order', answer.order, body.steps), ...(answer.order.length === body.steps.length ? [] : [{ path: 'order', message: 'Name every step once.' }])] : [];
    case 'decision': return 'reasons' in body ? among('reasons', answer.reasons, body.reasons) : [];
    case 'mrz': return 'exercise' in body ? among('values', answer.values.map(({ name }) => name), askedIn(body.exercise).map((id) => ({ id }))) : [];
    default: return [];
  }
}

/** The names of the values an exercise on the zone asks for. */
function askedIn(exercise: Extract<PutQuestion, { type: 'mrz' }>['exercise']): string[] {
  switch (exercise.kind) {
    case 'check-digit': return ['digit'];
    case 'split': return exercise.fields;
    case 'write': return exercise.format === 'TD1' ? ['line1', 'line2', 'line3'] : ['line1', 'line2'];
    default: return ['field'];
  }
}
