import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { conflict, invalid } from '../../kernel/problems.js';
import { Parties } from '../../members/index.js';
import type { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import { About } from './about.js';
import type { Deed } from './retention-request.entity.js';
import { RetentionRequests } from './retention-requests.js';
import type { DueList, ExtensionInput, ExtensionView, HeldView, HoldView, RetentionView } from './retention.dto.js';
import { Schedule } from './schedule/schedule.js';

const pageSize = 50;
/** How far ahead the list of what falls due looks, in days. */
const ahead = 365;

/** How long documents are kept, told to whoever reads them, and decided on by their originator. */
@Injectable()
export class Retention {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly cursors: Cursors,
    private readonly parties: Parties,
    private readonly about: About,
    private readonly schedule: Schedule,
    private readonly requests: RetentionRequests,
  ) {}

  /** The schedule as it bears on one document; holds, extensions and what waits are told to the originator alone. @throws Problem 404 */
  of(actor: Actor, id: string): Promise<RetentionView> {
    return this.db.read(actor, async () => {
      const document = await this.documents.readable(actor, id);
      const found = await this.schedule.one(id);
      const ours = document.originator === actor.party;
      const hold = ours ? await this.hold(id) : null;
      const decides = this.access.can(actor, 'retain', document);
      const waiting = decides ? await this.requests.waiting(actor, id) : [];
      return {
        rule: found?.rule ?? null,
        due: found?.due ?? null,
        actsOn: ours && found?.announcedOn ? found.actsOn : null,
        extension: ours ? await this.extension(id) : null,
        hold,
        waiting,
        asks: decides ? asksOf(document, hold).filter((deed) => !waiting.some((one) => one.deed === deed)) : [],
        mayExtend: decides,
      };
    });
  }

  /** Keeps one document longer than the schedule says; a nearer day takes a part of it back. @throws Problem 400, 403, 404, 409 */
  extend(actor: Actor, id: string, { until, reason }: ExtensionInput): Promise<RetentionView> {
    return this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, id);
      this.access.require(actor, 'retain', document);
      const today = new Date(this.db.now());
      if (until <= isoDay(today)) throw invalid([{ path: 'until', message: 'Choose a day to come.' }]);
      if (until > isoDay(new Date(Date.UTC(today.getUTCFullYear() + 10, today.getUTCMonth(), today.getUTCDate())))) throw invalid([{ path: 'until', message: 'A document is kept ten years longer at the most; it can be kept longer again.' }]);
      await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [id]);
      const found = await this.schedule.one(id);
      if (!found?.rule) throw conflict('No rule lets this document go, so there is nothing to extend.');
      await this.db.sql(
        `INSERT INTO app.retention_extensions (document_id, until, reason, extended_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (document_id) DO UPDATE SET until = $2, reason = $3, extended_by = $4, extended_at = now()`, [id, until, reason, actor.userId],
      );
      await this.db.sql('UPDATE app.documents SET kept_until = $2 WHERE id = $1', [id, until]);
      await this.events.record(actor, 'document.retention-extended', { type: 'document', id, originator: document.originator }, { until, reason });
      return this.of(actor, id);
    });
  }

  /** What falls due within a year, soonest first: what would be disposed of when, before anything is. */
  due(actor: Actor, cursor: string | undefined): Promise<DueList> {
    return this.db.read(actor, async () => {
      const after = cursor ? (this.cursors.open(actor, 'retention/due', cursor) as [string, string]) : undefined;
      const dueBy = isoDay(new Date(this.db.now() + ahead * 86_400_000));
      const found = await this.schedule.of({ originator: actor.party, dueBy, limit: pageSize + 1, after });
      const page = found.slice(0, pageSize);
      const last = found.length > pageSize ? page.at(-1) : undefined;
      const about = await this.about.of(page.map(({ id }) => id));
      return {
        items: page.flatMap((row) => { const document = about.get(row.id); return document && row.rule && row.due && row.actsOn ? [{ document, rule: row.rule, due: row.due, actsOn: row.actsOn, announcedOn: row.announcedOn, held: row.held }] : []; }),
        next: last ? this.cursors.seal(actor, 'retention/due', [last.due, last.id]) : null,
      };
    });
  }

  /** Everything one's own party holds. */
  held(actor: Actor): Promise<HeldView[]> {
    return this.db.read(actor, async () => {
      const rows = await this.db.sql<{ id: string }>('SELECT document_id AS id FROM app.legal_holds WHERE party = $1 ORDER BY since DESC, document_id LIMIT 500', [actor.party]);
      const about = await this.about.of(rows.map(({ id }) => id));
      const items: HeldView[] = [];
      for (const { id } of rows) {
        const [document, hold] = [about.get(id), await this.hold(id)];
        if (document && hold) items.push({ document, hold });
      }
      return items;
    });
  }

  private async hold(documentId: string): Promise<HoldView | null> {
    const [row] = await this.db.sql<{ since: Date; reason: string; asked_by: string; decided_by: string }>(
      'SELECT h.since, r.reason, r.asked_by, r.decided_by FROM app.legal_holds h JOIN app.retention_requests r ON r.id = h.request_id WHERE h.document_id = $1', [documentId],
    );
    if (!row) return null;
    const names = await this.parties.names();
    return { since: row.since.toISOString(), reason: row.reason, askedBy: names.get(row.asked_by) ?? null, approvedBy: names.get(row.decided_by) ?? null };
  }

  private async extension(documentId: string): Promise<ExtensionView | null> {
    const [row] = await this.db.sql<{ until: string; reason: string; extended_by: string }>('SELECT until::text AS until, reason, extended_by FROM app.retention_extensions WHERE document_id = $1', [documentId]);
    return row ? { until: row.until, reason: row.reason, by: (await this.parties.names()).get(row.extended_by) ?? null } : null;
  }
}

/** A draft is discarded, not disposed of; what is held can only be let go of. */
function asksOf({ state }: Document, hold: HoldView | null): Deed[] {
  if (hold) return ['lift'];
  return state === 'draft' ? ['hold'] : ['hold', 'dispose'];
}

const isoDay = (at: Date) => at.toISOString().slice(0, 10);
