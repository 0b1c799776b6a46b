import type { Exercise, ExerciseKind } from '../../mrz/index.js';
import type { Area } from './areas.js';
import type { Spoken, SpokenKey } from './spoken.js';

export const questionTypes = ['choice', 'choices', 'matching', 'ordering', 'numeric', 'short_text', 'hotspot', 'compare', 'mrz', 'decision', 'essay', 'practical'] as const;
export type QuestionType = (typeof questionTypes)[number];

/** What an officer at the counter may do. */
export const decisions = ['admit', 'second_line', 'refuse'] as const;
export type Decision = (typeof decisions)[number];

/** Something to choose. The id says nothing of whether it is right: it is made from the text. */
export interface Choice {
  id: string;
  text: string;
}

/** What an assessor looks at in an essay or a practical, and how many points of the rubric it takes. */
export interface Criterion extends Choice {
  points: number;
}

/** A specimen as it looks in one light. */
export interface Picture {
  specimen: string;
  light: string;
}

interface Said {
  stem: string;
  /** The same in other languages. It never leaves for a screen whole. */
  texts?: Record<string, Spoken>;
}

interface Asked extends Said {
  figure?: Picture;
}

interface AskedOfAPicture extends Said {
  figure: Picture;
  /** How many marks count; all after these are ignored. */
  marks: number;
}

type Shared =
  | (Asked & { type: 'choice' | 'choices'; options: Choice[] })
  | (Asked & { type: 'matching'; lefts: Choice[]; rights: Choice[] })
  | (Asked & { type: 'ordering'; steps: Choice[] })
  | (Asked & { type: 'numeric'; unit?: string })
  | (Asked & { type: 'short_text' })
  | (AskedOfAPicture & { type: 'hotspot' })
  | (AskedOfAPicture & { type: 'compare'; questioned: Picture })
  | (Asked & { type: 'decision'; reasons: Choice[] })
  | (Asked & { type: 'essay'; criteria: Criterion[]; words?: number })
  | (Asked & { type: 'practical'; criteria: Criterion[] });

/** A question as the bank keeps it, without what is right. An exercise on the zone is drawn each time anew. */
export type QuestionBody = Shared | (Asked & { type: 'mrz'; kind: ExerciseKind });

/** A question as it is put on the screen: everything drawn, nothing that is right. */
export type PutQuestion = Shared | (Asked & { type: 'mrz'; exercise: Exercise['shown'] });

interface Told {
  /** Said after practice, right or wrong. */
  feedback?: string;
  texts?: Record<string, SpokenKey>;
}

/** What is right. Never stands beside the body: not in a table, a payload, a log or an error. `because` and `order` name things by their ids. */
export type QuestionKey = Told &
  (
    | { type: 'choice' | 'choices'; right: string[]; because: Record<string, string> }
    | { type: 'matching'; pairs: Record<string, string> }
    | { type: 'ordering'; order: string[] }
    | { type: 'numeric'; value: number; tolerance: number }
    | { type: 'short_text'; accept: string[] }
    | { type: 'hotspot' | 'compare'; areas: Area[] }
    | { type: 'mrz'; values: Record<string, string> }
    | { type: 'decision'; decision: Decision; right: string[]; because: Record<string, string> }
    | { type: 'essay' | 'practical'; guidance: Record<string, string>; model?: string }
  );
