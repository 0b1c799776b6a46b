import { scriptOf, segment } from '../../kernel/text/index.js';
import type { LibraryFilter } from './library.dto.js';

/** A statement under way: conditions joined by AND, their values as parameters. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  readonly bind = (value: unknown): string => `$${this.values.push(value)}`;

  and(condition: string): void {
    this.parts.push(condition);
  }

  get text(): string {
    return this.parts.length > 0 ? this.parts.join(' AND ') : 'TRUE';
  }
}

/** Filters by column; a facet is counted without its own. */
const lists = {
  kind: 'document.kind = ANY',
  originator: 'document.originator = ANY',
  language: 'document.languages &&',
  subject: 'document.subjects &&',
  tlp: 'document.tlp = ANY',
} as const;

export type Facet = keyof typeof lists | 'state' | 'year';

/** Adds what the filter asks for. `without` is the facet being counted. The search for words is not among it: see `source`. */
export function narrow(conditions: Conditions, filter: LibraryFilter, without?: Facet): void {
  for (const [facet, condition] of Object.entries(lists)) {
    const wanted = filter[facet as keyof typeof lists];
    if (wanted && facet !== without) conditions.and(`${condition} (${conditions.bind(wanted.split(','))}::text[])`);
  }
  if (without !== 'state') conditions.and(`document.state = ANY (${conditions.bind(statesOf(filter))}::text[])`);
  if (without === 'year') return;
  if (filter.from) conditions.and(`document.released_at >= ${conditions.bind(filter.from)}::date`);
  if (filter.to) conditions.and(`document.released_at < ${conditions.bind(filter.to)}::date + 1`);
}

export const statesOf = ({ state }: LibraryFilter): string[] => state?.split(',') ?? ['released'];

/** Whether nothing narrows the library: the list then comes from the list index alone. */
export const isPlain = ({ q, kind, originator, language, subject, tlp, state, from, to }: LibraryFilter): boolean =>
  [q, kind, originator, language, subject, tlp, from, to].every((one) => one === undefined) && (state ?? 'released') === 'released';

/** At most so many documents that hold the words are ranked and counted. */
export const mostFound = 2000;

/** Where rows come from: all documents, or those that hold the words. `found.rank` exists in the second case. */
export function source(conditions: Conditions, filter: LibraryFilter, byRank: boolean): string {
  if (!filter.q) return 'app.documents document';
  const { bind } = conditions;
  const { words, languages } = asked(filter.q);
  // Each hit is looked up by its key: left to choose, the planner gathers everything the actor may see and joins that.
  return `app.find_documents(${bind(words)}, ${bind(languages)}::text[], ${byRank}, ${mostFound}) found
    CROSS JOIN LATERAL (SELECT one.* FROM app.documents one WHERE one.id = found.document_id OFFSET 0) document`;
}

/** The words as the index has them, and the languages whose dictionaries they are looked up in: those written in their script. */
export function asked(q: string): { words: string; languages: string[] } {
  const script = scriptOf(q);
  if (script !== 'en') return { words: segment(q, script), languages: [script] };
  const words = segment(q, 'en');
  if (/\p{Script=Arabic}/u.test(q)) return { words, languages: ['ar', 'fa'] };
  if (/\p{Script=Devanagari}/u.test(q)) return { words, languages: ['hi', 'ne'] };
  if (/\p{Script=Cyrillic}/u.test(q)) return { words, languages: ['ru', 'mn'] };
  if (/\p{Script=Tamil}/u.test(q)) return { words, languages: ['ta'] };
  if (!/\p{Script=Latin}/u.test(q) && /\p{L}/u.test(q)) return { words, languages: ['bn'] };
  return { words, languages: ['en', 'fr', 'id', 'pt', 'tr', 'vi'] };
}
