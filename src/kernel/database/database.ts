import { AsyncLocalStorage } from 'node:async_hooks';
import type { Writable } from 'node:stream';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { PoolClient, QueryConfig } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type QueryRunner, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../access/index.js';
import { Settings } from '../config/index.js';
import { notSignedIn, Problem } from '../problems.js';
import { asProblem, noAnswer } from './answers.js';
import { DatabaseClock } from './clock.js';
import { mayRepeat, pauseBefore, type Stage } from './repeating.js';
import { ActorSigner } from './signature.js';

/** What is known of a cached actor's authority: probed at the start of every unit of work, renewed when time or a change made it stale. */
export interface Vouch {
  version: string;
  staleAt: Date;
  /** Looks the authority up again on the open connection: the new vouch, 'changed' when it is no longer the same, 'gone' when it ended. */
  renew(query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>): Promise<Pick<Vouch, 'version' | 'staleAt'> | 'changed' | 'gone'>;
  /** Whether what began as this actor may go on: the session or token goes on, and gives what it gave. Outside of a unit of work. */
  stands(): Promise<boolean>;
}

/** Thrown when the authority of a cached actor changed: the request is answered anew with a fresh actor. */
export class StaleActor extends Error {}

const clock = 'extract(epoch FROM clock_timestamp()) * 1000';
/** The first words to a database that answers take no time; one that hangs is not waited for. */
const greeting = (query: QueryConfig) => ({ ...query, query_timeout: 2_000 });

type Mode = 'read' | 'write';
interface Unit {
  actor: Actor;
  mode: Mode;
  runner: QueryRunner;
  client: PoolClient;
}

/** How a unit of work that changes something may be done. */
export interface Writing {
  /**
   * All of the work is inside the transaction: no letter, no file, no octet to a client, nothing kept in memory, and no row that was read before it
   * began and is changed in it. Taken back by the database, it may be done again as if it had never begun.
   */
  repeatable?: boolean;
}

/**
 * The only ways to a connection. A unit of work is one connection and one transaction, opened with the signed actor; nested calls join.
 * Outside of one a query throws. Never run queries of one unit side by side.
 *
 * A unit that PostgreSQL took back (a deadlock, a conflict of serialisation, a connection an administrator ended) is done again, at the most three
 * times (RR-6): a read, a write that is said to be `repeatable`, and any unit whose work had not begun. Everything else fails at once,
 * and so does a write that was committing when its connection was ended, for nobody knows whether it did.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly units = new AsyncLocalStorage<Unit>();
  private readonly vouches = new WeakMap<Actor, Vouch>();
  private readonly signer: ActorSigner;
  private readonly clock = new DatabaseClock();
  private readonly log = new Logger('database');

  constructor(
    private readonly dataSource: DataSource,
    @Inject(Settings) settings: Settings,
  ) {
    this.signer = new ActorSigner(settings.actorSecret);
  }

  /** Work that changes nothing, and may be done again: it streams nothing and leaves nothing behind but its answer. PostgreSQL refuses a write inside. */
  read<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.unit(actor, 'read', work, true);
  }

  /** Work that commits as a whole or not at all. Reads of content are writes too: they record an event. */
  write<T>(actor: Actor, work: () => Promise<T>, { repeatable = false }: Writing = {}): Promise<T> {
    return this.unit(actor, 'write', work, repeatable);
  }

  /** A query over one entity, in the running unit of work. */
  query<T extends ObjectLiteral>(entity: EntityTarget<T>, alias: string): SelectQueryBuilder<T> {
    return this.manager.createQueryBuilder(entity, alias);
  }

  /** TypeORM's manager of the running unit of work. */
  get manager(): EntityManager {
    return this.current.runner.manager;
  }

  /** A statement by hand, values as parameters. A `name` has PostgreSQL prepare it once per connection. */
  async sql<Row>(text: string, values: unknown[] = [], name?: string): Promise<Row[]> {
    return (await this.current.client.query({ text, values, name })).rows as Row[];
  }

  /** The moment by the database's clock, in milliseconds since 1970. */
  now(): number {
    return this.clock.now();
  }

  /** Has the actor's authority probed at the start of each of its units of work. */
  vouch(actor: Actor, vouch: Vouch): void {
    this.vouches.set(actor, vouch);
  }

  /** Whether somebody vouches for this actor: people and programs, not visitors and tasks. */
  isKept(actor: Actor): boolean {
    return this.vouches.has(actor);
  }

  /** Whether what began as this actor may go on. Outside of a unit of work. */
  async stillStands(actor: Actor): Promise<boolean> {
    return (await this.vouches.get(actor)?.stands()) ?? true;
  }

  /** Changes whenever anybody's authority does. */
  async authorityVersion(): Promise<string> {
    const [row] = (await this.dataSource.query('SELECT version FROM app.authority')) as { version: string }[];
    return row?.version ?? '';
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private get current(): Unit {
    const unit = this.units.getStore();
    if (!unit) throw new Error('a query outside a unit of work: use db.read or db.write');
    return unit;
  }

  private async unit<T>(actor: Actor, mode: Mode, work: () => Promise<T>, repeatable: boolean): Promise<T> {
    const running = this.units.getStore();
    if (running) {
      if (running.actor !== actor) throw new Error('a unit of work has one actor');
      if (mode === 'write' && running.mode === 'read') throw new Error('a write inside a read');
      return work();
    }
    for (let turn = 1; ; turn++) {
      const at: { stage: Stage } = { stage: 'opening' };
      try {
        return await this.once(actor, mode, work, at);
      } catch (error) {
        const why = mayRepeat(error, turn, { ...at, mode, repeatable });
        if (!why) throw asProblem(error);
        this.log.warn(`a unit of work was taken back (${why}) and is done again, for the ${['first', 'second', 'third'][turn - 1]} time`);
        await pauseBefore(turn);
      }
    }
  }

  /** One try. @param at how far it came, for whoever asks whether it may be tried again */
  private async once<T>(actor: Actor, mode: Mode, work: () => Promise<T>, at: { stage: Stage }): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    let fault: Error | undefined;
    /** What ended the connection while nothing was being asked: whoever asks next is told only that it ended. */
    let ended: Error | undefined;
    const hear = (error: Error) => { ended ??= error; };
    let client: PoolClient | undefined;
    try {
      client = (await runner.connect().catch((cause: unknown) => {
        throw noAnswer(cause);
      })) as PoolClient;
      client.on('error', hear);
      await this.open(client, actor, mode);
      // TypeORM must not begin, and above all not commit, a transaction of its own around what it saves.
      Object.assign(runner, { isTransactionActive: true });
      at.stage = 'working';
      const result = await this.units.run({ actor, mode, runner, client }, work);
      at.stage = 'committing';
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // A refusal of ours stands; what the portal says because a statement failed is a sign of what ended the connection.
      fault = ended && !(error instanceof Problem && error.cause === undefined) ? ended : (error as Error);
      throw fault;
    } finally {
      client?.removeListener('error', hear);
      await this.close(runner, fault);
    }
  }

  /** BEGIN, actor and probe travel together: one round trip where the driver pipelines. */
  private async open(client: PoolClient, actor: Actor, mode: Mode): Promise<void> {
    const vouch = this.vouches.get(actor);
    if (!this.clock.isKnown) this.clock.hear(Number((await client.query<{ clock: string }>(greeting({ text: `SELECT ${clock} AS clock` }))).rows[0]?.clock));
    // Held back for a moment, so that both leave in one write: each is a call of the system's.
    const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    const begun = client.query(greeting({ text: mode === 'read' ? 'BEGIN READ ONLY' : 'BEGIN' }));
    const set = client.query<{ stale: boolean; clock: string }>(
      greeting(vouch
        ? {
            name: 'unit_probe',
            text: `SELECT set_config('app.actor', $1, true), ${clock} AS clock, (version <> $2 OR now() >= $3) AS stale FROM app.authority`,
            values: [this.signer.sign(actor, this.clock.now()), vouch.version, vouch.staleAt],
          }
        : { name: 'unit_open', text: `SELECT set_config('app.actor', $1, true), ${clock} AS clock, false AS stale`, values: [this.signer.sign(actor, this.clock.now())] }),
    );
    stream.uncork();
    const [, opened] = await Promise.all([begun, set]);
    const leapt = this.clock.hear(Number(opened.rows[0]?.clock));
    if (leapt) await client.query(`SELECT set_config('app.actor', $1, true)`, [this.signer.sign(actor, this.clock.now())]);
    if (!vouch || !opened.rows[0]?.stale) return;
    const renewed = await vouch.renew((text, values) => client.query(text, values));
    if (renewed === 'gone') throw notSignedIn();
    if (renewed === 'changed') throw new StaleActor();
    Object.assign(vouch, renewed);
  }

  /** A connection that saw an error is thrown away: nothing of its state can be trusted. Refusals of our own are no such error. */
  private async close(runner: QueryRunner, fault: Error | undefined): Promise<void> {
    Object.assign(runner, { isTransactionActive: false });
    if (fault) {
      const client = (runner as unknown as { databaseConnection?: PoolClient }).databaseConnection;
      const rolledBack = await client?.query('ROLLBACK').then(() => true, () => false);
      if (!rolledBack || 'severity' in fault) {
        await (runner as unknown as { releasePostgresConnection(error?: Error): Promise<void> }).releasePostgresConnection(fault);
        return;
      }
    }
    await runner.release();
  }
}
