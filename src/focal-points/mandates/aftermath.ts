import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events, On } from '../../kernel/events/index.js';
import { Problem } from '../../kernel/problems.js';
import { People } from '../../identity/index.js';
import { FocalPoint } from '../focal-point.entity.js';
import { FocalPoints, subject } from '../focal-points.js';

interface Gone {
  id: string;
  party: string;
  user_id: string;
  arrived: boolean;
}

/**
 * What follows when a mandate is over: the role goes with the last one, an invitation nobody took up is void, private details are forgotten,
 * and a party without anybody is noticed.
 */
@Injectable()
export class Aftermath {
  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Database,
    private readonly events: Events,
    private readonly points: FocalPoints,
    private readonly people: People,
  ) {}

  @On('focal-point.ended')
  ended(eventId: string): Promise<void> {
    return this.after(eventId);
  }

  @On('focal-point.lapsed')
  lapsed(eventId: string): Promise<void> {
    return this.after(eventId);
  }

  @On('focal-point.handed-over')
  handedOver(eventId: string): Promise<void> {
    return this.after(eventId);
  }

  /** Somebody is forgotten who was one: the mandates stay, under the made-up name. The letter of nomination is its party's. */
  @On('person.forgotten')
  async forgotten(eventId: string): Promise<void> {
    await this.db.write(systemActor('focal-points'), () => this.db.sql('SELECT app.forget_focal_point($1)', [eventId], 'forget_focal_point'), { repeatable: true });
  }

  private async after(eventId: string): Promise<void> {
    const [gone] = (await this.dataSource.query('SELECT id, party, user_id, arrived FROM app.focal_point_of($1)', [eventId])) as Gone[];
    if (!gone) return;
    const clock = systemActor('focal-points', gone.party);
    await this.db.write(clock, async () => {
      const others = await this.db.query(FocalPoint, 'point').where(`point.party = :party AND point.userId = :user AND point.state IN ('approved', 'confirmed')`, { party: gone.party, user: gone.user_id }).getCount();
      if (others === 0) await this.release(clock, gone);
      await this.db.sql('DELETE FROM app.focal_point_contacts WHERE focal_point_id = $1', [gone.id]);
      if (gone.arrived && (await this.points.confirmed(gone.party)) === 0) await this.events.record(clock, 'focal-point.unmanned', subject(gone));
    });
  }

  /** In the running unit of work of the clock. */
  private async release(clock: Actor, { party, user_id: user, arrived }: Gone): Promise<void> {
    const done = arrived ? this.people.withdraw(clock, user, party, ['focal_point']) : this.people.end(clock, user, party);
    await done.catch((error: unknown) => {
      if (!(error instanceof Problem && error.status === 404)) throw error; // somebody ended the delegation already
    });
  }
}
