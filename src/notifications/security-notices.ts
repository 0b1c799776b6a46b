import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { On } from '../kernel/events/index.js';
import type { Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';

const postman = systemActor('letters');

const check = {
  en: 'If this was you, there is nothing to do. If not, look at how and where you are signed in, and tell your focal point at once:',
  ar: 'إن كنت أنت من فعل ذلك فلا داعي لأي إجراء. وإلا فراجع وسائل دخولك والأجهزة المسجّلة، وأخبر جهة الاتصال الوطنية فوراً:',
};
const when = { en: '{at} (UTC)', ar: '{at} (بالتوقيت العالمي)' };

const notice = (en: [subject: string, what: string], ar: [subject: string, what: string]): Omit<Writing, 'values'> => ({
  en: { subject: `Focalpoint: ${en[0]}`, text: `${en[1]}\n${when.en}\n\n${check.en}` },
  ar: { subject: `Focalpoint: ${ar[0]}`, text: `${ar[1]}\n${when.ar}\n\n${check.ar}` },
  link: '/account',
});

/** By the name of the event. None of them holds a secret, or says which key, code or token it was. */
const texts: Record<string, Omit<Writing, 'values'>> = {
  'passkey.added': notice(['A passkey was added', 'A passkey was added to your account.'], ['أُضيف مفتاح مرور', 'أُضيف مفتاح مرور إلى حسابك.']),
  'passkey.removed': notice(['A passkey was removed', 'A passkey was removed from your account.'], ['أُزيل مفتاح مرور', 'أُزيل مفتاح مرور من حسابك.']),
  'passkey.suspended': notice(
    ['A passkey is no longer accepted', 'One of your passkeys answered as a copy would, so it is no longer accepted. Sign in in another way, remove it and make a new one.'],
    ['لم يعد أحد مفاتيح المرور مقبولاً', 'أجاب أحد مفاتيح مرورك كما تجيب نسخة منه، فلم يعد مقبولاً. ادخل بطريقة أخرى وأزله وأنشئ مفتاحاً جديداً.'],
  ),
  'code-generator.set': notice(['An authenticator app was set up', 'An authenticator app now gives codes for your account.'], ['أُعدّ تطبيق مصادقة', 'صار تطبيق مصادقة يعطي رموزاً لحسابك.']),
  'code-generator.removed': notice(['The authenticator app was removed', 'The authenticator app was removed from your account; its codes are no longer taken.'], ['أُزيل تطبيق المصادقة', 'أُزيل تطبيق المصادقة من حسابك ولم تعد رموزه مقبولة.']),
  'recovery-codes.drawn': notice(['New recovery codes were drawn', 'New recovery codes were drawn for your account; those before are void.'], ['سُحبت رموز استرداد جديدة', 'سُحبت رموز استرداد جديدة لحسابك، ولم تعد الرموز السابقة صالحة.']),
  'recovery-code.used': notice(['A recovery code was used', 'A recovery code was used to sign in to your account.'], ['استُخدم رمز استرداد', 'استُخدم رمز استرداد للدخول إلى حسابك.']),
  'password.changed': notice(['Your password was changed', 'The password of your account was set or changed, and its other sessions ended.'], ['تغيّرت كلمة مرورك', 'عُيّنت كلمة مرور حسابك أو غُيّرت، وانتهت جلساته الأخرى.']),
  'password.removed': notice(['Your password was removed', 'The password of your account was removed.'], ['أُزيلت كلمة مرورك', 'أُزيلت كلمة مرور حسابك.']),
  'session.started': notice(
    ['A sign-in from a new kind of device', 'Somebody signed in to your account with {agent}, which you have not used lately.'],
    ['دخول من جهاز من نوع جديد', 'سُجّل الدخول إلى حسابك باستخدام {agent}، ولم تستخدمه مؤخراً.'],
  ),
  'api-token.made': notice(['A token for a program was made', 'A token was made with which a program can act for you.'], ['أُنشئ رمز وصول لبرنامج', 'أُنشئ رمز وصول يستطيع به برنامج أن يعمل باسمك.']),
};

interface Happening {
  user_id: string;
  name: string;
  at: Date;
  agent: string | null;
}

/** Letters to the owner of an account when something about its sign-in changes, so that nobody takes an account over in silence. */
@Injectable()
export class SecurityNotices {
  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
  ) {}

  @On(...Object.keys(texts))
  tell(event: string): Promise<void> {
    return this.db.write(postman, async () => {
      const found = await this.happening(event);
      if (found) await this.letters.post({ kind: 'security-notice', to: found.user_id, about: { event }, key: `${event}/${found.user_id}` });
    }, { repeatable: true });
  }

  @Writes('security-notice')
  async write(userId: string, { event }: Payload): Promise<Writing | null> {
    const found = await this.db.read(postman, () => this.happening(String(event)));
    const text = found && texts[found.name];
    return text && found.user_id === userId ? { ...text, values: { at: found.at.toISOString().slice(0, 16).replace('T', ' '), agent: found.agent ?? '' } } : null;
  }

  private async happening(event: string): Promise<Happening | undefined> {
    const [found] = await this.db.sql<Happening>('SELECT user_id, name, at, agent FROM app.security_notice($1)', [event]);
    return found;
  }
}
