import { Injectable } from '@nestjs/common';
import { systemActor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import type { StatisticsView } from './banks.dto.js';
import type { QuizFiguresView } from './trials.dto.js';

const examiner = systemActor('examiner');
/** Fewer people would tell of persons. */
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

  static readonly nothing: StatisticsView = { attempts: null, difficulty: null, discrimination: null, flags: [] };

  /** By question; those with too few answers are left out. In a unit of work of the examiner's own; whether the questions may be looked at was asked before. */
  of(items: readonly string[]): Promise<Map<string, StatisticsView>> {
    return this.db.read(examiner, async () => {
      const found = await this.db.sql<{ item: string; count: number; people: number; p: number; r: number | null }>(
        `WITH put AS (SELECT t.attempt_id, t.n, v.item_id FROM app.attempt_items t JOIN app.item_versions v ON v.id = t.item_version_id WHERE v.item_id = ANY ($1)),
              marked AS (SELECT DISTINCT ON (g.attempt_id, g.n) g.attempt_id, g.n, a.user_id, g.score / g.max AS share FROM app.grades g JOIN app.attempts a ON a.id = g.attempt_id
                          WHERE a.state = 'graded' AND g.attempt_id IN (SELECT attempt_id FROM put) ORDER BY g.attempt_id, g.n, g.given_at DESC),
              beside AS (SELECT m.*, sum(m.share) OVER (PARTITION BY m.attempt_id) - m.share AS rest FROM marked m)
         SELECT item_id AS item, count(*)::int AS count, count(DISTINCT user_id)::int AS people, avg(share)::float AS p, corr(share, rest)::float AS r FROM beside JOIN put USING (attempt_id, n) GROUP BY item_id`, [items]);
      return new Map(found.filter(({ people }) => people >= fewest).map(({ item, count, p, r }) => {
        const flags = [p < 0.2 && 'too_hard', p > 0.95 && 'too_easy', r !== null && r < 0.1 && 'tells_little'].filter((flag) => flag !== false);
        return [item, { attempts: count, difficulty: rounded(p), discrimination: r === null ? null : rounded(r), flags: count >= telling ? flags : [] }];
      }));
    });
  }

  /** Those of the versions that stand in an attempt. */
  asked(versions: readonly string[]): Promise<ReadonlySet<string>> {
    return this.db.read(examiner, async () => {
      const found = await this.db.sql<{ id: string }>('SELECT v.id FROM app.item_versions v WHERE v.id = ANY ($1) AND EXISTS (SELECT FROM app.attempt_items t WHERE t.item_version_id = v.id)', [versions]);
      return new Set(found.map(({ id }) => id));
    });
  }

  /** How a quiz fares as a whole and by its sections, in the order of its blueprint; the lesson in each version of its course, as it was taken there. */
  ofQuiz(lessons: readonly string[]): Promise<QuizFiguresView> {
    return this.db.read(examiner, async () => {
      const [all] = await this.db.sql<{ attempts: number; people: number; passed: number; score: number }>(
        `SELECT count(*)::int AS attempts, count(DISTINCT user_id)::int AS people, avg(passed::int)::float AS passed, avg(score)::float AS score FROM app.attempts WHERE lesson_id = ANY ($1) AND state = 'graded'`, [lessons]);
      if (!all || all.people < fewest) return { attempts: null, passed: null, score: null, sections: [] };
      const sections = await this.db.sql<{ title: string; reached: number; failed: number }>(
        `SELECT s.part ->> 'title' AS title, avg((s.part ->> 'points')::numeric / nullif((s.part ->> 'max')::numeric, 0))::float AS reached, avg((s.part ->> 'failed')::boolean::int)::float AS failed
           FROM app.attempts a CROSS JOIN LATERAL jsonb_array_elements(a.sections) WITH ORDINALITY AS s(part, place) WHERE a.lesson_id = ANY ($1) AND a.state = 'graded' AND a.sections IS NOT NULL GROUP BY 1 ORDER BY max(s.place), 1`, [lessons]);
      return {
        attempts: all.attempts, passed: rounded(all.passed), score: rounded(all.score),
        sections: sections.map(({ title, reached, failed }) => ({ title, reached: rounded(reached), failed: rounded(failed) })),
      };
    });
  }
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
