import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import { Directory } from '../directory/directory.js';
import type { FocalPointView } from '../directory/directory.dto.js';
import type { FocalPointInput } from '../focal-point.dto.js';
import type { FocalPoint } from '../focal-point.entity.js';
import { FocalPoints, mustMakeSense, subject } from '../focal-points.js';
import type { HandOverInput } from './mandates.dto.js';

/** A mandate while it stands: described, confirmed for another year, handed over, ended. Each answers within its own unit of work: afterwards the actor may have become somebody who is asked anew. */
@Injectable()
export class Mandates {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly points: FocalPoints,
    private readonly directory: Directory,
  ) {}

  /** Agency, languages, office hours. @throws Problem 400, 403, 404, 409, 412, 428 */
  describe(actor: Actor, id: string, seen: number, input: FocalPointInput): Promise<FocalPointView> {
    mustMakeSense(input);
    return this.change(actor, id, 'edit', 'focal-point.described', (point) => {
      point.mustStand();
      Object.assign(point, input);
      return { fields: Object.keys(input) };
    }, seen);
  }

  /** For a year from today, by the person whose mandate it is. @throws Problem 403, 404, 409 */
  confirm(actor: Actor, id: string): Promise<FocalPointView> {
    return this.change(actor, id, 'confirm', 'focal-point.reconfirmed', (point) => {
      point.confirm();
      return { due: point.dueOn };
    });
  }

  /** Ends it for a successor, who takes rank and drafts; the personal record stays where it is. @throws Problem 403, 404, 409 */
  handOver(actor: Actor, id: string, { successor, reason = 'handed over' }: HandOverInput): Promise<FocalPointView> {
    return this.db.write(actor, async () => {
      const point = await this.points.changeable(actor, id, 'hand_over');
      point.mustStand();
      const next = await this.points.readable(actor, successor);
      if (next.party !== point.party) throw notFound();
      if (next.userId === point.userId) throw conflict('It cannot be handed over to the same person.');
      const heir = await this.points.locked(next.id);
      heir.mustStand();
      point.end(reason, heir.id);
      if (point.rank === 'primary' && heir.area === point.area) heir.rank = 'primary';
      await this.points.save(point);
      await this.points.save(heir);
      await this.events.record(actor, 'focal-point.handed-over', subject(point), { successor: heir.id, from: point.userId, to: heir.userId });
      return this.directory.one(actor, id);
    });
  }

  /** @throws Problem 403, 404, 409 */
  end(actor: Actor, id: string, reason: string): Promise<FocalPointView> {
    return this.change(actor, id, 'end', 'focal-point.ended', async (point) => {
      point.end(reason);
      await this.points.save(point);
      return { reason, left: await this.points.confirmed(point.party) };
    });
  }

  private change(actor: Actor, id: string, verb: string, event: string, work: (point: FocalPoint) => object | Promise<object>, seen?: number): Promise<FocalPointView> {
    return this.db.write(actor, async () => {
      const point = await this.points.changeable(actor, id, verb, seen);
      const detail = await work(point);
      await this.points.save(point);
      await this.events.record(actor, event, subject(point), detail);
      return this.directory.one(actor, id);
    });
  }
}
