import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events, On } from '../../kernel/events/index.js';
import { FocalPoints, subject } from '../focal-points.js';

/** The last step: once the nominee acts for the party, with a factor and the terms accepted, the focal point stands in the directory. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Database,
    private readonly events: Events,
    private readonly points: FocalPoints,
  ) {}

  @On('person.accepted')
  accepted(eventId: string): Promise<void> {
    return this.arrive(eventId);
  }

  /** Whoever acts for the party already need not be invited. */
  @On('focal-point.approved')
  approved(eventId: string): Promise<void> {
    return this.arrive(eventId);
  }

  private async arrive(eventId: string): Promise<void> {
    const arrived = (await this.dataSource.query('SELECT id, party FROM app.arrived_focal_points($1)', [eventId])) as { id: string; party: string }[];
    for (const { id, party } of arrived) {
      const clock = systemActor('focal-points', party);
      await this.db.write(clock, async () => {
        const point = await this.points.locked(id);
        if (point.state !== 'approved') return;
        point.arrive();
        await this.points.save(point);
        await this.events.record(clock, 'focal-point.confirmed', subject(point), { due: point.dueOn });
      });
    }
  }
}
