import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../kernel/config/index.js';
import { On } from '../kernel/events/index.js';
import { Mail } from '../kernel/mail/index.js';

interface Addressee {
  email: string;
  name: string;
  locale: string;
  party: string;
  /** The party's name. */
  about: string;
}

type Words = [subject: string, text: string];
interface Notice {
  path: string;
  en: Words;
  ar: Words;
}

/** What is told of each event: a party and a link, never the letter, the reason or the nominee. `{party}` is the party's name. */
const notices: Record<string, Notice> = {
  'focal-point.nominated': {
    path: '/nominations',
    en: ['A nomination waits for its check', 'A letter of nomination came in for {party}. Verify its sender, then check it here:'],
    ar: ['ترشيح ينتظر التحقق', 'وردت رسالة ترشيح من {party}. تحقق من مرسلها ثم سجّل ذلك هنا:'],
  },
  'focal-point.checked': {
    path: '/nominations',
    en: ['A nomination waits for its approval', 'A nomination for {party} was checked. A second officer approves it, or refuses it, here:'],
    ar: ['ترشيح ينتظر الموافقة', 'جرى التحقق من ترشيح من {party}. يوافق عليه موظف ثان أو يرفضه هنا:'],
  },
  'focal-point.asked': {
    path: '/nominations',
    en: ['A question about your nomination', 'The secretariat wants to know more about a nomination you made. The question stands here:'],
    ar: ['سؤال عن ترشيحك', 'تود الأمانة معرفة المزيد عن ترشيح قدمته. السؤال هنا:'],
  },
  'focal-point.answered': {
    path: '/nominations',
    en: ['An answer about a nomination', '{party} answered a question about its nomination. The answer stands here:'],
    ar: ['إجابة عن ترشيح', 'أجابت {party} عن سؤال يخص ترشيحها. الإجابة هنا:'],
  },
  'focal-point.refused': {
    path: '/nominations',
    en: ['Your nomination was refused', 'The secretariat refused a nomination you made. The reason stands here:'],
    ar: ['رُفض ترشيحك', 'رفضت الأمانة ترشيحاً قدمته. السبب مذكور هنا:'],
  },
  'focal-point.withdrawn': {
    path: '/nominations',
    en: ['A nomination was withdrawn', '{party} withdrew a nomination. Nothing is to be done. It stands here:'],
    ar: ['سُحب ترشيح', 'سحبت {party} ترشيحاً. لا يلزم أي إجراء. تجده هنا:'],
  },
  'focal-point.confirmed': {
    path: '/focal-points',
    en: ['Your nominee is in the directory', 'The person you nominated accepted, and stands in the directory of focal points:'],
    ar: ['مرشحك في الدليل', 'قبل الشخص الذي رشحته، وهو الآن في دليل جهات الاتصال:'],
  },
  'focal-point.reminded': {
    path: '/focal-points',
    en: ['Confirm that you are still a focal point', 'Your mandate as a focal point is confirmed once a year. Look at your entry, and confirm it here:'],
    ar: ['أكّد أنك ما زلت جهة اتصال', 'تُؤكَّد صفتك جهةَ اتصال مرة كل سنة. راجع بياناتك وأكّدها هنا:'],
  },
  'focal-point.lapsed': {
    path: '/focal-points',
    en: ['A focal point lapsed', 'A focal point of {party} was not confirmed in time and has left the directory. A new nomination is needed:'],
    ar: ['سقطت صفة جهة اتصال', 'لم تُؤكَّد جهة اتصال لدى {party} في الموعد فخرجت من الدليل. يلزم ترشيح جديد:'],
  },
  'focal-point.ended': {
    path: '/focal-points',
    en: ['A focal point ended', 'The mandate of a focal point of {party} has ended. Who speaks for it now stands here:'],
    ar: ['انتهت صفة جهة اتصال', 'انتهت صفة جهة اتصال لدى {party}. تجد هنا من يمثلها الآن:'],
  },
  'focal-point.unmanned': {
    path: '/nominations',
    en: ['A member has no focal point left', '{party} has no focal point any longer. Until it nominates one, the secretariat may enter a nomination on its behalf:'],
    ar: ['عضو بلا جهة اتصال', 'لم تبق لدى {party} جهة اتصال. إلى أن ترشح واحدة، يمكن للأمانة تسجيل ترشيح بالنيابة عنها:'],
  },
  'focal-point.handed-over': {
    path: '/focal-points',
    en: ['A mandate was handed over', 'A focal point of {party} handed over: duties and drafts are the successor\'s from now on.'],
    ar: ['تسليم مهام', 'سلّمت جهة اتصال لدى {party} مهامها: الواجبات والمسودات للخلف من الآن.'],
  },
};

/** Mail about nominations and mandates, each to those it concerns, in their language. */
@Injectable()
export class FocalPointNotices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mail: Mail,
    @Inject(Settings) private readonly settings: Settings,
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

  private async tell(eventId: string, name: string): Promise<void> {
    const notice = notices[name];
    if (!notice) return;
    const people = (await this.dataSource.query('SELECT email, name, locale, party, about FROM app.focal_point_addressees($1)', [eventId])) as Addressee[];
    for (const { email, name: person, locale, about } of people) {
      const [subject, text] = locale === 'ar' ? notice.ar : notice.en;
      const close = locale === 'ar' ? 'الرجاء عدم الرد على هذه الرسالة.' : 'Please do not answer this message.';
      await this.mail.send({ to: email, subject: `Focalpoint: ${subject}`, text: `${person},\n\n${text.replace('{party}', about)}\n${this.settings.publicUrl}${notice.path}\n\n${close}\n` });
    }
  }
}
