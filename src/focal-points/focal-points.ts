import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { invalid, notFound, outdated, preconditionRequired } from '../kernel/problems.js';
import { FocalPoint } from './focal-point.entity.js';

/** What an event about a focal point is about. Its party reads it. */
export const subject = ({ id, party }: Pick<FocalPoint, 'id' | 'party'>) => ({ type: 'focal-point', id, originator: party });

/** Of a query for `point`: only those who can act today. The fence shows others to their own party and to the secretariat, who see to it. */
export const speaking = 'point.id = ANY ((SELECT app.speaking())::uuid[])';

/** @throws Problem 400 for hours that close before they open, or an end before the beginning */
export function mustMakeSense({ opens, closes, since, until }: { opens: string; closes: string; since?: string; until?: string | null }): void {
  if (closes <= opens) throw invalid([{ path: 'closes', message: 'The office closes after it opens.' }]);
  if (since && until && until <= since) throw invalid([{ path: 'until', message: 'The mandate ends after it begins.' }]);
}

/** Focal points by name, in the running unit of work. Whoever may not see one is told there is none. */
@Injectable()
export class FocalPoints {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /** @throws Problem 404 */
  async readable(actor: Actor, id: string): Promise<FocalPoint> {
    const found = await this.access.scope(this.db.query(FocalPoint, 'point'), actor, 'read').andWhere('point.id = :id', { id }).getOne();
    return found ?? Promise.reject(notFound());
  }

  /** Whether it can act today: its person does, and its party does. */
  async speaks({ id }: FocalPoint): Promise<boolean> {
    return this.db.query(FocalPoint, 'point').where('point.id = :id', { id }).andWhere(speaking).getExists();
  }

  /** Locked, for a change. @param seen the version the client saw; left out for a change of state. @throws Problem 404, 403, 428, 412 */
  async changeable(actor: Actor, id: string, verb: string, seen?: number): Promise<FocalPoint> {
    this.access.require(actor, verb, await this.readable(actor, id));
    if (Number.isNaN(seen)) throw preconditionRequired();
    const point = await this.locked(id);
    if (seen !== undefined && point.rowVersion !== seen) throw outdated();
    return point;
  }

  /** Locked, whoever acts: the fence alone decides. @throws Problem 404 */
  async locked(id: string): Promise<FocalPoint> {
    const point = await this.db.query(FocalPoint, 'point').where('point.id = :id', { id }).setLock('pessimistic_write').getOne();
    return point ?? Promise.reject(notFound());
  }

  async save(point: FocalPoint): Promise<void> {
    await this.db.manager.save(point);
  }

  /** How many confirmed focal points a party has. */
  confirmed(party: string): Promise<number> {
    return this.db.query(FocalPoint, 'point').where(`point.party = :party AND point.state = 'confirmed'`, { party }).getCount();
  }
}
