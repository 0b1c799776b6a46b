import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const postman = systemActor('notices');

interface Addressee {
  user_id: string;
  party_en: string;
  party_ar: string;
}

/** What is told of each event: a party and a link, never the letter, the reason or the nominee. `{party}` is its name, `{partyAr}` the one it chose in Arabic. */
const notices: Record<string, Writing> = {
  'focal-point.nominated': {
    en: { subject: 'Focalpoint: A nomination waits for its check', text: 'A letter of nomination came in for {party}. Verify its sender, then check it here:' },
    ar: { subject: 'Focalpoint: ترشيح ينتظر التحقق', text: 'وردت رسالة ترشيح من {partyAr}. تحقق من مرسلها ثم سجّل ذلك هنا:' },
    link: '/nominations',
  },
  'focal-point.checked': {
    en: { subject: 'Focalpoint: A nomination waits for its approval', text: 'A nomination for {party} was checked. A second officer approves it, or refuses it, here:' },
    ar: { subject: 'Focalpoint: ترشيح ينتظر الموافقة', text: 'جرى التحقق من ترشيح من {partyAr}. يوافق عليه موظف ثان أو يرفضه هنا:' },
    link: '/nominations',
  },
  'focal-point.asked': {
    en: { subject: 'Focalpoint: A question about your nomination', text: 'The secretariat wants to know more about a nomination you made. The question stands here:' },
    ar: { subject: 'Focalpoint: سؤال عن ترشيحك', text: 'تود الأمانة معرفة المزيد عن ترشيح قدمته. السؤال هنا:' },
    link: '/nominations',
  },
  'focal-point.answered': {
    en: { subject: 'Focalpoint: An answer about a nomination', text: '{party} answered a question about its nomination. The answer stands here:' },
    ar: { subject: 'Focalpoint: إجابة عن ترشيح', text: 'أجابت {partyAr} عن سؤال يخص ترشيحها. الإجابة هنا:' },
    link: '/nominations',
  },
  'focal-point.refused': {
    en: { subject: 'Focalpoint: Your nomination was refused', text: 'The secretariat refused a nomination you made. The reason stands here:' },
    ar: { subject: 'Focalpoint: رُفض ترشيحك', text: 'رفضت الأمانة ترشيحاً قدمته. السبب مذكور هنا:' },
    link: '/nominations',
  },
  'focal-point.withdrawn': {
    en: { subject: 'Focalpoint: A nomination was withdrawn', text: '{party} withdrew a nomination. Nothing is to be done. It stands here:' },
    ar: { subject: 'Focalpoint: سُحب ترشيح', text: 'سحبت {partyAr} ترشيحاً. لا يلزم أي إجراء. تجده هنا:' },
    link: '/nominations',
  },
  'focal-point.confirmed': {
    en: { subject: 'Focalpoint: Your nominee is in the directory', text: 'The person you nominated accepted, and stands in the directory of focal points:' },
    ar: { subject: 'Focalpoint: مرشحك في الدليل', text: 'قبل الشخص الذي رشحته، وهو الآن في دليل جهات الاتصال:' },
    link: '/focal-points',
  },
  'focal-point.reminded': {
    en: { subject: 'Focalpoint: Confirm that you are still a focal point', text: 'Your mandate as a focal point is confirmed once a year. Look at your entry, and confirm it here:' },
    ar: { subject: 'Focalpoint: أكّد أنك ما زلت جهة اتصال', text: 'تُؤكَّد صفتك جهةَ اتصال مرة كل سنة. راجع بياناتك وأكّدها هنا:' },
    link: '/focal-points',
  },
  'focal-point.lapsed': {
    en: { subject: 'Focalpoint: A focal point lapsed', text: 'A focal point of {party} was not confirmed in time and has left the directory. A new nomination is needed:' },
    ar: { subject: 'Focalpoint: سقطت صفة جهة اتصال', text: 'لم تُؤكَّد جهة اتصال لدى {partyAr} في الموعد فخرجت من الدليل. يلزم ترشيح جديد:' },
    link: '/focal-points',
  },
  'focal-point.ended': {
    en: { subject: 'Focalpoint: A focal point ended', text: 'The mandate of a focal point of {party} has ended. Who speaks for it now stands here:' },
    ar: { subject: 'Focalpoint: انتهت صفة جهة اتصال', text: 'انتهت صفة جهة اتصال لدى {partyAr}. تجد هنا من يمثلها الآن:' },
    link: '/focal-points',
  },
  'focal-point.unmanned': {
    en: { subject: 'Focalpoint: A member has no focal point left', text: '{party} has no focal point any longer. Until it nominates one, the secretariat may enter a nomination on its behalf:' },
    ar: { subject: 'Focalpoint: عضو بلا جهة اتصال', text: 'لم تبق لدى {partyAr} جهة اتصال. إلى أن ترشح واحدة، يمكن للأمانة تسجيل ترشيح بالنيابة عنها:' },
    link: '/nominations',
  },
  'focal-point.handed-over': {
    en: { subject: 'Focalpoint: A mandate was handed over', text: 'A focal point of {party} handed over: duties and drafts are the successor\'s from now on.' },
    ar: { subject: 'Focalpoint: تسليم مهام', text: 'سلّمت جهة اتصال لدى {partyAr} مهامها: الواجبات والمسودات للخلف من الآن.' },
    link: '/focal-points',
  },
};

/** Letters about nominations and mandates, each to those it concerns, in their language. */
@Injectable()
export class FocalPointNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On('focal-point.nominated')
  nominated(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.nominated');
  }

  @On('focal-point.checked')
  checked(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.checked');
  }

  @On('focal-point.asked')
  asked(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.asked');
  }

  @On('focal-point.answered')
  answered(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.answered');
  }

  @On('focal-point.refused')
  refused(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.refused');
  }

  @On('focal-point.withdrawn')
  withdrawn(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.withdrawn');
  }

  @On('focal-point.confirmed')
  confirmed(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.confirmed');
  }

  @On('focal-point.reminded')
  reminded(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.reminded');
  }

  @On('focal-point.lapsed')
  lapsed(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.lapsed');
  }

  @On('focal-point.ended')
  ended(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.ended');
  }

  @On('focal-point.unmanned')
  unmanned(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.unmanned');
  }

  @On('focal-point.handed-over')
  handedOver(eventId: string): Promise<void> {
    return this.tell(eventId, 'focal-point.handed-over');
  }

  /** Whoever is no longer concerned when the letter is sent gets none. */
  @Writes('focal-point-notice')
  async write(userId: string, { event, name }: Payload): Promise<Writing | null> {
    const still = (await this.db.read(postman, () => this.addressees(String(event)))).find(({ user_id }) => user_id === userId);
    const notice = notices[String(name)];
    return still && notice ? { ...notice, values: { party: still.party_en, partyAr: still.party_ar } } : null;
  }

  private tell(event: string, name: string): Promise<void> {
    return this.db.write(postman, async () => {
      for (const { user_id: to } of await this.addressees(event)) await this.letters.post({ kind: 'focal-point-notice', to, about: { event, name }, key: `${event}/${to}` });
    }, { repeatable: true });
  }

  private addressees(event: string): Promise<Addressee[]> {
    return this.db.sql<Addressee>('SELECT user_id, party_en, party_ar FROM app.focal_point_addressees($1)', [event]);
  }
}
