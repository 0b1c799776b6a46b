import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { actorOf, systemActor, type Actor, type Membership, type Role } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { Database } from '../kernel/database/index.js';
import { sessionToken, type ActorSource } from '../kernel/http/index.js';

export interface SessionFacts {
  session_id: string;
  user_id: string;
  user_name: string;
  locale: string;
  email: string;
  delegation_id: string;
  party: string;
  party_name: string;
  party_kind: string;
  standing: string;
  membership: Membership;
  roles: Role[];
  keys: string[];
  version: string;
  last_seen_at: Date;
  /** The second factor stood too. */
  complete: boolean;
  proven: boolean;
  stale_at: Date;
}

const select = `SELECT * FROM app.actor_facts($1, make_interval(mins => $2))`;

/**
 * Tells who acts from the session's cookie. Actors are kept for a while, and probed at the start of each of their units of work, so that
 * revocation acts on the next request on every node.
 */
@Injectable()
export class SessionActors implements ActorSource {
  private readonly log = new Logger('session');
  private readonly kept = new LRUCache<string, { actor: Actor; facts: SessionFacts }>({ max: 5_000, ttl: 15 * 60_000 });
  private readonly touched = new LRUCache<string, true>({ max: 20_000, ttl: 60_000 });

  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async actorOf(request: Request, fresh: boolean): Promise<Actor | null> {
    return (await this.session(request, fresh))?.actor ?? null;
  }

  /** The session behind a request with its facts, or null. */
  async session(request: Request, fresh = false): Promise<{ actor: Actor; facts: SessionFacts } | null> {
    const token = sessionToken(request, this.settings);
    if (!token) return null;
    const key = hashOf(token);
    const known = fresh ? undefined : this.kept.get(key);
    if (known) return this.seen(known);
    const facts = await this.facts((text, values) => this.dataSource.query(text, values) as Promise<SessionFacts[]>, key);
    if (!facts) {
      this.kept.delete(key);
      return null;
    }
    const found = { actor: build(facts), facts };
    this.db.vouch(found.actor, {
      version: facts.version,
      staleAt: facts.stale_at,
      renew: async (query) => {
        const now = await this.facts(async (text, values) => (await query(text, values)).rows as SessionFacts[], key);
        if (!now) this.kept.delete(key);
        if (!now) return 'gone';
        if (authority(now) === authority(facts)) return { version: now.version, staleAt: now.stale_at };
        this.kept.delete(key);
        return 'changed';
      },
      stands: () => this.stands(facts),
    });
    this.kept.set(key, found);
    return this.seen(found);
  }

  forget(token: string): void {
    this.kept.delete(hashOf(token));
  }

  /** By the session, not by its token, which is a new one after each proof. What lasts is a use of it: a long download does not make it idle. */
  private async stands(facts: SessionFacts): Promise<boolean> {
    const task = systemActor('sign-in');
    const [held] = await this.db.read(task, () => this.db.sql<{ key: string }>(`SELECT encode(token_hash, 'hex') AS key FROM app.sessions WHERE id = $1 AND ended_at IS NULL`, [facts.session_id]));
    const now = held && (await this.facts((text, values) => this.dataSource.query(text, values) as Promise<SessionFacts[]>, held.key));
    if (!now || standing(now) !== standing(facts)) return false;
    this.seen({ facts });
    return true;
  }

  private async facts(query: (text: string, values: unknown[]) => Promise<SessionFacts[]>, key: string): Promise<SessionFacts | undefined> {
    return (await query(select, [Buffer.from(key, 'hex'), this.settings.sessionIdleMinutes]))[0];
  }

  /** Notes, at most once a minute and beside the request, that the session is in use. */
  private seen<T extends { facts: SessionFacts }>(found: T): T {
    const id = found.facts.session_id;
    if (!this.touched.has(id)) {
      this.touched.set(id, true);
      void this.db
        .write(systemActor('sign-in'), () => this.db.sql(`UPDATE app.sessions SET last_seen_at = now() WHERE id = $1 AND ended_at IS NULL`, [id]))
        .catch((error: unknown) => this.log.warn(`could not note a session's use: ${String(error)}`));
    }
    return found;
  }
}

/** The SHA-256 of a session's token, hex; the database holds no token. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** For whom somebody acts, and what that gives. */
const standing = (facts: SessionFacts) =>
  JSON.stringify([facts.complete, facts.user_id, facts.delegation_id, facts.party, facts.standing, facts.membership, [...facts.roles].sort(), [...facts.keys].sort()]);

/** Everything about the facts that an answer may depend on. */
const authority = (facts: SessionFacts) => `${facts.proven} ${standing(facts)}`;

const build = (facts: SessionFacts): Actor => {
  const person = { userId: facts.user_id, name: facts.user_name, sessionRef: hashOf(facts.session_id).slice(0, 16) };
  if (!facts.complete) return actorOf({ ...person, unfinished: true });
  return actorOf({
    ...person,
    party: facts.standing === 'active' ? facts.party : '',
    membership: facts.membership,
    roles: facts.standing === 'active' ? facts.roles : [],
    keys: facts.keys,
    proven: facts.proven,
  });
};
