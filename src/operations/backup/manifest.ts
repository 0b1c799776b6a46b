import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../kernel/problems.js';

/** A part of the database, or the list of files, as it lies sealed among the objects of the backup. */
export interface Part {
  /** 'app.documents', 'graphile_worker._private_jobs', 'files'. */
  name: string;
  rows: number;
  /** Under which it lies, and what it was sealed with: 16 octets of chance, base64. */
  key: string;
  salt: string;
  /** Octets before sealing (compressed), and sealed; SHA-256 of the latter. */
  bytes: number;
  sealedBytes: number;
  sha256: string;
}

/** What a backup is, signed as a whole. Files and parts lie beside it, under their keys. */
export interface Manifest {
  format: 1;
  /** The moment the snapshot was taken: what happened later is not in it. */
  madeAt: string;
  /** Names of the migrations its tables have. */
  migrations: string[];
  parts: Part[];
  files: { count: number; bytes: number };
  /** Ids of the keys of the keyring that the files need. */
  keys: string[];
}

const extension = '.backup';

/** Keys drawn from the operator's one secret, each for one use. */
export function derived(secret: string, salt: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, `focalpoint backup ${use}`, 32));
}

const signature = (secret: string, body: string) => createHmac('sha256', derived(secret, Buffer.alloc(0), 'manifest')).update(body).digest('hex');

/** Writes the manifest, last of all: a backup that was interrupted has none. @returns its path */
export async function sign(folder: string, secret: string, manifest: Manifest): Promise<string> {
  const body = JSON.stringify(manifest);
  const path = join(folder, `${manifest.madeAt.replaceAll(/[:.]/g, '-')}${extension}`);
  const file = await open(`${path}.aside`, 'w', 0o600);
  await file.writeFile(`${body}\n${signature(secret, body)}\n`);
  await file.sync().finally(() => file.close());
  await rename(`${path}.aside`, path);
  const above = await open(folder, 'r');
  await above.sync().finally(() => above.close());
  return path;
}

/** Names of the backups of a folder, oldest first. */
export async function backups(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(extension)).sort();
}

/** A manifest whose signature holds. @param name of one backup; the newest when left out. @throws Problem 422 */
export async function read(folder: string, secret: string, name?: string): Promise<Manifest> {
  const chosen = name ?? (await backups(folder)).at(-1);
  if (!chosen) throw broken(`There is no backup in ${folder}.`);
  const [body = '', signed = ''] = (await readFile(join(folder, chosen), 'utf8').catch(() => Promise.reject(broken(`${chosen} is not there.`)))).split('\n');
  const [given, due] = [Buffer.from(signed), Buffer.from(signature(secret, body))];
  if (given.length !== due.length || !timingSafeEqual(given, due)) throw broken(`${chosen} was changed, or made with another FOCALPOINT_BACKUP_KEY: its signature does not hold.`);
  return JSON.parse(body) as Manifest;
}

export const broken = (detail: string) => new Problem(422, '/problems/backup', 'No backup', detail);
