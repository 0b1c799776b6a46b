import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../kernel/config/index.js';
import { On } from '../kernel/events/index.js';
import { Mail } from '../kernel/mail/index.js';

interface Addressee {
  email: string;
  name: string;
  locale: string;
  code: string;
  party_name: string;
}

type Words = [subject: string, text: string];

/** What is told of each event. What was decided stands in the register, which is public; reasons are not told by mail. `{party}` is the party's name. */
const notices = {
  admitted: {
    en: ['Your party was admitted', 'The accession of {party} was endorsed. From which day on it is a member or an observer, and of which body, stands here:'],
    ar: ['قُبل انضمام طرفك', 'أُقر انضمام {party}. تجد هنا من أي يوم يصبح عضواً أو مراقباً، وفي أي هيئة:'],
  },
  changed: {
    en: ['A decision on your membership', 'The secretariat recorded a decision on the membership of {party}. What changes, from which day on, and on which basis stands here:'],
    ar: ['قرار بشأن عضويتك', 'سجلت الأمانة قراراً بشأن عضوية {party}. تجد هنا ما يتغير ومن أي يوم وعلى أي سند:'],
  },
  suspended: {
    en: ['Your party was suspended', '{party} is suspended. Its officials can sign in and see what is public, and nothing else, until it is taken in again. Its documents stay as they are marked. The secretariat gives the reason. Its entry stands here:'],
    ar: ['عُلّقت مشاركة طرفك', 'عُلّقت مشاركة {party}. يستطيع مسؤولوه الدخول ولا يرون سوى ما هو عام إلى أن تُستأنف مشاركته. تبقى وثائقه كما هي موسومة. توضح الأمانة السبب. تجد قيده هنا:'],
  },
  reinstated: {
    en: ['Your party takes part again', '{party} is active again, and its officials have back what they had. Its standing over time is shown here:'],
    ar: ['يشارك طرفك من جديد', 'استأنف {party} مشاركته واستعاد مسؤولوه ما كان لهم. تجد صفته عبر الزمن هنا:'],
  },
  withdrawn: {
    en: ['Your party has left', '{party} no longer takes part, and its officials can no longer sign in. Its documents stay as they are marked. Write to the secretariat with any question.'],
    ar: ['غادر طرفك المنتدى', 'لم يعد {party} يشارك، ولا يستطيع مسؤولوه الدخول. تبقى وثائقه كما هي موسومة. راسل الأمانة عند أي سؤال.'],
  },
  renamed: {
    en: ['A name of your party was changed', 'A focal point chose what {party} is called in one language. Its names are shown here; if this was not your intention, choose again:'],
    ar: ['تغيّر اسم من أسماء طرفك', 'اختارت نقطة اتصال اسماً لـ {party} بإحدى اللغات. تجد أسماءه هنا، وإن لم يكن ذلك قصدكم فاختاروا من جديد:'],
  },
} satisfies Record<string, Record<'en' | 'ar', Words>>;

const closing = { en: 'Please do not answer this message.', ar: 'يرجى عدم الرد على هذه الرسالة.' };

/** Mail to a party's focal points about the party itself, in their language: its membership, its standing, its name. */
@Injectable()
export class MembershipNotices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mail: Mail,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @On('party.admitted')
  admitted(eventId: string): Promise<void> {
    return this.tell(eventId, 'admitted');
  }

  @On('membership.changed')
  changed(eventId: string): Promise<void> {
    return this.tell(eventId, 'changed');
  }

  @On('party.suspended')
  suspended(eventId: string): Promise<void> {
    return this.tell(eventId, 'suspended');
  }

  @On('party.reinstated')
  reinstated(eventId: string): Promise<void> {
    return this.tell(eventId, 'reinstated');
  }

  @On('party.withdrawn')
  withdrawn(eventId: string): Promise<void> {
    return this.tell(eventId, 'withdrawn');
  }

  @On('party.renamed')
  renamed(eventId: string): Promise<void> {
    return this.tell(eventId, 'renamed');
  }

  private async tell(eventId: string, event: keyof typeof notices): Promise<void> {
    const people = (await this.dataSource.query('SELECT email, name, locale, code, party_name FROM app.party_addressees($1)', [eventId])) as Addressee[];
    for (const { email, name, locale, code, party_name: party } of people) {
      const language = locale.startsWith('ar') ? 'ar' : 'en';
      const [subject, text] = notices[event][language];
      const link = event === 'withdrawn' ? '' : `\n${this.settings.publicUrl}/members/${code}`;
      await this.mail.send({ to: email, subject: `Focalpoint: ${subject}`, text: `${name},\n\n${text.replaceAll('{party}', () => party)}${link}\n\n${closing[language]}\n` });
    }
  }
}
