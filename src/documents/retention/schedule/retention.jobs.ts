import { Injectable, Logger } from '@nestjs/common';
import { systemActor, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { Handles, Jobs, type Payload } from '../../../kernel/jobs/index.js';
import { Document } from '../../document.entity.js';
import { Disposals } from '../disposals.js';
import { Schedule } from './schedule.js';

/** Documents looked at in one round of one party; what is left is the next round's. */
const batch = 100;

/** Time passes here: what falls due is announced to its originator, and thirty days later disposed of. Run twice it does nothing twice. */
@Injectable()
export class RetentionJobs {
  private readonly log = new Logger('retention');

  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly schedule: Schedule,
    private readonly disposals: Disposals,
  ) {}

  @Handles('retention', { daily: true })
  async everyParty(): Promise<void> {
    const clock = systemActor('retention-clock');
    await this.db.write(clock, async () => {
      for (const { code } of await this.db.sql<{ code: string }>('SELECT code FROM app.parties ORDER BY code')) await this.again(code);
    }, { repeatable: true });
  }

  @Handles('retention-round')
  async round({ party }: Payload): Promise<void> {
    const code = String(party);
    const clock = systemActor('retention-clock', code);
    const announced = await this.announce(clock, code);
    const due = await this.db.read(clock, () => this.schedule.expired(code, batch));
    let gone = 0;
    for (const id of due) gone += (await this.dispose(clock, id)) ? 1 : 0;
    // Another round while this one got on; what stands in the way of itself waits for tomorrow.
    if (announced === batch || (due.length === batch && gone > 0)) await this.db.write(clock, () => this.again(code), { repeatable: true });
  }

  private async announce(clock: Actor, party: string): Promise<number> {
    return this.db.write(clock, async () => {
      await this.schedule.forgetAnnounced(party);
      const found = await this.schedule.unannounced(party, batch);
      for (const { id, rule, due, actsOn } of found) {
        await this.db.sql('INSERT INTO app.retention_announcements (document_id, action, due) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [id, rule?.action, due]);
        await this.events.record(clock, 'document.retention-announced', { type: 'document', id, originator: party }, { action: rule?.action, at: actsOn });
      }
      if (found.length > 0) await this.events.record(clock, 'retention.announced', { type: 'retention', id: party, originator: party }, { documents: found.length });
      return found.length;
    }, { repeatable: true });
  }

  /** Asked again under the lock: whatever happened since the list was made counts. */
  private async dispose(clock: Actor, id: string): Promise<boolean> {
    return this.db.write(clock, async () => {
      await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [id]);
      const due = await this.schedule.one(id);
      const today = new Date(this.db.now()).toISOString().slice(0, 10);
      if (!due?.rule || due.rule.action !== 'dispose' || due.held || !due.announcedOn || !due.due || !due.actsOn || due.actsOn > today) return false;
      const document = await this.db.query(Document, 'document').where('document.id = :id', { id }).getOneOrFail();
      await this.disposals.carryOut(clock, document, { decided: 'schedule', rule: due.rule, due: due.due, announcedOn: due.announcedOn });
      return true;
    }).catch((error: unknown) => {
      // One that cannot go, held at this moment perhaps, keeps nobody else from going.
      this.log.warn(`${id} was not disposed of: ${String(error)}`);
      return false;
    });
  }

  private again(party: string): Promise<void> {
    return this.jobs.enqueue('retention-round', { party }, { key: `retention/${party}` });
  }
}
