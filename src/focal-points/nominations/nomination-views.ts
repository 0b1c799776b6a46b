import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Parties } from '../../members/index.js';
import { FocalPoint } from '../focal-point.entity.js';
import { isOfficer } from '../officer.js';
import type { Nomination } from './nomination.entity.js';
import type { HandView, NominationView, SaidView } from './nominations.dto.js';

interface Said extends SaidView {
  nomination: string;
  user: string;
  when: Date;
}

/** Nominations as those see them who have to do with them. In the running unit of work. */
@Injectable()
export class NominationViews {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
  ) {}

  async of(actor: Actor, nominations: readonly Nomination[]): Promise<NominationView[]> {
    if (nominations.length === 0) return [];
    const ids = nominations.map(({ id }) => id);
    const points = new Map((await this.db.query(FocalPoint, 'point').where('point.id = ANY(:ids)', { ids }).getMany()).map((point) => [point.id, point]));
    const names = await this.parties.names();
    const said = await this.db.sql<Said>('SELECT nomination_id AS nomination, at AS "when", user_id AS "user", party, text FROM app.nomination_messages WHERE nomination_id = ANY ($1::uuid[]) ORDER BY at', [ids]);
    const hand = (id: string | null, at: Date | null): HandView | null => (id && at ? { name: names.get(id) ?? null, at: at.toISOString(), own: id === actor.userId } : null);
    return nominations.flatMap((nomination) => {
      const point = points.get(nomination.id);
      if (!point) return [];
      const { id, party, area, rank, name, agency, languages, since, until, state } = point;
      return [{
        id, party, area, rank, name, agency, languages, since, until, state, email: nomination.email, onBehalf: nomination.onBehalf,
        letter: nomination.letterKey ? nomination.letter : null,
        nominated: hand(nomination.nominatedBy, nomination.nominatedAt) as HandView,
        checked: hand(nomination.checkedBy, nomination.checkedAt), checkNote: nomination.checkNote,
        approved: hand(nomination.approvedBy, nomination.approvedAt),
        closed: hand(nomination.closedBy, nomination.closedAt), reason: nomination.reason,
        messages: said.filter((one) => one.nomination === id).map(({ when, user, party: of, text }) => ({ at: when.toISOString(), by: names.get(user) ?? of, party: of, text })),
        allows: this.access.allows(actor, nomination),
        whyNot: this.whyNot(actor, nomination, point),
      }];
    });
  }

  private whyNot(actor: Actor, nomination: Nomination, { state }: FocalPoint): string | null {
    const step = ({ nominated: 'check', checked: 'approve' } as Record<string, string>)[state];
    if (!step || !isOfficer(actor) || this.access.can(actor, step, nomination)) return null;
    return this.access.explain(actor, step, nomination).sentence;
  }
}
