import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const notices = systemActor('notices');

/** Why somebody is told: it is about them, they look after the people, they decide as second person, or they asked. */
type Part = 'person' | 'keeper' | 'officer' | 'asker';

interface Addressee {
  /** Of the event. */
  name: string;
  user_id: string;
  part: Part;
  detail: { due?: string; lapses?: string; people?: number };
}

type Words = [subject: string, text: string];
const letter = ([subject, text]: Words, [arSubject, arText]: Words, link?: string): Writing => ({ en: { subject: `Focalpoint: ${subject}`, text }, ar: { subject: `Focalpoint: ${arSubject}`, text: arText }, link });

/** By the name of the event, and by part. */
const texts: Record<string, Partial<Record<Part, Writing>>> = {
  'people-review.opened': {
    keeper: letter(
      ['Confirm your people', 'Please confirm by {due} who still works for your country or organisation, and in which roles. Whoever is not confirmed by {lapses} is suspended that day, and can be re-activated by you.'],
      ['أكّد موظفيك', 'يرجى أن تؤكد قبل {due} من ما زال يعمل لبلدك أو منظمتك وبأي أدوار. يُعلَّق في {lapses} من لم يُؤكَّد حتى ذلك اليوم، ويمكنك إعادة تفعيله.'],
      '/people/review',
    ),
  },
  'people-review.reminded': {
    keeper: letter(
      ['Confirm your people: a reminder', '{people} of your people are not confirmed yet. The review is due on {due}. Whoever is not confirmed by {lapses} is suspended that day, and can be re-activated by you.'],
      ['أكّد موظفيك: تذكير', 'عدد من لم يُؤكَّد بعد من موظفيك: {people}. موعد المراجعة {due}. يُعلَّق في {lapses} من لم يُؤكَّد حتى ذلك اليوم، ويمكنك إعادة تفعيله.'],
      '/people/review',
    ),
  },
  'people-review.lapsed': {
    keeper: letter(
      ['People you did not confirm are suspended', 'The review of your people was due on {due}. {people} of them were not confirmed and are suspended since today. You can re-activate them, one by one, with a reason.'],
      ['عُلّق من لم تؤكدهم', 'كان موعد مراجعة موظفيك {due}. عدد من لم يُؤكَّد منهم وعُلّق اعتباراً من اليوم: {people}. يمكنك إعادة تفعيلهم واحداً واحداً مع ذكر السبب.'],
      '/people?state=suspended',
    ),
  },
  'user.arrived': {
    keeper: letter(
      ['Somebody waits for you to admit them', 'Somebody came for the first time with an account of your country or organisation. They see nothing until you admit them. Look who it is, and admit or refuse them, here:'],
      ['أحدهم ينتظر قبولك', 'جاء أحدهم للمرة الأولى بحساب من بلدك أو منظمتك. لا يرى شيئاً إلى أن تقبله. انظر من هو واقبله أو ارفضه هنا:'],
      '/people?state=pending',
    ),
  },
  'person.suspended': {
    person: letter(
      ['Your access is suspended', 'From now on you cannot act for your country or organisation in Focalpoint. Your national focal point gives the reason and can lift the suspension.'],
      ['عُلّق وصولك', 'لا يمكنك من الآن العمل باسم بلدك أو منظمتك في Focalpoint. توضح لك جهة الاتصال الوطنية السبب ويمكنها رفع التعليق.'],
    ),
  },
  'person.reactivated': {
    person: letter(
      ['Your access is active again', 'You can act for your country or organisation again. Sign in as you always do:'],
      ['أُعيد تفعيل وصولك', 'يمكنك العمل باسم بلدك أو منظمتك من جديد. ادخل كعادتك:'],
      '/',
    ),
  },
  'factor-reset.asked': {
    officer: letter(
      ['A reset waits for a second person', 'Somebody lost what they sign in with, and new factors were asked for. Make sure that it is really this person, then approve or refuse here:'],
      ['إعادة تعيين بانتظار شخص ثانٍ', 'فقد أحدهم وسيلة دخوله وطُلبت له وسائل جديدة. تأكد من أنه هو حقاً، ثم وافق أو ارفض هنا:'],
      '/resets',
    ),
    person: letter(
      ['New factors were asked for in your name', 'Somebody of your country or organisation, or of the secretariat, says that you lost what you sign in with. If that is not so, tell your national focal point or the secretariat at once: everything you sign in with will be replaced once it is approved.'],
      ['طُلبت وسائل دخول جديدة باسمك', 'أبلغ موظف من بلدك أو منظمتك أو من الأمانة أنك فقدت وسيلة دخولك. إن لم يكن ذلك صحيحاً فأخبر جهة الاتصال الوطنية أو الأمانة فوراً: سيُستبدل كل ما تدخل به عند الموافقة.'],
    ),
  },
  'factor-reset.approved': {
    asker: letter(
      ['The reset was approved', 'The reset you asked for was approved. The person has a letter with a link that leads to new factors, good for 72 hours.'],
      ['وُوفق على إعادة التعيين', 'وُوفق على إعادة التعيين التي طلبتها. وصلت إلى صاحب الحساب رسالة فيها رابط يقود إلى وسائل جديدة ويصلح 72 ساعة.'],
      '/resets',
    ),
  },
  'factor-reset.refused': {
    asker: letter(
      ['The reset was refused', 'The reset you asked for was refused. Nothing was changed. The reason stands here:'],
      ['رُفضت إعادة التعيين', 'رُفضت إعادة التعيين التي طلبتها. لم يتغير شيء. السبب مبيّن هنا:'],
      '/resets',
    ),
  },
};

/** Letters about people: to those who look after them when a review is due or somebody waits to be admitted, to somebody whose access changes, and to all concerned by a reset. */
@Injectable()
export class PeopleNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On(...Object.keys(texts))
  tell(event: string): Promise<void> {
    return this.db.write(notices, async () => {
      for (const { user_id: to, part } of await this.addressees(event)) await this.letters.post({ kind: 'people-notice', to, about: { event, part }, key: `${event}/${to}/${part}` });
    }, { repeatable: true });
  }

  /** Whoever is no longer concerned when the letter is sent gets none. */
  @Writes('people-notice')
  async write(userId: string, { event, part }: Payload): Promise<Writing | null> {
    const found = (await this.db.read(notices, () => this.addressees(String(event)))).find((one) => one.user_id === userId && one.part === part);
    const text = found && texts[found.name]?.[found.part];
    return text ? { ...text, values: found.detail } : null;
  }

  private addressees(event: string) {
    return this.db.sql<Addressee>('SELECT user_id, name, part, detail FROM app.people_addressees($1)', [event]);
  }
}
