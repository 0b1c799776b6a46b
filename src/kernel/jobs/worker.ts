import { EventEmitter } from 'node:events';
import { Inject, Injectable, Logger as NestLogger, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { Settings } from '../config/index.js';
import { SafeMode } from '../safe-mode/index.js';
import { Jobs, type Payload } from './jobs.js';
import { Presence } from './presence.js';

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

  /** Takes up work, that of workers which died as well, and each night at 02:15 UTC what is due then. */
  async start(): Promise<void> {
    if (this.safeMode.isOn) return;
    const tasks: TaskList = {};
    for (const [name, handler] of this.jobs.tasks) tasks[name] = (payload) => handler(payload as Payload);
    this.pool = new pg.Pool({ connectionString: this.settings.workerDatabaseUrl, max: 4, application_name: 'focalpoint-worker' });
    this.pool.on('connect', (client) => void client.on('error', () => undefined)); // told by the query that meets it
    this.pool.on('error', (error) => this.ending || this.log.warn(`connection lost: ${error.message}`));
    const presence = (this.presence = new Presence(this.settings.workerDatabaseUrl));
    const events: WorkerEvents = new EventEmitter();
    events.on('worker:create', ({ worker }) => void presence.add(worker.workerId));
    presence.start();
    this.runner = await run({
      pgPool: this.pool,
      events,
      taskList: tasks,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 2_000,
      logger: new Logger(() => (level, message) => void (level === 'error' && !this.ending ? this.log.error(message) : this.log.debug(message))),
      parsedCronItems: parseCronItems(this.jobs.nightly.map((task) => ({ task, match: '15 2 * * *', identifier: task }))),
    });
    this.runner.promise.catch((error: unknown) => this.log.error(`the worker stopped: ${String(error)}`));
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
