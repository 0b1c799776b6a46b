import { randomBytes, randomUUID } from 'node:crypto';
import type { Official } from './official.js';
import type { Portal } from './portal.js';

export interface NominationAnswer {
  id: string;
  state: string;
}

/** The smallest file that begins and ends as a PDF does. */
export const letter = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

/** What a nomination says; whatever is given replaces it. */
export const nominee = (more: object = {}) => ({
  area: 'general', rank: 'primary', name: 'Wira Baru', email: `nominee.${randomBytes(4).toString('hex')}@idn.example.org`, locale: 'en', agency: 'Directorate of Immigration', languages: ['id', 'en'],
  timeZone: 'Asia/Jakarta', officeDays: [1, 2, 3, 4, 5], opens: '08:00', closes: '16:30', since: '2026-11-26', ...more,
});

/** A confirmed focal point put straight into the table, past every rule; whatever is given replaces what it says. */
export async function plantFocalPoint(portal: Portal, official: Official, more: Record<string, unknown> = {}): Promise<string> {
  const row: Record<string, unknown> = {
    id: randomUUID(), party: official.party, area: 'general', rank: 'primary', user_id: official.id, name: official.name, agency: 'Border agency', languages: ['en'], time_zone: 'Asia/Jakarta', office_days: [1, 2, 3, 4, 5],
    opens: '08:00', closes: '16:30', since: '2026-01-01', state: 'confirmed', confirmed_at: new Date(), due_on: '2027-11-26', ...more,
  };
  const names = Object.keys(row);
  await portal.owner.query(`INSERT INTO app.focal_points (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(row));
  return String(row.id);
}
