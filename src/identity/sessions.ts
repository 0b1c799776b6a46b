import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { notFound, Problem } from '../kernel/problems.js';
import { hashOf } from './actor-source.js';
import { checkPassword } from './passwords.js';

const signIn = systemActor('sign-in');

/** One answer for whatever went wrong: unknown, wrong, suspended or without a delegation (SR-8). */
export const refusedSignIn = () =>
  new Problem(401, '/problems/sign-in-refused', 'Not signed in', 'The e-mail address and password do not match an account that can sign in. Check both, or ask your national focal point.');

interface Candidate {
  id: string;
  secret: string | null;
  delegation: string | null;
  is_demo: boolean;
}

/** Sessions: begun by a password, moved from one delegation to another, ended. Tokens are drawn by chance and never kept. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @returns the id of the user. @throws Problem 401, always the same */
  async verify(email: string, password: string): Promise<string> {
    const found = await this.db.read(signIn, () => this.candidate('u.email = $1', email.normalize('NFKC').trim().toLowerCase()));
    const right = await checkPassword(found?.secret ?? null, password);
    if (right && found?.delegation) return found.id;
    await this.events.refused(signIn, 'session.refused', { type: 'user', id: found?.id ?? '' }, 'sign-in refused');
    throw refusedSignIn();
  }

  /** Begins a session for a user who proved who they are. @returns the token, to be set as the cookie */
  begin(userId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    return this.db.write(signIn, async () => {
      const found = await this.candidate('u.id = $1', userId);
      if (!found?.delegation) throw refusedSignIn();
      await this.db.sql(
        `INSERT INTO app.sessions (token_hash, user_id, delegation_id, expires_at) VALUES ($1, $2, $3, now() + make_interval(hours => $4))`,
        [Buffer.from(hashOf(token), 'hex'), userId, found.delegation, this.settings.sessionMaxHours],
      );
      await this.db.sql(
        `UPDATE app.sessions SET ended_at = now() WHERE ended_at IS NULL AND user_id = $1
            AND id NOT IN (SELECT id FROM app.sessions WHERE user_id = $1 AND ended_at IS NULL ORDER BY created_at DESC LIMIT 3)`,
        [userId],
      );
      await this.db.sql('UPDATE app.users SET last_sign_in_at = now() WHERE id = $1', [userId]);
      await this.events.record(signIn, 'session.started', { type: 'user', id: userId });
      return token;
    });
  }

  /** The user of a demonstration, signed in with a click. @throws Problem 404 outside of one */
  async beginDemo(userId: string): Promise<string> {
    if (this.settings.mode !== 'demo') throw notFound();
    const found = await this.db.read(signIn, () => this.candidate('u.id = $1', userId));
    if (!found?.is_demo || (await this.hasRealUsers())) throw notFound();
    return this.begin(userId);
  }

  /** Acts under another delegation from now on: a new token, and the old one is dead (SR-18). @throws Problem 404 */
  switch(actor: Actor, oldToken: string, delegationId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    return this.db.write(signIn, async () => {
      const [own] = await this.db.sql<{ id: string }>(
        'SELECT id FROM app.delegations WHERE id = $1 AND user_id = $2 AND valid @> current_date', [delegationId, actor.userId],
      );
      if (!own) throw notFound();
      const [old] = await this.db.sql<{ expires_at: Date }>(
        'UPDATE app.sessions SET ended_at = now() WHERE token_hash = $1 AND ended_at IS NULL RETURNING expires_at', [Buffer.from(hashOf(oldToken), 'hex')],
      );
      if (!old) throw notFound();
      await this.db.sql('INSERT INTO app.sessions (token_hash, user_id, delegation_id, expires_at) VALUES ($1, $2, $3, $4)', [
        Buffer.from(hashOf(token), 'hex'), actor.userId, delegationId, old.expires_at,
      ]);
      await this.events.record(signIn, 'session.switched', { type: 'user', id: actor.userId }, { delegation: delegationId });
      return token;
    });
  }

  async end(token: string): Promise<void> {
    await this.db.write(signIn, async () => {
      const [ended] = await this.db.sql<{ user_id: string }>(
        'UPDATE app.sessions SET ended_at = now() WHERE token_hash = $1 AND ended_at IS NULL RETURNING user_id', [Buffer.from(hashOf(token), 'hex')],
      );
      if (ended) await this.events.record(signIn, 'session.ended', { type: 'user', id: ended.user_id });
    });
  }

  hasRealUsers(): Promise<boolean> {
    return this.db.read(signIn, async () => (await this.db.sql('SELECT FROM app.users WHERE NOT is_demo LIMIT 1')).length > 0);
  }

  /** The invented officials, for the sign-in page of a demonstration; none elsewhere. */
  async demoOfficials(): Promise<{ id: string; name: string; persona: string; party: string; party_name: string }[]> {
    if (this.settings.mode !== 'demo') return [];
    return this.db.read(signIn, () =>
      this.db.sql(
        `SELECT u.id, u.name, u.persona, d.party, p.name AS party_name
           FROM app.users u JOIN LATERAL (SELECT party FROM app.delegations WHERE user_id = u.id AND valid @> current_date ORDER BY party LIMIT 1) d ON true
           JOIN app.parties p ON p.code = d.party
          WHERE u.is_demo AND u.persona IS NOT NULL AND u.standing = 'active' AND NOT EXISTS (SELECT FROM app.users r WHERE NOT r.is_demo)
          ORDER BY (p.kind IN ('organisation', 'secretariat')), p.sort_name, u.name`,
      ),
    );
  }

  private async candidate(where: 'u.email = $1' | 'u.id = $1', value: string): Promise<Candidate | undefined> {
    const [found] = await this.db.sql<Candidate>(
      `SELECT u.id, u.is_demo, c.secret, (SELECT d.id FROM app.delegations d WHERE d.user_id = u.id AND d.valid @> current_date ORDER BY d.party LIMIT 1) AS delegation
         FROM app.users u LEFT JOIN app.credentials c ON c.user_id = u.id AND c.kind = 'password'
        WHERE u.standing = 'active' AND ${where}`,
      [value],
    );
    return found;
  }
}
