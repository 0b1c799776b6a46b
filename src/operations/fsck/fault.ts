/** The invariants of the portal: what must hold after every crash (docs/decisions/0037). */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6';

/** One thing that does not hold. */
export interface Fault {
  invariant: Invariant;
  /** What kind: 'object-without-row'. For programs; `say` is for people. */
  fault: string;
  /** What it is about: 'file/<storage key>', 'document/<id>/<number>', 'party/<code>'. */
  subject: string;
  say: string;
  /** Sets it right without touching anything a record refers to; absent where people must look. */
  mend?: () => Promise<void>;
}

/** What was looked at, so that nobody takes 'no fault' for more than it says. */
export interface Tally {
  files: number;
  objects: number;
  opened: number;
  shredded: number;
  versions: number;
}
