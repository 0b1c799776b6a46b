import { join } from 'node:path';
import { LocalDisk } from '../../kernel/storage/index.js';
import type { Reader } from '../reader.js';
import { read } from './manifest.js';
import { readPart } from './parts.js';

/** Something that took away: a right, a way in, a file. */
export interface Revocation {
  at: string;
  name: string;
  subject: string;
  party: string | null;
}

interface EventRow {
  at: string;
  name: string;
  subject_type: string | null;
  subject_id: string | null;
  originator: string | null;
  party: string | null;
  outcome: string;
}

/** Names of events that took something away, by what their verb says; releasing anew can narrow who reads. */
const takesAway = /(\.(?:[a-z-]*-)?(ended|revoked|removed|unlinked|withdrawn|recalled|suspended|destroyed|discarded|disposed|deleted|reset|changed|lapsed|retired|expired|signed-out)|^document\.released)$/;

/** What was taken away after a moment, from a database that still stands. */
export async function* revocationsSince(reader: Reader, since: Date): AsyncGenerator<Revocation> {
  yield* judged(await reader.rows<EventRow>(`SELECT to_json(at)#>>'{}' AS at, name, subject_type, subject_id, originator, party, outcome FROM app.events WHERE at > $1 ORDER BY at, id`, [since]), since);
}

/** The same out of a later backup, whose database nobody has any more. */
export async function* revocationsIn(folder: string, secret: string, since: Date, name?: string): AsyncGenerator<Revocation> {
  const manifest = await read(folder, secret, name);
  const part = manifest.parts.find((one) => one.name === 'app.events');
  if (!part) return;
  const store = new LocalDisk(join(folder, 'objects'));
  const rows = async function* () {
    for await (const line of readPart(store, secret, part)) yield JSON.parse(line) as EventRow;
  };
  yield* judged(rows(), since);
}

async function* judged(rows: Iterable<EventRow> | AsyncIterable<EventRow>, since: Date): AsyncGenerator<Revocation> {
  for await (const { at, name, subject_type, subject_id, originator, party, outcome } of rows) {
    if (outcome === 'done' && takesAway.test(name) && new Date(at) > since) yield { at, name, subject: `${subject_type}/${subject_id}`, party: originator ?? party };
  }
}
