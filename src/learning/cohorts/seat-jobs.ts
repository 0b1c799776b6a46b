import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles, type Payload } from '../../kernel/jobs/index.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { Seats } from '../enrolment/seats.js';

const keeper = systemActor('seat-keeping');
const about = ({ id, party }: Enrolment) => ({ type: 'enrolment', id, originator: party });

/** Time and freed seats: the waiting list moves up in its order, offers lapse, reserved seats are released, cohorts run and end. */
@Injectable()
export class SeatJobs {
  constructor(
    private readonly db: Database,
    private readonly seats: Seats,
    private readonly events: Events,
  ) {}

  /** Everybody who waits, in order: whose party may have no more is passed over, the next ones are not. */
  @Handles('promote-waiting')
  async promote({ cohort }: Payload): Promise<void> {
    const waiting = await this.db.read(keeper, () => this.db.sql<{ id: string }>(`SELECT id FROM app.enrolments WHERE cohort_id = $1 AND state = 'waitlisted' ORDER BY decided_at, id`, [cohort]));
    for (const { id } of waiting) await this.db.write(keeper, async () => {
      const enrolment = await this.held(id);
      if (enrolment?.state !== 'waitlisted' || !enrolment.approvedBy) return;
      const becomes = await this.seats.tryTake(enrolment);
      if (!becomes) return;
      enrolment.promote(becomes);
      await this.db.manager.save(enrolment);
      await this.events.record(keeper, 'enrolment.promoted', about(enrolment), { course: enrolment.courseId, user: enrolment.userId, state: enrolment.state, seat: enrolment.seatFrom });
    }, { repeatable: true });
  }

  @Handles('lapse-offer')
  async lapse({ enrolment: id }: Payload): Promise<void> {
    await this.db.write(keeper, async () => {
      const enrolment = await this.held(String(id));
      if (enrolment?.state !== 'offered' || !enrolment.offerUntil || enrolment.offerUntil > new Date()) return;
      enrolment.lapse();
      await this.seats.free(enrolment);
      await this.db.manager.save(enrolment);
      await this.events.record(keeper, 'enrolment.lapsed', about(enrolment), { course: enrolment.courseId, user: enrolment.userId, state: enrolment.state });
    }, { repeatable: true });
  }

  @Handles('release-seats')
  async release({ cohort }: Payload): Promise<void> {
    await this.db.write(keeper, async () => {
      const [row] = await this.db.sql<{ freed: number; originator: string }>('SELECT app.release_seats(c.id) AS freed, c.originator FROM app.cohorts c WHERE c.id = $1', [cohort]);
      if (!row || row.freed === 0) return;
      await this.events.record(keeper, 'cohort.seats-released', { type: 'cohort', id: String(cohort), originator: row.originator }, { seats: row.freed });
      await this.seats.promote(String(cohort));
    }, { repeatable: true });
  }

  /** A cancelled cohort is nobody's any more; one that is over keeps whoever took part, and lets the others go to the next. */
  @Handles('empty-cohort')
  async empty({ cohort }: Payload): Promise<void> {
    const [kept, held] = await this.db.read(keeper, async () => [
      (await this.db.sql<{ state: string }>('SELECT state FROM app.cohorts WHERE id = $1', [cohort]))[0]?.state,
      await this.db.sql<{ id: string }>(`SELECT id FROM app.enrolments WHERE cohort_id = $1 AND state IN ('nominated', 'waitlisted', 'approved', 'offered', 'active')`, [cohort]),
    ] as const);
    if (kept !== 'cancelled' && kept !== 'finished') return;
    for (const { id } of held) await this.db.write(keeper, async () => {
      const enrolment = await this.held(id);
      if (!enrolment?.isOpen || (kept === 'finished' && enrolment.state === 'active')) return;
      enrolment.remove(kept === 'cancelled' ? 'The cohort was cancelled.' : 'The cohort is over.');
      await this.seats.free(enrolment);
      await this.db.manager.save(enrolment);
      await this.events.record(keeper, 'enrolment.removed', about(enrolment), { course: enrolment.courseId, user: enrolment.userId, state: enrolment.state });
    }, { repeatable: true });
  }

  @Handles('cohort-days', { daily: true })
  async days(): Promise<void> {
    await this.db.write(keeper, async () => {
      const moved = await this.db.sql<{ id: string; originator: string; state: string }>(
        `UPDATE app.cohorts SET state = CASE WHEN ends_on < current_date THEN 'finished' ELSE 'running' END, row_version = row_version + 1
          WHERE state IN ('open', 'closed') AND starts_on <= current_date OR state = 'running' AND ends_on < current_date RETURNING id, originator, state`);
      for (const { id, originator, state } of moved) {
        await this.events.record(keeper, `cohort.${state}`, { type: 'cohort', id, originator });
        if (state === 'finished') await this.seats.empty(id);
      }
    }, { repeatable: true });
  }

  private held(id: string): Promise<Enrolment | null> {
    return this.db.query(Enrolment, 'enrolment').where('enrolment.id = :id', { id }).setLock('pessimistic_write').getOne();
  }
}
