import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import { systemActor } from '../access/index.js';
import { Settings } from '../config/index.js';
import { Database } from '../database/index.js';
import { Handles, Jobs, type Payload } from '../jobs/index.js';
import { Mail } from './mail.js';
import { worded, type Writing } from './wording.js';

const postman = systemActor('letters');

export const writesLetter = 'focalpoint:writes-letter';

/**
 * Has a provider's method write the letters of this kind, when they are sent: `(userId, about) => Writing | null`. Null sends nothing. It is
 * here that access is asked again, since much may have changed after the letter was posted.
 */
export const Writes = (kind: string) => SetMetadata(writesLetter, kind);

export type Writer = (userId: string, about: Payload) => Promise<Writing | null>;

export interface Posting {
  /** Of which kind: the name a `@Writes` method has taken. */
  kind: string;
  /** Whom it goes to, by the id of the user. */
  to: string;
  /** What the writer needs to find its words: ids, never content. */
  about?: Payload;
  /** One letter for one key, ever: `<event>/<user>` for a notice. */
  key: string;
  /** Written anew each time it is posted, as a single-use link is; of those that still wait only the last is sent. */
  anew?: boolean;
  /** Gathered for so many seconds: however often a letter of this key is posted while it waits, it is one. */
  within?: number;
}

/**
 * Letters to people, each in its recipient's language. To write one:
 *
 * 1. where something happens, record an event; in `src/notifications/<room>-notices.ts` listen to it with `@On`, look up whom it concerns,
 *    and `post` a letter for each of them in one unit of work;
 * 2. in the same file have a method with `@Writes('<kind>')` return the texts, English and Arabic, or null when the person may no longer know.
 *
 * A posted letter is a job: it commits with its cause, waits while mail is down, is sent once, and after eight tries given up, which
 * `portal doctor` and the metrics tell. `src/notifications/request-notices.ts` is an example of both steps.
 */
@Injectable()
export class Letters {
  private readonly writers = new Map<string, Writer>();

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Posts a letter in the running unit of work. */
  async post({ kind, to, about = {}, key, within, anew = within !== undefined }: Posting): Promise<void> {
    if (!this.writers.has(kind)) throw new Error(`nobody writes letters of the kind ${kind}`);
    if (!anew) {
      const [first] = await this.db.sql<{ posted: boolean }>('SELECT app.post_letter($1) AS posted', [key]);
      if (!first?.posted) return;
    }
    await this.jobs.enqueue('letter', { kind, to, about, key, id: anew ? randomUUID() : key, anew }, { key: `letter/${key}`, within });
  }

  /** Takes a writer on; called once for each `@Writes`. */
  take(kind: string, writer: Writer): void {
    if (this.writers.has(kind)) throw new Error(`two writers for letters of the kind ${kind}`);
    this.writers.set(kind, writer);
  }

  @Handles('letter')
  async send({ kind, to, about, key, id, anew }: Payload): Promise<void> {
    if (!anew && !(await this.waits(String(key)))) return;
    const [person] = await this.db.read(postman, () => this.db.sql<{ email: string; name: string; locale: string }>('SELECT email, name, locale FROM app.letter_recipient($1)', [to]));
    const writing = person && (await this.writer(String(kind))(String(to), about as Payload));
    if (person && writing) {
      // The same letter has the same name whenever it is tried: a server that took it and could not say so knows it again.
      await this.mail.send({ to: person.email, ...worded(writing, person, this.settings.publicUrl) }, createHash('sha256').update(String(id)).digest('hex').slice(0, 32));
    }
    if (!anew) await this.db.write(postman, () => this.db.sql('UPDATE app.letters SET sent_at = now() WHERE key = $1', [key]), { repeatable: true });
  }

  /** Keys are kept as long as anything that happened could be told a second time. */
  @Handles('forget-letters', { daily: true })
  async forget(): Promise<void> {
    await this.db.write(postman, () => this.db.sql(`DELETE FROM app.letters WHERE posted_at < now() - interval '180 days'`), { repeatable: true });
  }

  private async waits(key: string): Promise<boolean> {
    return (await this.db.read(postman, () => this.db.sql('SELECT FROM app.letters WHERE key = $1 AND sent_at IS NULL', [key]))).length > 0;
  }

  private writer(kind: string): Writer {
    const writer = this.writers.get(kind);
    if (!writer) throw new Error(`nobody writes letters of the kind ${kind}`);
    return writer;
  }
}
