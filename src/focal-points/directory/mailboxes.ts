import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { invalid } from '../../kernel/problems.js';
import { Mailbox } from './mailbox.entity.js';

/** The functional address of a party, which it gives to members and observers. */
@Injectable()
export class Mailboxes {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
  ) {}

  /** An empty address takes it away. @throws Problem 400, 403, 404 */
  give(actor: Actor, party: string, address: string): Promise<void> {
    const wanted = address.trim();
    if (wanted && !isEmail(wanted)) throw invalid([{ path: 'address', message: 'Give an address like duty@agency.gov, or nothing.' }]);
    return this.db.write(actor, async () => {
      const mailbox = Object.assign(new Mailbox(), { party, address: wanted, changedBy: actor.userId, changedAt: new Date() });
      this.access.require(actor, 'write', mailbox);
      if (wanted) await this.db.manager.upsert(Mailbox, mailbox, ['party']);
      else await this.db.manager.delete(Mailbox, { party });
      await this.events.record(actor, 'mailbox.changed', { type: 'mailbox', id: party, originator: party }, { given: wanted !== '' });
    });
  }
}
