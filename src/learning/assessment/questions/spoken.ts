/** What a question says in another language. Its ids, and so what is right, are those of the language it was written in. */
export interface Spoken {
  stem: string;
  unit?: string;
  /** By the id of what is to be chosen, matched, ordered or marked by. */
  labels: Record<string, string>;
}

/** What is told afterwards in another language. */
export interface SpokenKey {
  feedback?: string;
  because: Record<string, string>;
  guidance: Record<string, string>;
  /** What the areas are called that its author drew, by their ids. */
  areas?: Record<string, string>;
  model?: string;
  /** Words that are right too, said first when the right answer is shown. */
  accept?: string[];
}
