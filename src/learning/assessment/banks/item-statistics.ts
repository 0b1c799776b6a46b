import { Injectable } from '@nestjs/common';
import { systemActor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import type { StatisticsView } from './banks.dto.js';

const examiner = systemActor('examiner');
/** Fewer would tell of persons. */
const fewest = 5;
/** From here on the figures say something of the question. */
const telling = 30;

/**
 * How a question fares in examinations: how many get it right (difficulty, p), and whether those who do are those who do well in the rest
 * (discrimination, the point-biserial correlation with the rest of the attempt). Of all attempts together, never of a person or a party.
 */
@Injectable()
export class ItemStatistics {
  constructor(private readonly db: Database) {}

  /** In a unit of work of the examiner's own; whether the question may be looked at was asked before. */
  of(item: string): Promise<StatisticsView> {
    return this.db.read(examiner, async () => {
      const [found] = await this.db.sql<{ count: number; p: number; r: number | null }>(
        `WITH put AS (SELECT t.attempt_id, t.n FROM app.attempt_items t JOIN app.item_versions v ON v.id = t.item_version_id WHERE v.item_id = $1),
              marked AS (SELECT DISTINCT ON (g.attempt_id, g.n) g.attempt_id, g.n, g.score / g.max AS share FROM app.grades g JOIN app.attempts a ON a.id = g.attempt_id
                          WHERE a.state = 'graded' AND g.attempt_id IN (SELECT attempt_id FROM put) ORDER BY g.attempt_id, g.n, g.given_at DESC),
              beside AS (SELECT m.*, sum(m.share) OVER (PARTITION BY m.attempt_id) - m.share AS rest FROM marked m)
         SELECT count(*)::int AS count, avg(share)::float AS p, corr(share, rest)::float AS r FROM beside JOIN put USING (attempt_id, n)`, [item]);
      const { count, p, r } = found ?? { count: 0, p: 0, r: null };
      if (count < fewest) return { attempts: null, difficulty: null, discrimination: null, flags: [] };
      const flags = [p < 0.2 && 'too_hard', p > 0.95 && 'too_easy', r !== null && r < 0.1 && 'tells_little'].filter((flag) => flag !== false);
      return { attempts: count, difficulty: rounded(p), discrimination: r === null ? null : rounded(r), flags: count >= telling ? flags : [] };
    });
  }
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
