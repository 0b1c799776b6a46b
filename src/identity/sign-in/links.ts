import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Problem } from '../../kernel/problems.js';
import { hashOf } from '../actor-source.js';
import { PasswordRules } from '../password-rules.js';
import { hashPassword } from '../passwords.js';
import { Acceptance } from '../people/acceptance.js';
import { Sessions } from '../sessions.js';
import { Throttle } from '../throttle.js';

const signIn = systemActor('sign-in');

/** `invitation` and `factors` lead to a first passkey, `password` to a new password and nowhere further. */
export type LinkKind = 'invitation' | 'factors' | 'password';

const lasts: Record<LinkKind, string> = { invitation: '72 hours', factors: '72 hours', password: '30 minutes' };

/** The terms of use people accept; a new wording gets a new name, and is asked for once more. */
export const currentTerms = '2026-11';

export interface OpenLink {
  id: string;
  kind: LinkKind;
  userId: string;
  /** The delegation an invitation is to. */
  delegationId: string | null;
  /** Whether the account has a passkey, a code generator or a provider already. */
  hasFactor: boolean;
  name: string;
  email: string;
  locale: string;
  party: string;
  passwordsAllowed: boolean;
}

/** One answer for a link that is wrong, used, withdrawn or too old. */
const goneLink = () => new Problem(404, '/problems/link-gone', 'This link no longer works', 'It was used, replaced by a newer one, or its time is over. Ask whoever sent it for a new one.');

/** Single-use links by mail (SR-11): 256 bits of chance, kept as a hash, drawn anew whenever a letter is written. */
@Injectable()
export class SignInLinks {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly sessions: Sessions,
    private readonly acceptance: Acceptance,
    private readonly rules: PasswordRules,
    private readonly throttle: Throttle,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Draws a link; earlier ones of its kind for the same person, or delegation, no longer work. @returns its address, for the letter alone */
  draw(kind: LinkKind, userId: string, delegationId: string | null = null): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    return this.db.write(signIn, async () => {
      await this.withdraw(kind, userId, delegationId);
      await this.db.sql('INSERT INTO app.sign_in_links (kind, user_id, delegation_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, now() + $5::interval)', [
        kind, userId, delegationId, Buffer.from(hashOf(token), 'hex'), lasts[kind],
      ]);
      return `${this.settings.publicUrl}/sign-in/link/${token}`;
    });
  }

  /** In a running unit of work of the task 'sign-in'. */
  async withdraw(kind: LinkKind, userId: string, delegationId: string | null = null): Promise<void> {
    await this.db.sql(
      `UPDATE app.sign_in_links SET withdrawn_at = now()
        WHERE kind = $1 AND user_id = $2 AND delegation_id IS NOT DISTINCT FROM $3 AND used_at IS NULL AND withdrawn_at IS NULL`, [kind, userId, delegationId],
    );
  }

  /** Who a link is for; looking does not use it up, since mail filters look too. @param source `request.ip` @throws Problem 404, 429 */
  async look(token: string, source: string | undefined): Promise<OpenLink> {
    const found = await this.throttle.attempt({ way: 'link', email: null, source }, () => this.find(token));
    if (!found) throw goneLink();
    return found;
  }

  private async find(token: string): Promise<OpenLink | null> {
    const [found] = await this.db.read(signIn, () => this.db.sql<OpenLink>(
      `SELECT l.id, l.kind, u.id AS "userId", l.delegation_id AS "delegationId", coalesce(d.name, u.name) AS name, u.email, u.locale,
              p.name AS party, p.allows_passwords AS "passwordsAllowed",
              EXISTS (SELECT FROM app.passkeys k WHERE k.user_id = u.id AND k.removed_at IS NULL AND k.suspended_at IS NULL)
                OR EXISTS (SELECT FROM app.code_generators g WHERE g.user_id = u.id AND g.secret IS NOT NULL)
                OR EXISTS (SELECT FROM app.federated_identities f WHERE f.user_id = u.id AND f.removed_at IS NULL) AS "hasFactor"
         FROM app.sign_in_links l JOIN app.users u ON u.id = l.user_id AND u.standing = 'active'
         JOIN LATERAL (SELECT party, CASE WHEN state = 'invited' THEN name END AS name FROM app.delegations
                        WHERE user_id = u.id AND valid @> current_date AND (CASE WHEN l.delegation_id IS NULL THEN state = 'active' ELSE id = l.delegation_id AND state = 'invited' END)
                        ORDER BY party LIMIT 1) d ON true
         JOIN app.parties p ON p.code = d.party AND app.standing_of(p.code) <> 'former'
        WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > now()`, [Buffer.from(hashOf(token), 'hex')],
    ));
    return found ?? null;
  }

  /**
   * The terms are accepted; a session begins that leads to a first factor, and uses the link up when that stands. Whoever has a factor already
   * takes an invitation up at once, and signs in with it as always: a letter alone adds nothing to an account. @returns the session's token, or
   * null when there is none. @throws Problem 404
   */
  async follow(token: string): Promise<string | null> {
    const link = await this.find(token);
    if (!link || link.kind === 'password') throw goneLink();
    await this.db.write(signIn, async () => {
      await this.db.sql('UPDATE app.users SET terms = $2, terms_accepted_at = now() WHERE id = $1 AND terms IS DISTINCT FROM $2', [link.userId, currentTerms]);
      await this.events.record(signIn, 'terms.accepted', { type: 'user', id: link.userId }, { terms: currentTerms });
      if (!link.hasFactor || !link.delegationId) return;
      const used = await this.db.sql('UPDATE app.sign_in_links SET used_at = now() WHERE id = $1 AND used_at IS NULL RETURNING id', [link.id]);
      if (used.length === 0) throw goneLink();
      await this.acceptance.accept(link.delegationId);
    });
    if (link.hasFactor && link.delegationId) return null;
    return this.sessions.begin(link.userId, ['link'], { linkId: link.id, delegationId: link.delegationId ?? undefined });
  }

  /** A new password. Every session ends; signing in takes the second factor as before. @throws Problem 404, 422 */
  async setPassword(token: string, password: string): Promise<void> {
    const link = await this.find(token);
    if (!link || link.kind !== 'password' || !link.passwordsAllowed) throw goneLink();
    await this.rules.require(password, link);
    const secret = await hashPassword(password);
    await this.db.write(signIn, async () => {
      const used = await this.db.sql('UPDATE app.sign_in_links SET used_at = now() WHERE id = $1 AND used_at IS NULL RETURNING id', [link.id]);
      if (used.length === 0) throw goneLink();
      await this.db.sql(`UPDATE app.credentials SET secret = $2, created_at = now() WHERE user_id = $1 AND kind = 'password'`, [link.userId, secret]);
      await this.sessions.endAll(link.userId);
      await this.throttle.clear(link.userId);
      await this.events.record(signIn, 'password.changed', { type: 'user', id: link.userId });
    });
  }
}
