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
  party: string;
  party_en: string;
  party_ar: string;
  /** When a destruction takes effect, in UTC. */
  due: string | null;
}

const letter = ([subject, text]: [string, string], [arSubject, arText]: [string, string]): Writing => ({
  en: { subject: `Focalpoint: ${subject}`, text: `${text}\n\nThe keys of {party} are shown here:` },
  ar: { subject: `Focalpoint: ${arSubject}`, text: `${arText}\n\nتجد مفاتيح {partyAr} هنا:` },
  link: '/keys',
});

const notices: Record<string, Writing> = {
  'party-key.rotation-begun': letter(
    ['A key is being rotated', 'A new key was made for {party}, and its files are being wrapped under it. Everything stays readable meanwhile.'],
    ['يجري تدوير مفتاح', 'أُنشئ مفتاح جديد لـ {partyAr}، ويجري تغليف ملفاته به. يبقى كل شيء مقروءاً في الأثناء.'],
  ),
  'party-key.destruction-asked': letter(
    ['Destroying keys was asked for', 'Somebody asked to destroy the keys of {party}. Once a second person confirms it and the waiting time is over, nobody can read its files and confidential texts again. If this is not meant to happen, stop it now.'],
    ['طُلب إتلاف مفاتيح', 'طلب شخص إتلاف مفاتيح {partyAr}. بعد أن يؤكد ذلك شخص ثانٍ وتنقضي مدة الانتظار لن يستطيع أحد قراءة ملفاته ونصوصه السرية مرة أخرى. إن لم يكن ذلك مقصوداً فأوقفه الآن.'],
  ),
  'party-key.destruction-confirmed': letter(
    ['Keys will be destroyed', 'A second person confirmed that the keys of {party} are to be destroyed. It takes effect at {due} (UTC) and cannot be undone. Until then it can be stopped.'],
    ['ستُتلف مفاتيح', 'أكد شخص ثانٍ إتلاف مفاتيح {partyAr}. يسري ذلك في {due} (بالتوقيت العالمي) ولا رجعة فيه، ويمكن إيقافه حتى ذلك الحين.'],
  ),
  'party-key.destruction-stopped': letter(
    ['The destruction of keys was stopped', 'The keys of {party} are not destroyed: somebody stopped it. Nothing was lost.'],
    ['أُوقف إتلاف مفاتيح', 'لن تُتلف مفاتيح {partyAr}، فقد أوقف شخص ذلك. لم يُفقد شيء.'],
  ),
  'party-key.destruction-held': letter(
    ['The destruction of keys was not carried out', 'Documents of {party} came under a legal hold before its keys were destroyed, so they were not. Nothing was lost.'],
    ['لم يُنفّذ إتلاف المفاتيح', 'خضعت وثائق {partyAr} لحفظ قانوني قبل إتلاف مفاتيحه، فلم تُتلف. لم يُفقد شيء.'],
  ),
  'party-key.destroyed': letter(
    ['Keys were destroyed', 'The keys of {party} were destroyed. Nobody can read its files and confidential texts again, and no new ones are taken until two persons open its keys again.'],
    ['أُتلفت مفاتيح', 'أُتلفت مفاتيح {partyAr}. لن يستطيع أحد قراءة ملفاته ونصوصه السرية مرة أخرى، ولا تُقبل ملفات جديدة إلى أن يعيد شخصان فتح مفاتيحه.'],
  ),
  'party-key.reopened': letter(
    ['Keys were opened again', '{party} has a new key and can contribute files again. What the destroyed keys held stays lost.'],
    ['أُعيد فتح المفاتيح', 'صار لـ {partyAr} مفتاح جديد ويمكنه تقديم ملفات من جديد. ما كان بالمفاتيح المتلفة يبقى مفقوداً.'],
  ),
};

/** Letters about the keys of a party, to those who look after them and to the administrators of the secretariat. They name no document. */
@Injectable()
export class KeyNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On(...Object.keys(notices))
  tell(event: string): Promise<void> {
    return this.db.write(postman, async () => {
      for (const { user_id: to } of await this.addressees(event)) await this.letters.post({ kind: 'key-notice', to, about: { event }, key: `${event}/${to}` });
    }, { repeatable: true });
  }

  /** Whoever no longer looks after them when the letter is sent gets none. */
  @Writes('key-notice')
  async write(userId: string, { event }: Payload): Promise<Writing | null> {
    const found = (await this.db.read(postman, () => this.addressees(String(event)))).find(({ user_id }) => user_id === userId);
    const notice = found && notices[found.name];
    return notice ? { ...notice, link: '/keys', values: { party: found.party_en, partyAr: found.party_ar, due: found.due ?? '' } } : null;
  }

  private addressees(event: string): Promise<Addressee[]> {
    return this.db.sql<Addressee>('SELECT user_id, name, party, party_en, party_ar, due FROM app.key_addressees($1)', [event]);
  }
}
