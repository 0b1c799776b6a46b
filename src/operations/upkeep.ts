import { Injectable, Logger } from '@nestjs/common';
import { Handles } from '../kernel/jobs/index.js';
import { Storage } from '../kernel/storage/index.js';

/** Longer than any upload takes. */
const grace = 24 * 3_600_000;

/** What nobody asks for and somebody has to do each night. */
@Injectable()
export class Upkeep {
  private readonly log = new Logger('upkeep');

  constructor(private readonly storage: Storage) {}

  /** Writes that a crash left unfinished: parts that became no file (RR-3). */
  @Handles('sweep-storage', { daily: true })
  async sweep(): Promise<void> {
    const swept = await this.storage.sweep(new Date(Date.now() - grace));
    if (swept > 0) this.log.log(`${swept} unfinished writes were removed`);
  }
}
