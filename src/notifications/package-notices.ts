import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const notices = systemActor('notices');

const withdrawn = {
  en: {
    subject: 'Focalpoint: An imported course of yours was withdrawn',
    text: 'Malware was found in a course your country or organisation imported, when it was scanned again with newer signatures. Nobody can open it any more, those who had begun it neither; it is kept as evidence. What they reached stays. Import a clean one and publish it as the next version. It stands here:',
  },
  ar: {
    subject: 'Focalpoint: سُحبت دورة مستوردة لكم',
    text: 'عُثر على برمجية خبيثة في دورة استوردتها دولتك أو منظمتك، وذلك عند فحصها من جديد بتوقيعات أحدث. لم يعد بإمكان أحد فتحها، ولا من كان قد بدأها، وهي محفوظة كدليل. ويبقى ما أنجزه المتدربون. استورد نسخة سليمة وانشرها بوصفها الإصدار التالي. تجدها هنا:',
  },
};

/** Letters about imported courses, to those who write and publish for their originator. */
@Injectable()
export class PackageNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On('package.withdrawn')
  tell(event: string): Promise<void> {
    return this.db.write(notices, async () => {
      for (const { user_id: to } of await this.addressees(event)) await this.letters.post({ kind: 'package-notice', to, about: { event }, key: `${event}/${to}` });
    });
  }

  /** Whoever no longer writes or publishes there when the letter is sent gets none. */
  @Writes('package-notice')
  async write(userId: string, { event }: Payload): Promise<Writing | null> {
    const still = (await this.db.read(notices, () => this.addressees(String(event)))).find(({ user_id }) => user_id === userId);
    return still ? { ...withdrawn, link: `/learning/courses/${still.course}/packages` } : null;
  }

  private addressees(event: string): Promise<{ user_id: string; course: string }[]> {
    return this.db.sql<{ user_id: string; course: string }>('SELECT user_id, course FROM app.package_addressees($1)', [event]);
  }
}
