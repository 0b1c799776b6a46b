import type { Database } from '../../kernel/database/index.js';

/** Days before the due one on which is reminded; the first opens the review. */
export const remindedBefore = [30, 7, 0] as const;
/** Days after the due one until whoever is not confirmed is suspended. */
export const lapsesAfter = 30;

export interface OpenReview {
  id: string;
  due: string;
  lapses_on: string;
  opened_at: Date;
  handed_in_at: Date | null;
  reminded: number[];
  /** Until the due day, by the database's clock; negative once it is over. */
  days_left: number;
}

/** The review of a party that is under way; in the running unit of work. */
export async function openReview(db: Database, party: string): Promise<OpenReview | null> {
  const [found] = await db.sql<OpenReview>(
    `SELECT id, due::text, (due + ${lapsesAfter})::text AS lapses_on, opened_at, handed_in_at, reminded, due - current_date AS days_left
       FROM app.people_reviews WHERE party = $1 AND closed_at IS NULL`, [party],
  );
  return found ?? null;
}

/** Half a year after the last review was due, or after the party's first official came; in the running unit of work. */
export async function nextDue(db: Database, party: string): Promise<{ due: string; lapsesOn: string; daysLeft: number }> {
  const [found] = await db.sql<{ due: string; lapsesOn: string; daysLeft: number }>(
    `SELECT due::text, (due + ${lapsesAfter})::text AS "lapsesOn", due - current_date AS "daysLeft" FROM (
       SELECT (coalesce((SELECT max(r.due) FROM app.people_reviews r WHERE r.party = $1),
                        (SELECT min(d.created_at)::date FROM app.delegations d WHERE d.party = $1), current_date) + interval '6 months')::date AS due) AS next`, [party],
  );
  if (!found) throw new Error('a date is always found');
  return found;
}
