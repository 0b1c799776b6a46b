import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { Settings } from '../../kernel/config/index.js';
import { invalid } from '../../kernel/problems.js';
import { Reader } from '../reader.js';
import { Backup } from './backup.js';
import { BackupModule } from './backup.module.js';
import { Restore } from './restore.js';
import { type Revocation, revocationsIn, revocationsSince } from './revocations.js';
import { Verification } from './verification.js';

type Say = (line: string) => void;

/** `portal backup --to <folder>`. */
export function backupCommand(settings: Settings, args: string[], say: Say): Promise<void> {
  const { values } = parseArgs({ args, options: { to: { type: 'string' } } });
  const folder = given(values.to, '--to');
  return within(settings, async (app) => {
    const { path, manifest, known } = await app.get(Backup).make(folder);
    const rows = manifest.parts.filter(({ name }) => name !== 'files').reduce((sum, part) => sum + part.rows, 0);
    say(`Made ${path}: ${rows} rows in ${manifest.parts.length - 1} tables; ${manifest.files.count} files of ${mebibytes(manifest.files.bytes)}, ${known} of which were there already.`);
    say('The keyring is not in it, nor is FOCALPOINT_BACKUP_KEY. Keep both elsewhere: without them nobody reads this backup.');
  });
}

/** `portal backup verify <folder>`. @returns whether every octet is what was put in */
export async function verifyCommand(settings: Settings, args: string[], say: Say): Promise<boolean> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { backup: { type: 'string' } } });
  let whole = false;
  await within(settings, async (app) => {
    const { manifest, faults, shredded } = await app.get(Verification).of(given(positionals[0], 'the folder'), values.backup);
    faults.forEach((fault) => say(`- ${fault}`));
    if (shredded.length > 0) say(`· ${shredded.length} keys were destroyed on purpose; what they sealed stays unreadable: ${shredded.join(', ')}`);
    whole = faults.length === 0;
    say(whole ? `The backup of ${manifest.madeAt} is whole: ${manifest.parts.length} parts, ${manifest.files.count} files of ${mebibytes(manifest.files.bytes)}, ${manifest.keys.length} keys at hand.` : `${faults.length} faults in the backup of ${manifest.madeAt}.`);
  });
  return whole;
}

/** `portal restore --from <folder>`. */
export function restoreCommand(settings: Settings, args: string[], say: Say): Promise<void> {
  const { values } = parseArgs({ args, options: { from: { type: 'string' }, backup: { type: 'string' } } });
  const folder = given(values.from, '--from');
  return within(settings, async (app) => {
    const { manifest, rows, files, gone } = await app.get(Restore).from(folder, values.backup);
    say(`Restored the backup of ${manifest.madeAt}: ${rows} rows, ${files} files.`);
    if (gone.length > 0) say(`${gone.length} files were given up while that backup was made and are not in it; fsck names them: ${gone.join(', ')}`);
    say('All sessions of then are ended. The portal starts in safe mode: no jobs, no letters, no identity providers.');
    say(`What was taken away after ${manifest.madeAt} is in force again. See it with "portal revocations" and take it away anew, then "portal safe-mode end".`);
  });
}

/** `portal revocations`: what was taken away since, in the old database or in a later backup. */
export async function revocationsCommand(settings: Settings, args: string[], say: Say): Promise<void> {
  const { values } = parseArgs({ args, options: { since: { type: 'string' }, from: { type: 'string' }, backup: { type: 'string' } } });
  const since = new Date(values.since ?? '');
  if (Number.isNaN(since.getTime())) throw invalid([{ path: '--since', message: 'a moment such as 2026-11-26T15:10:00Z' }], 'Give --since: the moment of the backup, as "portal restore" said it.');
  const tell = ({ at, name, subject, party }: Revocation) => say(`${at}  ${name.padEnd(32)} ${subject}${party ? ` (${party})` : ''}`);
  if (values.from) {
    for await (const one of revocationsIn(values.from, settings.backupKey, since, values.backup)) tell(one);
    return;
  }
  const reader = await Reader.connect(settings.migrateUrl, 'focalpoint_backup');
  try {
    for await (const one of revocationsSince(reader, since)) tell(one);
  } finally {
    await reader.close();
  }
}

/** `portal safe-mode`, `portal safe-mode end`. */
export async function safeModeCommand(settings: Settings, args: string[], say: Say): Promise<void> {
  const reader = await Reader.connect(settings.migrateUrl);
  try {
    await reader.become('focalpoint_owner');
    const [row] = await reader.rows<{ since: Date; reason: string }>(args[0] === 'end' ? 'DELETE FROM app.safe_mode RETURNING since, reason' : 'SELECT since, reason FROM app.safe_mode');
    if (!row) say('The portal is not in safe mode by its database.');
    else if (args[0] === 'end') say('Safe mode is ended. Start the portal anew: letters and jobs that waited go out.');
    else say(`In safe mode since ${row.since.toISOString()}: ${row.reason}. "portal safe-mode end" ends it.`);
  } finally {
    await reader.close();
  }
}

async function within(settings: Settings, work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  if (!settings.backupKey) throw invalid([{ path: 'FOCALPOINT_BACKUP_KEY', message: 'is missing' }], 'FOCALPOINT_BACKUP_KEY is missing: at least 32 characters of chance (openssl rand -base64 32), kept apart from the backups.');
  const app = await NestFactory.createApplicationContext(BackupModule.with(settings), { logger: ['error', 'warn'], abortOnError: false });
  await work(app).finally(() => app.close());
}

function given(value: string | undefined, name: string): string {
  if (!value) throw invalid([{ path: name, message: 'a folder' }], `Give ${name}: a folder.`);
  return value;
}

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
