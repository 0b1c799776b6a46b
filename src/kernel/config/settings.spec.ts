import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { catalogue, loadSettings } from './index.js';

const place = new URL('../../../config/example.env', import.meta.url);
const example = readFileSync(place, 'utf8');
const good = {
  FOCALPOINT_ACTOR_SECRET: 'a secret of at least thirty-two chars', FOCALPOINT_CURSOR_SECRET: 'another secret of thirty-two or more', FOCALPOINT_MARKING_SECRET: 'a third secret of thirty-two or more', FOCALPOINT_CREDENTIAL_SECRET: 'a fourth secret of thirty-two or more',
  DATABASE_URL: 'postgres://focalpoint_app:x@127.0.0.1/focalpoint', FOCALPOINT_WORKER_DATABASE_URL: 'postgres://focalpoint_worker:x@127.0.0.1/focalpoint',
};

describe('config/example.env', () => {
  it('names every setting once, with what it does, its default and whether it is secret', () => {
    const named = [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, key, value]) => ({ key, value: value?.replace(/^'(.*)'$/, '$1') }));
    expect(named).toEqual(catalogue.map(({ key, default: usual, ...rest }) => ({ key, value: 'secret' in rest ? '' : usual })));
    for (const setting of catalogue) {
      expect(example).toContain(`# ${setting.about}\n`);
      if ('secret' in setting) expect(example).toMatch(new RegExp(`Secret\\.\\n${setting.key}=\\n`));
    }
  });
});

describe('config/example.env, read by a shell', () => {
  it('says what it says', () => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', `set -a; . '${fileURLToPath(place)}'; printf '%s|%s' "$FOCALPOINT_MAIL_FROM" "$FOCALPOINT_LOG_LEVEL"`], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'Focalpoint <noreply@example.org>|info', stderr: '' });
  });
});

describe('settings', () => {
  it('are read with their defaults', () => {
    const { settings, faults } = loadSettings(good);
    expect(faults).toEqual([]);
    expect(settings).toMatchObject({ mode: 'demo', host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', runJobs: true, sessionIdleMinutes: 30 });
  });

  it('take empty values as not given, and the public address without its last slash', () => {
    expect(loadSettings({ ...good, PORT: '', FOCALPOINT_PUBLIC_URL: 'http://127.0.0.1:9/' }).settings).toMatchObject({ port: 3000, publicUrl: 'http://127.0.0.1:9' });
  });

  it.each([
    [{ FOCALPOINT_MODE: 'prod' }, 'FOCALPOINT_MODE'], [{ FOCALPOINT_SESSION_IDLE_MINUTES: '600' }, 'FOCALPOINT_SESSION_IDLE_MINUTES'], [{ FOCALPOINT_RUN_JOBS: 'yes' }, 'FOCALPOINT_RUN_JOBS'],
    [{ FOCALPOINT_LOG_LEVEL: 'loud' }, 'FOCALPOINT_LOG_LEVEL'], [{ FOCALPOINT_PUBLIC_URL: 'portal' }, 'FOCALPOINT_PUBLIC_URL'], [{ FOCALPOINT_MAIL_FROM: 'a\nBcc: b' }, 'FOCALPOINT_MAIL_FROM'],
    [{ FOCALPOINT_SCANNER: 'yes' }, 'FOCALPOINT_SCANNER'], [{ FOCALPOINT_HOST: '0.0.0.0' }, 'FOCALPOINT_HOST'], [{ FOCALPOINT_UPLOADS_MAX: '1' }, 'FOCALPOINT_UPLOADS_MAX'],
    [{ FOCALPOINT_TRUSTED_PROXIES: 'proxy.forum.test' }, 'FOCALPOINT_TRUSTED_PROXIES'], [{ FOCALPOINT_TRUSTED_PROXIES: '10.0.0.0/33' }, 'FOCALPOINT_TRUSTED_PROXIES'], [{ FOCALPOINT_TRUSTED_PROXIES: '0.0.0.0/0' }, 'FOCALPOINT_TRUSTED_PROXIES'],
    [{ FOCALPOINT_ACTOR_SECRET_FILE: '/does/not/exist' }, 'FOCALPOINT_ACTOR_SECRET'],
  ])('say what is wrong with %j', (wrong, key) => {
    const { faults } = loadSettings({ ...good, ...wrong });
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault.startsWith(key)).toBe(true);
  });
});

describe('settings of a store in S3', () => {
  const bucket = {
    ...good, FOCALPOINT_STORAGE: 's3', FOCALPOINT_S3_ENDPOINT: 'https://s3.forum.test', FOCALPOINT_S3_BUCKET: 'focalpoint-files', FOCALPOINT_S3_ACCESS_KEY_ID: 'key', FOCALPOINT_S3_SECRET_ACCESS_KEY: 'the key itself',
  };
  const faults = (env: Record<string, string>) => loadSettings({ ...bucket, ...env }).faults;

  it('are taken when they are whole, and asked for only where they are meant', () => {
    expect(loadSettings(bucket)).toMatchObject({ faults: [], settings: { storage: 's3', s3: { endpoint: 'https://s3.forum.test', region: 'us-east-1', bucket: 'focalpoint-files' } } });
    expect(loadSettings({ ...good, FOCALPOINT_S3_BUCKET: 'x' }).faults).toEqual([]);
  });

  it('are all named when all are missing', () => {
    expect(loadSettings({ ...good, FOCALPOINT_STORAGE: 's3' }).faults.map((fault) => fault.split(':')[0])).toEqual(['FOCALPOINT_S3_ENDPOINT', 'FOCALPOINT_S3_BUCKET', 'FOCALPOINT_S3_ACCESS_KEY_ID', 'FOCALPOINT_S3_SECRET_ACCESS_KEY']);
  });

  it.each<[Record<string, string>, string]>([
    [{ FOCALPOINT_STORAGE: 'cloud' }, 'FOCALPOINT_STORAGE: must be disk or s3'],
    [{ FOCALPOINT_S3_ENDPOINT: 's3.forum.test' }, 'FOCALPOINT_S3_ENDPOINT: must be an address beginning with https:// or http://'],
    [{ FOCALPOINT_S3_ENDPOINT: 'http://s3.forum.test' }, 'FOCALPOINT_S3_ENDPOINT: a store on another machine needs https'],
    [{ FOCALPOINT_S3_ENDPOINT: 'https://key:secret@s3.forum.test' }, 'FOCALPOINT_S3_ENDPOINT: must be an address alone; the keys have settings of their own'],
    [{ FOCALPOINT_S3_BUCKET: 'Files of ours' }, 'FOCALPOINT_S3_BUCKET: must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens'],
    [{ FOCALPOINT_UPLOAD_MAX_BYTES: String(2 ** 37) }, 'FOCALPOINT_UPLOAD_MAX_BYTES: must be 83886080000 at the most in s3'],
  ])('say what is wrong with %j', (wrong, fault) => {
    expect(faults(wrong)).toEqual([fault]);
  });

  it('SR-78 may leave TLS out on the same machine, and in development', () => {
    expect(faults({ FOCALPOINT_S3_ENDPOINT: 'http://127.0.0.1:8080' })).toEqual([]);
    expect(faults({ FOCALPOINT_S3_ENDPOINT: 'http://swift.test:8080', FOCALPOINT_MODE: 'development' })).toEqual([]);
  });
});

describe('trusted proxies', () => {
  it.each(['10.0.0.1', '172.16.0.0/12, ::1', 'fd00::/8', 'loopback,uniquelocal'])('may be %s, as Express takes them', (proxies) => {
    const { settings, faults } = loadSettings({ ...good, FOCALPOINT_TRUSTED_PROXIES: proxies });
    expect(faults).toEqual([]);
    expect(() => express().set('trust proxy', [...settings.trustedProxies])).not.toThrow();
  });
});

describe('settings of production', () => {
  const chance = (start: string) => `${start}-0123456789-abcdefghijklmnopqrstuvwxyz`;
  const strong = {
    NODE_ENV: 'production', FOCALPOINT_HOST: '0.0.0.0', FOCALPOINT_PUBLIC_URL: 'https://portal.forum.test', FOCALPOINT_SCANNER: 'tcp:scanner:3310', FOCALPOINT_SMTP_URL: 'smtps://mail.forum.test', FOCALPOINT_MAIL_FROM: 'Portal <portal@forum.test>',
    FOCALPOINT_ACTOR_SECRET: chance('actor'), FOCALPOINT_CURSOR_SECRET: chance('cursor'), FOCALPOINT_MARKING_SECRET: chance('marking'), FOCALPOINT_CREDENTIAL_SECRET: chance('credential'),
    DATABASE_URL: 'postgres://focalpoint_app:x@database/focalpoint?sslmode=verify-full', FOCALPOINT_WORKER_DATABASE_URL: 'postgres://focalpoint_worker:x@database/focalpoint?sslmode=verify-full',
  };
  const about = (env: Record<string, string>) => loadSettings(env).faults.map((fault) => fault.split(':')[0]).sort();

  it('are taken when they are strong', () => {
    expect(loadSettings(strong)).toMatchObject({ faults: [], settings: { mode: 'production', host: '0.0.0.0' } });
  });

  it('are all named when all are missing', () => {
    expect(about({ NODE_ENV: 'production' })).toEqual([
      'DATABASE_URL', 'FOCALPOINT_ACTOR_SECRET', 'FOCALPOINT_CREDENTIAL_SECRET', 'FOCALPOINT_CURSOR_SECRET', 'FOCALPOINT_MAIL_FROM', 'FOCALPOINT_MARKING_SECRET', 'FOCALPOINT_PUBLIC_URL', 'FOCALPOINT_SCANNER', 'FOCALPOINT_SMTP_URL', 'FOCALPOINT_WORKER_DATABASE_URL',
    ]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['an address without TLS', { FOCALPOINT_PUBLIC_URL: 'http://portal.forum.test' }, ['FOCALPOINT_PUBLIC_URL']],
    ['secrets that are short, regular and the same', { FOCALPOINT_ACTOR_SECRET: 'short', FOCALPOINT_CURSOR_SECRET: 'ab'.repeat(20), FOCALPOINT_MARKING_SECRET: 'ab'.repeat(20) }, ['FOCALPOINT_ACTOR_SECRET', 'FOCALPOINT_CURSOR_SECRET', 'FOCALPOINT_CURSOR_SECRET', 'FOCALPOINT_MARKING_SECRET']],
    ['databases elsewhere whose name is not verified', { DATABASE_URL: 'postgres://a:b@database/c?sslmode=require', FOCALPOINT_WORKER_DATABASE_URL: 'postgres://a:b@database/c' }, ['DATABASE_URL', 'FOCALPOINT_WORKER_DATABASE_URL']],
    ['certificates that are not checked', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, ['FOCALPOINT_PUBLIC_URL']],
    ['the mode of a demonstration', { FOCALPOINT_MODE: 'demo' }, ['FOCALPOINT_HOST', 'FOCALPOINT_MODE']],
  ])('are refused with %s', (_what, weak, keys) => {
    expect(about({ ...strong, ...weak })).toEqual(keys);
  });

  it('RR-1: end no process on purpose', () => {
    expect(loadSettings({ ...strong, FOCALPOINT_TEST_FAILPOINT: 'stored' }).faults).toEqual(['FOCALPOINT_TEST_FAILPOINT: is for tests; nothing in production is to die on purpose']);
    expect(loadSettings({ ...good, FOCALPOINT_TEST_FAILPOINT: 'stored' })).toMatchObject({ faults: [], settings: { failPoint: 'stored' } });
  });

  it('may leave a database on the same machine without TLS', () => {
    expect(about({ ...strong, DATABASE_URL: 'postgres://a:b@[::1]/c', FOCALPOINT_WORKER_DATABASE_URL: 'postgres://a:b@127.0.0.1/c' })).toEqual([]);
  });

  it('ask of a migration what it needs and no more', () => {
    expect(loadSettings({ NODE_ENV: 'production', FOCALPOINT_ACTOR_SECRET: strong.FOCALPOINT_ACTOR_SECRET, FOCALPOINT_DATABASE_MIGRATE_URL: strong.DATABASE_URL }, 'migrate').faults).toEqual([]);
    expect(loadSettings({ NODE_ENV: 'production', FOCALPOINT_DATABASE_MIGRATE_URL: strong.DATABASE_URL }, 'tend').faults).toEqual([]);
    expect(loadSettings({ ...good, DATABASE_URL: 'postgres://focalpoint_app:a/b@127.0.0.1/focalpoint' }).faults).toEqual([expect.stringContaining('written as %2F')]);
    expect(loadSettings({ NODE_ENV: 'production' }, 'migrate').faults.map((fault) => fault.split(':')[0])).toEqual(['FOCALPOINT_DATABASE_MIGRATE_URL', 'FOCALPOINT_ACTOR_SECRET']);
  });
});

describe('a secret from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-secret-'));
  const file = (name: string, mode: number) => {
    const path = join(folder, name);
    writeFileSync(path, `${good.FOCALPOINT_ACTOR_SECRET}\n`, { mode });
    return path;
  };
  const { FOCALPOINT_ACTOR_SECRET: _direct, ...rest } = good;
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read without its last line break', () => {
    const { settings, faults } = loadSettings({ ...rest, FOCALPOINT_ACTOR_SECRET_FILE: file('own', 0o600) });
    expect({ faults, secret: settings.actorSecret }).toEqual({ faults: [], secret: good.FOCALPOINT_ACTOR_SECRET });
  });

  it.each([0o604, 0o640])('is refused when others may read it (%o)', (mode) => {
    expect(loadSettings({ ...rest, FOCALPOINT_ACTOR_SECRET_FILE: file(`open-${mode}`, mode) }).faults).toEqual(['FOCALPOINT_ACTOR_SECRET_FILE: others can read it; chmod 600']);
  });

  it('is refused when it is given in both ways', () => {
    expect(loadSettings({ ...good, FOCALPOINT_ACTOR_SECRET_FILE: file('twice', 0o600) }).faults).toEqual(['FOCALPOINT_ACTOR_SECRET: is set both directly and by FOCALPOINT_ACTOR_SECRET_FILE']);
  });
});
