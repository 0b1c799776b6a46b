import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { SealedFiles } from '../../kernel/sealed-files/index.js';
import { Storage } from '../../kernel/storage/index.js';
import { MarkingSeal } from '../../documents/index.js';
import { CourseSeal } from '../../learning/index.js';
import { Quotas } from '../../members/index.js';
import { Reader } from '../reader.js';
import type { Fault, Tally } from './fault.js';
import { Files } from './files.js';
import { lostJobs } from './queue.js';
import { Records } from './records.js';

export type { Fault };

export interface FsckOptions {
  /** Opens every frame and hashes every file, instead of asking for lengths alone. */
  decrypt?: boolean;
  /** Sets right what can be: strays are removed, lost jobs enqueued again. */
  repair?: boolean;
  /** Objects younger than this many milliseconds may be without a row. */
  grace?: number;
}

export interface Report extends Tally {
  faults: number;
  mended: number;
  /** Unfinished writes removed, with `repair`. */
  swept: number;
}

const day = 24 * 3_600_000;

/** Looks whether everything that must hold holds (I1 to I6), while the portal serves or not. */
@Injectable()
export class Fsck {
  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
    private readonly files: SealedFiles,
    private readonly seal: MarkingSeal,
    private readonly courseSeal: CourseSeal,
    private readonly quotas: Quotas,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @param tell hears of each fault as it is found, and whether it was mended. @throws StorageError when the store is away */
  async run({ decrypt = false, repair = false, grace = day }: FsckOptions, tell: (fault: Fault, mended: boolean) => void): Promise<Report> {
    const report: Report = { files: 0, objects: 0, opened: 0, shredded: 0, versions: 0, faults: 0, mended: 0, swept: 0 };
    const reader = await Reader.connect(this.settings.migrateUrl, 'focalpoint_backup');
    const queue = await Reader.connect(this.settings.migrateUrl, 'focalpoint_worker');
    try {
      for await (const fault of this.faults(reader, queue, report, { decrypt, grace })) {
        const mended = repair && fault.mend !== undefined;
        if (mended) await fault.mend?.();
        report.faults += 1;
        report.mended += Number(mended);
        tell(fault, mended);
      }
      if (repair) report.swept = await this.storage.sweep(new Date(Date.now() - grace));
    } finally {
      await Promise.all([reader.close(), queue.close()]);
    }
    return report;
  }

  private async *faults(reader: Reader, queue: Reader, tally: Tally, { decrypt, grace }: { decrypt: boolean; grace: number }): AsyncGenerator<Fault> {
    const files = new Files(reader, this.db, this.storage, this.files, tally);
    const records = new Records(reader, this.seal, this.courseSeal, this.quotas, tally);
    yield* files.rows({ decrypt });
    yield* files.orphans();
    yield* files.objects(grace);
    yield* records.versions();
    yield* records.seals();
    yield* records.courseSeals();
    yield* lostJobs(reader, queue);
    yield* records.sums();
  }
}
