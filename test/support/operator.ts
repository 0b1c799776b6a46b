import { execFile, spawnSync } from 'node:child_process';
import { under } from '../../deploy/launcher/paths.js';
import { Settings } from '../../src/kernel/config/index.js';
import { Database } from '../../src/kernel/database/index.js';
import { SealedFiles } from '../../src/kernel/sealed-files/index.js';
import { Storage } from '../../src/kernel/storage/index.js';
import { MarkingSeal } from '../../src/documents/index.js';
import { CourseSeal } from '../../src/learning/index.js';
import { Quotas } from '../../src/members/index.js';
import { Fsck, type FsckOptions } from '../../src/operations/index.js';
import type { Portal } from './portal.js';
import { secretsOfTests } from './test-secrets.js';

/** Whoever runs a portal of the tests: with the role that may migrate, which no server has. */
export class Operator {
  constructor(private readonly portal: Portal) {}

  /** The settings of a command at the command line. */
  get env(): Record<string, string> {
    const { databaseUrl, workerDatabaseUrl, storage, storagePath, s3, keyringPath, mailFolder, scanner } = this.portal.settings;
    return {
      PATH: process.env.PATH ?? '', ...secretsOfTests, FOCALPOINT_MODE: 'development', FOCALPOINT_LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl, FOCALPOINT_WORKER_DATABASE_URL: workerDatabaseUrl,
      FOCALPOINT_STORAGE_PATH: storagePath, FOCALPOINT_KEYRING_PATH: keyringPath, FOCALPOINT_MAIL_FOLDER: mailFolder, FOCALPOINT_SCANNER: scanner, FOCALPOINT_DATABASE_MIGRATE_URL: this.url,
      ...(storage === 's3' ? inS3(s3) : {}),
    };
  }

  /** The portal's database as the role that may migrate. */
  get url(): string {
    const url = new URL(process.env.FOCALPOINT_TEST_CLUSTER_URL ?? '');
    url.pathname = new URL(this.portal.settings.databaseUrl).pathname;
    return url.href;
  }

  command(args: readonly string[], env: Record<string, string> = {}) {
    return spawnSync(process.execPath, [under('dist/src/cli.js'), ...args], { env: { ...this.env, ...env }, encoding: 'utf8', timeout: 120_000 });
  }

  /** The same without holding this process up, which may be the store. */
  run(args: readonly string[], env: Record<string, string> = {}): Promise<{ status: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [under('dist/src/cli.js'), ...args], { env: { ...this.env, ...env }, encoding: 'utf8', timeout: 120_000 }, (error, stdout, stderr) => {
        resolve({ status: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      });
    });
  }

  /** The faults as 'I2 row-without-object document/…', looked for in this process. */
  async faults(options: FsckOptions = {}): Promise<string[]> {
    const { app, settings } = this.portal;
    const found: string[] = [];
    const fsck = new Fsck(app.get(Database), app.get(Storage), app.get(SealedFiles), app.get(MarkingSeal, { strict: false }), app.get(CourseSeal, { strict: false }), app.get(Quotas, { strict: false }), Object.assign(new Settings(), settings, { migrateUrl: this.url }));
    await fsck.run({ decrypt: true, ...options }, ({ invariant, fault, subject }) => void found.push(`${invariant} ${fault} ${subject}`));
    return found;
  }
}

/** The settings that have files lie in this bucket. */
export const inS3 = ({ endpoint, region, bucket, accessKeyId, secretAccessKey }: Settings['s3']): Record<string, string> => ({
  FOCALPOINT_STORAGE: 's3', FOCALPOINT_S3_ENDPOINT: endpoint, FOCALPOINT_S3_REGION: region, FOCALPOINT_S3_BUCKET: bucket, FOCALPOINT_S3_ACCESS_KEY_ID: accessKeyId, FOCALPOINT_S3_SECRET_ACCESS_KEY: secretAccessKey,
});
