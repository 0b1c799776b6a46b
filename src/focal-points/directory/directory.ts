import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { requireProof, requireProofFor } from '../../kernel/http/index.js';
import { conflict } from '../../kernel/problems.js';
import { writeTable, type Written } from '../../kernel/tables/index.js';
import { FocalPoint } from '../focal-point.entity.js';
import { FocalPoints, speaking, subject } from '../focal-points.js';
import { isOfficer } from '../officer.js';
import { Contacts, type ContactsOf } from './contacts.js';
import type { CardQuery, DirectoryView, DirectoryEntry, DirectoryExportQuery, DirectoryQuery, FocalPointView } from './directory.dto.js';
import { Mailbox } from './mailbox.entity.js';
import { Portrait } from './portrait.js';
import { vcard } from './vcard.js';

const columns = [
  ['party', 'Code'], ['partyName', 'Party'], ['mailbox', 'Functional mailbox'], ['name', 'Focal point'], ['rank', 'Rank'], ['area', 'Subject'], ['agency', 'Agency'], ['languages', 'Languages'],
  ['timeZone', 'Time zone'], ['days', 'Office days'], ['hours', 'Office hours'], ['since', 'Since'], ['until', 'Until'], ['confirmed', 'Confirmed'], ['phone', 'Telephone'], ['mobile', 'Mobile'], ['secure_mail', 'Secure mail'], ['post', 'Postal address'],
].map(([key = '', label = '']) => ({ key, label }));

const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en');

/** Whom to ask, party by party: for everyone who acts for a member; observers get functional mailboxes. */
@Injectable()
export class Directory {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly points: FocalPoints,
    private readonly portrait: Portrait,
    private readonly contacts: Contacts,
  ) {}

  list(actor: Actor, query: DirectoryQuery): Promise<DirectoryView> {
    return this.db.read(actor, () => this.look(actor, query));
  }

  one(actor: Actor, id: string): Promise<FocalPointView> {
    return this.db.read(actor, async () => {
      const point = await this.points.readable(actor, id);
      return this.portrait.of(actor, point, await this.points.speaks(point));
    });
  }

  /** The list to take away. With private details only when asked for, only those shown to the actor, after a fresh proof, and recorded. @throws Problem 403 */
  exported(actor: Actor, { format, contact, ...query }: DirectoryExportQuery): Promise<Written> {
    return this.db.write(actor, async () => {
      const { items } = await this.look(actor, query);
      const points = items.flatMap(({ focalPoints }) => focalPoints);
      if (contact) requireProof(actor);
      requireProofFor(actor, points.length);
      const shown = contact ? await this.contacts.recorded(actor, points, 'focal-point.contact-exported') : new Map<string, ContactsOf>();
      await this.events.record(actor, 'directory.exported', { type: 'directory', id: 'focal-points' }, { format, rows: points.length, contact: contact ?? 'none' });
      if (format === 'vcard') return cards(items.flatMap((entry) => entry.focalPoints.map((point) => vcard(point, entry, shown.get(point.id)))));
      const heading = [contact ? 'TLP:AMBER+STRICT' : 'TLP:GREEN', 'Focal points, for those who act for members.', `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`];
      return writeTable(format, { title: 'Focal points', heading, columns, rows: rowsOf(items, shown) });
    });
  }

  /** One of them as a card for an address book. @throws Problem 404, 409 when it cannot act, or its mandate is over */
  card(actor: Actor, id: string, { contact }: CardQuery): Promise<Written> {
    return this.db.write(actor, async () => {
      const point = await this.points.readable(actor, id);
      if (!(await this.points.speaks(point))) throw conflict('This focal point does not speak for its party at present, so there is no card of it.');
      const shown = contact ? await this.contacts.recorded(actor, [point], 'focal-point.contact-exported') : new Map<string, ContactsOf>();
      await this.events.record(actor, 'focal-point.card-taken', subject(point), { contact: contact ?? 'none' });
      const [entry] = await this.entries(actor, { party: point.party });
      return cards([vcard(this.portrait.of(actor, point, true), entry ?? { name: point.party, mailbox: null }, shown.get(id))]);
    });
  }

  private async look(actor: Actor, query: DirectoryQuery): Promise<DirectoryView> {
    const sees = actor.keys.includes('community') || isOfficer(actor) ? 'focal-points' : 'mailboxes';
    const entries = await this.entries(actor, query);
    const points = this.access.scope(this.db.query(FocalPoint, 'point'), actor, 'read').andWhere(`point.state = 'confirmed'`).andWhere(speaking);
    if (query.area) points.andWhere('point.area = :area', { area: query.area });
    if (query.language) points.andWhere(':language = ANY(point.languages)', { language: query.language });
    const found = await points.orderBy(`point.rank = 'primary'`, 'DESC').addOrderBy('point.name').addOrderBy('point.id').getMany();
    const wanted = fold(query.q ?? '').trim();
    const narrowed = Boolean(query.area ?? query.language);
    const items = entries.flatMap(({ names, ...entry }) => {
      const named = fold(`${names.join(' ')} ${entry.party}`).includes(wanted);
      const focalPoints = found
        .filter((point) => point.party === entry.party && (named || fold(`${point.name} ${point.agency}`).includes(wanted)))
        .map((point) => this.portrait.of(actor, point, true));
      const shown = focalPoints.length > 0 || (!narrowed && named && (sees === 'focal-points' || entry.mailbox !== null));
      return shown ? [{ ...entry, focalPoints }] : [];
    });
    return { items, next: null, sees };
  }

  /** The parties somebody may look for: members, and whoever gives a mailbox or has focal points; states first, in the order of their names, with what they call themselves in any language. */
  private async entries(actor: Actor, { party }: DirectoryQuery): Promise<(Omit<DirectoryEntry, 'focalPoints'> & { names: string[] })[]> {
    const mailboxes = new Map((await this.access.scope(this.db.query(Mailbox, 'mailbox'), actor, 'read').getMany()).map((one) => [one.party, one.address]));
    const rows = await this.db.sql<{ party: string; name: string; kind: string; names: string[] }>(
      `SELECT p.code AS party, p.name, p.kind, ARRAY(SELECT n.name FROM app.party_names n WHERE n.party = p.code AND n.name IS NOT NULL) || p.name AS names FROM app.parties p
        WHERE app.standing_of(p.code) = 'active' AND p.kind <> 'secretariat' AND ($1::text IS NULL OR p.code = $1)
          AND (EXISTS (SELECT FROM app.memberships m WHERE m.party = p.code AND m.body = 'FORUM' AND m.membership = 'member' AND m.valid @> current_date)
               OR p.code = ANY ($2::text[]) OR EXISTS (SELECT FROM app.focal_points f WHERE f.party = p.code AND f.state = 'confirmed'))
        ORDER BY (p.kind = 'organisation'), p.sort_name`, [party ?? null, [...mailboxes.keys()]],
    );
    return rows.map((row) => ({ ...row, mailbox: mailboxes.get(row.party) ?? null }));
  }
}

const cards = (all: readonly string[]): Written => ({ mediaType: 'text/vcard; charset=utf-8', extension: 'vcf', stream: Readable.from([all.join('')]) });

async function* rowsOf(entries: readonly DirectoryEntry[], shown: ReadonlyMap<string, ContactsOf>) {
  for (const { party, name: partyName, mailbox, focalPoints } of entries) {
    if (focalPoints.length === 0) yield { party, partyName, mailbox };
    for (const { id, name, rank, area, agency, languages, timeZone, officeDays, opens, closes, since, until, confirmedAt } of focalPoints) {
      yield {
        party, partyName, mailbox, name, rank, area, agency, languages: languages.join(' '), timeZone, days: officeDays.join(' '), hours: `${opens}–${closes}`, since, until, confirmed: confirmedAt?.slice(0, 10) ?? null,
        ...shown.get(id),
      };
    }
  }
}
