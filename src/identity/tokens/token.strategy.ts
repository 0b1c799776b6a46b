import { Injectable, Logger } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import { Passport } from 'passport';
import { Strategy } from 'passport-http-bearer';
import { DataSource } from 'typeorm';
import { actorOf, systemActor, type Actor, type Membership, type Role } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Problem } from '../../kernel/problems.js';
import { hashOf } from '../actor-source.js';
import { tokenPrefix } from './tokens.js';

interface TokenFacts {
  token_id: string;
  user_id: string;
  user_name: string;
  party: string;
  membership: Membership;
  roles: Role[];
  keys: string[];
  verbs: string[];
  version: string;
  stale_at: Date;
}

const select = 'SELECT * FROM app.token_facts($1)';

/** Everything about the facts that an answer may depend on. */
const authority = ({ user_id, party, membership, roles, keys, verbs }: TokenFacts) => JSON.stringify([user_id, party, membership, [...roles].sort(), [...keys].sort(), [...verbs].sort()]);

/**
 * The actor behind `Authorization: Bearer fp_…`: its owner, narrowed to the token's verbs. Kept for a while and probed in each unit of work,
 * as people's are. No cookie, so nothing another site could make a browser send.
 */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, 'token') {
  /** Of this application alone: strategies of the shared instance replace each other where two run in one process. */
  private declare passport?: InstanceType<typeof Passport>;
  private readonly log = new Logger('token');
  private readonly kept = new LRUCache<string, { actor: Actor; facts: TokenFacts }>({ max: 1_000, ttl: 15 * 60_000 });
  private readonly touched = new LRUCache<string, true>({ max: 5_000, ttl: 60_000 });

  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Database,
  ) {
    super();
  }

  getPassportInstance(): InstanceType<typeof Passport> {
    return (this.passport ??= new Passport());
  }

  /** Who asks with this request's token. @throws Problem 401 when it is nobody's */
  holder(request: Request): Promise<Actor> {
    return new Promise((resolve, reject) => {
      const judge = (error: unknown, actor: Actor | false | null | undefined) => (error ? reject(error as Error) : actor ? resolve(actor) : reject(refused()));
      (this.getPassportInstance().authenticate('token', { session: false }, judge) as (...args: unknown[]) => void)(request, request.res, reject);
    });
  }

  async validate(token: string): Promise<Actor | null> {
    if (!token.startsWith(tokenPrefix) || token.length > 100) return null;
    const key = hashOf(token);
    const found = this.kept.get(key) ?? (await this.found(key));
    if (found) this.used(found.facts.token_id);
    return found?.actor ?? null;
  }

  private async found(key: string): Promise<{ actor: Actor; facts: TokenFacts } | null> {
    const values = [Buffer.from(key, 'hex')];
    const [facts] = (await this.dataSource.query(select, values)) as TokenFacts[];
    if (!facts) return null;
    const actor = actorOf({
      userId: facts.user_id, name: facts.user_name, party: facts.party, membership: facts.membership, roles: facts.roles, keys: facts.keys,
      sessionRef: `token:${facts.token_id}`, only: new Set(facts.verbs),
    });
    this.db.vouch(actor, {
      version: facts.version,
      staleAt: facts.stale_at,
      renew: async (query) => {
        const [now] = (await query(select, values)).rows as TokenFacts[];
        if (now && authority(now) === authority(facts)) return { version: now.version, staleAt: now.stale_at };
        this.kept.delete(key);
        return now ? 'changed' : 'gone';
      },
      stands: async () => {
        const [now] = (await this.dataSource.query(select, values)) as TokenFacts[];
        return now !== undefined && authority(now) === authority(facts);
      },
    });
    const found = { actor, facts };
    this.kept.set(key, found);
    return found;
  }

  /** Notes, at most once a minute and beside the request, that the token is in use. */
  private used(id: string): void {
    if (this.touched.has(id)) return;
    this.touched.set(id, true);
    void this.db
      .write(systemActor('sign-in'), () => this.db.sql('UPDATE app.api_tokens SET last_used_at = now() WHERE id = $1', [id]))
      .catch((error: unknown) => this.log.warn(`could not note a token's use: ${String(error)}`));
  }
}

const refused = () => new Problem(401, '/problems/token-refused', 'Token refused', 'This token is unknown, was revoked, or its time is over. Its owner can make a new one.');
