import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { passwords } from './test-secrets.js';

/** A database with nothing in it, beside that of a portal, for a backup to come back to. */
export class BlankDatabase {
  private readonly name = `restored_${randomBytes(6).toString('hex')}`;

  private constructor(private readonly admin: pg.Client) {}

  static async make(): Promise<BlankDatabase> {
    const admin = new pg.Client({ connectionString: process.env.FOCALPOINT_TEST_CLUSTER_URL });
    await admin.connect();
    const database = new BlankDatabase(admin);
    await admin.query(`CREATE DATABASE ${database.name}`);
    return database;
  }

  /** As the role that may migrate, or as another one. */
  at(user?: string, password?: string): string {
    const url = new URL(process.env.FOCALPOINT_TEST_CLUSTER_URL ?? '');
    url.pathname = `/${this.name}`;
    if (user) [url.username, url.password] = [user, password ?? ''];
    return url.href;
  }

  /** The settings by which a portal is on it. */
  get env(): Record<string, string> {
    return {
      FOCALPOINT_DATABASE_MIGRATE_URL: this.at(), DATABASE_URL: this.at('focalpoint_app', passwords.app), FOCALPOINT_WORKER_DATABASE_URL: this.at('focalpoint_worker', passwords.worker),
    };
  }

  async drop(): Promise<void> {
    await this.admin.query(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
    await this.admin.end();
  }
}
