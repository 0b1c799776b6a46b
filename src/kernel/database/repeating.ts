import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './answers.js';

/** How far a unit of work came: it is being opened, its work is under way, or it was told to commit. */
export type Stage = 'opening' | 'working' | 'committing';

/** How often a unit of work is done again, at the most. */
const most = 3;

/** After these nothing of a transaction is left (PostgreSQL's manual, appendix A): each is an invitation to try again. */
const takenBack: Readonly<Record<string, string>> = {
  '57P01': 'its connection was ended by an administrator, as when the database is restarted',
  '40001': 'a conflict of serialisation',
  '40P01': 'a deadlock',
};

/**
 * Why a unit of work may be done again, in words for the log; undefined when it may not.
 * @param turn 1 for the first try, which is none of the repeats
 */
export function mayRepeat(error: unknown, turn: number, { stage, mode, repeatable }: { stage: Stage; mode: 'read' | 'write'; repeatable: boolean }): string | undefined {
  const code = reasonOf(error);
  if (turn > most || !code) return undefined;
  // A connection that ended over the commit says nothing about it; what failed in a conflict is certainly not there.
  const unknown = mode === 'write' && stage === 'committing' && code === '57P01';
  return stage === 'opening' || (repeatable && !unknown) ? takenBack[code] : undefined;
}

/** Whoever asked may have said in words of its own that it failed. */
function reasonOf(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const code = codeOf(one) ?? '';
    if (Object.hasOwn(takenBack, code)) return code;
  }
  return undefined;
}

/** Longer each time, and for everybody another while, so that those who met do not meet again: 10 to 30 ms, then up to 60, then up to 120. */
export const pauseBefore = (turn: number): Promise<void> => sleep(10 + Math.random() * (15 * 2 ** turn - 10));
