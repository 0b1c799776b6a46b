import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const postman = systemActor('notices');

interface Addressee {
  user_id: string;
  /** Of the event. */
  name: string;
  code: string;
  party_en: string;
  party_ar: string;
}

/** What is told of each event. What was decided stands in the register, which is public; reasons are not told by mail. `{party}` is the party's name, `{partyAr}` the one it chose in Arabic. */
const notices: Record<string, Writing> = {
  'party.admitted': {
    en: { subject: 'Focalpoint: Your party was admitted', text: 'The accession of {party} was endorsed. From which day on it is a member or an observer, and of which body, stands here:' },
    ar: { subject: 'Focalpoint: قُبل انضمام طرفك', text: 'أُقر انضمام {partyAr}. تجد هنا من أي يوم يصبح عضواً أو مراقباً، وفي أي هيئة:' },
    link: '/members/{code}',
  },
  'membership.changed': {
    en: { subject: 'Focalpoint: A decision on your membership', text: 'The secretariat recorded a decision on the membership of {party}. What changes, from which day on, and on which basis stands here:' },
    ar: { subject: 'Focalpoint: قرار بشأن عضويتك', text: 'سجلت الأمانة قراراً بشأن عضوية {partyAr}. تجد هنا ما يتغير ومن أي يوم وعلى أي سند:' },
    link: '/members/{code}',
  },
  'party.suspended': {
    en: { subject: 'Focalpoint: Your party was suspended', text: '{party} is suspended. Its officials can sign in and see what is public, and nothing else, until it is taken in again. Its documents stay as they are marked. The secretariat gives the reason. Its entry stands here:' },
    ar: { subject: 'Focalpoint: عُلّقت مشاركة طرفك', text: 'عُلّقت مشاركة {partyAr}. يستطيع مسؤولوه الدخول ولا يرون سوى ما هو عام إلى أن تُستأنف مشاركته. تبقى وثائقه كما هي موسومة. توضح الأمانة السبب. تجد قيده هنا:' },
    link: '/members/{code}',
  },
  'party.reinstated': {
    en: { subject: 'Focalpoint: Your party takes part again', text: '{party} is active again, and its officials have back what they had. Its standing over time is shown here:' },
    ar: { subject: 'Focalpoint: يشارك طرفك من جديد', text: 'استأنف {partyAr} مشاركته واستعاد مسؤولوه ما كان لهم. تجد صفته عبر الزمن هنا:' },
    link: '/members/{code}',
  },
  'party.withdrawn': {
    en: { subject: 'Focalpoint: Your party has left', text: '{party} no longer takes part, and its officials can no longer sign in. Its documents stay as they are marked. Write to the secretariat with any question.' },
    ar: { subject: 'Focalpoint: غادر طرفك المنتدى', text: 'لم يعد {partyAr} يشارك، ولا يستطيع مسؤولوه الدخول. تبقى وثائقه كما هي موسومة. راسل الأمانة عند أي سؤال.' },
  },
  'party.renamed': {
    en: { subject: 'Focalpoint: A name of your party was changed', text: 'A focal point chose what {party} is called in one language. Its names are shown here; if this was not your intention, choose again:' },
    ar: { subject: 'Focalpoint: تغيّر اسم من أسماء طرفك', text: 'اختارت جهة اتصال اسماً لـ {partyAr} بإحدى اللغات. تجد أسماءه هنا، وإن لم يكن ذلك قصدكم فاختاروا من جديد:' },
    link: '/members/{code}',
  },
};

/** Letters to a party's focal points about the party itself, in their language: its membership, its standing, its name. */
@Injectable()
export class MembershipNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On(...Object.keys(notices))
  tell(event: string): Promise<void> {
    return this.db.write(postman, async () => {
      for (const { user_id: to } of await this.addressees(event)) await this.letters.post({ kind: 'membership-notice', to, about: { event }, key: `${event}/${to}` });
    }, { repeatable: true });
  }

  /** Whoever is no longer a focal point when the letter is sent gets none, and nobody is told a standing that is over. */
  @Writes('membership-notice')
  async write(userId: string, { event }: Payload): Promise<Writing | null> {
    const found = (await this.db.read(postman, () => this.addressees(String(event)))).find(({ user_id }) => user_id === userId);
    const notice = found && notices[found.name];
    return notice ? { ...notice, link: notice.link?.replace('{code}', found.code), values: { party: found.party_en, partyAr: found.party_ar } } : null;
  }

  private addressees(event: string): Promise<Addressee[]> {
    return this.db.sql<Addressee>('SELECT user_id, name, code, party_en, party_ar FROM app.party_addressees($1)', [event]);
  }
}
