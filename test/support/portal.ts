import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import { createApp } from '../../src/app.js';
import { actorOf, Access, type Actor, type Role } from '../../src/kernel/access/index.js';
import { loadSettings, type Settings } from '../../src/kernel/config/index.js';
import { Database } from '../../src/kernel/database/index.js';
import { Worker } from '../../src/kernel/jobs/index.js';
import { Accounts, Sessions } from '../../src/identity/index.js';
import { Official } from './official.js';
import { passwords, secretsOfTests } from './test-secrets.ts';
import { freePort } from '../../deploy/launcher/port.js';
import { until } from './until.js';

/** A portal of its own for one test file: real application, real PostgreSQL, a clone of the migrated template. */
export class Portal {
  private count = 0;
  private readonly others: NestExpressApplication[] = [];

  private constructor(
    readonly app: NestExpressApplication,
    readonly settings: Settings,
    /** As the owner of everything, past every fence: to arrange and to look, never to act. */
    readonly owner: pg.Client,
    private readonly database: string,
    private readonly env: Record<string, string>,
  ) {}

  static async start(options: { env?: Record<string, string>; jobs?: boolean; web?: string; named?: boolean } = {}): Promise<Portal> {
    const cluster = process.env.FOCALPOINT_TEST_CLUSTER_URL ?? '';
    const database = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
    const admin = new pg.Client({ connectionString: cluster });
    await admin.connect();
    // Cloning needs a template nobody is connected to; files start side by side, so they take turns.
    await admin.query(`SELECT pg_advisory_lock(4711)`);
    await admin.query(`CREATE DATABASE ${database} TEMPLATE focalpoint_template`);
    // What a database grants is not cloned with it; this is what provisioning says.
    await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${database} TO focalpoint_app, focalpoint_worker`);
    await admin.end();
    const at = (role: string, password: string) => {
      const url = new URL(cluster);
      url.pathname = `/${database}`;
      url.username = role;
      url.password = password;
      return url.href;
    };
    const owned = new URL(cluster);
    owned.pathname = `/${database}`;
    const port = await freePort();
    const env = {
      ...secretsOfTests,
      FOCALPOINT_MODE: 'development',
      FOCALPOINT_LIBREOFFICE: 'none',
      FOCALPOINT_LOG_LEVEL: process.env.FOCALPOINT_TEST_LOG ?? 'silent',
      PORT: String(port),
      // Passkeys belong to a name; everything else is reached by the address.
      ...(options.named ? { FOCALPOINT_PUBLIC_URL: `http://localhost:${port}` } : {}),
      DATABASE_URL: at('focalpoint_app', passwords.app),
      FOCALPOINT_WORKER_DATABASE_URL: at('focalpoint_worker', passwords.worker),
      FOCALPOINT_STORAGE_PATH: join(process.env.FOCALPOINT_TEST_FOLDER ?? '', database, 'storage'),
      FOCALPOINT_KEYRING_PATH: join(process.env.FOCALPOINT_TEST_FOLDER ?? '', database, 'keyring'),
      FOCALPOINT_MAIL_FOLDER: join(process.env.FOCALPOINT_TEST_FOLDER ?? '', database, 'mail'),
      ...options.env,
    };
    const { app, settings } = await node(env, options.web);
    if (options.jobs) await app.get(Worker).start();
    const owner = new pg.Client({ connectionString: owned.href });
    await owner.connect();
    return new Portal(app, settings, owner, database, env);
  }

  /** A second node on the same database under the same public name, at a port of its own; it ends with this one. */
  async beside(more: Record<string, string> = {}): Promise<Portal> {
    const { app, settings } = await node({ ...this.env, PORT: String(await freePort()), FOCALPOINT_PUBLIC_URL: this.settings.publicUrl, ...more });
    this.others.push(app);
    return new Portal(app, settings, this.owner, this.database, this.env);
  }

  /** Where this node answers; its public name may be that of another one. */
  get url(): string {
    return `http://${new URL(this.settings.publicUrl).hostname}:${this.settings.port}`;
  }

  /** An official of a party with these roles, signed in. */
  async official(party: string, ...roles: Role[]): Promise<Official> {
    const number = ++this.count;
    const name = `Official ${number} of ${party}`;
    const held: Role[] = roles.length > 0 ? roles : ['reader'];
    const id = await this.app.get(Accounts).create({ email: `official${number}@${party.toLowerCase()}.example.org`, name, locale: 'en', delegations: [{ party, roles: held }] });
    const token = await this.app.get(Sessions).begin(id, ['passkey']);
    return new Official(this.url, this.settings, { id, name, party, token });
  }

  /** Somebody nobody knows: no session. */
  get stranger(): Official {
    return new Official(this.url, this.settings, { id: '', name: '', party: '', token: '' });
  }

  /** An actor as the portal would build it for this official: for asking services directly. */
  async actor(official: Official): Promise<Actor> {
    const { rows } = await this.owner.query<{ party: string; membership: 'member'; roles: Role[]; keys: string[] }>(
      `SELECT d.party, coalesce(m.membership, 'participant') AS membership, app.roles_of(d.party, d.user_id, d.roles) AS roles, app.keys_of(d.party, d.user_id) AS keys
         FROM app.delegations d LEFT JOIN app.memberships m ON m.party = d.party AND m.body = 'FORUM' AND m.valid @> current_date
        WHERE d.user_id = $1`, [official.id],
    );
    const facts = rows[0];
    if (!facts) throw new Error('no delegation');
    return actorOf({ ...facts, userId: official.id, name: official.name });
  }

  get access(): Access {
    return this.app.get(Access);
  }

  get db(): Database {
    return this.app.get(Database);
  }

  /** Waits until it serves again, after something it needs was away. */
  async ready(): Promise<void> {
    await until('it is ready', async () => (await fetch(`${this.url}/readyz`)).status === 200);
  }

  /** Waits until every job that is due has been done. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 1_200; turn++) {
      const { rows } = await this.owner.query<{ due: number }>('SELECT count(*)::int AS due FROM graphile_worker._private_jobs WHERE run_at <= now() AND attempts < max_attempts');
      if (rows[0]?.due === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { rows } = await this.owner.query('SELECT j.*, t.identifier FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id');
    throw new Error(`jobs are not done: ${JSON.stringify(rows)}`);
  }

  /** Every letter sent so far, as it went out. */
  letters(): string[] {
    const folder = this.settings.mailFolder;
    return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) : [];
  }

  async stop(): Promise<void> {
    for (const app of [this.app, ...this.others]) await app.close();
    await this.owner.end();
    const admin = new pg.Client({ connectionString: process.env.FOCALPOINT_TEST_CLUSTER_URL });
    await admin.connect();
    await admin.query(`DROP DATABASE IF EXISTS ${this.database} WITH (FORCE)`);
    await admin.end();
  }
}

async function node(env: Record<string, string>, web?: string): Promise<{ app: NestExpressApplication; settings: Settings }> {
  const { settings, faults } = loadSettings(env);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const app = await createApp(settings, { web });
  await app.listen(settings.port, '127.0.0.1');
  return { app, settings };
}
