import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { migrations } from '../migrations/index.js';
import { createApp } from './app.js';
import { openApi } from './api-docs.js';
import { AppModule } from './app.module.js';
import { doctor } from './doctor.js';
import { loadSettings, settingsOrExit, type Settings } from './kernel/config/index.js';
import { Database, provision } from './kernel/database/index.js';
import { Declared } from './kernel/http/index.js';
import { Problem } from './kernel/problems.js';
import { roles, systemActor, type Role } from './kernel/access/index.js';
import { Accounts } from './identity/index.js';
import { courseCommand } from './learning/index.js';
import { why } from './why.js';
import { backupCommand, fsckCommand, rescanCommand, restoreCommand, revocationsCommand, safeModeCommand, verifyCommand } from './operations/index.js';
import { keyringFaults, keysCommand, Parties, readRegister, Register } from './members/index.js';

const usage = `npm run portal -- <command>

  migrate        bring the database to this version: roles, schema, queue, register of parties
  seed-demo      enter the demonstration's people and records (mode demo, empty portal only)
  create-admin   --email --name --party [--roles administrator,…] [--locale en]; prints a link to the first passkey, once.
                 --again draws a new one while nobody has signed in; --password reads a password from standard input instead
  course         check <folder>; whether a course kept as files has faults, each with file and line.
                 enter <folder> --originator <party> [--publish] [--tlp clear|green]; enters it as a draft for the originator's officers,
                 or has it taught at once. The same files again change nothing; changed ones become another version
  routes         every route with its rule
  openapi        the OpenAPI document, on standard output
  doctor         look at settings, database, storage, keyring, queue and scanner, and say what is wrong; and which members and
                 people wait for somebody: no focal point, mandates that lapse, a single key
  keys           list | status | rotate <party> | begin <party>; the parties' keys: when they were made and what they wrap. A party
                 that lost all of them for good begins anew. Destroying one takes two persons, in the portal
  fsck           [--json] [--decrypt] [--repair] [--grace hours]; whether files, rows, objects, events and jobs fit together. Exit
                 status 1 when something does not. --decrypt opens every file; --repair removes what belongs to nothing (older than
                 the grace, 24 hours) and has lost jobs done again
  rescan         [--dry-run] [--before moment]; everything that was taken is scanned once more, now, by the scanner as it is. --dry-run says
                 how much that is; --before leaves out what was scanned since. Exit status 1 when malware is found, or a scan failed
  backup         --to <folder>; database and files, sealed under FOCALPOINT_BACKUP_KEY, without the keyring. Files a folder has are not
                 copied again
  backup verify  <folder> [--backup name]; whether every octet of the newest, or named, backup is what was put in, and its keys are at hand
  restore        --from <folder> [--backup name]; onto an empty database, into safe mode
  revocations    --since <moment> [--from <folder>]; what was taken away since, which a restore does not know
  safe-mode      [end]; whether the portal holds still after a restore; "end" ends it
`;

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function withPortal(work: (app: INestApplicationContext, settings: Settings) => Promise<void>, need: 'serve' | 'operate' = 'serve'): Promise<void> {
  const settings = settingsOrExit(process.env, need);
  settings.metricsPort = 0; // a server's beside it
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), { logger: ['error', 'warn'], bufferLogs: true, autoFlushLogs: false, abortOnError: false });
  app.flushLogs();
  try {
    await work(app, settings);
  } finally {
    await app.close();
  }
}

async function migrate(): Promise<void> {
  const settings = settingsOrExit(process.env, 'migrate');
  const ran = await provision({
    url: settings.migrateUrl, actorSecret: settings.actorSecret, appPassword: settings.appPassword || undefined, workerPassword: settings.workerPassword || undefined, migrations,
  });
  say(ran.length > 0 ? `Migrated: ${ran.join(', ')}` : 'The database is up to date.');
  // The register is entered as the serving role, behind the fence, where that role's address is known already.
  if (loadSettings(process.env).faults.length === 0) await withPortal((app) => app.get(Register).enter(registered()));
  else say('The register of parties was not looked at: that takes the settings of the server as well.');
}

const registered = () => readRegister(readFileSync(new URL(import.meta.url.includes('/dist/src/') ? '../../config/parties.json' : '../config/parties.json', import.meta.url), 'utf8'));

function seedDemo(): Promise<void> {
  return withPortal(async (app, settings) => {
    if (settings.mode !== 'demo') throw new Problem(409, '/problems/conflict', 'Not now', 'The demonstration is entered in mode demo only.');
    const { seedDemonstration } = await import('./demo/seed.js');
    say(await seedDemonstration(app));
  });
}

/** Makes an account and prints, once, the link that leads to its first passkey; with --password it is given one instead. */
async function createAdmin(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: 'string' }, name: { type: 'string' }, party: { type: 'string', default: 'SECRETARIAT' }, roles: { type: 'string', default: 'administrator' }, locale: { type: 'string', default: 'en' },
      password: { type: 'boolean', default: false }, again: { type: 'boolean', default: false },
    },
  });
  const { email, name, party, locale, again } = values;
  if (!email || !(name || again)) throw new Problem(400, '/problems/invalid', 'Invalid', 'Give --email and --name.');
  const held = values.roles.split(',');
  const unknown = held.filter((role) => !(roles as readonly string[]).includes(role));
  if (unknown.length > 0) throw new Problem(400, '/problems/invalid', 'Invalid', `There is no role ${unknown.join(', ')}. Roles: ${roles.join(', ')}.`);
  const password = values.password && !again ? await typedPassword() : undefined;
  await withPortal(async (app) => {
    const unknown = await app.get(Database).read(systemActor('operator'), () => app.get(Parties).unknown([party]));
    if (!again && unknown.length > 0) throw new Problem(400, '/problems/invalid', 'Invalid', `There is no party ${party}. The register was entered by "portal migrate" with the settings of the server.`);
    const accounts = app.get(Accounts);
    const id = again ? await accounts.unused(email) : await accounts.create({ email, name: name ?? '', locale, password, delegations: [{ party, roles: held as Role[] }] });
    if (!again) say(`Created ${email} (${id}) for ${party} as ${held.join(',')}.`);
    if (!password) say(`Within 72 hours, this address leads to the first passkey. It works once and is not shown again:\n${await accounts.firstLink(id)}`);
  });
}

/** At a terminal nothing of it is shown; out of a pipe the line is read as it comes. */
async function typedPassword(): Promise<string> {
  process.stderr.write('Password (15 characters or more): ');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: process.stdin.isTTY });
  const password = await lines.question('');
  lines.close();
  process.stderr.write('\n');
  return password;
}

async function withWeb(work: (app: Awaited<ReturnType<typeof createApp>>) => void): Promise<void> {
  const app = await createApp(settingsOrExit(process.env));
  await app.init();
  work(app);
  await app.close();
}

/** Where the server's settings are known as well, what came back is looked through at once. */
async function restore(args: string[]): Promise<void> {
  await restoreCommand(settingsOrExit(process.env, 'migrate'), args, say);
  if (loadSettings(process.env, 'operate').faults.length === 0) await commands.fsck?.(['--decrypt']);
  else say('Whether everything holds was not looked at: "portal fsck --decrypt" takes the settings of the server as well.');
}

const commands: Record<string, (args: string[]) => Promise<void>> = {
  migrate,
  'seed-demo': seedDemo,
  'create-admin': createAdmin,
  course: async (args) => {
    if (!(await courseCommand(args, say, (work) => withPortal(work)))) process.exitCode = 1;
  },
  routes: () => withWeb((app) => app.get(Declared).routes.forEach(({ method, path, rule }) => say(`${method.padEnd(6)} ${path.padEnd(48)} ${rule}`))),
  openapi: () => withWeb((app) => say(JSON.stringify(openApi(app), null, 2))),
  doctor: async () => {
    const { faults, duties } = await doctor(process.env);
    if (faults.length === 0) await withPortal(async (app) => void faults.push(...(await keyringFaults(app))));
    faults.forEach((fault) => say(`- ${fault}`));
    duties.forEach((duty) => say(`· ${duty}`));
    say(faults.length === 0 ? 'Everything that was looked at is well.' : `${faults.length} to mend.`);
    if (faults.length > 0) process.exitCode = 1;
  },
  keys: (args) => withPortal((app) => keysCommand(app, args, say)),
  fsck: (args) => withPortal(async (app) => {
    if (!(await fsckCommand(app, args, say))) process.exitCode = 1;
  }, 'operate'),
  rescan: (args) => withPortal(async (app) => {
    if (!(await rescanCommand(app, args, say))) process.exitCode = 1;
  }, 'operate'),
  backup: async (args) => {
    if (args[0] !== 'verify') return backupCommand(settingsOrExit(process.env, 'tend'), args, say);
    if (!(await verifyCommand(settingsOrExit(process.env, 'look'), args.slice(1), say))) process.exitCode = 1;
  },
  restore,
  revocations: (args) => revocationsCommand(settingsOrExit(process.env, args.includes('--from') ? 'look' : 'tend'), args, say),
  'safe-mode': (args) => safeModeCommand(settingsOrExit(process.env, 'tend'), args, say),
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
// Whoever reads the beginning and goes ('portal routes | head') is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });
if (!command) {
  process.stderr.write(name ? `There is no command "${name}".\n\n${usage}` : usage);
  process.exit(64);
}
try {
  await command(args);
} catch (error) {
  const found = why(error);
  if (!found) throw error;
  process.stderr.write(`${found.reasons.join('\n')}\n`);
  process.exitCode = found.status;
}
