import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const notices = systemActor('notices');

const silent = {
  en: 'This message says nothing of the document itself.',
  ar: 'لا تذكر هذه الرسالة شيئاً عن الوثيقة نفسها.',
};

type News = 'made' | 'granted' | 'declined' | 'asked';
const texts: Record<News, Writing> = {
  made: {
    en: { subject: 'Focalpoint: A request for release is waiting', text: `Somebody asked your country or organisation for a document. ${silent.en} Read the request and answer it here:` },
    ar: { subject: 'Focalpoint: طلب إتاحة بانتظار الرد', text: `طُلبت من بلدك أو منظمتك وثيقة. ${silent.ar} اقرأ الطلب وأجب عنه هنا:` },
    link: '/requests?box=received',
  },
  granted: {
    en: { subject: 'Focalpoint: Your request was granted', text: `The originator answered your request for release. ${silent.en} What was granted, and until when, stands here:` },
    ar: { subject: 'Focalpoint: قُبل طلبك', text: `أجابت الجهة المنشئة عن طلب الإتاحة الذي قدمته. ${silent.ar} ما أُتيح لك وإلى متى مبيّن هنا:` },
    link: '/requests?box=made',
  },
  declined: {
    en: { subject: 'Focalpoint: Your request was answered', text: `The originator answered your request for release. ${silent.en} The reason stands here:` },
    ar: { subject: 'Focalpoint: أُجيب عن طلبك', text: `أجابت الجهة المنشئة عن طلب الإتاحة الذي قدمته. ${silent.ar} السبب مبيّن هنا:` },
    link: '/requests?box=made',
  },
  asked: {
    en: { subject: 'Focalpoint: A question about your request', text: `The originator wants to know more before it decides on your request. ${silent.en} The question stands here:` },
    ar: { subject: 'Focalpoint: سؤال عن طلبك', text: `تريد الجهة المنشئة معرفة المزيد قبل أن تبت في طلبك. ${silent.ar} السؤال مبيّن هنا:` },
    link: '/requests?box=made',
  },
};

/** Letters about requests for release: to the originator's officers when one is made, to whoever asked when it is decided or asked about. */
@Injectable()
export class RequestNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On('release-request.made')
  made(eventId: string): Promise<void> {
    return this.tell(eventId, 'made');
  }

  @On('release-request.granted')
  granted(eventId: string): Promise<void> {
    return this.tell(eventId, 'granted');
  }

  @On('release-request.declined')
  declined(eventId: string): Promise<void> {
    return this.tell(eventId, 'declined');
  }

  @On('release-request.asked')
  asked(eventId: string): Promise<void> {
    return this.tell(eventId, 'asked');
  }

  /** Whoever is no longer concerned when the letter is sent gets none. */
  @Writes('request-notice')
  async write(userId: string, { event, news }: Payload): Promise<Writing | null> {
    const still = await this.db.read(notices, () => this.addressees(String(event)));
    return still.includes(userId) ? texts[news as News] : null;
  }

  private tell(event: string, news: News): Promise<void> {
    return this.db.write(notices, async () => {
      for (const to of await this.addressees(event)) await this.letters.post({ kind: 'request-notice', to, about: { event, news }, key: `${event}/${to}` });
    }, { repeatable: true });
  }

  private async addressees(event: string): Promise<string[]> {
    return (await this.db.sql<{ user_id: string }>('SELECT user_id FROM app.request_addressees($1)', [event])).map(({ user_id }) => user_id);
  }
}
