import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Problem } from '../../kernel/problems.js';
import { Practice } from '../assessment/practice/practice.js';
import { Lesson } from '../catalogue/lesson.entity.js';
import { Progress } from '../enrolment/progress.js';
import { notByReading, readByOneself, Study } from '../enrolment/study.js';
import type { OutboxEventInput, OutboxInput, OutboxResultView, OutboxView, Outcome } from './outbox.dto.js';

interface Judged {
  outcome: Outcome;
  reason: string | null;
  score: number | null;
  lessonId: string | null;
}

type Opened = Awaited<ReturnType<Study['opened']>>;

const accepted = (lessonId: string, score: number | null = null): Judged => ({ outcome: 'accepted', reason: null, score, lessonId });
const refused = (reason: string, lessonId: string | null = null): Judged => ({ outcome: 'refused', reason: reason.slice(0, 500), score: null, lessonId });

/**
 * What was done without a line, taken in exactly once. A place moves the one kept by the server only if it is the later one: by its order on one
 * device, by its time between devices and what was saved on line. What is done stays done. Answers of practice are marked here, by the examiner;
 * of them the mark is kept and not the answer.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly study: Study,
    private readonly progress: Progress,
    private readonly practice: Practice,
  ) {}

  /** @throws Problem 404 when the course is not the actor's to read any more, 409 when the enrolment does not open it; nothing was taken then */
  async take(actor: Actor, id: string, input: OutboxInput): Promise<OutboxView> {
    const ordered = [...input.events].sort((a, b) => a.seq - b.seq);
    const before = await this.known(actor, id, ordered);
    // Marking has units of work of its own. What is known already is not marked again.
    const marks = new Map<string, Judged>();
    for (const event of ordered) if (event.kind === 'answer' && !before.has(event.id)) marks.set(event.id, await this.marked(actor, id, event));

    return this.db.write(actor, async () => {
      const opened = await this.study.opened(actor, id);
      await this.db.sql('SELECT FROM app.enrolments WHERE id = $1 FOR UPDATE', [id]);
      const results: OutboxResultView[] = [];
      for (const event of ordered) {
        const earlier = (await this.earlier(id, [event.id]))[0];
        if (earlier) results.push({ ...earlier, isNew: false });
        else results.push({ ...(await this.keep(actor, opened, input, event, marks.get(event.id))), isNew: true });
      }
      const [now] = await this.db.sql<{ progress: string; state: string }>('SELECT progress, state FROM app.enrolments WHERE id = $1', [id]);
      const fresh = results.filter(({ isNew }) => isNew);
      const count = (outcome: Outcome) => fresh.filter((one) => one.outcome === outcome).length;
      if (fresh.length > 0) {
        await this.events.record(actor, 'enrolment.synchronised', { type: 'enrolment', id, originator: opened.enrolment.party }, { device: input.device, accepted: count('accepted'), refused: count('refused') });
      }
      return { accepted: count('accepted'), known: results.length - fresh.length, refused: count('refused'), progress: Number(now?.progress ?? 0), isCompleted: now?.state === 'completed', results };
    });
  }

  private known(actor: Actor, id: string, events: readonly OutboxEventInput[]): Promise<Set<string>> {
    return this.db.read(actor, async () => {
      await this.study.opened(actor, id);
      return new Set((await this.earlier(id, events.map((event) => event.id))).map((one) => one.id));
    });
  }

  private async earlier(id: string, ids: readonly string[]): Promise<Omit<OutboxResultView, 'isNew'>[]> {
    const rows = await this.db.sql<{ id: string; outcome: Outcome; reason: string | null; score: string | null; received: Date }>(
      'SELECT id, outcome, reason, score, received_at AS received FROM app.offline_events WHERE enrolment_id = $1 AND id = ANY ($2::uuid[])', [id, [...ids]]);
    return rows.map(({ received, score, ...row }) => ({ ...row, score: score === null ? null : Number(score), receivedAt: received.toISOString() }));
  }

  private async marked(actor: Actor, id: string, { lesson, question = '', draw = 0, answer = {} }: OutboxEventInput): Promise<Judged> {
    try {
      const { score } = await this.practice.correct(actor, id, lesson, question, { draw, answer });
      return { ...accepted(''), score };
    } catch (error) {
      return asRefusal(error, 'This question is not practised in the lesson any more.');
    }
  }

  private async keep(actor: Actor, opened: Opened, { device, sentAt }: OutboxInput, event: OutboxEventInput, mark: Judged | undefined): Promise<Omit<OutboxResultView, 'isNew'>> {
    const { enrolment } = opened;
    const { steps, ...judged } = await this.judge(opened, event, mark);
    const [kept] = await this.db.sql<{ received: Date; happened: Date; isLatest: boolean }>(
      `INSERT INTO app.offline_events AS e (id, enrolment_id, lesson_id, device, seq, kind, step, question, score, outcome, reason, client_time, happened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, least(now(), $12::timestamptz + (now() - $13::timestamptz)))
       RETURNING received_at AS received, happened_at AS happened,
         NOT EXISTS (SELECT FROM app.offline_events l WHERE l.enrolment_id = e.enrolment_id AND l.lesson_id = e.lesson_id AND l.device = e.device AND l.kind = 'place' AND l.seq > e.seq) AS "isLatest"`,
      [event.id, enrolment.id, judged.lessonId, device, event.seq, event.kind, event.step ?? null, event.question ?? null, judged.score, judged.outcome, judged.reason, event.clientTime, sentAt]);
    if (!kept) throw new Error('an insertion gave no row back');
    if (judged.outcome === 'accepted' && judged.lessonId && event.kind === 'place') {
      if (kept.isLatest) await this.progress.atThen(enrolment, judged.lessonId, event.step ?? 1, steps, kept.happened);
      if (event.done) await this.progress.done(actor, enrolment.id, judged.lessonId, { assurance: 'client_reported', at: kept.happened });
    }
    return { id: event.id, outcome: judged.outcome, reason: judged.reason, score: judged.score, receivedAt: kept.received.toISOString() };
  }

  private async judge({ enrolment, course }: Opened, event: OutboxEventInput, mark: Judged | undefined): Promise<Judged & { steps: number }> {
    const lesson = await this.db.query(Lesson, 'lesson').where('lesson.courseVersionId = :version AND lesson.code = :code', { version: enrolment.courseVersionId, code: event.lesson }).getOne();
    if (!lesson) return { ...refused('There is no such lesson in the course.'), steps: 1 };
    if (event.kind === 'answer') return { ...(mark ?? refused('It was not marked.')), lessonId: lesson.id, steps: 1 };
    const { steps } = await this.study.length(lesson, course, event.language ?? enrolment.language);
    if ((event.step ?? 1) > steps) return { ...refused(`This lesson has ${steps} steps.`, lesson.id), steps };
    if (event.done && !readByOneself.includes(lesson.kind)) return { ...refused(notByReading, lesson.id), steps };
    return { ...accepted(lesson.id), steps };
  }
}

/** A refusal of this one event. What is wrong with the portal itself is no refusal: the device sends it again. */
function asRefusal(error: unknown, notThere: string): Judged {
  if (!(error instanceof Problem) || error.status >= 500) throw error;
  return refused(error.status === 404 ? notThere : (error.extra.errors?.[0]?.message ?? error.detail));
}
