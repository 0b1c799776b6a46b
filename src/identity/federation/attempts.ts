import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { hashOf } from '../actor-source.js';
import { open, seal } from '../sealing.js';
import { type Drawn, NotVouched } from './relying-party.js';

const signIn = systemActor('sign-in');
const bytes = (text: string) => Buffer.from(hashOf(text), 'hex');
const drawn = () => randomBytes(32).toString('base64url');
const sealedFor = (state: string) => `sign-in-attempt:${hashOf(state)}`;

/** What somebody had in mind when they went off to their provider. */
export interface Way {
  lang?: string;
  next?: string;
  shared?: boolean;
  /** Signed in already, and here to show it anew. */
  fresh?: boolean;
}

export interface Attempt {
  drawn: Drawn;
  /** To be kept by the browser, in a cookie: only it can come back. */
  browser: string;
}

export interface Returned {
  drawn: Drawn;
  providerId: string;
  purpose: 'enter' | 'link';
  userId: string | null;
  way: Way;
}

/** Sign-ins that are under way at a provider: known by their state, taken up once and within ten minutes, by the browser they began in, on any node. */
@Injectable()
export class Attempts {
  constructor(
    private readonly db: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @param userId whose account is to be linked; null for entering */
  begin(providerId: string, userId: string | null, way: Way): Promise<Attempt> {
    const [state, nonce, verifier, browser] = [drawn(), drawn(), drawn(), drawn()];
    return this.db.write(signIn, async () => {
      await this.db.sql(`DELETE FROM app.sign_in_attempts WHERE expires_at < now() - interval '1 hour'`);
      await this.db.sql(
        'INSERT INTO app.sign_in_attempts (state_hash, browser_hash, provider_id, purpose, user_id, secrets, way) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [bytes(state), bytes(browser), providerId, userId ? 'link' : 'enter', userId, seal(this.settings, JSON.stringify({ nonce, verifier }), sealedFor(state)), way],
      );
      return { drawn: { state, nonce, verifier, fresh: way.fresh === true }, browser };
    });
  }

  /** Whatever comes of it, there is no second time. @throws NotVouched */
  take(state: string, browser: string): Promise<Returned> {
    return this.db.write(signIn, async () => {
      const [taken] = await this.db.sql<{ provider_id: string; purpose: 'enter' | 'link'; user_id: string | null; secrets: string; way: Way }>(
        `UPDATE app.sign_in_attempts SET used_at = now() WHERE state_hash = $1 AND browser_hash = $2 AND used_at IS NULL AND expires_at > now()
         RETURNING provider_id, purpose, user_id, secrets, way`, [bytes(state), bytes(browser)],
      );
      if (!taken) throw new NotVouched(await this.whyNot(state, browser));
      const { nonce, verifier } = JSON.parse(open(this.settings, taken.secrets, sealedFor(state))) as { nonce: string; verifier: string };
      return { drawn: { state, nonce, verifier, fresh: taken.way.fresh === true }, providerId: taken.provider_id, purpose: taken.purpose, userId: taken.user_id, way: taken.way };
    });
  }

  private async whyNot(state: string, browser: string): Promise<string> {
    const [found] = await this.db.sql<{ used: boolean; foreign: boolean }>('SELECT used_at IS NOT NULL AS used, browser_hash <> $2 AS foreign FROM app.sign_in_attempts WHERE state_hash = $1', [bytes(state), bytes(browser)]);
    if (!found) return 'nobody began this sign-in';
    return found.foreign ? 'another browser began this sign-in' : found.used ? 'this sign-in was taken up already' : 'this sign-in began too long ago';
  }
}
