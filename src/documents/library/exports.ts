import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { requireProofFor } from '../../kernel/http/index.js';
import { narrowest, tlpLabel } from '../../kernel/marking/index.js';
import { writeTable, type Written } from '../../kernel/tables/index.js';
import type { DocumentRow } from '../document.dto.js';
import { Library } from './library.js';
import type { ExportQuery } from './library.dto.js';

/** More rows than this are no list any more; narrow it down first. */
const most = 5_000;
const step = 200;

const columns = [
  ['symbol', 'Symbol'], ['title', 'Title'], ['kind', 'Kind'], ['originator', 'Originator'], ['marking', 'Marking'], ['releasableTo', 'Releasable to'],
  ['caveats', 'Handling caveats'], ['state', 'State'], ['languages', 'Languages'], ['subjects', 'Subjects'], ['releasedAt', 'Released'],
  ['expiresAt', 'Expires'], ['because', 'Why you see it'],
].map(([key = '', label = '']) => ({ key, label }));

/** The library as a table to take away: the same rows as on the screen, with the narrowest marking among them at its head. */
@Injectable()
export class Exports {
  constructor(
    private readonly db: Database,
    private readonly library: Library,
    private readonly events: Events,
  ) {}

  /** Recorded before the first byte leaves. */
  of(actor: Actor, { format, sort = 'newest', ...filter }: ExportQuery): Promise<Written> {
    return this.db.write(actor, async () => {
      const rows: DocumentRow[] = [];
      for (let after: { key: string; id: string } | null = null; rows.length < most; ) {
        const { items, last } = await this.library.page(actor, { filter, sort: sort === 'relevance' && !filter.q ? 'newest' : sort, limit: step, after });
        rows.push(...items);
        after = last;
        if (!after) break;
      }
      requireProofFor(actor, rows.length);
      await this.events.record(actor, 'library.exported', { type: 'library', id: format }, { rows: rows.length, filter: { ...filter, q: filter.q === undefined ? undefined : 'words' } });
      return writeTable(format, { title: 'Documents', heading: headingOf(actor, rows), columns, rows: cells(rows) });
    });
  }
}

function headingOf(actor: Actor, rows: readonly DocumentRow[]): string[] {
  const caveats = [...new Set(rows.flatMap((row) => row.handlingCaveats))].sort();
  return [
    tlpLabel(narrowest(rows.map((row) => row.tlp))),
    `Narrowest marking among ${rows.length} documents; each row carries its own.${caveats.length > 0 ? ` Handling caveats: ${caveats.join(', ')}.` : ''}`,
    `Taken by ${actor.name} (${actor.party}) at ${new Date().toISOString()}.${rows.length >= most ? ` Only the first ${most} rows: narrow the list down.` : ''}`,
  ];
}

async function* cells(rows: readonly DocumentRow[]) {
  for (const row of rows) {
    yield {
      symbol: row.symbol, title: row.title, kind: row.kind, originator: row.originator, marking: tlpLabel(row.tlp), releasableTo: row.releasableTo.join(' '),
      caveats: row.handlingCaveats.join(' '), state: row.state, languages: row.languages.join(' '), subjects: row.subjects.join(' '),
      releasedAt: row.releasedAt ?? '', expiresAt: row.expiresAt ?? '', because: row.because,
    };
  }
}
