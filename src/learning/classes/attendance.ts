import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, forbidden, invalid, notFound } from '../../kernel/problems.js';
import { Parties } from '../../members/index.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { CohortClass } from './class.entity.js';
import { Classes } from './classes.js';
import type { AttendanceInput, AttendanceView, NoteView } from './classes.dto.js';

/** Of whom something is noted: whoever takes part, or did. */
const present = ['active', 'completed', 'failed', 'expired'];
type Note = NoteView & { enrolment: string; by: string; at: Date };

/** How long each trainee was in a class. Nothing that was noted is changed: a correction is one more note, with its reason, and the last one holds. */
@Injectable()
export class Attendance {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly classes: Classes,
    private readonly parties: Parties,
    private readonly events: Events,
  ) {}

  /** The sheet of a class with all that was ever noted. Recorded. @throws Problem 404 for staff of other cohorts too */
  sheet(actor: Actor, classId: string): Promise<AttendanceView> {
    return this.db.write(actor, async () => {
      const held = await this.classes.readable(actor, classId, 'note');
      const view = await this.view(actor, held);
      await this.events.record(actor, 'attendance.read', subject(held), { class: classId, rows: view.items.length });
      return view;
    });
  }

  /**
   * Notes minutes; said again, nothing is added. Minutes that differ from what was noted before are a correction and need a reason.
   * @throws Problem 404, 403 for one's own, 400, 409 before it began
   */
  note(actor: Actor, classId: string, { entries = [], everybody = false, reason }: AttendanceInput): Promise<AttendanceView> {
    return this.db.write(actor, async () => {
      await this.classes.readable(actor, classId, 'note');
      const held = await this.db.query(CohortClass, 'class').where('class.id = :classId', { classId }).setLock('pessimistic_write').getOneOrFail();
      held.mustBeHeld();
      const [begun] = await this.db.sql('SELECT WHERE $1::timestamptz <= now()', [held.startsAt]);
      if (!begun) throw conflict('This class has not begun yet.', 'class-state', { code: 'CLASS_NOT_BEGUN' });
      const trainees = new Map((await this.trainees(actor, held)).map((one) => [one.id, one]));
      const last = new Map((await this.notes(classId)).map((one) => [one.enrolment, one.minutes]));
      const wanted = new Map(entries.map(({ enrolmentId, minutes }) => [enrolmentId, minutes]));
      for (const id of wanted.keys()) {
        if (!trainees.has(id)) throw notFound();
        if (trainees.get(id)?.userId === actor.userId) throw forbidden('Nobody notes their own attendance. Another of the staff does, or the centre.');
      }
      if ([...wanted.values()].some((minutes) => minutes > held.minutes)) throw invalid([{ path: 'entries', message: `The class lasts ${held.minutes} minutes.` }]);
      if (everybody) for (const { id, userId } of trainees.values()) if (!last.has(id) && !wanted.has(id) && userId !== actor.userId) wanted.set(id, held.minutes);
      const news = [...wanted].filter(([id, minutes]) => last.get(id) !== minutes);
      const corrected = news.filter(([id]) => last.has(id)).length;
      if (corrected > 0 && !reason) throw invalid([{ path: 'reason', message: 'Say why what was noted before is put right.' }]);
      if (news.length > 0) {
        await this.db.sql(
          `INSERT INTO app.attendance (class_id, enrolment_id, n, minutes, reason, noted_by)
           SELECT $1, w.enrolment, coalesce(max(a.n), 0) + 1, w.minutes, CASE WHEN max(a.n) IS NULL THEN NULL ELSE $4 END, $5
             FROM unnest($2::uuid[], $3::integer[]) AS w(enrolment, minutes) LEFT JOIN app.attendance a ON a.class_id = $1 AND a.enrolment_id = w.enrolment GROUP BY w.enrolment, w.minutes`,
          [classId, news.map(([id]) => id), news.map(([, minutes]) => minutes), reason?.trim() ?? null, actor.userId]);
        await this.events.record(actor, 'attendance.noted', subject(held), { class: classId, noted: news.length - corrected, corrected });
      }
      return this.view(actor, held);
    });
  }

  private async view(actor: Actor, held: CohortClass): Promise<AttendanceView> {
    const names = await this.parties.names();
    const notes = Map.groupBy(await this.notes(held.id, 'DESC'), ({ enrolment }) => enrolment);
    const items = (await this.trainees(actor, held)).map(({ id, userId, party }) => {
      const of = (notes.get(id) ?? []).map(({ minutes, reason, by, at }): NoteView => ({ minutes, reason, notedAt: at.toISOString(), notedBy: names.get(by) ?? null }));
      return { enrolmentId: id, name: names.get(userId) ?? null, party, minutes: of[0]?.minutes ?? null, notes: of };
    });
    return { class: await this.classes.view(actor, held), items: items.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '') || (a.enrolmentId < b.enrolmentId ? -1 : 1)) };
  }

  private trainees(actor: Actor, { cohortId }: CohortClass): Promise<Enrolment[]> {
    return this.access.scope(this.db.query(Enrolment, 'enrolment'), actor, 'read').andWhere('enrolment.cohortId = :cohortId AND enrolment.state = ANY(:present)', { cohortId, present }).limit(2000).getMany();
  }

  private notes(classId: string, order: 'ASC' | 'DESC' = 'ASC'): Promise<Note[]> {
    return this.db.sql<Note>(`SELECT enrolment_id AS enrolment, minutes, reason, noted_by AS by, noted_at AS at FROM app.attendance WHERE class_id = $1 ORDER BY enrolment_id, n ${order}`, [classId]);
  }
}

const subject = ({ cohortId, centre }: CohortClass) => ({ type: 'cohort', id: cohortId, originator: centre });
