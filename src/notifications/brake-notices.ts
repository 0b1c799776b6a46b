import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const postman = systemActor('notices');

interface Addressee {
  user_id: string;
  /** Who took them: told to their own party alone. */
  person: string;
  party_en: string;
  party_ar: string;
  /** Of all, for their own party; of one's own, for an originator. */
  files: number;
  own: boolean;
}

const ofOurs: Writing = {
  en: { subject: 'Focalpoint: Very many files were taken', text: '{person} took {files} files within an hour, far more than is usual, and was asked to confirm who they are. Make sure that it was them, and why. If not, end their sessions at once:' },
  ar: { subject: 'Focalpoint: أُخذت ملفات كثيرة جداً', text: 'أخذ {person} {files} من الملفات خلال ساعة، أي أكثر بكثير من المعتاد، وطُلب منه تأكيد هويته. تأكد من أنه هو ومن السبب، وإلا فأنهِ جلساته فوراً:' },
  link: '/people',
};

const ofTheirs: Writing = {
  en: { subject: 'Focalpoint: Many of your files were taken', text: 'An official of {party} took very many files within an hour, {files} of yours among them, and was asked to confirm who they are. Who took what stands in the record of each of your documents:' },
  ar: { subject: 'Focalpoint: أُخذ كثير من ملفاتك', text: 'أخذ مسؤول من {partyAr} ملفات كثيرة جداً خلال ساعة، منها {files} من ملفاتك، وطُلب منه تأكيد هويته. تجد من أخذ ماذا في سجل كل وثيقة من وثائقك:' },
  link: '/drafts',
};

/** Letters when somebody takes very many files (SR-76): to the focal points of their party, and to those of the originators. No file or title is named. */
@Injectable()
export class BrakeNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On('downloads.braked')
  tell(event: string): Promise<void> {
    return this.db.write(postman, async () => {
      for (const { user_id: to } of await this.addressees(event)) await this.letters.post({ kind: 'brake-notice', to, about: { event }, key: `${event}/${to}` });
    }, { repeatable: true });
  }

  @Writes('brake-notice')
  async write(userId: string, { event }: Payload): Promise<Writing | null> {
    const found = (await this.db.read(postman, () => this.addressees(String(event)))).find(({ user_id }) => user_id === userId);
    if (!found) return null;
    return { ...(found.own ? ofOurs : ofTheirs), values: { person: found.person, party: found.party_en, partyAr: found.party_ar, files: String(found.files) } };
  }

  private addressees(event: string): Promise<Addressee[]> {
    return this.db.sql<Addressee>('SELECT user_id, person, party_en, party_ar, files, own FROM app.brake_addressees($1)', [event]);
  }
}
