import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Cursors, requireProofFor } from '../../kernel/http/index.js';
import { tlpLabel } from '../../kernel/marking/index.js';
import { writeTable, type TableFormat, type Written } from '../../kernel/tables/index.js';
import { Audiences, Parties } from '../../members/index.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import type { HistoryList, ReadingItem, ReadingList, ReadingsQuery } from './record.dto.js';
import { sentenceOf, type Detail } from './sentences.js';

interface EventRow {
  id: string;
  at: Date;
  key: string;
  actor: string | null;
  party: string | null;
  name: string;
  detail: Detail;
}

const pageSize = 50;
const mostExported = 10_000;
const readings: Record<string, ReadingItem['verb']> = { 'document.opened': 'opened', 'document.previewed': 'previewed', 'document.printed': 'printed', 'document.played': 'played', 'document.downloaded': 'downloaded' };
/** What stands in the record and tells nobody anything in words. */
const untold = [...Object.keys(readings), 'document.indexed'];
const columns = [['at', 'Time (UTC)'], ['name', 'Person'], ['party', 'Party'], ['verb', 'What'], ['version', 'Version']].map(([key = '', label = '']) => ({ key, label }));

/** What happened to a document, for its originator: each release in words, and who opened or downloaded it. */
@Injectable()
export class RecordOfDocument {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly parties: Parties,
    private readonly audiences: Audiences,
    private readonly events: Events,
    private readonly cursors: Cursors,
  ) {}

  /** Newest first. @throws Problem 404, 403 */
  history(actor: Actor, id: string, cursor: string | undefined): Promise<HistoryList> {
    return this.db.read(actor, async () => {
      await this.mine(actor, id);
      const { rows, next } = await this.page(actor, `history/${id}`, cursor, `(subject_type = 'document' AND subject_id = $1 AND name <> ALL ($2)
        OR subject_type = 'release-request' AND subject_id IN (SELECT r.id::text FROM app.release_requests r WHERE r.document_id = $1::uuid))`, [id, untold]);
      const names = await this.parties.names();
      const audiences = await this.audiences.names(rows.flatMap(({ detail }) => [...(detail.marking?.releasableTo ?? []), ...(detail.before?.releasableTo ?? [])]));
      return {
        items: rows.map((row) => ({
          at: row.at.toISOString(),
          actor: row.actor ? { id: row.actor, name: names.get(row.actor) ?? null, party: row.party } : null,
          name: row.name,
          sentence: named(sentenceOf(row.name, row.detail), audiences),
          reason: row.detail.reason ?? null,
        })),
        next,
      };
    });
  }

  /** Who opened and downloaded it, newest first; of one copy alone where its code is given. */
  readings(actor: Actor, id: string, { cursor, code }: ReadingsQuery): Promise<ReadingList> {
    return this.db.read(actor, async () => {
      await this.mine(actor, id);
      const { rows, next } = await this.page(actor, `readings/${id}/${code ?? ''}`, cursor, `subject_type = 'document' AND subject_id = $1 AND name = ANY ($2) AND ($3::text IS NULL OR detail->>'code' = $3)`, [id, Object.keys(readings), code ?? null]);
      return { items: await this.items(rows), next };
    });
  }

  /** The same as a table to take away, marked as the document is. Recorded. */
  exported(actor: Actor, id: string, format: TableFormat): Promise<Written> {
    return this.db.write(actor, async () => {
      const document = await this.mine(actor, id);
      const rows = await this.rows(`subject_type = 'document' AND subject_id = $1 AND name = ANY ($2)`, [id, Object.keys(readings)], mostExported);
      requireProofFor(actor, rows.length);
      await this.events.record(actor, 'record.exported', subject(document), { format, rows: rows.length });
      const items = await this.items(rows);
      const heading = [tlpLabel(document.tlp), `Readings of ${document.symbol}, for its originator ${document.originator} alone.`, `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.`];
      return writeTable(format, { title: 'Readings', heading, columns, rows: each(items) });
    });
  }

  private async mine(actor: Actor, id: string) {
    const document = await this.documents.readable(actor, id);
    this.access.require(actor, 'history', document);
    return document;
  }

  private async page(actor: Actor, filter: string, cursor: string | undefined, where: string, values: unknown[]): Promise<{ rows: EventRow[]; next: string | null }> {
    const [at, id] = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : [];
    const rows = at
      ? await this.rows(`${where} AND (at, id) < ($${values.length + 1}::timestamptz, $${values.length + 2}::uuid)`, [...values, at, id], pageSize + 1)
      : await this.rows(where, values, pageSize + 1);
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    return { rows: page, next: rows.length > pageSize && last ? this.cursors.seal(actor, filter, [last.key, last.id]) : null };
  }

  private rows(where: string, values: unknown[], most: number): Promise<EventRow[]> {
    return this.db.sql<EventRow>(
      `SELECT id, at, at::text AS key, actor, party, name, detail FROM app.events WHERE ${where} AND outcome = 'done' ORDER BY at DESC, id DESC LIMIT ${most}`, values,
    );
  }

  private async items(rows: EventRow[]): Promise<ReadingItem[]> {
    const names = await this.parties.names();
    return rows.map(({ at, actor, party, name, detail }) => ({
      at: at.toISOString(),
      name: actor ? (names.get(actor) ?? null) : null,
      party,
      verb: readings[name] ?? 'opened',
      version: detail.number ?? null,
      code: detail.code ?? null,
    }));
  }
}

async function* each(items: readonly ReadingItem[]) {
  for (const item of items) yield { ...item };
}

/** Audiences by their names instead of their ids. */
const named = (sentence: string, audiences: Record<string, string>) =>
  Object.entries(audiences).reduce((text, [id, name]) => text.replaceAll(id, name), sentence);
