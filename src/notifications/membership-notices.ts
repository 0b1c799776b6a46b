import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../kernel/config/index.js';
import { On } from '../kernel/events/index.js';
import { Mail } from '../kernel/mail/index.js';

interface Addressee {
  email: string;
  name: string;
  party_name: string;
  code: string;
}

/** Mail to a party's focal points about the party itself: its membership, its standing, its name. What was decided stands in the register, which is public. */
@Injectable()
export class MembershipNotices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mail: Mail,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @On('party.admitted')
  admitted(eventId: string): Promise<void> {
    return this.tell(eventId, 'Your party was admitted', (party) => `The accession of ${party} was endorsed. From which day on it is a member or an observer, and of which body, stands here:`);
  }

  @On('membership.changed')
  changed(eventId: string): Promise<void> {
    return this.tell(eventId, 'A decision on your membership', (party) => `The secretariat recorded a decision on the membership of ${party}. What changes, from which day on, and on which basis stands here:`);
  }

  @On('party.suspended')
  suspended(eventId: string): Promise<void> {
    return this.tell(eventId, 'Your party was suspended', (party) => `${party} is suspended. Its officials can sign in and see what is public, and nothing else, until it is taken in again. Its documents stay as they are marked. The secretariat gives the reason.`);
  }

  @On('party.reinstated')
  reinstated(eventId: string): Promise<void> {
    return this.tell(eventId, 'Your party takes part again', (party) => `${party} is active again, and its officials have back what they had. Its standing over time is shown here:`);
  }

  @On('party.withdrawn')
  withdrawn(eventId: string): Promise<void> {
    return this.tell(eventId, 'Your party has left', (party) => `${party} no longer takes part, and its officials can no longer sign in. Its documents stay as they are marked. Write to the secretariat with any question.`);
  }

  @On('party.renamed')
  renamed(eventId: string): Promise<void> {
    return this.tell(eventId, 'A name of your party was changed', (party) => `A focal point chose what ${party} is called in one language. Its names are shown here; if this was not your intention, choose again:`);
  }

  private async tell(eventId: string, subject: string, text: (party: string) => string): Promise<void> {
    const people = (await this.dataSource.query('SELECT email, name, party_name, code FROM app.party_addressees($1)', [eventId])) as Addressee[];
    for (const { email, name, party_name: party, code } of people) {
      await this.mail.send({ to: email, subject: `Focalpoint: ${subject}`, text: `${name},\n\n${text(party)}\n${this.settings.publicUrl}/members/${code}\n\nPlease do not answer this message.\n` });
    }
  }
}
