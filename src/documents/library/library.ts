import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import type { DocumentRow, FileView } from '../document.dto.js';
import { DocumentTexts } from '../document-texts.js';
import { Portrait } from '../portrait.js';
import { Conditions, isPlain, narrow, source, statesOf } from './filter.js';
import { highlights } from './highlights.js';
import type { DocumentList, LibraryFilter, LibraryQuery, Sort, SuggestionView } from './library.dto.js';

/** A row's place in the list: the sort key as PostgreSQL writes it, and the id. */
interface Place {
  key: string;
  id: string;
}

interface Listing {
  filter: LibraryFilter;
  sort: Sort;
  limit: number;
  after: Place | null;
}

/** What may be found: every list and count goes through the same scope as a single document. */
@Injectable()
export class Library {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly cursors: Cursors,
    private readonly portrait: Portrait,
    private readonly texts: DocumentTexts,
  ) {}

  /** A page of the documents the actor may see. @throws Problem 400 for a cursor of another list */
  list(actor: Actor, { cursor, limit = 20, sort, ...filter }: LibraryQuery): Promise<DocumentList> {
    const order = sort === 'relevance' && !filter.q ? 'newest' : (sort ?? (filter.q ? 'relevance' : 'newest'));
    const name = JSON.stringify(['library', order, Object.entries(filter).filter(([, value]) => value !== undefined).sort()]);
    const [key, id] = cursor ? (this.cursors.open(actor, name, cursor) as [string, string]) : [];
    return this.db.read(actor, async () => {
      const { items, last } = await this.page(actor, { filter, sort: order, limit, after: key && id ? { key, id } : null });
      return { items, next: last ? this.cursors.seal(actor, name, [last.key, last.id]) : null };
    });
  }

  /** Documents whose title holds the letters, newest first; for completing what is typed. */
  suggest(actor: Actor, q: string): Promise<SuggestionView[]> {
    return this.db.read(actor, () => {
      const conditions = new Conditions();
      conditions.and(this.access.compile(actor, 'read', Document, 'document', conditions.bind));
      conditions.and(`document.state = 'released' AND document.sealed IS NULL AND document.title ILIKE ${conditions.bind(`%${q.replaceAll(/[\\%_]/g, '\\$&')}%`)}`);
      return this.db.sql<SuggestionView>(
        `SELECT document.id, document.title FROM app.documents document WHERE ${conditions.text} ORDER BY document.released_at DESC, document.id DESC LIMIT 8`, conditions.values,
      );
    });
  }

  /** Rows and, when there are more, the last one's place. In the running unit of work. */
  async page(actor: Actor, listing: Listing): Promise<{ items: DocumentRow[]; last: Place | null }> {
    const found = isPlain(listing.filter) && listing.sort === 'newest' ? await this.walk(actor, listing) : await this.search(actor, listing);
    const rows = found.slice(0, listing.limit);
    const snippets = listing.filter.q && rows.length > 0 ? await highlights(this.db, rows.map(({ id }) => id), listing.filter.q) : null;
    const items: DocumentRow[] = [];
    for (const row of rows) {
      const document = await this.texts.open(documentOf(row));
      items.push({ ...this.portrait.row(actor, document, await this.fileOf(row), row.embargo ?? null), snippet: snippets?.get(row.id) ?? null });
    }
    const end = rows.at(-1);
    return { items, last: found.length > listing.limit && end ? { key: end.key, id: end.id } : null };
  }

  /** The plain list, from the list index: one short range for each of the actor's keys, merged, then judged row by row. */
  private async walk(actor: Actor, { limit, after }: Listing): Promise<Found[]> {
    const found: Found[] = [];
    for (let from = after; ; ) {
      const wanted = limit + 1 - found.length;
      const conditions = new Conditions();
      const [keys, key, id, most] = [[...actor.keys], from?.key ?? 'infinity', from?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', wanted].map(conditions.bind);
      conditions.and(`document.id = c.document_id AND document.state = 'released'`);
      conditions.and(this.access.compile(actor, 'read', Document, 'document', conditions.bind));
      const text = `SELECT c.listed_at::text AS key, c.document_id AS candidate, document.*
           FROM (SELECT DISTINCT r.listed_at, r.document_id
                   FROM unnest(${keys}::text[]) AS held(key), LATERAL (
                     SELECT d.listed_at, d.document_id FROM app.document_readers d
                      WHERE d.reader = held.key AND (d.listed_at, d.document_id) < (${key}::timestamptz, ${id}::uuid)
                      ORDER BY d.listed_at DESC, d.document_id DESC LIMIT ${most}) r
                  ORDER BY r.listed_at DESC, r.document_id DESC LIMIT ${most}) c
           LEFT JOIN LATERAL (SELECT ${columns} FROM app.documents document ${file} WHERE ${conditions.text}) document ON true
          ORDER BY c.listed_at DESC, c.document_id DESC`;
      const candidates = await this.db.sql<Found & { candidate: string }>(text, conditions.values, prepared(text));
      found.push(...candidates.filter((row) => row.id !== null));
      const last = candidates.at(-1);
      from = last ? { key: last.key, id: last.candidate } : null;
      if (found.length > limit || candidates.length < wanted) return found;
    }
  }

  private async fileOf({ id, file }: Found): Promise<FileView | null> {
    return file && this.texts.openFile(id, { ...file, note: '', sealed: file.sealed === null ? null : Buffer.from(file.sealed, 'base64') });
  }

  /** The list under filters, words and other orders. */
  private search(actor: Actor, { filter, sort, limit, after }: Listing): Promise<Found[]> {
    const conditions = new Conditions();
    const from = source(conditions, filter, sort === 'relevance');
    conditions.and(this.access.compile(actor, 'read', Document, 'document', conditions.bind));
    narrow(conditions, filter);
    const { key, type, down } = orderOf(sort, filter);
    if (after) conditions.and(`(${key}, document.id) ${down ? '<' : '>'} (${conditions.bind(after.key)}::${type}, ${conditions.bind(after.id)}::uuid)`);
    const way = down ? 'DESC' : 'ASC';
    return this.db.sql<Found>(
      `SELECT (${key})::text AS key, ${columns}, ${embargo} FROM ${from} ${file} WHERE ${conditions.text} ORDER BY ${key} ${way}, document.id ${way} LIMIT ${limit + 1}`, conditions.values,
    );
  }
}

/** The name under which a connection prepares this text: the grants of different actors make different ones. */
const prepared = (text: string) => `list/${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;

/** A row as it comes from PostgreSQL: the document's columns under the names of the entity, and the file it offers. */
type Found = Place & Partial<Document> & { file: (FileView & { sealed: string | null }) | null; embargo?: Date | null };

const columns = `document.id, document.symbol, document.title, document.kind, document.originator, document.state, document.tlp, document.releasable_to AS "releasableTo",
  document.withheld_from AS "withheldFrom", document.granted_to AS "grantedTo", document.readers, document.may_download AS "mayDownload", document.may_share AS "mayShare",
  document.handling_caveats AS "handlingCaveats", document.language, document.languages, document.subjects, document.released_at AS "releasedAt",
  document.expires_at AS "expiresAt", document.awaiting_release AS "awaitingRelease", document.sealed, file.file`;

/** When a draft is to be released by the clock. Stages are the originator's to see, as drafts are. */
const embargo = `CASE WHEN document.state = 'draft' THEN (SELECT min(s.at) FROM app.release_stages s WHERE s.document_id = document.id AND s.state = 'pending') END AS embargo`;

/** The newest released file, or the newest of all for the originator; the fence shows no others. */
const file = `LEFT JOIN LATERAL (
  SELECT jsonb_build_object('number', v.number, 'language', v.language, 'fileName', v.file_name, 'mediaType', v.media_type, 'bytes', v.bytes,
      'sealed', encode(v.sealed, 'base64')) AS file
    FROM app.document_versions v WHERE v.document_id = document.id AND v.scan <> 'rejected' AND (v.scan <> 'pending' OR document.originator = (SELECT app.party()))
   ORDER BY (v.released_at IS NOT NULL) DESC, v.number DESC LIMIT 1) file ON true`;

const documentOf = ({ key: _key, file: _file, embargo: _embargo, ...row }: Found): Document => Object.assign(new Document(), row);

function orderOf(sort: Sort, filter: LibraryFilter): { key: string; type: string; down: boolean } {
  if (sort === 'title') return { key: 'lower(document.title)', type: 'text', down: false };
  if (sort === 'relevance') return { key: 'found.rank', type: 'real', down: true };
  const released = statesOf(filter).every((state) => state === 'released');
  return { key: released ? 'document.released_at' : 'coalesce(document.released_at, document.created_at)', type: 'timestamptz', down: sort === 'newest' };
}
