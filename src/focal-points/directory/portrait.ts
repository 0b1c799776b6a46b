import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import type { FocalPoint } from '../focal-point.entity.js';
import type { FocalPointView } from './directory.dto.js';

/** A focal point as this actor sees it. */
@Injectable()
export class Portrait {
  constructor(private readonly access: Access) {}

  of(actor: Actor, point: FocalPoint, speaks: boolean): FocalPointView {
    const { id, party, area, rank, name, agency, languages, timeZone, officeDays, opens, closes, since, until, state, dueOn, rowVersion } = point;
    const allows = this.access.allows(actor, point);
    const inside = allows.includes('end');
    return {
      id, party, area, rank, name, agency, languages, timeZone, officeDays, opens, closes, since, until, state, dueOn, rowVersion, allows, speaks,
      confirmedAt: point.confirmedAt?.toISOString() ?? null,
      endedAt: point.endedAt?.toISOString() ?? null,
      endReason: inside ? point.endReason : null,
      own: point.userId !== null && point.userId === actor.userId,
    };
  }
}
