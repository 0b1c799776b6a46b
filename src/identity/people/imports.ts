import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict } from '../../kernel/problems.js';
import { givenBy } from './giving.js';
import type { ImportReport } from './imports.dto.js';
import { readPeople, type FileEntry } from './people-file.js';
import { PeopleList } from './people-list.js';
import { People } from './people.js';

const lifetime = 30 * 60_000;

/** Many invitations at once, out of a table: tried out first, then carried out as a whole or not at all. */
@Injectable()
export class Imports {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly list: PeopleList,
    private readonly people: People,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Says what is wrong with which line, and what would be done. Nothing is written. */
  rehearse(actor: Actor, text: string): Promise<ImportReport> {
    return this.db.read(actor, async () => (await this.read(actor, text, Date.now())).report);
  }

  /** @returns how many were invited. @throws Problem 409 when the file has a fault, or is not the one that was rehearsed, or too much time passed */
  carryOut(actor: Actor, text: string, digest: string): Promise<number> {
    return this.db.write(actor, async () => {
      const at = Number(digest.slice(0, 13));
      if (!(at <= Date.now() && at > Date.now() - lifetime)) throw conflict('The check of this file is older than half an hour. Check it once more.', 'rehearsal-expired');
      const { report, entries } = await this.read(actor, text, at);
      const [wanted, sent] = [Buffer.from(report.digest ?? ''), Buffer.from(digest)];
      if (wanted.length !== sent.length || !timingSafeEqual(wanted, sent)) {
        throw conflict('The file, or the list of your people, is not what it was when you checked. Nobody was invited; check once more.', 'import-changed', { faults: report.faults });
      }
      for (const { line: _line, ...entry } of entries) {
        const { was } = await this.people.enter(actor, { ...entry, party: actor.party });
        if (was !== null) throw conflict(`${entry.email} was invited by somebody else meanwhile. Nobody was invited; check once more.`, 'import-changed');
      }
      await this.events.record(actor, 'people.imported', { type: 'party', id: actor.party, originator: actor.party }, { invited: entries.length });
      return entries.length;
    });
  }

  private async read(actor: Actor, text: string, at: number): Promise<{ report: ImportReport; entries: FileEntry[] }> {
    const known = new Map((await this.list.current(actor)).map(({ email, state }) => [email, state]));
    const { rows, entries, faults } = readPeople(text, givenBy(actor), known);
    const digest = faults.length === 0 && entries.length > 0 ? this.digest(actor, at, entries) : null;
    return { entries, report: { rows, good: entries.length, faults, people: entries, digest } };
  }

  private digest(actor: Actor, at: number, entries: readonly FileEntry[]): string {
    const said = JSON.stringify([actor.userId, actor.party, entries.map(({ name, email, locale, roles }) => [name, email, locale, roles])]);
    return `${at}.${createHmac('sha256', this.settings.cursorSecret).update(`people-import:${at}:${said}`).digest('base64url')}`;
  }
}
