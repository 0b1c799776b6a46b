import type { DocumentRow } from '../../api/model';

/** The first rows that come from others than the own party. */
export function foreign(rows: DocumentRow[], own: string, most: number): DocumentRow[] {
  return rows.filter(({ originator }) => originator !== own).slice(0, most);
}
