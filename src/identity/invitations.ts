import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { Handles, Jobs, type Payload } from '../kernel/jobs/index.js';
import { Mail } from '../kernel/mail/index.js';
import { canonicalEmail } from './addresses.js';
import { SignInLinks, type LinkKind } from './sign-in/links.js';
import { Throttle } from './throttle.js';

const signIn = systemActor('sign-in');

const letters: Record<LinkKind, { subject: string; text: string }> = {
  invitation: { subject: 'You are invited to Focalpoint', text: 'You were named as an official who works with Focalpoint. Open this address within 72 hours to accept; it works once:' },
  factors: { subject: 'Your sign-in was reset', text: 'Two officers confirmed that you lost what you sign in with. Open this address within 72 hours to make a new passkey; it works once:' },
  password: { subject: 'A new password', text: 'Somebody, probably you, asked for a new password. Open this address within 30 minutes; it works once. If it was not you, do nothing:' },
};

/** Sends the single-use links: to people who are invited, who lost their factors, who forgot their password. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly links: SignInLinks,
    private readonly mail: Mail,
    private readonly throttle: Throttle,
  ) {}

  /** Invites an official to act for a party; in the running unit of work. The letter follows by itself, and voids the one before it. */
  async issue(actor: Actor, { id, userId, party }: { id: string; userId: string; party: string }, detail: object = {}): Promise<void> {
    await this.events.record(actor, 'person.invited', { type: 'person', id, originator: party }, detail);
    await this.jobs.enqueue('sign-in-letter', { kind: 'invitation', userId, delegationId: id }, { key: `invitation/${id}` });
  }

  /** After a reset by two persons; in the running unit of work. */
  async renew(userId: string): Promise<void> {
    await this.jobs.enqueue('sign-in-letter', { kind: 'factors', userId }, { key: `factors/${userId}` });
  }

  /** Whoever asks is told the same, whether there is such an account or not. @param source `request.ip` @throws Problem 429 */
  async forgotten(email: string, source: string | undefined): Promise<void> {
    // Asking is never right or wrong, so each asking counts.
    await this.throttle.attempt({ way: 'letter', email, source }, async (open) => {
      if (open) await this.db.write(signIn, () => this.jobs.enqueue('forgotten-password', { email: canonicalEmail(email) }));
      return null;
    });
  }

  @Handles('sign-in-letter')
  async write({ kind, userId, delegationId }: Payload): Promise<void> {
    await this.send(kind as LinkKind, String(userId), typeof delegationId === 'string' ? delegationId : null);
  }

  @Handles('forgotten-password')
  async sendPasswordLink({ email }: Payload): Promise<void> {
    const [found] = await this.db.read(signIn, () => this.db.sql<{ id: string }>(
      `SELECT u.id FROM app.users u JOIN app.credentials c ON c.user_id = u.id AND c.kind = 'password' WHERE u.email = $1 AND u.standing = 'active' AND NOT u.is_demo`, [email],
    ));
    if (found) await this.send('password', found.id);
  }

  private async send(kind: LinkKind, userId: string, delegationId: string | null = null): Promise<void> {
    const [person] = await this.db.read(signIn, () => this.db.sql<{ email: string; name: string }>(
      `SELECT u.email, coalesce(d.name, u.name) AS name FROM app.users u LEFT JOIN app.delegations d ON d.id = $2
        WHERE u.id = $1 AND u.standing = 'active' AND ($2::uuid IS NULL OR d.state = 'invited')`, [userId, delegationId],
    ));
    if (!person) return;
    const address = await this.links.draw(kind, userId, delegationId);
    await this.mail.send({ to: person.email, subject: letters[kind].subject, text: `${person.name},\n\n${letters[kind].text}\n${address}\n\nPlease do not answer this message.\n` });
  }
}
