import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Document } from '../document.entity.js';
import { Conditions, narrow, source, type Facet } from './filter.js';
import type { FacetsView, FacetValueView, LibraryFilter } from './library.dto.js';

/** Counting stops here: exact figures of long lists cost more than they tell. */
const most = 10_000;

const expressions: Record<Facet, string> = {
  kind: 'kind',
  originator: 'originator',
  language: 'unnest(languages)',
  subject: 'unnest(subjects)',
  tlp: 'tlp',
  state: 'state',
  year: `to_char(coalesce(released_at, created_at), 'YYYY')`,
};
const facets = Object.keys(expressions) as Facet[];

interface Tally {
  facet: Facet | 'total';
  value: string;
  count: number;
}

/** How many documents have what, counted after the access rule: what is hidden is in no figure. */
@Injectable()
export class Facets {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  of(actor: Actor, filter: LibraryFilter): Promise<FacetsView> {
    return this.db.read(actor, async () => {
      const own = facets.filter((facet) => this.isSet(filter, facet));
      const tallies = await this.count(actor, filter, facets.filter((facet) => !own.includes(facet)));
      for (const facet of own) tallies.push(...(await this.count(actor, filter, [facet], facet)).filter((tally) => tally.facet !== 'total'));
      const total = tallies.find((tally) => tally.facet === 'total')?.count ?? 0;
      const values = (wanted: Facet): FacetValueView[] =>
        tallies.filter((tally) => tally.facet === wanted).map(({ value, count }) => ({ value, count, capped: total > most }));
      return {
        total: { count: Math.min(total, most), capped: total > most },
        kind: values('kind'), originator: values('originator'), language: values('language'), subject: values('subject'),
        tlp: values('tlp'), state: values('state'), year: values('year'),
      };
    });
  }

  /** Whether the facet has a filter of its own, and so is counted without it. States are narrowed even when nothing is said. */
  private isSet(filter: LibraryFilter, facet: Facet): boolean {
    if (facet === 'state') return true;
    return facet === 'year' ? Boolean(filter.from ?? filter.to) : filter[facet] !== undefined;
  }

  private count(actor: Actor, filter: LibraryFilter, wanted: Facet[], without?: Facet): Promise<Tally[]> {
    const conditions = new Conditions();
    const from = source(conditions, filter, false);
    conditions.and(this.access.compile(actor, 'read', Document, 'document', conditions.bind));
    narrow(conditions, filter, without);
    const groups = wanted.map((facet) => `SELECT '${facet}' AS facet, ${expressions[facet]} AS value, count(*)::int AS count FROM base GROUP BY 2`);
    return this.db.sql<Tally>(
      `WITH base AS MATERIALIZED (
         SELECT document.kind, document.originator, document.languages, document.subjects, document.tlp, document.state, document.released_at, document.created_at
           FROM ${from} WHERE ${conditions.text} LIMIT ${most + 1})
       SELECT 'total' AS facet, '' AS value, count(*)::int AS count FROM base
       ${groups.map((group) => `UNION ALL ${group}`).join(' ')} ORDER BY facet, count DESC, value`,
      conditions.values,
    );
  }
}
