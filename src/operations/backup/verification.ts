import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../../kernel/config/index.js';
import { Keyring } from '../../kernel/keyring/index.js';
import { LocalDisk, type Storage, StorageError } from '../../kernel/storage/index.js';
import type { FileLine } from './backup.js';
import { type Manifest, type Part, read } from './manifest.js';
import { readPart } from './parts.js';

export interface Verdict {
  manifest: Manifest;
  /** Each in a sentence that names what is wrong; none when the backup is whole. */
  faults: string[];
  /** Keys that were destroyed since: what they sealed stays unreadable, as it should. */
  shredded: string[];
}

/** Whether a backup is what was made: every octet of it. */
@Injectable()
export class Verification {
  constructor(
    private readonly keyring: Keyring,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @throws Problem 422 when there is none, or its signature does not hold */
  async of(folder: string, name?: string): Promise<Verdict> {
    const manifest = await read(folder, this.settings.backupKey, name);
    const store = new LocalDisk(join(folder, 'objects'));
    const faults: string[] = [];
    for (const part of manifest.parts) {
      const fault = (await differs(store, part.key, part.sealedBytes, part.sha256)) ?? (await this.opens(store, part));
      if (fault) faults.push(`The part ${part.name} ${fault} (objects/${part.key}).`);
    }
    const files = manifest.parts.find((part) => part.name === 'files');
    if (files && faults.length === 0) faults.push(...(await this.files(store, files)));
    const keys = new Map((await this.keyring.keys()).map((key) => [key.id, key.state]));
    const missing = manifest.keys.filter((id) => !keys.has(id));
    faults.push(...missing.map((id) => `The keyring at hand has no key ${id}, which files of this backup need.`));
    return { manifest, faults, shredded: manifest.keys.filter((id) => keys.get(id) === 'destroyed') };
  }

  private async opens(store: Storage, part: Part): Promise<string | undefined> {
    try {
      let rows = 0;
      for await (const _line of readPart(store, this.settings.backupKey, part)) rows += 1;
      return rows === part.rows ? undefined : `has ${rows} rows where ${part.rows} were put in`;
    } catch {
      return 'does not open with this FOCALPOINT_BACKUP_KEY';
    }
  }

  private async files(store: Storage, part: Part): Promise<string[]> {
    const faults: string[] = [];
    for await (const line of readPart(store, this.settings.backupKey, part)) {
      const { key, bytes, sha256, gone } = JSON.parse(line) as FileLine;
      const fault = gone ? undefined : await differs(store, key, bytes, sha256);
      if (fault) faults.push(`The file ${key} ${fault}.`);
    }
    return faults;
  }
}

/** How an object differs from what was put in, or nothing. */
async function differs(store: Storage, key: string, bytes: number, sha256: string): Promise<string | undefined> {
  const size = await store.size(key).catch((error: unknown) => {
    if (error instanceof StorageError && error.code === 'missing') return null;
    throw error;
  });
  if (size === null) return 'is missing';
  if (size !== bytes) return `has ${size} octets where ${bytes} were put in`;
  const hash = createHash('sha256');
  for await (const chunk of (await store.open(key)) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex') === sha256 ? undefined : 'was changed';
}
