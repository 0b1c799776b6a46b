import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { Handles, Jobs, type Payload } from '../kernel/jobs/index.js';
import { Letters, Writes, type Writing } from '../kernel/mail/index.js';
import { canonicalEmail } from './addresses.js';
import { SignInLinks, type LinkKind } from './sign-in/links.js';
import { Throttle } from './throttle.js';

const signIn = systemActor('sign-in');

const texts: Record<LinkKind, Writing> = {
  invitation: {
    en: { subject: 'You are invited to Focalpoint', text: 'You were named as an official who works with Focalpoint. Open this address within 72 hours to accept; it works once:' },
    ar: { subject: 'دعوة إلى Focalpoint', text: 'لقد سُمّيت مسؤولاً يعمل على Focalpoint. افتح هذا العنوان خلال 72 ساعة لقبول الدعوة؛ وهو يصلح مرة واحدة:' },
  },
  factors: {
    en: { subject: 'Your sign-in was reset', text: 'Two officers confirmed that you lost what you sign in with. Open this address within 72 hours to make a new passkey; it works once:' },
    ar: { subject: 'أُعيد تعيين وسائل دخولك', text: 'أكّد موظفان أنك فقدت وسيلة دخولك. افتح هذا العنوان خلال 72 ساعة لإنشاء مفتاح مرور جديد؛ وهو يصلح مرة واحدة:' },
  },
  password: {
    en: { subject: 'A new password', text: 'Somebody, probably you, asked for a new password. Open this address within 30 minutes; it works once. If it was not you, do nothing:' },
    ar: { subject: 'كلمة مرور جديدة', text: 'طُلبت كلمة مرور جديدة، ولعلك أنت من طلبها. افتح هذا العنوان خلال 30 دقيقة؛ وهو يصلح مرة واحدة. إن لم تكن أنت فلا تفعل شيئاً:' },
  },
};

/** Sends the single-use links: to people who are invited, who lost their factors, who forgot their password. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly links: SignInLinks,
    private readonly letters: Letters,
    private readonly throttle: Throttle,
  ) {}

  /** Invites an official to act for a party; in the running unit of work. The letter follows by itself, and voids the one before it. */
  async issue(actor: Actor, { id, userId, party }: { id: string; userId: string; party: string }, detail: object = {}): Promise<void> {
    await this.events.record(actor, 'person.invited', { type: 'person', id, originator: party }, detail);
    await this.letters.post({ kind: 'sign-in-link', to: userId, about: { link: 'invitation', delegation: id }, key: `invitation/${id}`, anew: true });
  }

  /** After a reset by two persons; in the running unit of work. */
  async renew(userId: string): Promise<void> {
    await this.letters.post({ kind: 'sign-in-link', to: userId, about: { link: 'factors' }, key: `factors/${userId}`, anew: true });
  }

  /** Whoever asks is told the same, whether there is such an account or not. @param source `request.ip` @throws Problem 429 */
  async forgotten(email: string, source: string | undefined): Promise<void> {
    // Asking is never right or wrong, so each asking counts.
    await this.throttle.attempt({ way: 'letter', email, source }, async (open) => {
      if (open) await this.db.write(signIn, () => this.jobs.enqueue('forgotten-password', { email: canonicalEmail(email) }));
      return null;
    });
  }

  @Handles('forgotten-password')
  async sendPasswordLink({ email }: Payload): Promise<void> {
    await this.db.write(signIn, async () => {
      const [found] = await this.db.sql<{ id: string }>(
        `SELECT u.id FROM app.users u JOIN app.credentials c ON c.user_id = u.id AND c.kind = 'password' WHERE u.email = $1 AND u.standing = 'active' AND NOT u.is_demo`, [email],
      );
      if (found) await this.letters.post({ kind: 'sign-in-link', to: found.id, about: { link: 'password' }, key: `password/${found.id}`, anew: true });
    });
  }

  /** The link is drawn with the letter, so that it is in nobody's hands before; an invitation taken back meanwhile is not written. */
  @Writes('sign-in-link')
  async write(userId: string, { link, delegation = null }: Payload): Promise<Writing | null> {
    const kind = link as LinkKind;
    const invitation = delegation as string | null;
    const [person] = await this.db.read(signIn, () => this.db.sql<{ name: string }>(
      `SELECT coalesce(d.name, u.name) AS name FROM app.users u LEFT JOIN app.delegations d ON d.id = $2
        WHERE u.id = $1 AND u.standing = 'active' AND ($2::uuid IS NULL OR d.state = 'invited')`, [userId, invitation],
    ));
    return person ? { ...texts[kind], name: person.name, link: await this.links.draw(kind, userId, invitation) } : null;
  }
}
