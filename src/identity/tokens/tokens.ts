import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, forbidden, notFound, unprocessable } from '../../kernel/problems.js';
import { hashOf } from '../actor-source.js';
import type { NewTokenView, TokenInput, TokenList, TokenView } from './tokens.dto.js';

const mostTokens = 20;
/** What every token begins with, so that one that was published by mistake is found by those who look for such things. */
export const tokenPrefix = 'fp_';

interface Kept {
  id: string;
  name: string;
  verbs: string[];
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
}

const columns = 'id, name, verbs, created_at, expires_at, last_used_at';
const shown = ({ id, name, verbs, ...at }: Kept): TokenView => ({
  id, name, verbs, createdAt: at.created_at.toISOString(), expiresAt: at.expires_at.toISOString(), lastUsedAt: at.last_used_at?.toISOString() ?? null,
});

/**
 * Tokens people make for their programs (SR-23): bound to the delegation under which they were made and to some of its verbs, for a year at
 * the most. Drawn by chance, shown once, kept as a hash.
 */
@Injectable()
export class Tokens {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
  ) {}

  list(actor: Actor): Promise<TokenList> {
    return this.db.read(actor, async () => ({
      items: (await this.db.sql<Kept>(`SELECT ${columns} FROM app.api_tokens WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY created_at DESC`, [actor.userId])).map(shown),
      possible: this.access.forPrograms(actor),
    }));
  }

  /** @throws Problem 403, 409 when there are too many, 422 for verbs its owner could not use */
  make(actor: Actor, delegationId: string, { name, verbs, days }: TokenInput): Promise<NewTokenView> {
    if (!actor.party) throw forbidden('Your country or organisation is suspended; nobody makes a token for it.');
    this.mustBePossible(actor, verbs);
    const token = tokenPrefix + randomBytes(32).toString('base64url');
    return this.db.write(actor, async () => {
      const [held] = await this.db.sql<{ many: number }>('SELECT count(*)::int AS many FROM app.api_tokens WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > now()', [actor.userId]);
      if ((held?.many ?? 0) >= mostTokens) throw conflict(`An account has ${mostTokens} tokens at the most. Revoke one that is no longer used.`);
      const [made] = await this.db.sql<Kept>(
        `INSERT INTO app.api_tokens (delegation_id, user_id, party, name, verbs, token_hash, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) RETURNING ${columns}`,
        [delegationId, actor.userId, actor.party, name, verbs, Buffer.from(hashOf(token), 'hex'), days],
      );
      if (!made) throw notFound();
      await this.events.record(actor, 'api-token.made', { type: 'api-token', id: made.id }, { verbs, until: made.expires_at.toISOString() });
      return { ...shown(made), token };
    });
  }

  /** From its next request on, on every node, it is nobody's. @throws Problem 404 */
  revoke(actor: Actor, id: string): Promise<void> {
    return this.db.write(actor, async () => {
      const [gone] = await this.db.sql('UPDATE app.api_tokens SET revoked_at = now() WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id', [id, actor.userId]);
      if (!gone) throw notFound();
      await this.events.record(actor, 'api-token.revoked', { type: 'api-token', id });
    });
  }

  private mustBePossible(actor: Actor, verbs: readonly string[]): void {
    const possible = this.access.forPrograms(actor);
    const foreign = verbs.filter((verb) => !possible.includes(verb));
    if (foreign.length > 0) throw unprocessable('A token carries only what you may do yourself and what takes no confirmation.', 'token-verbs', foreign.map((verb) => ({ path: 'verbs', message: `A token of yours cannot carry "${verb}".` })));
    const blind = verbs.filter((verb) => possible.includes(readingOf(verb)) && !verbs.includes(readingOf(verb)));
    if (blind.length > 0) throw unprocessable('Whoever does something with a record must be able to read it.', 'token-verbs', blind.map((verb) => ({ path: 'verbs', message: `"${verb}" needs "${readingOf(verb)}" beside it.` })));
  }
}

const readingOf = (verb: string) => `read:${verb.split(':')[1] ?? ''}`;
