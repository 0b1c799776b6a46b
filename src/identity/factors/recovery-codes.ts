import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';

const signIn = systemActor('sign-in');

// Crockford's base 32: no I, L, O or U, so that a code read out or copied by hand stays the same.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 16; // of five bits each: eighty bits of chance

/** What somebody typed, as it was printed: case, spaces, hyphens and look-alikes do not matter. */
export const canonical = (typed: string) => typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

const hashOf = (userId: string, code: string) => createHash('sha256').update(`${userId}:${canonical(code)}`).digest();
const drawn = () => [...randomBytes(letters)].map((byte) => alphabet[byte & 31]).join('').replaceAll(/(.{4})(?=.)/g, '$1-');

/** Ten codes of eighty bits for the day the passkey is lost (SR-12). Shown once, kept as hashes, each good once. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  /** Ten new ones; those drawn before are void. */
  draw(userId: string): Promise<string[]> {
    const codes = Array.from({ length: 10 }, drawn);
    return this.db.write(signIn, async () => {
      await this.db.sql('DELETE FROM app.recovery_codes WHERE user_id = $1', [userId]);
      await this.db.sql('INSERT INTO app.recovery_codes (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [userId, codes.map((code) => hashOf(userId, code))]);
      await this.events.record(signIn, 'recovery-codes.drawn', { type: 'user', id: userId });
      return codes;
    });
  }

  /** Uses one up. */
  take(userId: string, code: string): Promise<boolean> {
    return this.db.write(signIn, async () => {
      const taken = await this.db.sql('UPDATE app.recovery_codes SET used_at = now() WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING user_id', [userId, hashOf(userId, code)]);
      if (taken.length > 0) await this.events.record(signIn, 'recovery-code.used', { type: 'user', id: userId });
      return taken.length > 0;
    });
  }

  /** How many are left, in a running unit of work of the task 'sign-in'. */
  async left(userId: string): Promise<number> {
    const [counted] = await this.db.sql<{ left: number }>('SELECT count(*)::int AS left FROM app.recovery_codes WHERE user_id = $1 AND used_at IS NULL', [userId]);
    return counted?.left ?? 0;
  }
}
