import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Access, actorOf, type Actor, type Membership } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { notFound, notSignedIn, type Problem } from '../../kernel/problems.js';
import { Course } from '../catalogue/course.entity.js';
import { GlobalObjectives } from './global-objectives.js';
import type { Outline } from './import/outline.js';
import { aliasOf, hashOf, notNow, refusedValue, withdrawn, type Held, type Receipt } from './held.js';
import type { RunState } from './run-time/run-state.js';
import { isWhole } from './sequencing/keeping.js';
import { better, judged, outcomeOf, untouched, type Learner, type Outcome, type UnitState } from './run-time/tracking.js';
import type { CommitInput } from './run-time.dto.js';
import { Previews } from './previews.js';
import { Reached } from './reached.js';

/** How many commits a page may have under way as it goes away, and how often, in milliseconds, one that came before the others is looked at again. */
const atOnce = 8;
const turns = 8;
const pause = 125;

interface Launch {
  id: string;
  enrolment_id: string;
  lesson_id: string;
  package_id: string;
  course_id: string;
  originator: string;
  title: string;
  strict: boolean;
  package_state: 'ready' | 'withdrawn';
  outline: Outline;
  learner_id: string;
  sequencing: string | null;
  unit: string | null;
  last_seq: number;
  end_reason: 'ended' | 'superseded' | null;
  ended_long_ago: boolean;
  state: string;
}

interface Saved {
  unit: string;
  cmi: Record<string, string>;
  seconds: string;
  is_open: boolean;
  sessions: number;
  launch_id: string;
  is_complete: boolean;
  success: Outcome['success'];
  score: string | null;
  saved_at: Date;
  elapsed: number;
}

/**
 * The server's side of a package that runs: everything it says is a claim, judged by its data model once more, numbered, and counted once. The
 * launch token is good for its one launch and for nothing else; the learner's own standing is asked on every call.
 */
@Injectable()
export class RunTime {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly reached: Reached,
    private readonly previews: Previews,
    private readonly objectives: GlobalObjectives,
  ) {}

  /** Who holds this token, or the secret of a launch's addresses; null when nobody does any more. */
  async holder(secret: string): Promise<(Held & { byToken: boolean }) | null> {
    const visitor = actorOf({ name: 'package' });
    const [facts] = await this.db.read(visitor, () => this.db.sql<{ launch_id: string; by_token: boolean; user_id: string; party: string; membership: Membership; keys: string[]; is_preview: boolean }>(
      'SELECT *, false AS is_preview FROM app.launch_facts($1) UNION ALL SELECT *, true FROM app.preview_facts($1)', [hashOf(secret)]));
    if (!facts) return null;
    return { actor: actorOf({ userId: facts.user_id, name: 'package', party: facts.party, membership: facts.membership, keys: facts.keys }), launchId: facts.launch_id, isPreview: facts.is_preview, byToken: facts.by_token };
  }

  /** @throws Problem 401 without a token that is good, 404 for another launch than its own, which is recorded */
  async held(token: string, launchId: string): Promise<Held> {
    const holder = token ? await this.holder(token) : null;
    if (!holder?.byToken) throw notSignedIn();
    if (holder.launchId === launchId) return holder;
    await this.blocked(holder, 'token-on-another-launch');
    throw notFound();
  }

  /** What was stopped of a package's doing is told to the record: a word, and whose package. */
  async blocked({ actor, launchId }: Held, what: string): Promise<void> {
    const [launch] = await this.db.read(actor, () => this.db.sql<{ package_id: string; originator: string }>(
      `SELECT p.id AS package_id, p.originator FROM app.launches l JOIN app.package_runs r USING (enrolment_id, lesson_id) JOIN app.packages p ON p.id = r.package_id WHERE l.id = $1
       UNION ALL SELECT p.id, p.originator FROM app.package_previews v JOIN app.packages p ON p.id = v.package_id WHERE v.id = $1`, [launchId]));
    if (launch) await this.events.refused(actor, 'package.blocked', { type: 'package', id: launch.package_id, originator: launch.originator }, what);
  }

  async state(held: Held): Promise<RunState> {
    if (held.isPreview) return this.previews.state(held);
    const { actor, launchId } = held;
    return this.db.write(actor, async () => {
      const launch = await this.launch(actor, launchId);
      if (launch.package_state !== 'ready') throw withdrawn(launch.last_seq);
      await this.db.sql(`UPDATE app.launches SET lease_until = now() + interval '90 seconds' WHERE id = $1 AND ended_at IS NULL`, [launchId]);
      const saved = await this.db.sql<Saved>('SELECT * FROM app.sco_states WHERE enrolment_id = $1 AND lesson_id = $2', [launch.enrolment_id, launch.lesson_id]);
      const objectives = await this.objectives.known(actor, launch);
      const { outline } = launch;
      return {
        launchId, edition: outline.edition, title: launch.title, strict: launch.strict, learner: learnerOf(launch), units: outline.units, tree: outline.tree, sequencing: launch.sequencing, unit: launch.unit, lastSeq: launch.last_seq,
        states: Object.fromEntries(saved.map((one) => [one.unit, { ...stateOf(one), isComplete: one.is_complete }])), objectives: Object.fromEntries(objectives.map(({ objective, value }) => [objective, value])),
        objectivesGlobal: outline.objectivesGlobal, storesGlobal: outline.storesGlobal ?? true,
        savedAt: saved.map(({ saved_at: at }) => at.toISOString()).sort().at(-1) ?? null,
      };
    });
  }

  /**
   * Takes a numbered commit, once. The same one again is answered as before; another under its number, or one that leaves a gap, is refused, and
   * what comes from a launch that was superseded is kept aside. A page that goes away sends all it has at once, and it arrives in any order: what
   * comes a little early waits a moment for what goes before it. @throws Problem 409 with a `code`, 422 with the standard's
   */
  async commit(held: Held, seq: number, input: CommitInput): Promise<Receipt> {
    if (held.isPreview) return this.previews.commit(held, seq, input);
    const { actor, launchId } = held;
    const hash = createHash('sha256').update(JSON.stringify([input.unit, input.delta, input.final ?? false, input.opening ?? false])).digest();
    for (let turn = 1; ; turn += 1) {
      const { receipt, problem, early } = await this.db.write(actor, () => this.taken(actor, launchId, seq, hash, input));
      if (receipt) return receipt;
      if (!early || turn === turns) throw problem ?? early ?? notFound();
      await sleep(pause);
    }
  }

  /** The same for this moment: `early` is what to say of one whose predecessor may be on its way. In the running unit of work. */
  private async taken(actor: Actor, launchId: string, seq: number, hash: Buffer, input: CommitInput): Promise<{ receipt?: Receipt; problem?: Problem; early?: Problem }> {
    const launch = await this.launch(actor, launchId, true);
    const [known] = await this.db.sql<{ sha256: Buffer; state: string }>('SELECT sha256, state FROM app.commits WHERE launch_id = $1 AND seq = $2', [launchId, seq]);
    if (known && !known.sha256.equals(hash)) throw notNow('SEQ_CONFLICT', `Another commit was stored under number ${seq}.`, { lastSeq: launch.last_seq });
    if (known && known.state === 'applied') return { receipt: { seq, state: 'replayed' as const, isComplete: await this.isComplete(launch) } };
    if (launch.end_reason === 'superseded' || launch.package_state !== 'ready') return { problem: await this.late(launch, seq, hash, input, known !== undefined) };
    if (launch.ended_long_ago) throw notNow('LAUNCH_ENDED', 'This launch has ended. Open the course again to go on.', { lastSeq: launch.last_seq });
    const gap = notNow('SEQ_GAP', `Number ${launch.last_seq + 1} is awaited.`, { lastSeq: launch.last_seq });
    if (seq > launch.last_seq + 1 && seq <= launch.last_seq + atOnce) return { early: gap };
    if (seq !== launch.last_seq + 1) throw gap;
    return { receipt: { seq, state: 'applied' as const, isComplete: await this.applied(actor, launch, seq, hash, input) } };
  }

  /** Ends a launch; commits that were under way may still come for a minute. Ending it again changes nothing. */
  async end(held: Held): Promise<void> {
    if (held.isPreview) return this.previews.end(held);
    const { actor, launchId } = held;
    await this.db.write(actor, async () => {
      const launch = await this.launch(actor, launchId, true);
      if (launch.end_reason !== null) return;
      await this.db.sql(`UPDATE app.launches SET ended_at = now(), end_reason = 'ended' WHERE id = $1`, [launchId]);
    });
  }

  private async launch(actor: Actor, id: string, lock = false): Promise<Launch> {
    const [launch] = await this.db.sql<Launch>(
      `SELECT l.id, l.enrolment_id, l.lesson_id, r.package_id, p.course_id, p.originator, p.title, p.strict, p.state AS package_state, p.outline, r.learner_id, r.sequencing, r.unit, l.last_seq, l.end_reason, e.state,
              l.ended_at IS NOT NULL AND l.ended_at < now() - interval '60 seconds' AS ended_long_ago
         FROM app.launches l JOIN app.package_runs r USING (enrolment_id, lesson_id) JOIN app.packages p ON p.id = r.package_id JOIN app.enrolments e ON e.id = l.enrolment_id
        WHERE l.id = $1 ${lock ? 'FOR UPDATE OF l' : ''}`, [id]);
    if (!launch || !['active', 'completed'].includes(launch.state)) throw notFound();
    const course = await this.access.scope(this.db.query(Course, 'course'), actor, 'read').andWhere('course.id = :id', { id: launch.course_id }).getOne();
    if (!course) throw notFound();
    return launch;
  }

  private async applied(actor: Actor, launch: Launch, seq: number, hash: Buffer, { unit: identifier, delta, final, opening, sequencing, objectives, position }: CommitInput): Promise<boolean> {
    const { edition, units } = launch.outline;
    const unit = units.find((one) => one.identifier === identifier);
    if (!unit) throw refusedValue({ element: identifier, code: edition === 'scorm12' ? 201 : 351 });
    const [saved] = await this.db.sql<Saved>(`SELECT *, extract(epoch FROM now() - session_began_at)::float8 AS elapsed FROM app.sco_states WHERE enrolment_id = $1 AND lesson_id = $2 AND unit = $3`, [launch.enrolment_id, launch.lesson_id, identifier]);
    const before = saved ? stateOf(saved) : untouched;
    const begins = opening === true || !before.isOpen || saved?.launch_id !== launch.id;
    const found = judged(edition, launch.strict, unit, learnerOf(launch), before, { delta, final, begins });
    if ('code' in found) throw refusedValue(found);
    const { claimed, after } = found;
    const flagged = claimed > (begins ? 0 : (saved?.elapsed ?? 0)) * 1.1 + 60;
    const known: Outcome = saved ? { isComplete: saved.is_complete, success: saved.success, score: saved.score === null ? null : Number(saved.score) } : { isComplete: false, success: 'unknown', score: null };
    const outcome = better(known, outcomeOf(edition, unit, after));
    await this.db.sql('INSERT INTO app.commits (launch_id, enrolment_id, seq, sha256, unit, delta, state, time_flagged) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [launch.id, launch.enrolment_id, seq, hash, identifier, JSON.stringify(delta), 'applied', flagged]);
    await this.db.sql(`UPDATE app.launches SET last_seq = $2, lease_until = now() + interval '90 seconds' WHERE id = $1`, [launch.id, seq]);
    await this.db.sql(
      `INSERT INTO app.sco_states AS s (enrolment_id, lesson_id, unit, cmi, seconds, is_open, sessions, launch_id, is_complete, success, score) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (enrolment_id, lesson_id, unit) DO UPDATE SET cmi = $4, seconds = $5, is_open = $6, sessions = $7, launch_id = $8, is_complete = $9, success = $10, score = $11, saved_at = now(),
         session_began_at = CASE WHEN $12 THEN now() ELSE s.session_began_at END`,
      [launch.enrolment_id, launch.lesson_id, identifier, JSON.stringify(after.values), after.seconds, after.isOpen, after.sessions, launch.id, outcome.isComplete, outcome.success, outcome.score, begins]);
    await this.db.sql('UPDATE app.package_runs SET sequencing = coalesce($3, sequencing), unit = $4 WHERE enrolment_id = $1 AND lesson_id = $2', [launch.enrolment_id, launch.lesson_id, sequencing ?? null, position === undefined ? identifier : position]);
    if (objectives) await this.objectives.note(actor, launch, objectives);
    const { isComplete, done, of, score } = await this.summary({ ...launch, sequencing: sequencing ?? launch.sequencing });
    await this.reached.note(actor, launch.enrolment_id, launch.lesson_id, { done, of, isComplete, score });
    return isComplete;
  }

  /** Keeps what a launch that is superseded, or whose package was withdrawn, still has to say, under its number, for staff to see; and says so. */
  private async late(launch: Launch, seq: number, hash: Buffer, { unit, delta }: CommitInput, isKnown: boolean): Promise<Problem> {
    if (!isKnown && seq <= launch.last_seq + 1_000) {
      await this.db.sql(`INSERT INTO app.commits (launch_id, enrolment_id, seq, sha256, unit, delta, state) VALUES ($1, $2, $3, $4, $5, $6, 'late')`, [launch.id, launch.enrolment_id, seq, hash, unit, JSON.stringify(delta)]);
    }
    if (launch.package_state !== 'ready') return withdrawn(launch.last_seq);
    return notNow('SESSION_SUPERSEDED', 'This course was opened elsewhere, and goes on there. What you did here afterwards was kept aside; it does not count.', { lastSeq: launch.last_seq });
  }

  private async isComplete(launch: Launch): Promise<boolean> {
    return (await this.summary(launch)).isComplete;
  }

  /** Every unit counts, unless the rules of the course are content without some of them; the score is the mean of those that gave one. */
  private async summary({ enrolment_id: enrolment, lesson_id: lesson, outline, sequencing }: Launch): Promise<{ isComplete: boolean; done: number; of: number; score: number | null }> {
    const rows = await this.db.sql<{ unit: string; is_complete: boolean; score: string | null }>('SELECT unit, is_complete, score FROM app.sco_states WHERE enrolment_id = $1 AND lesson_id = $2', [enrolment, lesson]);
    const complete = new Set(rows.filter((row) => row.is_complete).map(({ unit }) => unit));
    const scos = outline.units.filter(({ kind }) => kind === 'sco');
    const counted = scos.length > 0 ? scos : outline.units;
    const done = counted.filter(({ identifier }) => complete.has(identifier)).length;
    const scores = rows.flatMap(({ score }) => (score === null ? [] : [Number(score)]));
    return { isComplete: done === counted.length || (outline.edition === 'scorm2004' && isWhole(outline.tree.id, sequencing)), done, of: counted.length, score: scores.length > 0 ? scores.reduce((sum, one) => sum + one, 0) / scores.length : null };
  }
}

const learnerOf = ({ learner_id: id }: Launch): Learner => ({ id, alias: aliasOf(id) });
const stateOf = ({ cmi, seconds, is_open: isOpen, sessions }: Saved): UnitState => ({ values: cmi, seconds: Number(seconds), isOpen, sessions });
