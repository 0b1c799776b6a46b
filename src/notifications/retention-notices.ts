import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const postman = systemActor('notices');

/** Why somebody is told: they decide for the originator, they asked, or they have a copy. */
type Part = 'officer' | 'asker' | 'holder';

interface Addressee {
  user_id: string;
  /** Of the event. */
  name: string;
  part: Part;
  /** Id of what the event is about. */
  subject: string;
  detail: { documents?: number };
}

type Words = [subject: string, text: string];
const letter = ([subject, text]: Words, [arSubject, arText]: Words, link: string): Writing => ({ en: { subject: `Focalpoint: ${subject}`, text }, ar: { subject: `Focalpoint: ${arSubject}`, text: arText }, link });

/** By the name of the event, and by part. None of them names a document. */
const texts: Record<string, Partial<Record<Part, Writing>>> = {
  'retention.announced': {
    officer: letter(
      ['Documents of yours come to the end of their time', 'Number of documents that newly fall due by the retention schedule: {documents}. Look which they are, and keep longer what is still needed. What the schedule disposes of goes thirty days after this letter at the earliest:'],
      ['وثائق لديكم تبلغ نهاية مدتها', 'عدد الوثائق التي حان أجلها حديثاً بموجب جدول الحفظ: {documents}. راجعوها وأبقوا ما لا يزال لازماً لمدة أطول. لا يُتلف شيء بموجب الجدول قبل ثلاثين يوماً من هذه الرسالة:'],
      '/retention',
    ),
  },
  'retention-request.asked': {
    officer: letter(
      ['A decision waits for a second person', 'A colleague asked for a legal hold, for the end of one, or for the disposal of a document. It takes a second officer of your party:'],
      ['قرار ينتظر شخصاً ثانياً', 'طلب أحد زملائك حجزاً قانونياً أو رفعه أو إتلاف وثيقة. يلزم موظف ثان من طرفك:'],
      '/retention',
    ),
  },
  'retention-request.approved': { asker: letter(['What you asked for was approved', 'A second officer of your party agreed to what you asked for:'], ['تمت الموافقة على طلبك', 'وافق موظف ثان من طرفك على ما طلبته:'], '/retention') },
  'retention-request.refused': { asker: letter(['What you asked for was refused', 'A second officer of your party refused what you asked for. The reason stands here:'], ['رُفض طلبك', 'رفض موظف ثان من طرفك ما طلبته. السبب مذكور هنا:'], '/retention') },
  'retention-rule.proposed': {
    officer: letter(
      ['A change of the retention schedule waits for a second person', 'A colleague proposed how long documents are to be kept. It takes a second officer:'],
      ['تغيير في جدول الحفظ ينتظر شخصاً ثانياً', 'اقترح أحد زملائك مدة لحفظ الوثائق. يلزم موظف ثان:'],
      '/retention/schedule',
    ),
  },
  'document.disposed': {
    holder: letter(
      ['A document you downloaded was disposed of', 'Its originator no longer keeps a document you downloaded. Destroy your copy, and those you made of it. Which document it was stands here:'],
      ['أُتلفت وثيقة كنت قد نزّلتها', 'لم تعد الجهة المنشئة تحتفظ بوثيقة كنت قد نزّلتها. أتلف نسختك وكل ما نسخته منها. تجد هنا أي وثيقة هي:'],
      '/documents/{subject}',
    ),
    officer: letter(
      ['A document of yours was disposed of by the schedule', 'It was announced, and its time is over. The certificate of its disposal stands here:'],
      ['أُتلفت وثيقة لديكم بموجب الجدول', 'أُعلن عن ذلك سابقاً وانتهت مدتها. شهادة إتلافها هنا:'],
      '/retention',
    ),
  },
};

/** Letters about how long documents are kept: to officers who decide, to whoever asked, and to those who have copies of what is gone. */
@Injectable()
export class RetentionNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On(...Object.keys(texts))
  tell(event: string): Promise<void> {
    return this.db.write(postman, async () => {
      for (const { user_id: to, part } of await this.addressees(event)) await this.letters.post({ kind: 'retention-notice', to, about: { event, part }, key: `${event}/${to}/${part}` });
    }, { repeatable: true });
  }

  /** Whoever is no longer concerned when the letter is sent gets none. */
  @Writes('retention-notice')
  async write(userId: string, { event, part }: Payload): Promise<Writing | null> {
    const found = (await this.db.read(postman, () => this.addressees(String(event)))).find((one) => one.user_id === userId && one.part === part);
    const text = found && texts[found.name]?.[found.part];
    return text ? { ...text, link: text.link?.replace('{subject}', found.subject), values: { documents: found.detail.documents ?? 0 } } : null;
  }

  private addressees(event: string): Promise<Addressee[]> {
    return this.db.sql<Addressee>('SELECT user_id, name, part, subject, detail FROM app.retention_addressees($1)', [event]);
  }
}
