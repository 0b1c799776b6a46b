import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { Document } from '../document.entity.js';
import type { DocumentRow, FileView } from '../document.dto.js';
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
      conditions.and(`document.state = 'released' AND document.title ILIKE ${conditions.bind(`%${q.replaceAll(/[\\%_]/g, '\\$&')}%`)}`);
      return this.db.sql<SuggestionView>(
        `SELECT document.id, document.title FROM app.documents document WHERE ${conditions.text} ORDER BY document.released_at DESC, document.id DESC LIMIT 8`, conditions.values,
      );
    });
  }

  /** Rows and, when there are more, the last one's place. In the running unit of work. */
  async page(actor: Actor, listing: Listing): Promise<{ items: DocumentRow[]; last: Place | null }> {
    const found = isPlain(listing.filter) && listing.sort === 'newest' ? await this.walk(actor, listing) : await this.search(actor, listing);
    const places = found.slice(0, listing.limit);
    const items = await this.rows(actor, places.map(({ id }) => id), listing.filter.q);
    return { items, last: found.length > listing.limit ? (places.at(-1) ?? null) : null };
  }

  /** The plain list, from the list index: one short range for each of the actor's keys, merged, then judged. */
  private async walk(actor: Actor, { limit, after }: Listing): Promise<Place[]> {
    const found: Place[] = [];
    for (let from = after; ; ) {
      const wanted = limit + 1 - found.length;
      const candidates = await this.db.sql<Place>(
        `SELECT c.listed_at::text AS key, c.document_id AS id
           FROM (SELECT DISTINCT r.listed_at, r.document_id
                   FROM unnest($1::text[]) AS held(key), LATERAL (
                     SELECT d.listed_at, d.document_id FROM app.document_readers d
                      WHERE d.reader = held.key AND (d.listed_at, d.document_id) < ($2::timestamptz, $3::uuid)
                      ORDER BY d.listed_at DESC, d.document_id DESC LIMIT $4) r) c
          ORDER BY c.listed_at DESC, c.document_id DESC LIMIT $4`,
        [[...actor.keys], from?.key ?? 'infinity', from?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', wanted], 'list_candidates',
      );
      found.push(...(await this.judged(actor, candidates)));
      from = candidates.at(-1) ?? null;
      if (found.length > limit || candidates.length < wanted) return found;
    }
  }

  private async judged(actor: Actor, candidates: Place[]): Promise<Place[]> {
    if (candidates.length === 0) return [];
    const conditions = new Conditions();
    conditions.and(`document.id = ANY (${conditions.bind(candidates.map(({ id }) => id))}::uuid[]) AND document.state = 'released'`);
    conditions.and(this.access.compile(actor, 'read', Document, 'document', conditions.bind));
    const seen = new Set((await this.db.sql<{ id: string }>(`SELECT document.id FROM app.documents document WHERE ${conditions.text}`, conditions.values)).map(({ id }) => id));
    return candidates.filter(({ id }) => seen.has(id));
  }

  /** The list under filters, words and other orders. */
  private search(actor: Actor, { filter, sort, limit, after }: Listing): Promise<Place[]> {
    const conditions = new Conditions();
    const from = source(conditions, filter, sort === 'relevance');
    conditions.and(this.access.compile(actor, 'read', Document, 'document', conditions.bind));
    narrow(conditions, filter);
    const { key, type, down } = orderOf(sort, filter);
    if (after) conditions.and(`(${key}, document.id) ${down ? '<' : '>'} (${conditions.bind(after.key)}::${type}, ${conditions.bind(after.id)}::uuid)`);
    const way = down ? 'DESC' : 'ASC';
    return this.db.sql<Place>(
      `SELECT (${key})::text AS key, document.id FROM ${from} WHERE ${conditions.text} ORDER BY ${key} ${way}, document.id ${way} LIMIT ${limit + 1}`, conditions.values,
    );
  }

  private async rows(actor: Actor, ids: string[], q: string | undefined): Promise<DocumentRow[]> {
    if (ids.length === 0) return [];
    const documents = await this.access.scope(this.db.query(Document, 'document'), actor, 'read').andWhere('document.id = ANY(:ids)', { ids }).getMany();
    const files = await this.db.sql<FileView & { id: string }>(
      `SELECT DISTINCT ON (document_id) document_id AS id, number, language, file_name AS "fileName", media_type AS "mediaType", bytes::float8 AS bytes
         FROM app.document_versions WHERE document_id = ANY ($1::uuid[]) ORDER BY document_id, (released_at IS NOT NULL) DESC, number DESC`, [ids],
    );
    const snippets = q ? await highlights(this.db, ids, q) : null;
    const byId = new Map(documents.map((document) => [document.id, document]));
    return ids.flatMap((id) => {
      const document = byId.get(id);
      if (!document) return [];
      const { id: _, ...file } = files.find((one) => one.id === id) ?? { id: '' };
      const row = this.portrait.row(actor, document, 'number' in file ? (file as FileView) : null);
      return [{ ...row, snippet: snippets?.get(id) ?? null }];
    });
  }
}

function orderOf(sort: Sort, filter: LibraryFilter): { key: string; type: string; down: boolean } {
  if (sort === 'title') return { key: 'lower(document.title)', type: 'text', down: false };
  if (sort === 'relevance') return { key: 'found.rank', type: 'real', down: true };
  const released = statesOf(filter).every((state) => state === 'released');
  return { key: released ? 'document.released_at' : 'coalesce(document.released_at, document.created_at)', type: 'timestamptz', down: sort === 'newest' };
}
