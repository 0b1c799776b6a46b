import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Handles } from '../kernel/jobs/index.js';
import { tooMany } from '../kernel/problems.js';
import { canonicalEmail, placeOf } from './addresses.js';

const signIn = systemActor('sign-in');

/** What can be guessed, each counted by itself: a lock of the password leaves recovery open, and a passkey cannot be guessed at all. */
type Way = 'password' | 'code' | 'recovery' | 'letter';

export interface Guess {
  way: Way | 'link';
  /** The account's e-mail address, as it was typed; null where only the place is known. */
  email: string | null;
  /** `request.ip`, which believes our own proxies alone. */
  source: string | undefined;
}

// How many within how long, and how many in a row until only another way in helps (SP 800-63B-4, 3.2.2).
const ofAccount: Record<Way, [most: number, span: string, lasting: number]> = {
  password: [10, '15 minutes', 100],
  code: [10, '15 minutes', 100],
  recovery: [10, '15 minutes', 1_000],
  letter: [3, '15 minutes', 1_000],
};
const ofPlace = [50, '10 minutes', null] as const;
/** Of questions that anybody may ask: a person never needs as many. */
const ofQuestions = [60, '1 minute', null] as const;
/** Of references one person looks up: each is typed off a paper. */
const ofLookUps = [20, '1 minute', null] as const;

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Slows guessing down (SR-9), counted in PostgreSQL by its clock, for all nodes together. A try is counted before it is judged and given
 * back when it was right, so that many at once are not many more. An account that has had too many is told nothing: the next try is answered
 * as a wrong one, whatever it was. A place that has had too many is told so.
 */
@Injectable()
export class Throttle {
  constructor(private readonly db: Database) {}

  /**
   * Has a guess judged. @param judge answers null when it was wrong; `open` is false when the account's tries are used up: it then takes as
   * long as ever, and what it answers is dropped. @throws Problem 429
   */
  async attempt<T>(guess: Guess, judge: (open: boolean) => Promise<T | null>): Promise<T | null> {
    const open = await this.db.write(signIn, () => this.count(guess));
    const found = await judge(open).catch(async (error: unknown) => {
      await this.giveBack(guess, open);
      throw error;
    });
    if (!open || found === null) return null;
    await this.giveBack(guess, open);
    return found;
  }

  /** Counts a question that anybody may ask, by where it comes from, whatever its answer. @throws Problem 429 */
  async question(what: 'certificate', source: string | undefined): Promise<void> {
    const wait = await this.db.write(signIn, () => this.tried(what, placeOf(source), ofQuestions));
    if (wait > 0) throw tooMany(wait, 'There were too many questions from where you are. Wait a minute, then ask again.');
  }

  /** Counts what one person looks up by a reference that others may not try out, whether or not there is such a one. @throws Problem 429 */
  async lookUp(what: 'watermark', userId: string): Promise<void> {
    const wait = await this.db.write(signIn, () => this.tried(what, userId, ofLookUps));
    if (wait > 0) throw tooMany(wait, 'You have looked up very many. Wait a minute, then go on.');
  }

  /** Somebody entered with all it takes, or chose a new password: what was guessed before no longer counts. In the running unit of work of the task 'sign-in'. */
  async clear(userId: string): Promise<void> {
    const [person] = await this.db.sql<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [userId]);
    if (person) await this.db.sql(`UPDATE app.tries SET recent = 0, in_a_row = 0, paused_until = NULL WHERE key = $1 AND what <> 'source'`, [digest(canonicalEmail(person.email))]);
  }

  /** What nobody tried for a day is forgotten; what was guessed of an account, after ninety days. */
  @Handles('sweep-tries', { daily: true })
  async sweep(): Promise<void> {
    await this.db.write(signIn, () =>
      this.db.sql(`DELETE FROM app.tries WHERE last_at < now() - CASE WHEN what IN ('source', 'certificate', 'watermark') OR in_a_row = 0 THEN interval '1 day' ELSE interval '90 days' END`), { repeatable: true });
  }

  /** Place first, then account, always in this order: two nodes never wait for each other. */
  private async count({ way, email, source }: Guess): Promise<boolean> {
    const wait = await this.tried('source', placeOf(source), ofPlace);
    if (wait > 0) throw tooMany(wait);
    return way === 'link' || email === null || (await this.tried(way, canonicalEmail(email), ofAccount[way])) === 0;
  }

  private async tried(what: Way | 'source' | 'certificate' | 'watermark', key: string, limits: readonly [number, string, number | null]): Promise<number> {
    const [counted] = await this.db.sql<{ wait: number }>('SELECT app.count_try($1, $2, $3, $4, $5) AS wait', [what, digest(key), ...limits], 'count_try');
    return counted?.wait ?? 0;
  }

  private async giveBack({ way, email, source }: Guess, open: boolean): Promise<void> {
    await this.db.write(signIn, async () => {
      await this.takenBack('source', placeOf(source), ofPlace[0]);
      if (open && way !== 'link' && email !== null) await this.takenBack(way, canonicalEmail(email), ofAccount[way][0]);
    });
  }

  private async takenBack(what: Way | 'source', key: string, most: number): Promise<void> {
    await this.db.sql(
      `UPDATE app.tries SET recent = GREATEST(recent - 1, 0), in_a_row = GREATEST(in_a_row - 1, 0), paused_until = CASE WHEN recent > $3 THEN now() END
        WHERE what = $1 AND key = $2`, [what, digest(key), most],
    );
  }
}
