import { Inject, Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import { Course } from '../catalogue/course.entity.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { contentOrigin } from './content-address.js';
import { hashOf, mustBeServed, secret } from './held.js';
import type { Outline } from './import/outline.js';
import type { LaunchView, PackageRunView } from './packages.dto.js';

/** How long a launch may last, and how long one is believed to run that is not heard of. */
const lasts = { launch: '8 hours', lease: '90 seconds' };

interface Placed {
  lesson_id: string;
  title: string;
  package_id: string;
}

/** A learner opens a package: one launch at a time for each lesson, the latest one counts. */
@Injectable()
export class Launches {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Begins a launch, and ends one that runs elsewhere: what comes from there afterwards is kept aside. @throws Problem 404, 403, 409, 503 */
  async launch(actor: Actor, enrolmentId: string, lessonId: string | undefined): Promise<LaunchView> {
    mustBeServed(this.settings);
    return this.db.write(actor, async () => {
      const enrolment = await this.studied(actor, enrolmentId);
      const placed = await this.placed(enrolment, lessonId);
      await this.db.sql('INSERT INTO app.package_runs (enrolment_id, lesson_id, package_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [enrolmentId, placed.lesson_id, placed.package_id]);
      const [run] = await this.db.sql<{ package_id: string }>('SELECT package_id FROM app.package_runs WHERE enrolment_id = $1 AND lesson_id = $2 FOR UPDATE', [enrolmentId, placed.lesson_id]);
      if (!run) throw notFound();
      const [{ state } = { state: '' }] = await this.db.sql<{ state: string }>('SELECT state FROM app.packages WHERE id = $1', [run.package_id]);
      if (state !== 'ready') throw conflict('This course was withdrawn: something harmful was found in it. Those who look after it were told; what you reached so far stays.', 'package-withdrawn');
      await this.db.sql(`UPDATE app.launches SET ended_at = now(), end_reason = 'superseded' WHERE enrolment_id = $1 AND lesson_id = $2 AND ended_at IS NULL`, [enrolmentId, placed.lesson_id]);
      const [token, path] = [secret(32), secret(18)];
      const [launch] = await this.db.sql<{ id: string; expires_at: Date }>(
        `INSERT INTO app.launches (enrolment_id, lesson_id, user_id, party, token_hash, path_hash, expires_at, lease_until)
         VALUES ($1, $2, $3, $4, $5, $6, now() + $7::interval, now() + $8::interval) RETURNING id, expires_at`,
        [enrolmentId, placed.lesson_id, actor.userId, actor.party, hashOf(token), hashOf(path), lasts.launch, lasts.lease]);
      if (!launch) throw notFound();
      await this.events.record(actor, 'package.launched', { type: 'package', id: run.package_id }, { enrolment: enrolmentId, lesson: placed.lesson_id, launch: launch.id });
      return { launchId: launch.id, launchToken: token, expiresAt: launch.expires_at.toISOString(), playerUrl: `${contentOrigin(this.settings, run.package_id)}/player#${launch.id}/${path}/${token}` };
    });
  }

  /** How far a learner is in a package, and whether it runs somewhere now. @throws Problem 404 */
  async run(actor: Actor, enrolmentId: string, lessonId: string | undefined): Promise<PackageRunView> {
    return this.db.read(actor, async () => {
      const enrolment = await this.readable(actor, enrolmentId);
      const placed = await this.placed(enrolment, lessonId);
      const [run] = await this.db.sql<{ package_id: string }>('SELECT package_id FROM app.package_runs WHERE enrolment_id = $1 AND lesson_id = $2', [enrolmentId, placed.lesson_id]);
      const [found] = await this.db.sql<{ outline: Outline; state: 'ready' | 'withdrawn' }>('SELECT outline, state FROM app.packages WHERE id = $1', [run?.package_id ?? placed.package_id]);
      if (!found) throw notFound();
      const states = await this.db.sql<{ unit: string; is_complete: boolean; success: string; score: string | null; seconds: string; saved_at: Date }>(
        'SELECT unit, is_complete, success, score, seconds, saved_at FROM app.sco_states WHERE enrolment_id = $1 AND lesson_id = $2', [enrolmentId, placed.lesson_id]);
      const [running] = await this.db.sql<{ began_at: Date }>('SELECT began_at FROM app.launches WHERE enrolment_id = $1 AND lesson_id = $2 AND ended_at IS NULL AND lease_until > now() AND expires_at > now()', [enrolmentId, placed.lesson_id]);
      const late = await this.db.sql<{ unit: string; delta: Record<string, string>; received_at: Date; count: number }>(
        `SELECT c.unit, c.delta, c.received_at, count(*) OVER ()::int AS count FROM app.commits c JOIN app.launches l ON l.id = c.launch_id
          WHERE l.enrolment_id = $1 AND l.lesson_id = $2 AND c.state = 'late' ORDER BY c.received_at DESC LIMIT 20`, [enrolmentId, placed.lesson_id]);
      const known = new Map(states.map((state) => [state.unit, state]));
      return {
        lessonId: placed.lesson_id, title: placed.title, kind: found.outline.edition, isWithdrawn: found.state === 'withdrawn', runningSince: running?.began_at.toISOString() ?? null, late: late[0]?.count ?? 0, lateCommits: late.map(({ unit, delta, received_at: at }) => ({ unit, delta, receivedAt: at.toISOString() })),
        units: found.outline.units.map(({ identifier, title, kind }) => {
          const state = known.get(identifier);
          return {
            identifier, title, kind, isComplete: state?.is_complete ?? false, success: state?.success ?? 'unknown', score: state === undefined || state.score === null ? null : Number(state.score), seconds: Number(state?.seconds ?? 0), savedAt: state?.saved_at.toISOString() ?? null,
          };
        }),
      };
    });
  }

  /** An enrolment that may be studied now: its own trainee's, under way, in a course that trainee may still read. */
  private async studied(actor: Actor, id: string): Promise<Enrolment> {
    const enrolment = await this.readable(actor, id);
    this.access.require(actor, 'study', enrolment);
    const course = await this.access.scope(this.db.query(Course, 'course'), actor, 'read').andWhere('course.id = :id', { id: enrolment.courseId }).getOne();
    if (!course) throw notFound();
    if (!['active', 'completed'].includes(enrolment.state)) throw conflict('This enrolment is not under way, so nothing of the course can be opened.', 'not-active');
    return enrolment;
  }

  private async readable(actor: Actor, id: string): Promise<Enrolment> {
    const query = this.access.scope(this.db.query(Enrolment, 'enrolment'), actor, 'read');
    return (await query.andWhere('enrolment.id = :id', { id }).getOne()) ?? Promise.reject(notFound());
  }

  private async placed({ courseVersionId }: Enrolment, lessonId: string | undefined): Promise<Placed> {
    const [placed] = await this.db.sql<Placed>(
      `SELECT l.id AS lesson_id, l.title, lp.package_id FROM app.lessons l JOIN app.lesson_packages lp ON lp.lesson_id = l.id JOIN app.course_parts p ON p.id = l.part_id
        WHERE l.course_version_id = $1 AND ($2::uuid IS NULL OR l.id = $2) ORDER BY p.number, l.number LIMIT 1`, [courseVersionId, lessonId ?? null]);
    return placed ?? Promise.reject(notFound());
  }
}
