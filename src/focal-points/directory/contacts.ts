import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { invalid } from '../../kernel/problems.js';
import { FocalPoints, subject } from '../focal-points.js';
import { Contact, type ContactKind } from './contact.entity.js';
import type { ContactInput, ContactView } from './directory.dto.js';

/** What is shown of one focal point's private details. */
export type ContactsOf = Partial<Record<ContactKind, string>>;

const telephone = /^\+[0-9][0-9 ()-]{5,28}$/;
const address = /^[^\s@]{1,64}@[^\s@]{3,190}$/;

/** Private ways to reach a focal point: fetched on demand, recorded before the answer, and only as far as their owner allows (SR-48). */
@Injectable()
export class Contacts {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly points: FocalPoints,
  ) {}

  /** What is not for the actor is absent, as what does not exist is. @throws Problem 404 */
  of(actor: Actor, id: string): Promise<ContactView> {
    return this.db.write(actor, async () => {
      const point = await this.points.readable(actor, id);
      await this.events.record(actor, 'focal-point.contact-read', subject(point));
      const own = point.userId === actor.userId;
      const items = (await this.readable(actor, [id])).map(({ kind, value, shownTo }) => ({ kind, value, shownTo: own ? shownTo : undefined }));
      return { items, next: null };
    });
  }

  /** Those of several focal points, each recorded under this name; in the running unit of work. */
  async recorded(actor: Actor, points: readonly { id: string; party: string }[], event: string): Promise<Map<string, ContactsOf>> {
    for (const point of points) await this.events.record(actor, event, subject(point));
    const found = new Map<string, ContactsOf>();
    for (const { focalPointId, kind, value } of await this.readable(actor, points.map(({ id }) => id))) found.set(focalPointId, { ...found.get(focalPointId), [kind]: value });
    return found;
  }

  /** By their owner: what stands there from now on. @throws Problem 400, 403, 404, 409 */
  keep(actor: Actor, id: string, { items }: ContactInput): Promise<void> {
    const wrong = items.flatMap(({ kind, value }, index) => {
      const message = kind === 'secure_mail' ? (address.test(value) ? null : 'Give an address like name@agency.gov') : kind === 'post' || telephone.test(value) ? null : 'Give the number with its country code, like +62 21 5550 123';
      return message ? [{ path: `items.${index}.value`, message }] : [];
    });
    if (wrong.length > 0) throw invalid(wrong);
    return this.db.write(actor, async () => {
      const point = await this.points.changeable(actor, id, 'reach');
      point.mustStand();
      await this.db.sql('DELETE FROM app.focal_point_contacts WHERE focal_point_id = $1', [id]);
      for (const { kind, value, shownTo } of items) {
        await this.db.sql('INSERT INTO app.focal_point_contacts (focal_point_id, kind, party, user_id, value, shown_to) VALUES ($1, $2, $3, $4, $5, $6)', [id, kind, point.party, actor.userId, value.trim(), shownTo]);
      }
      await this.events.record(actor, 'focal-point.contact-changed', subject(point), { kinds: items.map(({ kind }) => kind) });
    });
  }

  private readable(actor: Actor, ids: readonly string[]): Promise<Contact[]> {
    const query = this.access.scope(this.db.query(Contact, 'contact'), actor, 'read');
    return query.andWhere('contact.focalPointId = ANY(:ids)', { ids }).orderBy(`array_position(ARRAY['phone', 'mobile', 'secure_mail', 'post'], contact.kind)`).getMany();
  }
}
