import { Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { notFound, outdated, preconditionRequired } from '../../kernel/problems.js';
import type { SignInPolicyView } from './federation.dto.js';
import { SignInPolicy } from './sign-in-policy.entity.js';

const signIn = systemActor('sign-in');

/** Whether a party lets its people in with passwords, or with passkeys only. */
@Injectable()
export class SignInPolicies {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
  ) {}

  async show(actor: Actor): Promise<SignInPolicyView> {
    return this.view(actor, await this.db.read(actor, () => this.own(actor, 'read')));
  }

  /** @throws Problem 403, 412, 428 */
  async change(actor: Actor, passwords: boolean, seen: number): Promise<SignInPolicyView> {
    if (Number.isNaN(seen)) throw preconditionRequired();
    const changed = await this.db.write(actor, async () => {
      const policy = await this.own(actor, 'change');
      if (policy.rowVersion !== seen) throw outdated();
      if (policy.allowsPasswords === passwords) return policy;
      policy.allowsPasswords = passwords;
      await this.db.manager.save(policy);
      await this.events.record(actor, 'sign-in-policy.changed', { type: 'party', id: policy.code, originator: policy.code }, { passwords });
      return policy;
    });
    return this.view(actor, changed);
  }

  private async own(actor: Actor, verb: string): Promise<SignInPolicy> {
    return (await this.access.scope(this.db.query(SignInPolicy, 'policy'), actor, verb).getOne()) ?? Promise.reject(notFound());
  }

  private async view(actor: Actor, policy: SignInPolicy): Promise<SignInPolicyView> {
    // Nobody sees a colleague's factors; the task that does tells their number alone.
    const [counted] = await this.db.read(signIn, () => this.db.sql<{ many: number }>(
      `SELECT count(*)::int AS many FROM app.delegations d JOIN app.users u ON u.id = d.user_id AND u.standing = 'active' AND NOT u.is_demo
        WHERE d.party = $1 AND d.state = 'active' AND d.valid @> current_date
          AND NOT EXISTS (SELECT FROM app.passkeys k WHERE k.user_id = u.id AND k.removed_at IS NULL AND k.suspended_at IS NULL)
          AND NOT EXISTS (SELECT FROM app.federated_identities f JOIN app.identity_providers i ON i.id = f.provider_id AND i.enabled WHERE f.user_id = u.id AND f.party = d.party AND f.removed_at IS NULL)`, [policy.code],
    ));
    return { passwords: policy.allowsPasswords, rowVersion: policy.rowVersion, withoutPasskey: counted?.many ?? 0, allows: this.access.allows(actor, policy) };
  }
}
