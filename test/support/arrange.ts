import { randomInt, randomUUID } from 'node:crypto';
import type { Portal } from './portal.js';

export interface Row {
  id: string;
  originator: string;
  state: string;
  tlp: string;
  releasable_to: string[];
  recipients: string[];
  withheld_from: string[];
  granted_to: string[];
  handling_caveats: string[];
  expires_at: Date | null;
  title: string;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const symbol = () => `FP-2026-${Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;

/** Puts documents straight into the table, past every rule: for worlds the services would never make. */
export async function plant(portal: Portal, rows: (Partial<Row> & { originator: string })[], createdBy: string): Promise<Row[]> {
  const full = rows.map((row): Row => ({
    id: randomUUID(), state: 'released', tlp: 'green', releasable_to: [], recipients: [], withheld_from: [], granted_to: [], handling_caveats: [], expires_at: null, title: 'Planted', ...row,
  }));
  for (const row of full) {
    await portal.owner.query(
      `INSERT INTO app.documents (id, symbol, title, kind, originator, language, state, tlp, releasable_to, recipients, withheld_from, granted_to, handling_caveats, expires_at, released_at, created_by, words_title)
       VALUES ($1, $2, $3, 'analysis', $4, 'en', $5, $6, $7, $8, $9, $10, $11, $12, CASE WHEN $5 = 'draft' THEN NULL ELSE now() END, $13, $3)`,
      [row.id, symbol(), row.title, row.originator, row.state, row.tlp, row.releasable_to, row.recipients, row.withheld_from, row.granted_to, row.handling_caveats, row.expires_at, createdBy],
    );
  }
  return full;
}
