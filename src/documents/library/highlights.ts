import type { Database } from '../../kernel/database/index.js';
import type { SnippetPart } from '../document.dto.js';
import { asked } from './filter.js';

const on = '\u0001';
const off = '\u0002';
const unspaced = /^(th|lo|km|my|zh|ja)(-|$)/;

/** Where the words stand, in abstract and files of these documents, as text in parts. Documents that hold them in the title alone have none. */
export async function highlights(db: Database, ids: string[], q: string): Promise<Map<string, SnippetPart[]>> {
  const { words } = asked(q);
  const rows = await db.sql<{ id: string; language: string; text: string }>(
    `SELECT t.id, t.language, ts_headline(app.search_config(t.language), t.body, websearch_to_tsquery(app.search_config(t.language), $2),
              $3) AS text
       FROM (SELECT d.id, coalesce(v.language, d.language) AS language, d.words_abstract || E'\\n' || left(coalesce(v.content, ''), 60000) AS body, v.number
               FROM app.documents d LEFT JOIN app.document_versions v ON v.document_id = d.id WHERE d.id = ANY ($1::uuid[])) t
      ORDER BY t.id, t.number DESC`,
    [ids, words, `StartSel=${on},StopSel=${off},MaxFragments=2,MaxWords=16,MinWords=6,FragmentDelimiter=" … "`],
  );
  const found = new Map<string, SnippetPart[]>();
  for (const { id, language, text } of rows) {
    if (text.includes(on) && !found.has(id)) found.set(id, parts(unspaced.test(language) ? joined(text) : text));
  }
  return found;
}

/** The spaces that were put between words for the index are taken out again, except beside Latin letters and figures. */
const joined = (text: string) => text.replaceAll(/(?<![\w…]) +(?![\w…])/g, '');

function parts(text: string): SnippetPart[] {
  const clean = text.replaceAll(/\s+/g, ' ').trim();
  return clean.split(on).flatMap((piece, index) => {
    if (index === 0) return [{ text: piece, hit: false }];
    const [hit = '', rest = ''] = piece.split(off);
    return [{ text: hit, hit: true }, { text: rest, hit: false }];
  }).filter((part) => part.text !== '');
}
