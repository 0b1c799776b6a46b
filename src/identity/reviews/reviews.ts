import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, invalid } from '../../kernel/problems.js';
import { Administration } from '../people/administration.js';
import { givenBy } from '../people/giving.js';
import { PeopleList } from '../people/people-list.js';
import { about, People } from '../people/people.js';
import { nextDue, openReview } from './due.js';
import type { HandInInput, PersonDecisionInput, ReviewedPersonView, ReviewView } from './reviews.dto.js';

/** "Confirm your people", twice a year: those who look after them say of each whether they still work for the party, and as what. */
@Injectable()
export class Reviews {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly list: PeopleList,
    private readonly people: People,
    private readonly administration: Administration,
  ) {}

  /** The review under way, or when the next one is due. */
  current(actor: Actor): Promise<ReviewView> {
    return this.db.read(actor, () => this.view(actor));
  }

  /**
   * Keeps, changes or ends each of those named; the others stay unconfirmed. All of it or nothing. Once everybody is confirmed the review is
   * done. @throws Problem 404, 403, 409, 400
   */
  handIn(actor: Actor, { review, decisions }: HandInInput): Promise<ReviewView> {
    return this.db.write(actor, async () => {
      const open = await openReview(this.db, actor.party);
      if (open?.id !== review) throw conflict('This review is no longer under way. Load the page again.', 'review-over');
      for (const [index, decision] of decisions.entries()) await this.decide(actor, decision, `decisions.${index}`);
      const view = await this.view(actor);
      const left = view.people.filter(({ isConfirmed }) => !isConfirmed).length;
      await this.db.sql('UPDATE app.people_reviews SET handed_in_at = now(), handed_in_by = $2, closed_at = CASE WHEN $3 = 0 THEN now() END WHERE id = $1', [review, actor.userId, left]);
      const count = (kind: PersonDecisionInput['decision']) => decisions.filter((one) => one.decision === kind).length;
      await this.events.record(actor, 'people-review.handed-in', { type: 'people-review', id: review, originator: actor.party }, { kept: count('keep'), changed: count('change'), ended: count('end'), left });
      return this.view(actor);
    });
  }

  private async decide(actor: Actor, { id, decision, roles, reason }: PersonDecisionInput, path: string): Promise<void> {
    const delegation = await this.administration.changeable(actor, id, 'review');
    if (decision === 'end') {
      if (!reason) throw invalid([{ path: `${path}.reason`, message: 'Say why the person no longer acts for you.' }]);
      return this.people.close(actor, delegation, { reason });
    }
    if (decision === 'change') {
      if (!roles) throw invalid([{ path: `${path}.roles`, message: 'Say which roles the person has from now on.' }]);
      return this.administration.giveRoles(actor, delegation, roles);
    }
    delegation.confirm();
    await this.db.manager.save(delegation);
    await this.events.record(actor, 'person.confirmed', about(delegation));
  }

  private async view(actor: Actor): Promise<ReviewView> {
    const open = await openReview(this.db, actor.party);
    const roles = [...givenBy(actor)];
    if (!open) return { id: null, ...(await nextDue(this.db, actor.party)), openedAt: null, handedInAt: null, people: [], roles };
    const people = (await this.list.current(actor)).filter(({ state, allows }) => state === 'active' && allows.includes('review'))
      .map((person): ReviewedPersonView => ({ ...person, isConfirmed: new Date(person.confirmedAt) >= open.opened_at }));
    return { id: open.id, due: open.due, lapsesOn: open.lapses_on, openedAt: open.opened_at.toISOString(), handedInAt: open.handed_in_at?.toISOString() ?? null, people, roles };
  }
}
