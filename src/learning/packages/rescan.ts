import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Inspector } from '../../kernel/inspection/index.js';
import { Handles, type Payload } from '../../kernel/jobs/index.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { SealedFiles } from '../../kernel/sealed-files/index.js';
import { mustBeHarmless, PackageInfected } from './import/look.js';

/** Packages are looked at again when the scanner knows more than when they came. */
@Injectable()
export class PackageRescan {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly files: SealedFiles,
    private readonly scanner: Scanner,
    private readonly inspector: Inspector,
  ) {}

  /**
   * Scans a package again. A hit withdraws it from everybody who opens it, those who run it now too; it is kept as evidence, and those who write
   * and publish for its originator are told. Run twice it comes to the same end; without a verdict it is tried again later.
   */
  @Handles('again-package')
  async again({ id, party }: Payload): Promise<void> {
    const actor = systemActor('inspection', String(party));
    const found = await this.db.read(actor, async () => {
      const [row] = await this.db.sql<{ storage_key: string }>(`SELECT storage_key FROM app.packages WHERE id = $1 AND state = 'ready'`, [String(id)]);
      return row && { key: row.storage_key, file: await this.files.find(row.storage_key) };
    });
    if (!found) return;
    const hit = await mustBeHarmless(this.scanner, found.file).then(() => null, (error: unknown) => (error instanceof PackageInfected ? error : Promise.reject(error as Error)));
    const signed = await this.scanner.signatures();
    const scan = hit ? 'infected' : this.scanner.isConfigured ? 'clean' : 'not_scanned';
    await this.db.write(actor, async () => {
      const changed = await this.db.sql(
        `UPDATE app.packages SET state = $3, scan = $4, signatures = $5, scanned_at = now(), row_version = row_version + 1 WHERE id = $1 AND storage_key = $2 AND state = 'ready' RETURNING id`,
        [String(id), found.key, hit ? 'withdrawn' : 'ready', scan, signed?.version ?? null]);
      if (changed.length === 0) return;
      await this.inspector.record(found.file, { scan, rejection: null, active: true, delivery: null, finding: hit?.finding ?? null, scanner: signed?.engine ?? null, signatures: signed?.version ?? null, signaturesAt: signed?.at ?? null });
      if (hit) await this.events.record(actor, 'package.withdrawn', { type: 'package', id: String(id), originator: String(party) }, { finding: hit.finding, ...hit.where });
    });
  }
}
