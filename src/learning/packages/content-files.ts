import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../../kernel/database/index.js';
import type { Source, ZipMember } from '../../kernel/files/index.js';
import { notFound } from '../../kernel/problems.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { SealedFiles } from '../../kernel/sealed-files/index.js';
import { keyOf } from './import/open-package.js';
import type { Held } from './held.js';
import { RunTime } from './run-time.js';

interface Opened {
  held: Held;
  packageId: string;
  source: Source;
}

/** Files of packages, for launches that are under way. Who may have them is asked anew every ten seconds. */
@Injectable()
export class ContentFiles {
  private readonly opened = new LRUCache<string, Promise<Opened>>({ max: 500, ttl: 10_000 });

  constructor(
    private readonly db: Database,
    private readonly files: SealedFiles,
    private readonly scanner: Scanner,
    private readonly runTime: RunTime,
  ) {}

  /** @throws Problem 404 unless this secret is that launch's */
  async find(launchId: string, secret: string, path: string): Promise<Opened & { file: ZipMember }> {
    const opened = await this.open(launchId, secret);
    const [row] = await this.db.read(opened.held.actor, () => this.db.sql<{ starts_at: string; packed: string; bytes: string; crc: string; deflated: boolean }>(
      'SELECT starts_at, packed, bytes, crc, deflated FROM app.package_files WHERE package_id = $1 AND path_key = $2', [opened.packageId, keyOf(path)], 'package_file'));
    if (!row) throw notFound();
    return { ...opened, file: { name: path, isFolder: false, from: Number(row.starts_at), packed: Number(row.packed), bytes: Number(row.bytes), crc: Number(row.crc), deflated: row.deflated } };
  }

  /** The launch these addresses belong to. @throws Problem 404 */
  async open(launchId: string, secret: string): Promise<Opened> {
    const key = `${launchId}/${secret}`;
    const known = this.opened.get(key) ?? this.look(launchId, secret);
    this.opened.set(key, known, { noUpdateTTL: true });
    return known.catch((error: unknown) => {
      this.opened.delete(key);
      throw error;
    });
  }

  private async look(launchId: string, secret: string): Promise<Opened> {
    const held = await this.runTime.holder(secret);
    if (!held || held.byToken || held.launchId !== launchId) throw notFound();
    const { kept, packageId } = await this.db.read(held.actor, async () => {
      const [row] = await this.db.sql<{ id: string; storage_key: string; scan: 'clean' | 'not_scanned' }>(
        `SELECT p.id, p.storage_key, p.scan FROM app.launches l JOIN app.package_runs r USING (enrolment_id, lesson_id) JOIN app.packages p ON p.id = r.package_id WHERE l.id = $1 AND p.state = 'ready'
         UNION ALL SELECT p.id, p.storage_key, p.scan FROM app.package_previews v JOIN app.packages p ON p.id = v.package_id WHERE v.id = $1 AND p.state = 'ready'`, [launchId]);
      if (!row) throw notFound();
      this.scanner.requireScanned(row.scan);
      return { kept: await this.files.find(row.storage_key), packageId: row.id };
    });
    return { held, packageId, source: { size: kept.bytes, read: (start, end) => kept.open({ start, end }) } };
  }
}
