import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const notices = systemActor('notices');

const infected = {
  en: {
    subject: 'Focalpoint: A file of yours was withdrawn',
    text: 'Malware was found in a file your country or organisation shared, when it was scanned again with newer signatures. Nobody can download it any more; it is kept as evidence. The record of the document says who downloaded it before: they should be told. This message says nothing of the document itself. It stands here:',
  },
  ar: {
    subject: 'Focalpoint: سُحب ملف من ملفاتكم',
    text: 'عُثر على برمجية خبيثة في ملف شاركته دولتك أو منظمتك، وذلك عند فحصه من جديد بتوقيعات أحدث. لم يعد بإمكان أحد تنزيله، وهو محفوظ كدليل. يبيّن سجل الوثيقة من نزّله من قبل، وينبغي إبلاغهم. لا تذكر هذه الرسالة شيئاً عن الوثيقة نفسها. تجدها هنا:',
  },
};

/** Letters about documents, to the officers of their originator. */
@Injectable()
export class DocumentNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On('document.infected')
  infected(event: string): Promise<void> {
    return this.db.write(notices, async () => {
      for (const { user_id: to } of await this.addressees(event)) await this.letters.post({ kind: 'document-notice', to, about: { event }, key: `${event}/${to}` });
    }, { repeatable: true });
  }

  /** Whoever is no longer an officer of the originator when the letter is sent gets none. */
  @Writes('document-notice')
  async write(userId: string, { event }: Payload): Promise<Writing | null> {
    const still = (await this.db.read(notices, () => this.addressees(String(event)))).find(({ user_id }) => user_id === userId);
    return still ? { ...infected, link: `/documents/${still.document}` } : null;
  }

  private addressees(event: string): Promise<{ user_id: string; document: string }[]> {
    return this.db.sql<{ user_id: string; document: string }>('SELECT user_id, document FROM app.document_addressees($1)', [event]);
  }
}
