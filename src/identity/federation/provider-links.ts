import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import type { ProviderLinkList, ProviderLinkView } from './federation.dto.js';

const signIn = systemActor('sign-in');

/** The accounts at providers that are linked to one's own account. */
@Injectable()
export class ProviderLinks {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  list(actor: Actor): Promise<ProviderLinkList> {
    return this.db.read(signIn, async () => {
      const rows = await this.db.sql<Omit<ProviderLinkView, 'createdAt' | 'lastUsedAt'> & { created_at: Date; last_used_at: Date | null }>(
        `SELECT f.id, f.party, p.name AS "partyName", i.name AS provider, coalesce(f.asserted_email, f.asserted_name) AS account, f.created_at, f.last_used_at
           FROM app.federated_identities f JOIN app.identity_providers i ON i.id = f.provider_id AND i.ended_at IS NULL JOIN app.parties p ON p.code = f.party
          WHERE f.user_id = $1 AND f.removed_at IS NULL ORDER BY f.created_at`, [actor.userId],
      );
      const items = rows.map(({ created_at, last_used_at, ...row }) => ({ ...row, createdAt: created_at.toISOString(), lastUsedAt: last_used_at?.toISOString() ?? null }));
      const [offer] = await this.db.sql<{ name: string }>('SELECT name FROM app.identity_providers WHERE party = $1 AND enabled', [actor.party]);
      return { items, offer: items.some(({ party }) => party === actor.party) ? null : (offer?.name ?? null) };
    });
  }

  /** It enters no longer, and its sessions end. @throws Problem 404, 409 */
  remove(actor: Actor, id: string): Promise<void> {
    return this.db.write(signIn, async () => {
      const [gone] = await this.db.sql<{ provider_id: string; party: string }>(
        'UPDATE app.federated_identities SET removed_at = now() WHERE id = $1 AND user_id = $2 AND removed_at IS NULL RETURNING provider_id, party', [id, actor.userId],
      );
      if (!gone) throw notFound();
      const [own] = await this.db.sql('SELECT FROM app.passkeys WHERE user_id = $1 AND removed_at IS NULL AND suspended_at IS NULL', [actor.userId]);
      if (!own) throw conflict('This may be your last way to sign in. Make a passkey first.', 'last-factor');
      await this.db.sql('UPDATE app.sessions SET ended_at = now() WHERE user_id = $1 AND provider_id = $2 AND ended_at IS NULL', [actor.userId, gone.provider_id]);
      await this.events.record(signIn, 'provider.unlinked', { type: 'user', id: actor.userId, originator: gone.party }, { provider: gone.provider_id });
    });
  }
}
