import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemActor, type Role } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { conflict } from '../kernel/problems.js';
import { canonicalEmail } from './addresses.js';
import { PasswordRules } from './password-rules.js';
import { hashPassword } from './passwords.js';
import { SignInLinks } from './sign-in/links.js';

export interface NewAccount {
  email: string;
  name: string;
  locale: string;
  delegations: readonly { party: string; roles: readonly Role[]; state?: 'invited' | 'suspended'; reason?: string }[];
  /** Left out, a single-use link leads to the first passkey; officials of a demonstration are signed in with a click. */
  password?: string;
  isDemo?: boolean;
  persona?: string;
}

const operator = systemActor('operator');

/** Accounts, as the operator's command line and the demonstration make them. */
@Injectable()
export class Accounts {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly rules: PasswordRules,
    private readonly links: SignInLinks,
  ) {}

  /** @returns the user's id. @throws Problem 409, 422 */
  async create(account: NewAccount): Promise<string> {
    if (account.password !== undefined) await this.rules.require(account.password, account);
    const secret = account.password === undefined ? null : await hashPassword(account.password);
    const id = randomUUID();
    return this.db.write(operator, async () => {
      const [taken] = await this.db.sql('SELECT FROM app.users WHERE email = $1', [canonicalEmail(account.email)]);
      if (taken) throw conflict('There is an account with this e-mail address already.');
      await this.db.sql('INSERT INTO app.users (id, email, name, locale, is_demo, persona) VALUES ($1, $2, $3, $4, $5, $6)', [
        id, canonicalEmail(account.email), account.name, account.locale, account.isDemo ?? false, account.persona ?? null,
      ]);
      if (secret) await this.db.sql(`INSERT INTO app.credentials (user_id, kind, secret) VALUES ($1, 'password', $2)`, [id, secret]);
      for (const { party, roles, state = 'active', reason = null } of account.delegations) {
        await this.db.sql('INSERT INTO app.delegations (user_id, party, roles, state, reason, name, email) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, party, [...roles], state, reason, account.name, canonicalEmail(account.email)]);
      }
      await this.events.record(operator, 'user.created', { type: 'user', id }, { delegations: account.delegations });
      return id;
    });
  }

  /** The single-use address that leads to a first passkey (SR-16), for whoever made the account to hand over; an earlier one no longer works. */
  firstLink(userId: string): Promise<string> {
    return this.links.draw('invitation', userId);
  }

  /** An account that nobody has signed in to yet. @throws Problem 409 when there is none */
  async unused(email: string): Promise<string> {
    const [found] = await this.db.read(operator, () => this.db.sql<{ id: string }>(`SELECT id FROM app.users WHERE email = $1 AND last_sign_in_at IS NULL AND NOT is_demo AND standing = 'active'`, [canonicalEmail(email)]));
    if (!found) throw conflict('There is no account with this e-mail address that was never signed in to.');
    return found.id;
  }
}
