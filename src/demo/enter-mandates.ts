import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Jobs } from '../kernel/jobs/index.js';
import { Contacts, Letters, Mailboxes, Nominations } from '../focal-points/index.js';
import { letterFor } from './files/index.js';
import { demoMailboxes, demoMandates, type DemoMandate } from './mandates.js';

const officers = ['d.lee@secretariat.example.org', 'r.costa@secretariat.example.org'] as const;

/** Nominations with their letters, as far as each has come, through the services people use. What the worker would do next is done at once. */
export async function enterMandates(app: INestApplicationContext, person: (email: string) => Actor): Promise<void> {
  for (const { by, address } of demoMailboxes) await app.get(Mailboxes).give(person(by), person(by).party, address);
  for (const mandate of demoMandates) await enter(app, person, mandate);
}

async function enter(app: INestApplicationContext, person: (email: string) => Actor, mandate: DemoMandate): Promise<void> {
  const { by, sinceDaysAgo, state, confirmedDaysAgo = 0, contact, ...input } = mandate;
  const [authority, one, two] = [person(by), person(officers[0]), person(officers[1])];
  const nominations = app.get(Nominations);
  const { id } = await nominations.nominate(authority, { ...input, since: day(sinceDaysAgo) });
  const letter = await letterFor(mandate, authority.party);
  await app.get(Letters).receive(authority, id, letter.fileName, Readable.from([letter.content]), letter.content.length);
  await app.get(Jobs).tasks.get('inspect-letter')?.({ id, party: authority.party });
  if (state === 'nominated') return;
  await nominations.check(one, id, 'Called the contact the secretariat has had since the first meeting; the ministry knows the letter and its reference.');
  if (state === 'checked') return;
  await nominations.approve(two, id);
  await confirm(app, authority, id, confirmedDaysAgo);
  if (contact) await app.get(Contacts).keep(person(mandate.email), id, { items: [...contact] });
}

/** Reacts to the approval as the worker would, and gives the mandate its past. */
async function confirm(app: INestApplicationContext, authority: Actor, id: string, days: number): Promise<void> {
  const db = app.get(Database);
  const [approved] = await db.read(authority, () => db.sql<{ id: string }>(`SELECT id FROM app.events WHERE name = 'focal-point.approved' AND subject_id = $1`, [id]));
  await app.get(Jobs).tasks.get('react')?.({ name: 'focal-point.approved', listener: 'Arrivals.approved', event: approved?.id });
  await db.write(authority, () => db.sql(`UPDATE app.focal_points SET confirmed_at = now() - make_interval(days => $2), due_on = current_date - $2::integer + 365 WHERE id = $1 AND state = 'confirmed'`, [id, days]));
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
