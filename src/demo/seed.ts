import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { systemActor, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import type { Marking } from '../kernel/marking/index.js';
import { conflict } from '../kernel/problems.js';
import { DocumentService, ReleaseService, UploadService } from '../documents/index.js';
import { Accounts } from '../identity/index.js';
import { Audiences, Parties } from '../members/index.js';
import { demoAudiences } from './audiences.js';
import { enterMandates } from './enter-mandates.js';
import { demoDocuments, type DemoDocument } from './documents/index.js';
import { fileFor } from './files/index.js';
import { enterKeeping } from './keeping.js';
import { demoOfficials } from './people.js';
import { enterTraining } from './training.js';

const operator = systemActor('operator');
type People = Map<string, Actor>;

/**
 * Enters the demonstration through the services people use: accounts, audiences, drafts, uploads, rehearsals, releases. What is there
 * already stays; a portal with real users is refused.
 * @returns what was done, in a sentence. @throws Problem 409
 */
export async function seedDemonstration(app: INestApplicationContext): Promise<string> {
  const db = app.get(Database);
  const [real] = await db.read(operator, () => db.sql('SELECT FROM app.users WHERE NOT is_demo LIMIT 1'));
  if (real) throw conflict('Real users exist: the demonstration is for an empty portal.');
  const [seeded] = await db.read(operator, () => db.sql('SELECT FROM app.users LIMIT 1'));
  if (seeded) return 'The demonstration is there already.';
  for (const { email, name, locale, party, roles, persona, state, reason } of demoOfficials) {
    await app.get(Accounts).create({ email, name, locale, delegations: [{ party, roles, state, reason }], isDemo: true, persona });
  }
  const people = await actors(app);
  await enterMandates(app, (email) => person(people, email));
  const names = await audiences(app, people);
  const ids = new Map<string, string>();
  for (const document of demoDocuments) ids.set(document.title, await enter(app, people, names, document));
  await enterKeeping(app, (email) => person(people, email), ids);
  const course = await enterTraining(app, (email) => person(people, email));
  return `Entered ${demoOfficials.length} officials, ${demoDocuments.length} documents and the course “${course}”.`;
}

/** The invented officials as actors, by e-mail address. */
async function actors(app: INestApplicationContext): Promise<People> {
  const db = app.get(Database);
  const people: People = new Map();
  await db.read(operator, async () => {
    const ids = await db.sql<{ id: string; email: string }>('SELECT id, email FROM app.users');
    for (const party of await app.get(Parties).facts()) {
      for (const { id, as } of party.officials) people.set(ids.find((one) => one.id === id)?.email ?? '', as);
    }
  });
  return people;
}

/** Names the audiences. @returns their ids, by name */
async function audiences(app: INestApplicationContext, people: People): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { by, ...audience } of demoAudiences) ids.set(audience.name, (await app.get(Audiences).create(person(people, by), audience)).id);
  return ids;
}

function person(people: People, email: string): Actor {
  const found = people.get(email);
  if (!found) throw new Error(`the demonstration names ${email}, who is not one of its officials`);
  return found;
}

/** @returns its id */
async function enter(app: INestApplicationContext, people: People, audienceIds: Map<string, string>, document: DemoDocument): Promise<string> {
  const actor = person(people, document.by);
  const { title, kind, language, abstract, subjects, partiesConcerned, details } = document;
  const draft = await app.get(DocumentService).draft(actor, { title, kind, language, abstract, subjects: [...subjects], partiesConcerned: [...(partiesConcerned ?? [])], details });
  for (const text of document.texts) {
    const { fileName, content } = await fileFor(document, text, draft.symbol);
    await app.get(UploadService).receive(actor, draft.id, { fileName, language: text.language }, Readable.from([content]), content.length);
  }
  if (!document.marking) return draft.id;
  const named = (names: readonly string[] = []) => names.map((name) => audienceIds.get(name) ?? (name.includes('@') ? person(people, name).userId : name));
  const { tlp, releasableTo, recipients, withheldFrom, handlingCaveats } = document.marking;
  const marking: Marking = { tlp, releasableTo: named(releasableTo), recipients: named(recipients), withheldFrom: named(withheldFrom), handlingCaveats: [...(handlingCaveats ?? [])] };
  const inDays = (days: number | undefined) => (days === undefined ? undefined : new Date(Date.now() + days * 86_400_000).toISOString());
  const input = {
    marking, expiresAt: inDays(document.expiresInDays), embargoUntil: inDays(document.embargoForDays),
    stages: document.widensInDays === undefined ? undefined : [{ at: inDays(document.widensInDays) ?? '', marking: { tlp: 'green' as const, releasableTo: [], recipients: [], withheldFrom: [], handlingCaveats: [] } }],
  };
  const releases = app.get(ReleaseService);
  const { digest } = await releases.rehearse(actor, draft.id, input);
  const released = await releases.release(actor, draft.id, draft.rowVersion, { ...input, rehearsal: digest });
  if (document.embargoForDays === undefined) await backdate(app.get(Database), actor, draft.id, document.releasedDaysAgo ?? 0);
  if (document.recalled) await releases.recall(actor, draft.id, released.rowVersion, document.recalled);
  return draft.id;
}

/** The demonstration has a past: documents that were released over the last years. Only their dates are set; the event record keeps the truth. */
function backdate(db: Database, actor: Actor, id: string, days: number): Promise<void> {
  const at = new Date(Date.now() - days * 86_400_000 - (days % 7) * 3_600_000);
  return db.write(actor, async () => {
    await db.sql('UPDATE app.documents SET released_at = $2 WHERE id = $1', [id, at]);
    await db.sql('UPDATE app.document_versions SET released_at = $2, uploaded_at = $2 WHERE document_id = $1', [id, at]);
  });
}
