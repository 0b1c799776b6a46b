import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const postman = systemActor('notices');

/** Why somebody is told: they decide, it was decided about them, or a seat of theirs went. */
type Part = 'decider' | 'confirmer' | 'given-up' | 'approved' | 'moved' | 'offered' | 'waitlisted' | 'refused' | 'lapsed' | 'removed' | 'failed' | 'failed_sent' | 'reopened' | 'reopened_sent' | 'to_mark' | 'marked' | 'revoked' | 'expired';

type Words = [subject: string, text: string];
const letter = ([subject, text]: Words, [arSubject, arText]: Words, link: string): Writing => ({ en: { subject: `Focalpoint: ${subject}`, text }, ar: { subject: `Focalpoint: ${arSubject}`, text: arText }, link });

/** None of them names a course: its marking may be above what mail carries. */
const texts: Record<Exclude<Part, 'confirmer'>, Writing> = {
  decider: letter(
    ['Somebody asks to take a course', 'An official of your country or organisation asks for a place on a course. As focal point for training you decide. Who it is, and which course, stands here:'],
    ['طلب التحاق بدورة', 'يطلب أحد موظفي بلدك أو منظمتك مكاناً في دورة. القرار لك بصفتك جهة الاتصال للتدريب. تجد هنا من هو وأي دورة:'],
    '/learning/nominees',
  ),
  'given-up': letter(
    ['Somebody of your party no longer has a place in a cohort', 'They gave it up, let the offer lapse, or were taken out of it. The seat goes to the next on the waiting list. Who it was, and why, stands here:'],
    ['لم يعد لأحد موفدي طرفك مكان في فوج', 'تنازل عنه أو ترك العرض يسقط أو أُخرج منه، ويؤول المقعد إلى التالي في قائمة الانتظار. تجد هنا من هو والسبب:'],
    '/learning/nominees',
  ),
  approved: letter(
    ['Your focal point agreed that you take a course', 'A seat is kept for you. The centre that runs the course still has to confirm it; you will be told. It stands here:'],
    ['وافقت جهة الاتصال على التحاقك بدورة', 'حُجز لك مقعد، ويبقى أن يؤكده المركز القائم على الدورة، وسنبلغك بذلك. تجده هنا:'],
    '/learning/mine',
  ),
  moved: letter(
    ['You were moved to other dates of a course', 'Your focal point for training moved you to another cohort of the same course. When and where it is held stands here:'],
    ['نُقلت إلى مواعيد أخرى لدورة', 'نقلتك جهة الاتصال للتدريب إلى فوج آخر من الدورة نفسها. تجد موعده ومكانه هنا:'],
    '/learning/mine',
  ),
  offered: letter(
    ['A place on a course is yours', 'Your focal point for training sends you to a course, or agreed that you take it. Accept the place, or decline it, here:'],
    ['لك مكان في دورة', 'أوفدتك جهة الاتصال للتدريب إلى دورة أو وافقت على التحاقك بها. اقبل المكان أو اعتذر عنه هنا:'],
    '/learning/mine',
  ),
  waitlisted: letter(
    ['You are on the waiting list of a course', 'Your focal point for training agreed, and there is no free place yet. The next one your party may have is yours; you will be told:'],
    ['أنت على قائمة انتظار دورة', 'وافقت جهة الاتصال للتدريب ولا يوجد مكان شاغر بعد. المكان التالي المتاح لطرفك لك، وسنبلغك بذلك:'],
    '/learning/mine',
  ),
  refused: letter(
    ['Your request for a course was refused', 'Your focal point for training refused it. The reason stands here:'],
    ['رُفض طلبك للالتحاق بدورة', 'رفضته جهة الاتصال للتدريب. تجد السبب هنا:'],
    '/learning/mine',
  ),
  lapsed: letter(
    ['The place on a course you did not answer for has lapsed', 'It was offered to you until a day that is over, and went to somebody else. Ask again here:'],
    ['سقط المكان الذي عُرض عليك في دورة', 'انقضى اليوم الذي كان المكان محجوزاً لك حتى حلوله وآل إلى غيرك. اطلب من جديد هنا:'],
    '/learning/mine',
  ),
  removed: letter(
    ['You were taken out of a course', 'Whoever runs the course took you out of it, or it was cancelled. The reason stands here:'],
    ['أُخرجت من دورة', 'أخرجك منها القائمون عليها أو أُلغيت. تجد السبب هنا:'],
    '/learning/mine',
  ),
  failed: letter(
    ['You did not pass a course', 'Every attempt at an examination of it is used. You may enrol again and take it anew:'],
    ['لم تجتز دورة', 'استُنفدت جميع محاولات أحد اختباراتها. يمكنك الالتحاق بها من جديد وإعادتها:'],
    '/learning/mine',
  ),
  failed_sent: letter(
    ['Somebody you sent to a course did not pass', 'Every attempt at an examination of it is used. Who it is, and which course, stands here; you may send them again:'],
    ['لم يجتز أحد من أوفدتهم دورة', 'استُنفدت جميع محاولات أحد اختباراتها. تجد هنا من هو وأي دورة، ويمكنك إيفاده من جديد:'],
    '/learning/nominees',
  ),
  reopened: letter(
    ['You have another attempt at an examination', 'An attempt of yours was annulled and does not count, so that you are on the course again. The reason stands with the attempt:'],
    ['لك محاولة أخرى في اختبار', 'أُلغيت إحدى محاولاتك ولم تعد محسوبة، فعدتَ إلى الدورة. تجد السبب عند المحاولة:'],
    '/learning/mine',
  ),
  reopened_sent: letter(
    ['Somebody you sent to a course has another attempt', 'An attempt was annulled and does not count. Whoever did not pass before is on the course again:'],
    ['لأحد من أوفدتهم إلى دورة محاولة أخرى', 'أُلغيت محاولة ولم تعد محسوبة، فعاد إلى الدورة من لم يجتزها من قبل:'],
    '/learning/nominees',
  ),
  to_mark: letter(
    ['An examination waits to be marked', 'Somebody of a cohort you assess has handed it in. It stands among what is to mark:'],
    ['اختبار ينتظر التصحيح', 'سلّمه أحد متدربي دفعة أنت مقيّمها. تجده ضمن ما ينتظر التصحيح:'],
    '/learning/mine',
  ),
  marked: letter(
    ['An examination of yours was marked', 'An assessor has marked it. The result stands with the examination, in your course:'],
    ['صُحّح أحد اختباراتك', 'صحّحه مقيّم. تجد النتيجة عند الاختبار في دورتك:'],
    '/learning/mine',
  ),
  revoked: letter(
    ['A certificate of yours was revoked', 'Whoever gave it revoked it. Its page says so to everybody from now on; the reason stands here:'],
    ['أُلغيت إحدى شهاداتك', 'ألغتها الجهة التي أصدرتها. وتبيّن صفحتها ذلك للجميع من الآن؛ تجد السبب هنا:'],
    '/certificates',
  ),
  expired: letter(
    ['A certificate of yours has expired', 'Taking the course again renews it. Your certificates, and until when each is good:'],
    ['انتهت صلاحية إحدى شهاداتك', 'تُجدَّد باجتياز الدورة من جديد. شهاداتك وتاريخ صلاحية كل منها:'],
    '/certificates',
  ),
};

/** How many there are stands behind a colon: so it is right for one and for thirty, in either language. */
const places = (cohort: string, count: number): Writing => ({
  ...letter(
    ['Places in a cohort of your centre wait for your word', 'Parties send people to a cohort of your centre and have seats for them. Places that wait: {count}. Confirm them, and they are offered to the trainees; who they are stands here:'],
    ['أماكن في فوج لدى مركزكم تنتظر تأكيدكم', 'أوفدت أطراف أشخاصاً إلى فوج لدى مركزكم ولها فيه مقاعد. عدد الأماكن التي تنتظر: {count}. أكّدوها فتُعرض على المتدربين؛ تجدون هنا من هم:'],
    `/cohorts/${cohort}`,
  ),
  values: { count },
});

/** A list sends thirty people within seconds, and a morning's work comes within minutes: for so many seconds it is gathered into one letter. */
const gathering = 600;

/** Letters about training: to the focal point who decides, to the assessor who marks, to the centre that confirms, and to trainees about what was decided. Their own deeds tell them nothing new. */
@Injectable()
export class TrainingNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On(
    'enrolment.made', 'enrolment.approved', 'enrolment.confirmed', 'enrolment.promoted', 'enrolment.transferred', 'enrolment.waitlisted', 'enrolment.refused', 'enrolment.lapsed', 'enrolment.removed', 'enrolment.withdrawn',
    'enrolment.failed', 'enrolment.reopened', 'attempt.awaiting-assessor', 'attempt.marked', 'certificate.revoked', 'certificate.expired',
  )
  tell(event: string): Promise<void> {
    return this.db.write(postman, async () => {
      for (const { user_id: to, part } of await this.addressees(event)) {
        if (part === 'confirmer') await this.gather(event, to);
        else await this.letters.post({ kind: 'training-notice', to, about: { event, part }, key: `${event}/${to}/${part}` });
      }
    }, { repeatable: true });
  }

  /** However many places come to wait in a cohort within a while, its centre is told once, and how many there are then. */
  private async gather(event: string, to: string): Promise<void> {
    const [place] = await this.places(event, to);
    if (place) await this.letters.post({ kind: 'places-waiting', to, about: { event }, key: `places/${place.cohort_id}/${to}`, within: gathering });
  }

  /** Nothing once none of them waits any more. */
  @Writes('places-waiting')
  async count(userId: string, { event }: Payload): Promise<Writing | null> {
    const [place] = await this.db.read(postman, () => this.places(String(event), userId));
    return place && place.waiting > 0 ? places(place.cohort_id, place.waiting) : null;
  }

  /** Whoever it no longer concerns when the letter is sent gets none. */
  @Writes('training-notice')
  async write(userId: string, { event, part }: Payload): Promise<Writing | null> {
    const found = (await this.db.read(postman, () => this.addressees(String(event)))).find((one) => one.user_id === userId && one.part === part);
    return found && found.part !== 'confirmer' ? texts[found.part] : null;
  }

  private places(event: string, userId: string): Promise<{ cohort_id: string; waiting: number }[]> {
    return this.db.sql('SELECT cohort_id, waiting FROM app.places_waiting($1, $2)', [event, userId]);
  }

  private addressees(event: string): Promise<{ user_id: string; part: Part }[]> {
    return this.db.sql('SELECT user_id, part FROM app.training_addressees($1) UNION SELECT user_id, part FROM app.attempt_addressees($1)', [event]);
  }
}
