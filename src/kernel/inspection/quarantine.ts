import { Inject, Injectable, Logger } from '@nestjs/common';
import { systemActor } from '../access/index.js';
import { Settings } from '../config/index.js';
import { Database } from '../database/index.js';
import { Handles, Jobs } from '../jobs/index.js';
import { unavailable } from '../problems.js';
import { Scanner } from '../scanner/index.js';

const attendant = systemActor('inspection');

/** How many files are looked at again in one minute, so that new signatures do not keep those that wait. */
const againMost = 60;
const waitingMost = 500;

interface Due {
  kind: string;
  id: string;
  number: number | null;
  party: string;
  waits: boolean;
}

/** How much lies in quarantine. */
export interface Quarantined {
  files: number;
  bytes: number;
}

/** Files that wait for their inspection, and those whose inspection is too old. Looked after once a minute, by whoever has the queue. */
@Injectable()
export class Quarantine {
  private readonly log = new Logger('quarantine');

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly scanner: Scanner,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Before a file is taken in, outside of any unit of work: with the scanner away, as much is taken as the operator allows, then no more (RR-9). @throws Problem 503 */
  async mustHaveRoom(): Promise<void> {
    const { files, bytes } = await this.state();
    if (files < this.settings.quarantineMaxFiles && bytes < this.settings.quarantineMaxBytes) return;
    throw unavailable('Too many files wait for their inspection, so no further one is taken at the moment. Nothing was kept; send it again in a quarter of an hour.', 900);
  }

  async state(): Promise<Quarantined> {
    const [found] = await this.db.read(attendant, () => this.db.sql<{ files: string; bytes: string }>('SELECT files, bytes FROM app.quarantine()'));
    return { files: Number(found?.files ?? 0), bytes: Number(found?.bytes ?? 0) };
  }

  /**
   * Has those that wait inspected as soon as the scanner is back, not when their job's patience is over (its pauses grow), and those that were
   * inspected by other signatures, by none, or long ago, inspected again: a bounded number each time, the oldest first. Run twice it enqueues
   * the same jobs, under the same keys.
   */
  @Handles('attend-files', { each: 'minute' })
  async attend(): Promise<void> {
    const signatures = await this.scanner.signatures();
    if (this.scanner.isConfigured && !signatures) return this.log.warn('the scanner does not answer: files stay in quarantine');
    await this.db.write(attendant, async () => {
      const due = await this.db.sql<Due>('SELECT kind, id, number, party, waits FROM app.files_to_inspect($1, $2, $3, $4)', [
        signatures?.version ?? null, this.settings.rescanDays, waitingMost, this.scanner.isConfigured ? againMost : 0,
      ]);
      for (const { kind, id, number, party, waits } of due) {
        const task = waits ? `inspect-${kind}` : `again-${kind}`;
        await this.jobs.enqueue(task, { id, ...(number === null ? {} : { number }), party }, { key: `${waits ? (kind === 'version' ? 'inspect' : `inspect-${kind}`) : task}/${id}${number === null ? '' : `/${number}`}` });
      }
    }, { repeatable: true });
  }
}
