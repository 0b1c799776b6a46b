import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles } from '../../kernel/jobs/index.js';
import type { FocalPoint } from '../focal-point.entity.js';
import { FocalPoints, subject } from '../focal-points.js';

/** Days before the due day on which somebody is reminded; negative is after it. */
const remindedAt = [30, 7, 0, -14];
/** Days after the due day on which an unconfirmed mandate lapses. */
const lapsesAfter = 30;

/** Time passes here, each night: reminders of the yearly confirmation, lapse, and the end of mandates that had one. */
@Injectable()
export class Year {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly points: FocalPoints,
  ) {}

  /** Everything that is due today. A night that was missed is made up for, and nothing is said twice. */
  @Handles('focal-points-nightly', { daily: true })
  async pass(): Promise<void> {
    const due = await this.db.read(systemActor('focal-points'), () => this.db.sql<{ id: string; party: string }>(
      `SELECT id, party FROM app.focal_points WHERE state = 'confirmed' AND (due_on <= current_date + $1::integer OR until <= current_date) ORDER BY id`, [remindedAt[0]],
    ));
    for (const { id, party } of due) await this.one(id, party);
  }

  private async one(id: string, party: string): Promise<void> {
    const clock = systemActor('focal-points', party);
    await this.db.write(clock, async () => {
      const point = await this.points.locked(id);
      if (point.state !== 'confirmed') return;
      const [today] = await this.db.sql<{ left: number; over: boolean }>('SELECT $1::date - current_date AS left, coalesce($2::date <= current_date, false) AS over', [point.dueOn, point.until]);
      if (!today) return;
      const reminders = remindedAt.filter((days) => today.left <= days).length;
      const lapses = today.left <= -lapsesAfter;
      if (!lapses && !today.over) return reminders > point.reminders ? this.remind(clock, point, reminders, today.left) : undefined;
      if (today.over) point.end('its term is over');
      else point.lapse();
      await this.points.save(point);
      await this.events.record(clock, today.over ? 'focal-point.ended' : 'focal-point.lapsed', subject(point), { due: point.dueOn, left: await this.points.confirmed(party) });
    }, { repeatable: true });
  }

  private async remind(clock: Actor, point: FocalPoint, reminders: number, days: number): Promise<void> {
    point.reminders = reminders;
    await this.points.save(point);
    await this.events.record(clock, 'focal-point.reminded', subject(point), { due: point.dueOn, days });
  }
}
