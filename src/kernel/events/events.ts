import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../access/index.js';
import { Database } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { unavailable } from '../problems.js';
import { occasion } from './occasion.js';

/** What an event is about. `originator` is the party the record belongs to: it reads the event. */
export interface Subject {
  type: string;
  id: string;
  originator?: string;
}

export interface Outcome {
  outcome: 'done' | 'refused';
  reason?: string;
}

type Listener = (eventId: string) => Promise<void>;

/** The one record of what happened, which is also what the rest of the portal listens to. */
@Injectable()
export class Events {
  private readonly listeners = new Map<string, Map<string, Listener>>();

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Appends to the record within the running unit of work; if it cannot, the work fails with it (SR-90). `detail` holds ids and words of
   * the marking, never content. One job per listener commits with it.
   */
  async record(actor: Actor, name: string, subject: Subject, detail: object = {}, { outcome, reason }: Outcome = { outcome: 'done' }): Promise<void> {
    const { requestId = null, ip = null } = occasion.getStore() ?? {};
    const [row] = await this.db.sql<{ id: string }>('SELECT app.record_event($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS id', [
      name, subject.type, subject.id, subject.originator ?? null, outcome, reason ?? null, requestId, ip, actor.sessionRef ?? null, detail,
    ], 'record_event').catch((cause: unknown) => {
      throw unavailable('This could not be recorded, and nothing is done here unrecorded. Nothing was changed; try again later.', 30, { cause });
    });
    for (const listener of this.listeners.get(name)?.keys() ?? []) {
      await this.jobs.enqueue('react', { event: row?.id, name, listener }, { key: `${row?.id}/${listener}` });
    }
  }

  /** A refusal is recorded in a unit of its own: that of the request was rolled back. */
  refused(actor: Actor, name: string, subject: Subject, reason: string): Promise<void> {
    return this.db.write(actor, () => this.record(actor, name, subject, {}, { outcome: 'refused', reason }));
  }

  /** Makes the partitions of the months to come. */
  plan(): Promise<unknown> {
    return this.db.write(systemActor('operator'), () => this.db.sql('SELECT app.plan_event_months(3)'));
  }

  listen(name: string, listener: string, react: Listener): void {
    const known = this.listeners.get(name) ?? new Map<string, Listener>();
    this.listeners.set(name, known.set(listener, react));
  }

  /** Runs one listener for one event; called by the job it was enqueued as. */
  async react(name: string, listener: string, eventId: string): Promise<void> {
    await this.listeners.get(name)?.get(listener)?.(eventId);
  }
}
