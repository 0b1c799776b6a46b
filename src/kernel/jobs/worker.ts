import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger as NestLogger, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { Settings } from '../config/index.js';
import { SafeMode } from '../safe-mode/index.js';
import { Jobs, type Payload } from './jobs.js';
import { PatientPool } from './patient-pool.js';
import { Presence } from './presence.js';

const pause = 2_000;

/** Takes jobs from the queue as the role `focalpoint_worker`, which may touch the queue and nothing else; the work itself runs as actors. */
@Injectable()
export class Worker implements OnApplicationShutdown, OnModuleDestroy {
  private readonly log = new NestLogger('jobs');
  private runner: Runner | undefined;
  private pool: pg.Pool | undefined;
  private presence: Presence | undefined;
  private ending = false;

  constructor(
    private readonly jobs: Jobs,
    private readonly safeMode: SafeMode,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Takes up work, that of workers which died as well, what is due each night at 02:15 UTC, and what is due each minute. */
  async start(): Promise<void> {
    if (this.safeMode.isOn) return;
    this.pool = new PatientPool({ connectionString: this.settings.workerDatabaseUrl, max: 4, application_name: 'focalpoint-worker', connectionTimeoutMillis: 5_000 });
    this.pool.on('connect', (client) => void client.on('error', () => undefined)); // told by the query that meets it
    this.pool.on('error', (error) => this.ending || this.log.warn(`connection lost: ${error.message}`));
    await this.run(this.pool);
  }

  /** Runs until it is told to stop; where it stops by itself, as it does when it could not note what became of a job, it is begun anew. */
  private async run(pool: pg.Pool): Promise<void> {
    const tasks: TaskList = {};
    for (const [name, handler] of this.jobs.tasks) tasks[name] = (payload) => handler(payload as Payload);
    const presence = (this.presence = new Presence(this.settings.workerDatabaseUrl));
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => presence.add(workerPool.id)); // its jobs are held in the name of the pool
    presence.start();
    this.runner = await run({
      pgPool: pool,
      events,
      taskList: tasks,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 2_000,
      logger: new Logger(() => (level, message) => void (level === 'error' && !this.ending ? this.log.error(message) : this.log.debug(message))),
      parsedCronItems: parseCronItems(this.jobs.clocked.map(({ task, every }) => ({ task, match: every === 'night' ? '15 2 * * *' : '* * * * *', identifier: task }))),
    });
    void this.runner.promise.catch((error: unknown) => this.log.error(`the worker stopped: ${String(error)}`)).then(() => (this.ending ? undefined : this.again(pool, presence)));
  }

  private async again(pool: pg.Pool, presence: Presence): Promise<void> {
    await presence.stop();
    await sleep(pause, undefined, { ref: false });
    if (!this.ending) await this.run(pool).catch(() => this.again(pool, this.presence ?? presence));
  }

  /** From here on a database that ends at the same time is no news. */
  onModuleDestroy(): void {
    this.ending = true;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runner?.stop().catch(() => undefined);
    await this.presence?.stop();
    await this.pool?.end().catch(() => undefined);
  }
}
