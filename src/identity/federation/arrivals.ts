import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { unconfirmedEmail } from '../addresses.js';
import { refusedSignIn } from '../entrants.js';
import { Sessions } from '../sessions.js';
import type { IdentityProvider } from './identity-provider.entity.js';
import type { Assertion } from './relying-party.js';

const signIn = systemActor('sign-in');

/** More people than these wait for no focal point: a provider that sends more has gone wrong. */
const mostWaiting = 200;

interface Known {
  id: string;
  user_id: string;
  /** Of the delegation to the provider's party. */
  state: string | null;
  standing: string;
  factors: boolean;
}

/**
 * Who it is that a provider vouched for (SR-13). A person is known by provider, issuer and subject; an e-mail address the provider asserts is
 * shown to the focal point and decides nothing: no account is found by it, and none is made with it.
 */
@Injectable()
export class Arrivals {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly sessions: Sessions,
  ) {}

  /** @returns a session's token, or 'waiting' for somebody whom the focal point has yet to accept. @throws Problem 401 */
  async enter(provider: IdentityProvider, assertion: Assertion, shared: boolean): Promise<string> {
    const known = await this.db.write(signIn, async () => (await this.known(provider, assertion)) ?? this.arrive(provider, assertion));
    if (known === 'full') return this.refuse(provider, '', 'too many people wait for the focal point');
    if (known.state === 'pending') return 'waiting';
    if (known.state !== 'active' || known.standing !== 'active') return this.refuse(provider, known.user_id, 'no delegation of this party');
    if (!assertion.strong && !known.factors) return this.refuse(provider, known.user_id, 'not as strong as the party asks for, and no second factor here');
    return this.sessions.begin(known.user_id, [assertion.strong ? 'provider' : 'assertion'], { shared, provider, provenAt: assertion.provenAt });
  }

  /** Takes the provider's account for one's own from now on. @throws Problem 401 */
  async link(userId: string, provider: IdentityProvider, assertion: Assertion): Promise<void> {
    const why = await this.db.write(signIn, async () => {
      const known = await this.known(provider, assertion);
      if (known?.user_id === userId) return null;
      if (known && (known.state === 'active' || known.state === 'suspended')) return 'this account is linked to somebody else';
      const [mine] = await this.db.sql(`SELECT FROM app.delegations WHERE user_id = $1 AND party = $2 AND state = 'active' AND valid @> current_date`, [userId, provider.party]);
      if (!mine) return 'no delegation of this party';
      // Whoever came before they linked, and was never accepted, is this person.
      if (known) await this.db.sql('UPDATE app.federated_identities SET removed_at = now() WHERE id = $1', [known.id]);
      await this.remember(userId, provider, assertion);
      await this.events.record(signIn, 'provider.linked', { type: 'user', id: userId, originator: provider.party }, { provider: provider.id });
      return null;
    });
    if (why) await this.refuse(provider, userId, why);
  }

  /** One arrival at a time for each subject, on all nodes. */
  private async known(provider: IdentityProvider, { subject }: Assertion): Promise<Known | undefined> {
    await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 15))', [`${provider.id}/${subject}`]);
    const [known] = await this.db.sql<Known>(
      `UPDATE app.federated_identities f SET last_used_at = now() FROM app.users u
        WHERE f.provider_id = $1 AND f.party = $2 AND f.issuer = $3 AND f.subject = $4 AND f.removed_at IS NULL AND u.id = f.user_id
       RETURNING f.id, f.user_id, u.standing,
                 (SELECT d.state FROM app.delegations d WHERE d.user_id = f.user_id AND d.party = f.party AND d.valid @> current_date) AS state,
                 EXISTS (SELECT FROM app.passkeys k WHERE k.user_id = f.user_id AND k.removed_at IS NULL AND k.suspended_at IS NULL)
                   OR EXISTS (SELECT FROM app.code_generators g WHERE g.user_id = f.user_id AND g.secret IS NOT NULL) AS factors`,
      [provider.id, provider.party, provider.issuer, subject],
    );
    return known;
  }

  /** A person nobody has met, with a delegation that gives nothing until the focal point accepts it. */
  private async arrive(provider: IdentityProvider, assertion: Assertion): Promise<Known | 'full'> {
    const [waiting] = await this.db.sql<{ many: number }>(`SELECT count(*)::int AS many FROM app.delegations WHERE party = $1 AND state = 'pending'`, [provider.party]);
    if ((waiting?.many ?? 0) >= mostWaiting) return 'full';
    const id = randomUUID();
    const name = (assertion.name ?? assertion.email ?? assertion.subject).slice(0, 200);
    await this.db.sql('INSERT INTO app.users (id, email, name) VALUES ($1, $2, $3)', [id, unconfirmedEmail(id), name]);
    await this.db.sql(`INSERT INTO app.delegations (user_id, party, roles, state, name, email) VALUES ($1, $2, '{}', 'pending', $3, $4)`, [id, provider.party, name, assertion.email?.toLowerCase() ?? null]);
    await this.remember(id, provider, assertion);
    await this.events.record(signIn, 'user.arrived', { type: 'user', id, originator: provider.party }, { provider: provider.id });
    return { id: '', user_id: id, state: 'pending', standing: 'active', factors: false };
  }

  private async remember(userId: string, provider: IdentityProvider, { subject, name, email }: Assertion): Promise<void> {
    await this.db.sql(
      `INSERT INTO app.federated_identities (user_id, provider_id, party, issuer, subject, asserted_name, asserted_email, last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
      [userId, provider.id, provider.party, provider.issuer, subject, name, email],
    );
  }

  private async refuse(provider: IdentityProvider, userId: string, why: string): Promise<never> {
    await this.events.refused(signIn, 'session.refused', { type: 'user', id: userId, originator: provider.party }, `provider: ${why}`);
    throw refusedSignIn();
  }
}
