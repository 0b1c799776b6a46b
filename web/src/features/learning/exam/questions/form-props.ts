import type { Answer, Question } from '../../../../api/examinations';

/** What every kind of question takes. `typed` changes are still going on; the others are deeds. */
export interface FormProps<Kind extends Question['type']> {
  question: Extract<Question, { type: Kind }>;
  answer: Answer | null;
  onChange: (answer: Answer | null, typed?: boolean) => void;
  /** Why the answer was not taken. */
  fault?: string;
}
