import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events, On } from '../kernel/events/index.js';

/** When a focal point hands over, the drafts in their care become the successor's duty. Who began them stays on record. */
@Injectable()
export class HandedOver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  @On('focal-point.handed-over')
  async drafts(eventId: string): Promise<void> {
    const [over] = (await this.dataSource.query('SELECT party, user_id AS "from", successor_user AS "to" FROM app.focal_point_of($1)', [eventId])) as { party: string; from: string; to: string }[];
    if (!over) return;
    const actor = systemActor('hand-over', over.party);
    await this.db.write(actor, async () => {
      const moved = await this.db.sql<{ id: string }>(
        `UPDATE app.documents SET keeper = $3 WHERE originator = $1 AND state = 'draft' AND coalesce(keeper, created_by) = $2 RETURNING id`, [over.party, over.from, over.to],
      );
      for (const { id } of moved) await this.events.record(actor, 'document.entrusted', { type: 'document', id, originator: over.party }, { from: over.from, to: over.to });
    });
  }
}
