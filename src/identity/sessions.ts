import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { Database } from '../kernel/database/index.js';
import { Events, occasion } from '../kernel/events/index.js';
import { forbidden, notFound, notSignedIn, stepUpNeeded } from '../kernel/problems.js';
import { hashOf } from './actor-source.js';
import { agentFamily } from './agents.js';
import { Entrants, refusedSignIn } from './entrants.js';
import { Acceptance } from './people/acceptance.js';
import { provenHere, suffices, type Proof } from './proofs.js';
import { Throttle } from './throttle.js';

const signIn = systemActor('sign-in');
const bytes = (token: string) => Buffer.from(hashOf(token), 'hex');

export interface Beginning {
  /** A computer others use too: the session ends after fifteen idle minutes. */
  shared?: boolean;
  /** The link that led here; it is used up when the session becomes complete. */
  linkId?: string;
  /** The delegation an invitation is to; otherwise the first one the person may act under. */
  delegationId?: string;
  /** The identity provider that vouched, which speaks for its own party alone: the session acts for that one. */
  provider?: { id: string; party: string };
  /** When the person was there, where that was not now; null when nobody can tell. */
  provenAt?: Date | null;
}

export interface FoundSession {
  /** The user's. */
  id: string;
  email: string;
  name: string;
  locale: string;
  party: string;
  passwordsAllowed: boolean;
  complete: boolean;
  proven: boolean;
  proofs: Proof[];
  password: boolean;
  /** A provider vouched for the person. */
  vouched: boolean;
  /** The person acts, or may come to act, for other parties than this session's. */
  elsewhere: boolean;
}

/** Where a session is begun, and with what, for its owner to know it by. */
function whence(): [address: string | null, agent: string | null] {
  const { ip = '', agent } = occasion.getStore() ?? {};
  return [isIP(ip) > 0 ? (ip.split('%')[0] ?? null) : null, agentFamily(agent)];
}

/** Wrong codes a session that is not complete survives. */
const mostTries = 5;

/** Sessions: begun by one factor, completed by another, moved from one delegation to another, ended. Tokens are drawn by chance and never kept. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly acceptance: Acceptance,
    private readonly entrants: Entrants,
    private readonly throttle: Throttle,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * Begins a session for a user who proved who they are. While the proofs do not suffice it lasts a quarter of an hour and leads to the
   * second factor alone. @returns the token, to be set as the cookie
   */
  begin(userId: string, proofs: readonly Proof[], { shared = false, linkId, delegationId, provider, provenAt = new Date() }: Beginning = {}): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const complete = suffices(proofs);
    return this.db.write(signIn, async () => {
      const delegation = delegationId ?? (await this.entrants.candidate('u.id = $1', userId, provider?.party))?.delegation;
      if (!delegation) throw refusedSignIn();
      await this.db.sql(
        `INSERT INTO app.sessions (token_hash, user_id, delegation_id, expires_at, proofs, complete, shared, link_id, provider_id, proven_at, address, agent)
         VALUES ($1, $2, $3, now() + $4::interval, $5, $6, $7, $8, $9, least(now(), coalesce($10, 'epoch'::timestamptz)), $11, $12)`,
        [bytes(token), userId, delegation, this.lasts(complete), proofs, complete, shared, linkId ?? null, provider?.id ?? null, provenAt, ...whence()],
      );
      if (!complete) return token;
      await this.db.sql(
        `UPDATE app.sessions SET ended_at = now() WHERE ended_at IS NULL AND user_id = $1
            AND id NOT IN (SELECT id FROM app.sessions WHERE user_id = $1 AND ended_at IS NULL ORDER BY created_at DESC LIMIT 3)`,
        [userId],
      );
      await this.db.sql('UPDATE app.users SET last_sign_in_at = now() WHERE id = $1', [userId]);
      await this.throttle.clear(userId);
      await this.events.record(signIn, 'session.started', { type: 'user', id: userId }, { proofs });
      return token;
    });
  }

  /**
   * Adds what was proven to a running session, under a new token (SR-18): the second factor of a sign-in, or a fresh proof on the way to
   * something that takes one. @returns the token. @throws Problem 401 when the session ended
   */
  advance(oldToken: string, proof: Proof): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    return this.db.write(signIn, async () => {
      await this.alone(oldToken);
      const [held] = await this.db.sql<{ user_id: string; proofs: Proof[]; complete: boolean; link_id: string | null }>(
        'SELECT user_id, proofs, complete, link_id FROM app.sessions WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > now() FOR UPDATE', [bytes(oldToken)],
      );
      if (!held) throw notSignedIn();
      const proofs = [...new Set([...held.proofs, proof])];
      const complete = held.complete || suffices(proofs);
      const entered = complete && !held.complete;
      await this.db.sql(
        `UPDATE app.sessions SET token_hash = $2, proofs = $3, complete = $4, proven_at = now(), last_seen_at = now(), tries = 0,
                expires_at = CASE WHEN $5 THEN now() + $6::interval ELSE expires_at END WHERE token_hash = $1`,
        [bytes(oldToken), bytes(token), proofs, complete, entered, this.lasts(true)],
      );
      if (entered && held.link_id) {
        const [fresh] = await this.db.sql<{ delegation_id: string | null }>('UPDATE app.sign_in_links SET used_at = now() WHERE id = $1 AND used_at IS NULL AND withdrawn_at IS NULL RETURNING delegation_id', [held.link_id]);
        if (!fresh) throw notSignedIn(); // two browsers opened the same link; the other one was first
        if (fresh.delegation_id) await this.acceptance.accept(fresh.delegation_id);
      }
      if (entered) {
        await this.db.sql('UPDATE app.users SET last_sign_in_at = now() WHERE id = $1', [held.user_id]);
        await this.throttle.clear(held.user_id);
        // Whatever else began before this entry and never got further ends with it.
        await this.db.sql('UPDATE app.sessions SET ended_at = now() WHERE user_id = $1 AND NOT complete AND ended_at IS NULL', [held.user_id]);
      }
      await this.events.record(signIn, entered ? 'session.started' : 'session.proven', { type: 'user', id: held.user_id }, { proofs });
      return token;
    });
  }

  /** The same as `find`, in a unit of work of its own. */
  of(token: string): Promise<FoundSession | null> {
    return this.db.read(signIn, () => this.find(token));
  }

  /** Whose session this is and what it has proven; in a running unit of work of the task 'sign-in'. */
  async find(token: string): Promise<FoundSession | null> {
    const [found] = await this.db.sql<FoundSession>(
      `SELECT u.id, u.email, u.name, u.locale, p.name AS party, p.allows_passwords AS "passwordsAllowed", s.complete, s.proofs,
              s.complete AND s.proven_at > now() - interval '5 minutes' AS proven,
              EXISTS (SELECT FROM app.credentials c WHERE c.user_id = u.id AND c.kind = 'password') AS password, s.provider_id IS NOT NULL AS vouched,
              EXISTS (SELECT FROM app.delegations o WHERE o.user_id = u.id AND o.party <> d.party AND o.state <> 'ended' AND coalesce(upper(o.valid), 'infinity') > current_date) AS elsewhere
         FROM app.sessions s JOIN app.users u ON u.id = s.user_id AND u.standing = 'active'
         JOIN app.delegations d ON d.id = s.delegation_id AND d.valid @> current_date AND (d.state = 'active' OR d.state = 'invited' AND NOT s.complete)
         JOIN app.parties p ON p.code = d.party
         LEFT JOIN app.identity_providers i ON i.id = s.provider_id
        WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND coalesce(i.enabled, true)
          AND s.last_seen_at > now() - make_interval(mins => CASE WHEN s.shared THEN 15 ELSE $2 END)`,
      [bytes(token), this.settings.sessionIdleMinutes],
    );
    return found ?? null;
  }

  /** A proof that was wrong: recorded, and the fifth one ends the session. */
  async failed(token: string, what: Proof): Promise<void> {
    await this.db.write(signIn, async () => {
      await this.alone(token);
      const [held] = await this.db.sql<{ user_id: string; tries: number }>(
        `UPDATE app.sessions SET tries = tries + 1, ended_at = CASE WHEN tries + 1 >= ${mostTries} THEN now() END
          WHERE token_hash = $1 AND ended_at IS NULL RETURNING user_id, tries`, [bytes(token)],
      );
      await this.events.record(signIn, 'session.refused', { type: 'user', id: held?.user_id ?? '' }, { proof: what, tries: held?.tries }, { outcome: 'refused', reason: 'the second factor was wrong' });
    });
  }

  /** Ends every session of somebody; in the running unit of work of the task 'sign-in'. @param but the token of one that goes on */
  async endAll(userId: string, but = ''): Promise<void> {
    await this.db.sql('UPDATE app.sessions SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL AND token_hash <> $2', [userId, bytes(but)]);
  }

  /** The user of a demonstration, signed in with a click. @throws Problem 404 outside of one */
  async beginDemo(userId: string): Promise<string> {
    if (!(await this.entrants.isDemo(userId))) throw notFound();
    return this.begin(userId, ['demo']);
  }

  /**
   * Acts under another delegation from now on: a new token, and the old one is dead (SR-18). A provider speaks for its own party: what it vouched
   * for leads to no other one without a passkey of the person's own. @throws Problem 403, 404
   */
  switch(actor: Actor, oldToken: string, delegationId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    return this.db.write(signIn, async () => {
      const [own] = await this.db.sql<{ party: string }>(
        `SELECT d.party FROM app.delegations d JOIN app.parties p ON p.code = d.party AND app.standing_of(p.code) <> 'former'
          WHERE d.id = $1 AND d.user_id = $2 AND d.state = 'active' AND d.valid @> current_date`, [delegationId, actor.userId],
      );
      if (!own) throw notFound();
      await this.requireReach(oldToken, own.party);
      const [moved] = await this.db.sql(
        `UPDATE app.sessions SET token_hash = $2, delegation_id = $3 WHERE token_hash = $1 AND ended_at IS NULL RETURNING id`, [bytes(oldToken), bytes(token), delegationId],
      );
      if (!moved) throw notFound();
      await this.events.record(signIn, 'session.switched', { type: 'user', id: actor.userId }, { delegation: delegationId });
      return token;
    });
  }

  async end(token: string): Promise<void> {
    await this.db.write(signIn, async () => {
      const [ended] = await this.db.sql<{ user_id: string }>(
        'UPDATE app.sessions SET ended_at = now() WHERE token_hash = $1 AND ended_at IS NULL RETURNING user_id', [bytes(token)],
      );
      if (ended) await this.events.record(signIn, 'session.ended', { type: 'user', id: ended.user_id });
    });
  }

  /** For what outlives a provider's word, like a token. @throws Problem 403 when nothing else stands behind this session */
  async requireOwnProof(token: string): Promise<void> {
    const vouched = await this.db.read(signIn, () => this.vouchedFor(token));
    if (!vouched || provenHere(vouched.proofs)) return;
    if (!vouched.passkeys) throw forbidden('You came with your organisation\'s account. Make a passkey first: this would last longer than that account.');
    throw stepUpNeeded('You came with your organisation\'s account, and this may last longer than it does: confirm with your own passkey.');
  }

  /** @throws Problem 403 when a provider of another party vouched for this session, and nothing else did */
  private async requireReach(token: string, party: string): Promise<void> {
    const vouched = await this.vouchedFor(token);
    if (!vouched || vouched.party === party || suffices(vouched.proofs.filter((proof) => proof !== 'provider' && proof !== 'assertion'))) return;
    const why = `You came with the account of ${vouched.name}, which speaks for nobody else.`;
    if (!vouched.passkeys) throw forbidden(`${why} To act for another country or organisation, sign in with what you have from it.`);
    throw stepUpNeeded(`${why} To act for another country or organisation, confirm with your own passkey.`);
  }

  /** The provider behind a session, if there is one. */
  private async vouchedFor(token: string): Promise<{ proofs: Proof[]; party: string; name: string; passkeys: boolean } | undefined> {
    const [vouched] = await this.db.sql<{ proofs: Proof[]; party: string; name: string; passkeys: boolean }>(
      `SELECT s.proofs, i.party, p.name, EXISTS (SELECT FROM app.passkeys k WHERE k.user_id = s.user_id AND k.removed_at IS NULL AND k.suspended_at IS NULL) AS passkeys
         FROM app.sessions s JOIN app.identity_providers i ON i.id = s.provider_id JOIN app.parties p ON p.code = i.party WHERE s.token_hash = $1`, [bytes(token)],
    );
    return vouched;
  }

  /** One change at a time to the sessions of a person, on all nodes: some end others, and two such changes would wait for each other. */
  private async alone(token: string): Promise<void> {
    await this.db.sql('SELECT FROM app.users WHERE id = (SELECT user_id FROM app.sessions WHERE token_hash = $1) FOR NO KEY UPDATE', [bytes(token)]);
  }

  private lasts(complete: boolean): string {
    return complete ? `${this.settings.sessionMaxHours} hours` : '15 minutes';
  }
}
