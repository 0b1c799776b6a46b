import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** How the portal runs. `demo` invents its people and answers on loopback only; `production` refuses every weak setting. */
export type Mode = 'production' | 'development' | 'demo';

/** One setting: how it is read, what it is when left out, and whether it may be printed. `config/example.env` is checked against this list. */
interface Setting {
  key: string;
  kind: 'text' | 'url' | 'port' | 'count' | 'flag' | 'list' | 'mode' | 'level';
  default: string;
  secret?: boolean;
  about: string;
}

/** Every setting there is. Other keys that begin with FOCALPOINT_ are refused, so that a misspelt one is noticed. */
export const catalogue = [
  { key: 'FOCALPOINT_MODE', kind: 'mode', default: 'demo', about: 'production, development or demo. NODE_ENV=production means production.' },
  { key: 'FOCALPOINT_HOST', kind: 'text', default: '127.0.0.1', about: 'Address to listen on. Anything but loopback needs mode production.' },
  { key: 'PORT', kind: 'port', default: '3000', about: 'Port for the API and the web client.' },
  { key: 'FOCALPOINT_METRICS_PORT', kind: 'port', default: '0', about: 'The operator\'s port for metrics, on loopback. 0: none.' },
  { key: 'FOCALPOINT_PUBLIC_URL', kind: 'url', default: '', about: 'Where people reach the portal. https in production. Empty: http on host and port.' },
  { key: 'FOCALPOINT_CONTENT_PORT', kind: 'port', default: '0', about: 'Port for imported courses, which run on an origin of their own. 0: the one after PORT, but in production none.' },
  { key: 'FOCALPOINT_CONTENT_ORIGIN', kind: 'text', default: '', about: 'Where browsers reach that port: a host other than the portal\'s, in production by https. A * stands for a name of each package\'s own.' },
  { key: 'FOCALPOINT_TRUSTED_PROXIES', kind: 'list', default: '', about: 'Addresses whose X-Forwarded-For is believed, comma separated.' },
  { key: 'DATABASE_URL', kind: 'url', default: '', secret: true, about: 'PostgreSQL 15 or newer, as the role focalpoint_app. Empty in demo: the embedded one.' },
  { key: 'FOCALPOINT_WORKER_DATABASE_URL', kind: 'url', default: '', secret: true, about: 'The same database as the role focalpoint_worker, for jobs.' },
  { key: 'FOCALPOINT_DATABASE_MIGRATE_URL', kind: 'url', default: '', secret: true, about: 'A role that may migrate; used by "portal migrate" alone, never by the server.' },
  { key: 'FOCALPOINT_APP_PASSWORD', kind: 'text', default: '', secret: true, about: 'For "portal migrate": password it gives to focalpoint_app. Empty: unchanged.' },
  { key: 'FOCALPOINT_WORKER_PASSWORD', kind: 'text', default: '', secret: true, about: 'For "portal migrate": password it gives to focalpoint_worker. Empty: unchanged.' },
  { key: 'FOCALPOINT_POOL_SIZE', kind: 'count', default: '10', about: 'Database connections of one process.' },
  { key: 'FOCALPOINT_ACTOR_SECRET', kind: 'text', default: '', secret: true, about: 'Signs who acts for the row-level fence. At least 32 characters.' },
  { key: 'FOCALPOINT_CURSOR_SECRET', kind: 'text', default: '', secret: true, about: 'Seals cursors, rehearsals and form tokens. At least 32 characters.' },
  { key: 'FOCALPOINT_MARKING_SECRET', kind: 'text', default: '', secret: true, about: 'Seals markings to their files. At least 32 characters.' },
  { key: 'FOCALPOINT_CREDENTIAL_SECRET', kind: 'text', default: '', secret: true, about: 'Encrypts the seeds of one-time codes and the keys to members\' identity providers. At least 32 characters.' },
  { key: 'FOCALPOINT_STORAGE', kind: 'text', default: 'disk', about: 'Where files lie: disk or s3.' },
  { key: 'FOCALPOINT_STORAGE_PATH', kind: 'text', default: 'var/storage', about: 'On disk: the folder of the files. Back it up together with the database.' },
  { key: 'FOCALPOINT_S3_ENDPOINT', kind: 'url', default: '', about: 'In s3: where the store is. https, unless it is on this machine or the mode is development.' },
  { key: 'FOCALPOINT_S3_REGION', kind: 'text', default: 'us-east-1', about: 'In s3: the region that requests are signed for.' },
  { key: 'FOCALPOINT_S3_BUCKET', kind: 'text', default: '', about: 'In s3: a bucket that exists, holds nothing else and keeps no versions.' },
  { key: 'FOCALPOINT_S3_ACCESS_KEY_ID', kind: 'text', default: '', about: 'In s3: the name of the key, which may read, write, delete and list in that bucket.' },
  { key: 'FOCALPOINT_S3_SECRET_ACCESS_KEY', kind: 'text', default: '', secret: true, about: 'In s3: the key itself.' },
  { key: 'FOCALPOINT_KEYRING_PATH', kind: 'text', default: 'var/keyring', about: 'Folder of the parties\' keys. Apart from database and files, and in no backup that holds them.' },
  { key: 'FOCALPOINT_BACKUP_KEY', kind: 'text', default: '', secret: true, about: 'Seals and signs backups; for "portal backup" and "portal restore" alone. At least 32 characters, kept apart from the backups.' },
  { key: 'FOCALPOINT_SAFE_MODE', kind: 'flag', default: 'false', about: 'Whether the portal holds still: no jobs, no letters, no identity providers. After a restore it does so until "portal safe-mode end".' },
  { key: 'FOCALPOINT_KEY_GRACE_MINUTES', kind: 'count', default: '60', about: 'After a rotation the old key is retired when it wraps nothing more, and after this long.' },
  { key: 'FOCALPOINT_KEY_DESTRUCTION_HOURS', kind: 'count', default: '24', about: 'Between the confirmation that a party\'s keys are to be destroyed and their end: time to stop it.' },
  { key: 'FOCALPOINT_UPLOAD_MAX_BYTES', kind: 'count', default: '536870912', about: 'The largest file taken, in octets. No more than StreamMaxLength of clamd.' },
  { key: 'FOCALPOINT_PARTY_BYTES', kind: 'count', default: '21474836480', about: 'What each party may keep, in octets, unless the secretariat allots it more or less.' },
  { key: 'FOCALPOINT_SMTP_URL', kind: 'url', default: '', secret: true, about: 'smtps://user:password@host:465. Empty in demo and development: mail goes to a folder.' },
  { key: 'FOCALPOINT_MAIL_FOLDER', kind: 'text', default: 'var/mail', about: 'Where mail is put when there is no SMTP server.' },
  { key: 'FOCALPOINT_MAIL_FROM', kind: 'text', default: 'Focalpoint <noreply@example.org>', about: 'Sender of mail.' },
  { key: 'FOCALPOINT_SCANNER', kind: 'text', default: '', about: 'clamd: unix:/path/to/clamd.sock or tcp:127.0.0.1:3310. Required in production.' },
  { key: 'FOCALPOINT_LIBREOFFICE', kind: 'text', default: '', about: 'Path of soffice, for previews of office files. Empty: found where systems put it. none: not used.' },
  { key: 'FOCALPOINT_SCANNER_IDLE_SECONDS', kind: 'count', default: '30', about: 'A scanner that is silent for so long gives no verdict; the file waits and is scanned later.' },
  { key: 'FOCALPOINT_SIGNATURES_MAX_DAYS', kind: 'count', default: '3', about: 'Signatures older than so many days are told to whoever runs the portal.' },
  { key: 'FOCALPOINT_RESCAN_DAYS', kind: 'count', default: '30', about: 'Kept files are scanned again when the signatures changed, and at the latest after so many days.' },
  { key: 'FOCALPOINT_UNPACKED_MAX_BYTES', kind: 'count', default: '209715200', about: 'What an archive may unpack to, in octets, with the archives in it.' },
  { key: 'FOCALPOINT_QUARANTINE_MAX_FILES', kind: 'count', default: '2000', about: 'So many files may wait for their inspection; then no further one is taken.' },
  { key: 'FOCALPOINT_QUARANTINE_MAX_BYTES', kind: 'count', default: '53687091200', about: 'So many octets may wait for their inspection; then no further file is taken.' },
  { key: 'FOCALPOINT_EGRESS_ALLOW', kind: 'list', default: '', about: 'Private addresses or ranges that members\' identity providers may have, comma separated. Empty: public ones only.' },
  { key: 'FOCALPOINT_RUN_JOBS', kind: 'flag', default: 'true', about: 'Whether the web process also works off jobs. Set false where a worker runs.' },
  { key: 'FOCALPOINT_SESSION_IDLE_MINUTES', kind: 'count', default: '30', about: 'A session ends after this long without a request: 5 to 60.' },
  { key: 'FOCALPOINT_SESSION_MAX_HOURS', kind: 'count', default: '12', about: 'A session ends after this long in any case: 1 to 24.' },
  { key: 'FOCALPOINT_PASSWORD_LIST', kind: 'text', default: '', about: 'A text file of passwords nobody may choose, one a line, beside those the portal knows.' },
  { key: 'FOCALPOINT_LOG_LEVEL', kind: 'level', default: 'info', about: 'silent, error, warn, info or debug.' },
] as const satisfies readonly Setting[];

type Key = (typeof catalogue)[number]['key'];

/** The settings, checked and typed. Made by `loadSettings` alone. */
export class Settings {
  mode!: Mode;
  host!: string;
  port!: number;
  metricsPort!: number;
  publicUrl!: string;
  contentPort!: number;
  /** Where packages are served, '' when nowhere; a `*` in it stands for a name of each package's own. */
  contentOrigin!: string;
  /** Other names the portal answers under: its own address where the public one differs. */
  extraHosts!: readonly string[];
  trustedProxies!: readonly string[];
  databaseUrl!: string;
  workerDatabaseUrl!: string;
  migrateUrl!: string;
  appPassword!: string;
  workerPassword!: string;
  poolSize!: number;
  actorSecret!: string;
  cursorSecret!: string;
  markingSecret!: string;
  credentialSecret!: string;
  storage!: 'disk' | 's3';
  storagePath!: string;
  /** Meaningful where `storage` is s3. */
  s3!: { endpoint: string; region: string; bucket: string; accessKeyId: string; secretAccessKey: string };
  keyringPath!: string;
  backupKey!: string;
  safeMode!: boolean;
  keyGraceMinutes!: number;
  keyDestructionHours!: number;
  uploadMaxBytes!: number;
  /** What each party may keep, in octets, unless the secretariat allots something else. */
  partyBytes!: number;
  smtpUrl!: string;
  mailFolder!: string;
  mailFrom!: string;
  scanner!: string;
  /** A path, 'none', or '' to look for it. */
  libreOffice!: string;
  scannerIdleSeconds!: number;
  signaturesMaxDays!: number;
  rescanDays!: number;
  unpackedMaxBytes!: number;
  quarantineMaxFiles!: number;
  quarantineMaxBytes!: number;
  egressAllow!: readonly string[];
  runJobs!: boolean;
  sessionIdleMinutes!: number;
  sessionMaxHours!: number;
  passwordList!: string;
  logLevel!: string;
  /** For tests of crashes alone: where this process is to die. */
  failPoint!: string;
}

/** Where packages are served. Outside production the next port, by a name that shares no cookie with the portal's address. */
function contentOf(origin: string, port: number, { port: own, production }: { port: number; production: boolean }): Pick<Settings, 'contentOrigin' | 'contentPort'> {
  const contentPort = port || (production || own === 0 ? 0 : own + 1);
  return { contentPort, contentOrigin: origin || (production || contentPort === 0 ? '' : `http://localhost:${contentPort}`) };
}

function contentFault({ contentOrigin, contentPort, publicUrl, mode }: Settings): string | undefined {
  if (!contentOrigin) return undefined;
  const plain = contentOrigin.replace('*', 'x');
  if (!URL.canParse(plain) || new URL(plain).origin !== plain || !/^https?:\/\/(\*\.)?[^*]+$/.test(contentOrigin)) return 'must be an origin without a path, as https://content.example.org or https://*.content.example.org';
  if (contentPort === 0) return 'takes FOCALPOINT_CONTENT_PORT, on which it is served';
  if (mode === 'production' && !plain.startsWith('https:')) return 'must begin with https:// in production';
  if (mode === 'production' && URL.canParse(publicUrl) && new URL(plain).hostname === new URL(publicUrl).hostname) return 'must be another host than the portal\'s: ports share cookies';
  return undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `work`: a worker. `operate`: what looks at everything, which takes the server's settings and the role that may migrate. `tend`: what takes that
 * role alone. `look`: what needs no database.
 */
type Need = 'serve' | 'work' | 'migrate' | 'operate' | 'tend' | 'look';

/** The settings, or every fault in them. `need` names what this door cannot do without. */
export function loadSettings(env: Environment, need: Need = 'serve'): { settings: Settings; faults: string[] } {
  const faults: string[] = [];
  const say = (key: Key, what: string) => void faults.push(`${key}: ${what}`);
  refuseUnknown(env, faults);
  const text = (key: Key): string => given(env, key, faults) ?? catalogue.find((one) => one.key === key)?.default ?? '';
  const count = (key: Key, least: number, most: number): number => {
    const value = Number(text(key));
    if (!Number.isInteger(value) || value < least || value > most) say(key, `must be a whole number from ${least} to ${most}`);
    return value;
  };
  const url = (key: Key, protocols: string[]): string => {
    const value = text(key);
    if (value && !(URL.canParse(value) && protocols.includes(new URL(value).protocol))) say(key, `must be an address beginning with ${protocols.map((one) => `${one}//`).join(' or ')}${value.includes('@') ? '; signs of its password are written as %2F (/), %40 (@) and so on' : ''}`);
    return value;
  };

  const mode = modeOf(env, text('FOCALPOINT_MODE'), say);
  const host = text('FOCALPOINT_HOST');
  const port = count('PORT', 0, 65_535);
  const production = mode === 'production';
  const settings: Settings = Object.assign(new Settings(), {
    mode, host, port,
    metricsPort: count('FOCALPOINT_METRICS_PORT', 0, 65_535),
    publicUrl: url('FOCALPOINT_PUBLIC_URL', ['http:', 'https:']).replace(/\/$/, '') || `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    ...contentOf(text('FOCALPOINT_CONTENT_ORIGIN').replace(/\/$/, ''), count('FOCALPOINT_CONTENT_PORT', 0, 65_535), { port, production }),
    extraHosts: [`localhost:${port}`, `${host}:${port}`],
    trustedProxies: text('FOCALPOINT_TRUSTED_PROXIES').split(',').map((one) => one.trim()).filter(Boolean),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    workerDatabaseUrl: url('FOCALPOINT_WORKER_DATABASE_URL', ['postgres:', 'postgresql:']),
    migrateUrl: url('FOCALPOINT_DATABASE_MIGRATE_URL', ['postgres:', 'postgresql:']),
    appPassword: text('FOCALPOINT_APP_PASSWORD'),
    workerPassword: text('FOCALPOINT_WORKER_PASSWORD'),
    poolSize: count('FOCALPOINT_POOL_SIZE', 1, 200),
    actorSecret: text('FOCALPOINT_ACTOR_SECRET'),
    cursorSecret: text('FOCALPOINT_CURSOR_SECRET'),
    markingSecret: text('FOCALPOINT_MARKING_SECRET'),
    credentialSecret: text('FOCALPOINT_CREDENTIAL_SECRET'),
    storage: text('FOCALPOINT_STORAGE') as 'disk' | 's3',
    storagePath: resolve(text('FOCALPOINT_STORAGE_PATH')),
    s3: {
      endpoint: url('FOCALPOINT_S3_ENDPOINT', ['https:', 'http:']), region: text('FOCALPOINT_S3_REGION'), bucket: text('FOCALPOINT_S3_BUCKET'),
      accessKeyId: text('FOCALPOINT_S3_ACCESS_KEY_ID'), secretAccessKey: text('FOCALPOINT_S3_SECRET_ACCESS_KEY'),
    },
    keyringPath: resolve(text('FOCALPOINT_KEYRING_PATH')),
    backupKey: text('FOCALPOINT_BACKUP_KEY'),
    safeMode: text('FOCALPOINT_SAFE_MODE') === 'true',
    keyGraceMinutes: count('FOCALPOINT_KEY_GRACE_MINUTES', 0, 10_080),
    keyDestructionHours: count('FOCALPOINT_KEY_DESTRUCTION_HOURS', 0, 720),
    uploadMaxBytes: count('FOCALPOINT_UPLOAD_MAX_BYTES', 1024, 2 ** 40),
    partyBytes: count('FOCALPOINT_PARTY_BYTES', 0, 2 ** 50),
    smtpUrl: url('FOCALPOINT_SMTP_URL', ['smtp:', 'smtps:']),
    mailFolder: resolve(text('FOCALPOINT_MAIL_FOLDER')),
    mailFrom: text('FOCALPOINT_MAIL_FROM'),
    scanner: text('FOCALPOINT_SCANNER'),
    libreOffice: text('FOCALPOINT_LIBREOFFICE'),
    scannerIdleSeconds: count('FOCALPOINT_SCANNER_IDLE_SECONDS', 1, 600),
    signaturesMaxDays: count('FOCALPOINT_SIGNATURES_MAX_DAYS', 1, 365),
    rescanDays: count('FOCALPOINT_RESCAN_DAYS', 1, 3650),
    unpackedMaxBytes: count('FOCALPOINT_UNPACKED_MAX_BYTES', 1024, 2 ** 36),
    quarantineMaxFiles: count('FOCALPOINT_QUARANTINE_MAX_FILES', 1, 10_000_000),
    quarantineMaxBytes: count('FOCALPOINT_QUARANTINE_MAX_BYTES', 1024, 2 ** 50),
    egressAllow: text('FOCALPOINT_EGRESS_ALLOW').split(',').map((one) => one.trim()).filter(Boolean),
    runJobs: text('FOCALPOINT_RUN_JOBS') === 'true',
    sessionIdleMinutes: count('FOCALPOINT_SESSION_IDLE_MINUTES', 5, 60),
    sessionMaxHours: count('FOCALPOINT_SESSION_MAX_HOURS', 1, 24),
    passwordList: text('FOCALPOINT_PASSWORD_LIST') && resolve(text('FOCALPOINT_PASSWORD_LIST')),
    logLevel: text('FOCALPOINT_LOG_LEVEL'),
    failPoint: env.FOCALPOINT_TEST_FAILPOINT ?? '',
  });

  for (const key of ['FOCALPOINT_RUN_JOBS', 'FOCALPOINT_SAFE_MODE'] as const) if (!['true', 'false'].includes(text(key))) say(key, 'must be true or false');
  if (settings.backupKey && settings.backupKey.length < 32) say('FOCALPOINT_BACKUP_KEY', 'is too short; at least 32 characters of chance');
  const content = contentFault(settings);
  if (content) say('FOCALPOINT_CONTENT_ORIGIN', content);
  if (!['silent', 'error', 'warn', 'info', 'debug'].includes(settings.logLevel)) say('FOCALPOINT_LOG_LEVEL', 'must be silent, error, warn, info or debug');
  if (!['', 'none'].includes(settings.libreOffice) && !readable(settings.libreOffice)) say('FOCALPOINT_LIBREOFFICE', 'cannot be read');
  if (settings.scanner && !/^(unix:\/.+|tcp:[^:]+:\d+)$/.test(settings.scanner)) say('FOCALPOINT_SCANNER', 'must be unix:/path or tcp:host:port');
  if (!settings.trustedProxies.every(isProxy)) say('FOCALPOINT_TRUSTED_PROXIES', 'must be addresses or ranges like 10.0.0.0/8, comma separated');
  if (!settings.egressAllow.every(isRange)) say('FOCALPOINT_EGRESS_ALLOW', 'must be addresses or ranges like 10.20.0.0/16, comma separated');
  if (settings.passwordList && !readable(settings.passwordList)) say('FOCALPOINT_PASSWORD_LIST', 'cannot be read');
  if (/[\r\n]/.test(settings.mailFrom)) say('FOCALPOINT_MAIL_FROM', 'must be one line');
  if (!production && !loopback(host)) say('FOCALPOINT_HOST', 'a public address needs FOCALPOINT_MODE=production');
  const serves = need === 'serve' || need === 'work' || need === 'operate';
  if ((need === 'migrate' || need === 'operate' || need === 'tend') && !settings.migrateUrl) say('FOCALPOINT_DATABASE_MIGRATE_URL', 'is missing; it names a role that may migrate');
  if (serves && exposed(settings.keyringPath)) say('FOCALPOINT_KEYRING_PATH', 'others can read it; chmod 700');
  if (`${settings.keyringPath}/`.startsWith(`${settings.storagePath}/`)) say('FOCALPOINT_KEYRING_PATH', 'must not lie among the files its keys open');
  if (serves && !settings.databaseUrl) say('DATABASE_URL', 'is missing');
  if (need === 'work' && !settings.workerDatabaseUrl) say('FOCALPOINT_WORKER_DATABASE_URL', 'is missing');
  else if (serves && settings.runJobs && !settings.workerDatabaseUrl) say('FOCALPOINT_WORKER_DATABASE_URL', 'is missing; set it, or FOCALPOINT_RUN_JOBS=false');
  if (serves) store(settings, say);
  if (need !== 'look' && need !== 'tend') secrets(settings, production, serves, say);
  if (production && serves) inProduction(env, settings, say);
  if (production && settings.failPoint) faults.push('FOCALPOINT_TEST_FAILPOINT: is for tests; nothing in production is to die on purpose');
  return { settings, faults };
}

/** For the doors: the settings, or a line per fault on standard error and exit status 78 (EX_CONFIG). */
export function settingsOrExit(env: Environment, need: Need = 'serve'): Settings {
  const { settings, faults } = loadSettings(env, need);
  if (faults.length === 0) return settings;
  process.stderr.write(`Focalpoint does not start: ${faults.length} ${faults.length === 1 ? 'setting is' : 'settings are'} wrong (see config/example.env).\n`);
  for (const fault of faults) process.stderr.write(`  ${fault}\n`);
  process.exit(78);
}

/** Takes what is secret out of an environment that was read: whatever the process starts from here on is not told. */
export function forgetSecrets(env: Record<string, string | undefined>): void {
  for (const setting of catalogue) if ('secret' in setting) for (const key of [setting.key, `${setting.key}_FILE`]) Reflect.deleteProperty(env, key);
}

function refuseUnknown(env: Environment, faults: string[]): void {
  const known = new Set<string>(catalogue.flatMap(({ key }) => [key, `${key}_FILE`]));
  for (const key of Object.keys(env)) {
    if (key.startsWith('FOCALPOINT_') && !key.startsWith('FOCALPOINT_TEST_') && !known.has(key)) faults.push(`${key}: there is no such setting`);
  }
}

/** The value, or what its `_FILE` holds: a secret file others can read is a fault. */
function given(env: Environment, key: Key, faults: string[]): string | undefined {
  const file = env[`${key}_FILE`];
  if (!file) return env[key] === '' ? undefined : env[key];
  if (env[key]) faults.push(`${key}: is set both directly and by ${key}_FILE`);
  try {
    if ((statSync(file).mode & 0o077) !== 0) faults.push(`${key}_FILE: others can read it; chmod 600`);
    return readFileSync(file, 'utf8').trim();
  } catch {
    faults.push(`${key}_FILE: cannot be read`);
    return undefined;
  }
}

function modeOf(env: Environment, said: string, say: (key: Key, what: string) => void): Mode {
  const mode = env.FOCALPOINT_MODE || env.NODE_ENV !== 'production' ? said : 'production';
  if (!['production', 'development', 'demo'].includes(mode)) say('FOCALPOINT_MODE', 'must be production, development or demo');
  if (env.NODE_ENV === 'production' && mode !== 'production') say('FOCALPOINT_MODE', `contradicts NODE_ENV=production`);
  return mode as Mode;
}

function secrets(settings: Settings, production: boolean, serves: boolean, say: (key: Key, what: string) => void): void {
  const wanted: [Key, string][] = [['FOCALPOINT_ACTOR_SECRET', settings.actorSecret]];
  if (serves) wanted.push(['FOCALPOINT_CURSOR_SECRET', settings.cursorSecret], ['FOCALPOINT_MARKING_SECRET', settings.markingSecret], ['FOCALPOINT_CREDENTIAL_SECRET', settings.credentialSecret]);
  for (const [key, value] of wanted) {
    if (!value) say(key, 'is missing');
    else if (value.length < 32) say(key, 'is too short; at least 32 characters of chance');
    else if (production && new Set(value).size < 12) say(key, 'is too regular to be chance');
  }
  if (new Set(wanted.map(([, value]) => value)).size < wanted.length && wanted.every(([, value]) => value)) say('FOCALPOINT_CURSOR_SECRET', 'each secret must differ from the others');
}

/** Parts of eight mebibytes, of which S3 takes ten thousand. */
const longestInS3 = 8 * 2 ** 20 * 10_000;

function store({ storage, s3, mode, uploadMaxBytes }: Settings, say: (key: Key, what: string) => void): void {
  if (storage !== 'disk' && storage !== 's3') say('FOCALPOINT_STORAGE', 'must be disk or s3');
  if (storage !== 's3') return;
  const wanted = { FOCALPOINT_S3_ENDPOINT: s3.endpoint, FOCALPOINT_S3_BUCKET: s3.bucket, FOCALPOINT_S3_ACCESS_KEY_ID: s3.accessKeyId, FOCALPOINT_S3_SECRET_ACCESS_KEY: s3.secretAccessKey } as const;
  for (const [key, value] of Object.entries(wanted)) if (!value) say(key as Key, 'is missing; FOCALPOINT_STORAGE=s3 needs it');
  if (s3.bucket && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(s3.bucket)) say('FOCALPOINT_S3_BUCKET', 'must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens');
  if (uploadMaxBytes > longestInS3) say('FOCALPOINT_UPLOAD_MAX_BYTES', `must be ${longestInS3} at the most in s3`);
  if (!URL.canParse(s3.endpoint)) return;
  const { protocol, hostname, username, search, hash } = new URL(s3.endpoint);
  if (protocol === 'http:' && mode !== 'development' && !loopback(hostname)) say('FOCALPOINT_S3_ENDPOINT', 'a store on another machine needs https');
  if (username || search || hash) say('FOCALPOINT_S3_ENDPOINT', 'must be an address alone; the keys have settings of their own');
}

function inProduction(env: Environment, settings: Settings, say: (key: Key, what: string) => void): void {
  if (!settings.publicUrl.startsWith('https:')) say('FOCALPOINT_PUBLIC_URL', 'must be https in production');
  if (!settings.scanner) say('FOCALPOINT_SCANNER', 'is missing; production serves nothing unscanned');
  if (!settings.smtpUrl) say('FOCALPOINT_SMTP_URL', 'is missing');
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') say('FOCALPOINT_PUBLIC_URL', 'NODE_TLS_REJECT_UNAUTHORIZED=0 switches certificate checks off');
  for (const [key, url] of [['DATABASE_URL', settings.databaseUrl], ['FOCALPOINT_WORKER_DATABASE_URL', settings.workerDatabaseUrl]] as const) {
    if (URL.canParse(url) && !loopback(new URL(url).hostname) && new URL(url).searchParams.get('sslmode') !== 'verify-full') {
      say(key, 'a database on another machine needs sslmode=verify-full');
    }
  }
  if (/@(example\.(org|com|net))>?$/.test(settings.mailFrom)) say('FOCALPOINT_MAIL_FROM', 'is still the example');
}

/** Whether a folder that is there can be read by others than its owner. */
const exposed = (folder: string) => ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;

function readable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

const loopback = (host: string) => host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** An address, a range of them, or one of the names Express knows for ranges. */
const isProxy = (text: string) => ['loopback', 'linklocal', 'uniquelocal'].includes(text) || isRange(text);

function isRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  if (prefix === undefined) return isIP(address) > 0;
  return rest.length === 0 && isIP(address) > 0 && /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (isIP(address) === 4 ? 32 : 128);
}
