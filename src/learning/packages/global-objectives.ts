import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import type { Outline } from './import/outline.js';

/** Octets of what PostgreSQL keeps an index of at the most; a standard allows names of 4 000 characters. */
const longestKey = 2_000;

/** Whose objectives, and of which course. */
interface Whose {
  enrolment_id: string;
  course_id: string;
  originator: string;
  outline: Pick<Outline, 'objectivesGlobal'>;
}

/**
 * Global objectives outlive a course (CAM 3.4.1.4, `objectivesGlobalToSystem`): what a learner reached in other courses of the same originator is
 * known here too, the latest word first. Who takes a course again begins it anew; and nobody's course hears of another party's.
 */
@Injectable()
export class GlobalObjectives {
  constructor(private readonly db: Database) {}

  /** In the running unit of work, as `note`. */
  async known(actor: Actor, { enrolment_id: enrolment, course_id: course, originator, outline }: Whose): Promise<{ objective: string; value: unknown }[]> {
    return this.db.sql(
      `SELECT DISTINCT ON (g.objective) g.objective, g.value FROM app.global_objectives g JOIN app.enrolments e ON e.id = g.enrolment_id
        WHERE e.id = $1 OR ($2 AND e.user_id = $3 AND e.course_id <> $4 AND EXISTS (SELECT FROM app.package_runs r JOIN app.packages p ON p.id = r.package_id WHERE r.enrolment_id = e.id AND p.originator = $5))
        ORDER BY g.objective, g.saved_at DESC, e.id = $1 DESC`, [enrolment, outline.objectivesGlobal, actor.userId, course, originator]);
  }

  /** Writes down what is news: a course tells what it read elsewhere too, and that is no word of its own. Too long a name is kept by the tree alone. */
  async note(actor: Actor, whose: Whose, objectives: Readonly<Record<string, unknown>>): Promise<void> {
    const known = new Map((await this.known(actor, whose)).map(({ objective, value }) => [objective, value]));
    for (const [objective, value] of Object.entries(objectives)) {
      if (Buffer.byteLength(objective) > longestKey || isDeepStrictEqual(known.get(objective), value)) continue;
      await this.db.sql('INSERT INTO app.global_objectives (enrolment_id, objective, value) VALUES ($1, $2, $3) ON CONFLICT (enrolment_id, objective) DO UPDATE SET value = $3, saved_at = now()', [whose.enrolment_id, objective, JSON.stringify(value)]);
    }
  }
}
