import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/index.js';
import { Jobs } from '../../kernel/jobs/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import type { Enrolment } from './enrolment.entity.js';

type Taken = 'quota' | 'pool' | 'NOT_ADMITTED' | 'PARTY_MAX' | 'FULL' | 'CLOSED';

const why: Record<Exclude<Taken, 'quota' | 'pool'>, [code: string, detail: string]> = {
  NOT_ADMITTED: ['PARTY_NOT_ADMITTED', 'No seats of this cohort are for your party. Ask the centre that runs it.'],
  PARTY_MAX: ['PARTY_MAX', 'Your party has all the seats it may have in this cohort. Put the nominee on the waiting list, or give up another seat.'],
  FULL: ['COHORT_FULL', 'Every seat of this cohort is taken. Put the nominee on the waiting list.'],
  CLOSED: ['COHORT_CLOSED', 'This cohort takes nobody in any more.'],
};

interface Place {
  centre: string;
  versionId: string;
  state: string;
  offerDays: number;
}

/** Seats of cohorts: taken and given back by functions of the database that lock enrolment, cohort and quota in this order. In the running unit of work. */
@Injectable()
export class Seats {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  /** Where somebody may be nominated: an open cohort of this course. @throws Problem 404, 409 */
  async place(courseId: string, cohortId: string): Promise<Place> {
    const [found] = await this.db.sql<Place>(
      'SELECT centre, course_version_id AS "versionId", state, offer_days AS "offerDays" FROM app.cohorts WHERE id = $1 AND course_id = $2', [cohortId, courseId]);
    if (!found || found.state === 'planned') throw notFound();
    if (found.state !== 'open') throw conflict('This cohort takes no nominations any more.', 'cohort-state', { code: 'COHORT_CLOSED', state: found.state });
    return found;
  }

  /**
   * Takes a seat and says what becomes of the enrolment: offered at once, or approved where the centre has to confirm it. Without a cohort there is
   * nothing to take. @throws Problem 409 with PARTY_MAX, COHORT_FULL, PARTY_NOT_ADMITTED, COHORT_CLOSED
   */
  async take(enrolment: Enrolment): Promise<'approved' | 'offered'> {
    const taken = await this.tried(enrolment);
    if (taken === null) return 'offered';
    if (taken === 'quota' || taken === 'pool') return this.given(enrolment, taken);
    const [code, detail] = why[taken];
    throw conflict(detail, code.toLowerCase().replaceAll('_', '-'), { code, waiting: taken === 'PARTY_MAX' || taken === 'FULL' });
  }

  /** The same without a refusal: null where there was no seat. */
  async tryTake(enrolment: Enrolment): Promise<'approved' | 'offered' | null> {
    const taken = await this.tried(enrolment);
    return taken === 'quota' || taken === 'pool' ? this.given(enrolment, taken) : null;
  }

  /** Says until when the seat is offered, by the clock of the database; then the offer lapses. */
  async offer(enrolment: Enrolment): Promise<void> {
    const [cohort] = await this.db.sql<{ until: Date }>('SELECT now() + make_interval(days => offer_days) AS until FROM app.cohorts WHERE id = $1', [enrolment.cohortId]);
    enrolment.offerUntil = cohort?.until ?? null;
    if (cohort) await this.jobs.enqueue('lapse-offer', { enrolment: enrolment.id }, { at: cohort.until, key: `lapse-offer/${enrolment.id}` });
  }

  /** Takes everybody out of a cohort who holds no part in it any more, soon. */
  empty(cohortId: string): Promise<void> {
    return this.jobs.enqueue('empty-cohort', { cohort: cohortId }, { key: `empty-cohort/${cohortId}` });
  }

  /** Gives a seat back; the next on the waiting list is promoted once this commits. */
  async free(enrolment: Enrolment): Promise<void> {
    if (!enrolment.cohortId) return;
    const [freed] = await this.db.sql<{ freed: boolean }>('SELECT app.free_seat($1) AS freed', [enrolment.id], 'free_seat');
    enrolment.seatFrom = null;
    if (freed?.freed) await this.promote(enrolment.cohortId);
  }

  /** Looks through the waiting list of a cohort soon. */
  promote(cohortId: string): Promise<void> {
    return this.jobs.enqueue('promote-waiting', { cohort: cohortId }, { key: `promote-waiting/${cohortId}` });
  }

  private async tried(enrolment: Enrolment): Promise<Taken | null> {
    if (!enrolment.cohortId) return null;
    const [row] = await this.db.sql<{ taken: Taken }>('SELECT app.take_seat($1) AS taken', [enrolment.id], 'take_seat');
    return row?.taken ?? 'CLOSED';
  }

  private async given(enrolment: Enrolment, from: 'quota' | 'pool'): Promise<'approved' | 'offered'> {
    enrolment.seatFrom = from;
    const [cohort] = await this.db.sql<{ confirms: boolean }>('SELECT confirms FROM app.cohorts WHERE id = $1', [enrolment.cohortId]);
    if (cohort?.confirms) return 'approved';
    await this.offer(enrolment);
    return 'offered';
  }
}
