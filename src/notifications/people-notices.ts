import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../kernel/config/index.js';
import { On } from '../kernel/events/index.js';
import { Mail } from '../kernel/mail/index.js';

type Part = 'person' | 'keeper' | 'officer' | 'asker';

interface Addressee {
  email: string;
  name: string;
  /** Why they are told. */
  part: Part;
  detail: { due?: string; lapses?: string; people?: number };
}

interface Notice {
  subject: string;
  text: string;
  /** Where in the portal it goes on. */
  path?: string;
}

/** Mail about people: to those who look after them when a review is due, to somebody whose access changes, and to all concerned by a reset. */
@Injectable()
export class PeopleNotices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mail: Mail,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @On('people-review.opened')
  opened(eventId: string): Promise<void> {
    return this.tell(eventId, {
      keeper: ({ due, lapses }) => ({ subject: 'Confirm your people', text: `Please confirm by ${due} who still works for your country or organisation, and in which roles. Whoever is not confirmed by ${lapses} is suspended that day, and can be re-activated by you.`, path: '/people/review' }),
    });
  }

  @On('people-review.reminded')
  reminded(eventId: string): Promise<void> {
    return this.tell(eventId, {
      keeper: ({ due, lapses, people }) => ({ subject: 'Confirm your people: a reminder', text: `${people} of your people are not confirmed yet. The review is due on ${due}. Whoever is not confirmed by ${lapses} is suspended that day, and can be re-activated by you.`, path: '/people/review' }),
    });
  }

  @On('people-review.lapsed')
  lapsed(eventId: string): Promise<void> {
    return this.tell(eventId, {
      keeper: ({ due, people }) => ({ subject: 'People you did not confirm are suspended', text: `The review of your people was due on ${due}. ${people} of them were not confirmed and are suspended since today. You can re-activate them, one by one, with a reason.`, path: '/people?state=suspended' }),
    });
  }

  @On('person.suspended')
  suspended(eventId: string): Promise<void> {
    return this.tell(eventId, {
      person: () => ({ subject: 'Your access is suspended', text: 'From now on you cannot act for your country or organisation in Focalpoint. Your national focal point gives the reason and can lift the suspension.' }),
    });
  }

  @On('person.reactivated')
  reactivated(eventId: string): Promise<void> {
    return this.tell(eventId, {
      person: () => ({ subject: 'Your access is active again', text: 'You can act for your country or organisation again. Sign in as you always do:', path: '/' }),
    });
  }

  @On('factor-reset.asked')
  asked(eventId: string): Promise<void> {
    return this.tell(eventId, {
      officer: () => ({ subject: 'A reset waits for a second person', text: 'Somebody lost what they sign in with, and new factors were asked for. Make sure that it is really this person, then approve or refuse here:', path: '/resets' }),
      person: () => ({ subject: 'New factors were asked for in your name', text: 'Somebody of your country or organisation, or of the secretariat, says that you lost what you sign in with. If that is not so, tell your national focal point or the secretariat at once: everything you sign in with will be replaced once it is approved.' }),
    });
  }

  @On('factor-reset.approved')
  approved(eventId: string): Promise<void> {
    return this.tell(eventId, {
      asker: () => ({ subject: 'The reset was approved', text: 'The reset you asked for was approved. The person has a letter with a link that leads to new factors, good for 72 hours.', path: '/resets' }),
    });
  }

  @On('factor-reset.refused')
  refused(eventId: string): Promise<void> {
    return this.tell(eventId, {
      asker: () => ({ subject: 'The reset was refused', text: 'The reset you asked for was refused. Nothing was changed. The reason stands here:', path: '/resets' }),
    });
  }

  private async tell(eventId: string, notices: Partial<Record<Part, (detail: Addressee['detail']) => Notice>>): Promise<void> {
    const people = (await this.dataSource.query('SELECT email, name, part, detail FROM app.people_addressees($1)', [eventId])) as Addressee[];
    for (const { email, name, part, detail } of people) {
      const notice = notices[part]?.(detail);
      if (!notice) continue;
      const { subject, text, path } = notice;
      await this.mail.send({ to: email, subject: `Focalpoint: ${subject}`, text: `${name},\n\n${text}\n${path ? `${this.settings.publicUrl}${path}\n` : ''}\nPlease do not answer this message.\n` });
    }
  }
}
