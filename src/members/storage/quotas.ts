import { Inject, Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Problem } from '../../kernel/problems.js';
import { Parties } from '../parties.js';
import type { AllowanceInput, StorageView } from './storage.dto.js';

const keeper = systemActor('file-keeping');

/** How much each party may keep, finished and unfinished files together, in octets. */
@Injectable()
export class Quotas {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly events: Events,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * Before octets are entered as kept, in the unit of work that enters them: from here to its end nobody else adds to what the party keeps, so
   * that uploads side by side cannot exceed it together. Lock the record they belong to first.
   * @param party the one that acts; `bytes` what is about to be added
   * @throws Problem 413 `/problems/no-room` with `used`, `allowance` and `bytes`
   */
  async requireRoom(party: string, bytes: number): Promise<void> {
    const [row] = await this.db.sql<{ used: string }>('SELECT app.lock_storage() AS used');
    await this.judge(party, Number(row?.used), bytes);
  }

  /** The same question before a file comes, and no promise: nothing is locked. Also in a unit that reads. @throws Problem 413 */
  async expectRoom(party: string, bytes: number): Promise<void> {
    await this.judge(party, await this.used(party), bytes);
  }

  /** What a party keeps and may keep. The secretariat is told the allowance alone. @throws Problem 404, 403 */
  one(actor: Actor, code: string): Promise<StorageView> {
    return this.db.read(actor, async () => {
      this.access.require(actor, 'storage', await this.parties.readable(actor, code));
      return this.view(actor, code);
    });
  }

  /** Less than is kept already refuses what comes, and takes nothing away. @throws Problem 404, 403 */
  allot(actor: Actor, code: string, { allowance, reason }: AllowanceInput): Promise<StorageView> {
    return this.db.write(actor, async () => {
      this.access.require(actor, 'allot', await this.parties.readable(actor, code));
      await this.db.sql(
        `INSERT INTO app.storage_allowances (party, bytes, reason, allotted_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (party) DO UPDATE SET bytes = $2, reason = $3, allotted_by = $4, allotted_at = now()`, [code, allowance ?? null, reason, actor.userId],
      );
      await this.events.record(actor, 'party.storage-allotted', { type: 'party', id: code, originator: code }, { allowance: allowance ?? null, reason });
      return this.view(actor, code);
    });
  }

  /** Invariant I6: parties whose count is not the sum of what they keep, as they were before they were mended. For the task 'file-keeping'. */
  async differences(mend = false): Promise<{ party: string; counted: number; kept: number }[]> {
    const work = () => this.db.sql<{ party: string; counted: string; kept: string }>('SELECT party, counted, kept FROM app.reconcile_storage($1)', [mend]);
    const rows = await (mend ? this.db.write(keeper, work) : this.db.read(keeper, work));
    return rows.map(({ party, counted, kept }) => ({ party, counted: Number(counted), kept: Number(kept) }));
  }

  private async view(actor: Actor, party: string): Promise<StorageView> {
    const allotted = await this.allotted(party);
    return {
      party,
      used: actor.party === party ? await this.used(party) : null,
      allowance: allotted?.bytes ?? this.settings.partyBytes,
      byDefault: typeof allotted?.bytes !== 'number',
      largestFile: this.settings.uploadMaxBytes,
      reason: allotted?.reason ?? null,
      allottedAt: allotted?.allotted_at.toISOString() ?? null,
    };
  }

  private async judge(party: string, used: number, bytes: number): Promise<void> {
    const allowance = (await this.allotted(party))?.bytes ?? this.settings.partyBytes;
    if (used + bytes <= allowance) return;
    throw new Problem(
      413, '/problems/no-room', 'No room left',
      `${party} may keep ${said(allowance)}, and ${said(used)} are in use, so there is no room for ${said(bytes)} more. Nothing was kept. Discard drafts, dispose of what is no longer needed, or ask the secretariat for more room.`,
      { used, allowance, bytes },
    );
  }

  private async used(party: string): Promise<number> {
    const [row] = await this.db.sql<{ bytes: string }>('SELECT bytes FROM app.storage_used WHERE party = $1', [party]);
    return Number(row?.bytes ?? 0);
  }

  private async allotted(party: string): Promise<{ bytes: number | null; reason: string; allotted_at: Date } | undefined> {
    const [row] = await this.db.sql<{ bytes: string | null; reason: string; allotted_at: Date }>('SELECT bytes, reason, allotted_at FROM app.storage_allowances WHERE party = $1', [party]);
    return row && { ...row, bytes: row.bytes === null ? null : Number(row.bytes) };
  }
}

/** Octets as people say them: '20 GiB', '1.5 MiB', '12 bytes'. */
function said(bytes: number): string {
  const step = [[2 ** 30, 'GiB'], [2 ** 20, 'MiB'], [2 ** 10, 'KiB']].find(([size]) => bytes >= Number(size));
  return step ? `${Number((bytes / Number(step[0])).toFixed(1))} ${step[1]}` : `${bytes} bytes`;
}
