import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { under } from '../../deploy/launcher/paths.js';
import { Portal } from '../support/portal.js';
import { secretsOfTests } from '../support/test-secrets.js';

const chance = (seed: string) => Array.from({ length: 40 }, (_, index) => 'abcdefghijklmnopqrstuvwxyz0123456789'[(index * 7 + seed.length * 11) % 36]).join('') + seed;

describe('SR-122 a start', () => {
  let portal: Portal;
  let good: Record<string, string>;
  const open = join(mkdtempSync(join(tmpdir(), 'focalpoint-settings-')), 'secret');

  beforeAll(async () => {
    portal = await Portal.start();
    writeFileSync(open, chance('file'));
    chmodSync(open, 0o644);
    good = {
      NODE_ENV: 'production', FOCALPOINT_HOST: '127.0.0.1', PORT: '0', FOCALPOINT_PUBLIC_URL: 'https://portal.forum.test', DATABASE_URL: portal.settings.databaseUrl,
      FOCALPOINT_WORKER_DATABASE_URL: portal.settings.workerDatabaseUrl, FOCALPOINT_ACTOR_SECRET: chance('actor'), FOCALPOINT_CURSOR_SECRET: chance('cursors'), FOCALPOINT_MARKING_SECRET: chance('marking'), FOCALPOINT_CREDENTIAL_SECRET: chance('credential'),
      FOCALPOINT_SMTP_URL: 'smtps://mail.forum.test:465', FOCALPOINT_MAIL_FROM: 'Portal <portal@forum.test>', FOCALPOINT_SCANNER: 'tcp:127.0.0.1:3310', FOCALPOINT_STORAGE_PATH: portal.settings.storagePath, FOCALPOINT_KEYRING_PATH: portal.settings.keyringPath, FOCALPOINT_MODE: 'production',
    };
  });
  afterAll(() => portal.stop());

  const start = (changes: Record<string, string | undefined>, door = 'main.js') => {
    const env = Object.fromEntries(Object.entries({ PATH: process.env.PATH, ...good, ...changes }).filter(([, value]) => value !== undefined)) as Record<string, string>;
    return spawnSync(process.execPath, [under('dist/src', door)], { env, encoding: 'utf8', timeout: 20_000 });
  };

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['without a secret', { FOCALPOINT_ACTOR_SECRET: undefined }, /FOCALPOINT_ACTOR_SECRET: is missing/],
    ['with a short secret', { FOCALPOINT_CURSOR_SECRET: 'short' }, /FOCALPOINT_CURSOR_SECRET: is too short/],
    ['with a secret that is no chance', { FOCALPOINT_MARKING_SECRET: 'a'.repeat(40) }, /FOCALPOINT_MARKING_SECRET: is too regular/],
    ['with one secret for two things', { FOCALPOINT_CURSOR_SECRET: chance('actor') }, /each secret must differ/],
    ['without a scanner', { FOCALPOINT_SCANNER: undefined }, /FOCALPOINT_SCANNER: is missing/],
    ['with a scanner that is none', { FOCALPOINT_SCANNER: 'none' }, /FOCALPOINT_SCANNER: must be/],
    ['without a mail server', { FOCALPOINT_SMTP_URL: undefined }, /FOCALPOINT_SMTP_URL: is missing/],
    ['on public http', { FOCALPOINT_PUBLIC_URL: 'http://portal.forum.test' }, /FOCALPOINT_PUBLIC_URL: must be https/],
    ['with certificates unchecked', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /switches certificate checks off/],
    ['with a database elsewhere, unverified', { DATABASE_URL: 'postgres://focalpoint_app:x@db.forum.test/focalpoint' }, /sslmode=verify-full/],
    ['without a database', { DATABASE_URL: undefined }, /DATABASE_URL: is missing/],
    ['with a setting that does not exist', { FOCALPOINT_ACTOR_SECRETS: 'x' }, /FOCALPOINT_ACTOR_SECRETS: there is no such setting/],
    ['with a port that is none', { PORT: 'eighty' }, /PORT: must be a whole number/],
    ['as a demonstration in production', { FOCALPOINT_MODE: 'demo' }, /FOCALPOINT_MODE: contradicts NODE_ENV=production/],
    ['as a demonstration on a public address', { NODE_ENV: undefined, FOCALPOINT_MODE: 'demo', FOCALPOINT_HOST: '0.0.0.0' }, /a public address needs FOCALPOINT_MODE=production/],
    ['with a secret others can read', { FOCALPOINT_ACTOR_SECRET: undefined, FOCALPOINT_ACTOR_SECRET_FILE: open }, /others can read it/],
    ['with the example\'s sender', { FOCALPOINT_MAIL_FROM: 'Focalpoint <noreply@example.org>' }, /is still the example/],
  ])('ends with status 78 and the reason %s', (_what, changes, reason) => {
    const { status, stderr } = start(changes);
    expect({ status, stderr }).toEqual({ status: 78, stderr: expect.stringMatching(reason) });
    expect(stderr).not.toContain('    at ');
  });

  it('lists everything that is wrong at once, and prints no secret', () => {
    const { status, stderr } = start({ FOCALPOINT_CURSOR_SECRET: 'tooshort-but-secret', FOCALPOINT_SCANNER: undefined, PORT: 'x' });
    expect(status).toBe(78);
    expect(stderr.trim().split('\n')).toHaveLength(4);
    expect(stderr).not.toContain('tooshort-but-secret');
  });

  const elsewhere = (changes: { port?: string; database?: string }) => {
    const url = new URL(portal.settings.databaseUrl);
    if (changes.port) url.port = changes.port;
    if (changes.database) url.pathname = changes.database;
    return url.href;
  };
  it.each<[string, string, () => Record<string, string>, number, RegExp]>([
    ['its database is not there', 'main.js', () => ({ DATABASE_URL: elsewhere({ database: 'nothing' }) }), 78, /^ {2}database: .*"nothing" does not exist$/m],
    ['its database does not answer', 'main.js', () => ({ DATABASE_URL: elsewhere({ port: '9' }) }), 1, /^ {2}database: connect ECONNREFUSED/m],
    ['its port is taken', 'main.js', () => ({ PORT: new URL(portal.url).port, FOCALPOINT_RUN_JOBS: 'false' }), 1, /^ {2}Port \d+ is taken by another process\.$/m],
    ['a worker\'s queue does not answer', 'worker.js', () => ({ FOCALPOINT_WORKER_DATABASE_URL: elsewhere({ port: '9' }) }), 1, /^ {2}database: connect ECONNREFUSED/m],
    ['a worker is not told where its queue is', 'worker.js', () => ({ FOCALPOINT_WORKER_DATABASE_URL: '', FOCALPOINT_RUN_JOBS: 'false' }), 78, /FOCALPOINT_WORKER_DATABASE_URL: is missing$/m],
  ])('says in a sentence that %s', (_what, door, changes, wanted, reason) => {
    const { status, stdout, stderr } = start({ ...changes(), FOCALPOINT_ACTOR_SECRET: secretsOfTests.FOCALPOINT_ACTOR_SECRET, FOCALPOINT_LOG_LEVEL: 'silent' }, door);
    expect({ status, stdout, stderr }).toEqual({ status: wanted, stdout: '', stderr: expect.stringMatching(reason) });
    expect(stderr).not.toContain('    at ');
  });

  it('SR-50 is refused to a role that passes the fence', () => {
    const { status, stderr } = start({ DATABASE_URL: process.env.FOCALPOINT_TEST_CLUSTER_URL ?? '' });
    expect({ status, stderr }).toEqual({ status: 78, stderr: expect.stringMatching(/is a superuser; serve as focalpoint_app/) });
  });
});
