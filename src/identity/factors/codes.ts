import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import { systemActor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { unprocessable } from '../../kernel/problems.js';
import { open, seal } from '../sealing.js';
import type { NewGeneratorView } from './factors.dto.js';
import type { Holder } from './passkeys.js';

const signIn = systemActor('sign-in');
const period = 30;

/** RFC 6238 as every authenticator app speaks it: SHA-1, six digits, thirty seconds (SR-2). */
const generator = (secret: Secret, label = '') => new TOTP({ issuer: 'Focalpoint', label, algorithm: 'SHA1', digits: 6, period, secret });

function shown(secret: Secret, { email }: Holder): NewGeneratorView {
  const uri = generator(secret, email).toString();
  return { secret: secret.base32, uri, picture: renderSVG(uri, { border: 2 }) };
}

const contextOf = (userId: string) => `code-generator:${userId}`;

/** One-time codes from an app. Each step's code is taken once, on all nodes together; the seed is encrypted. */
@Injectable()
export class CodeGenerators {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** A new seed, in use once its first code was given. One that is in use stays so until then. */
  async begin(holder: Holder): Promise<NewGeneratorView> {
    const secret = new Secret({ size: 20 });
    await this.db.write(signIn, () =>
      this.db.sql(
        `INSERT INTO app.code_generators (user_id, waiting, waiting_until) VALUES ($1, $2, now() + interval '15 minutes')
         ON CONFLICT (user_id) DO UPDATE SET waiting = excluded.waiting, waiting_until = excluded.waiting_until`, [holder.id, seal(this.settings, secret.base32, contextOf(holder.id))],
      ),
    );
    return shown(secret, holder);
  }

  /** The seed that waits for its first code, again. */
  async waiting(holder: Holder): Promise<NewGeneratorView | undefined> {
    const [kept] = await this.db.read(signIn, () =>
      this.db.sql<{ waiting: string | null }>('SELECT waiting FROM app.code_generators WHERE user_id = $1 AND waiting_until > now()', [holder.id]),
    );
    return kept?.waiting ? shown(Secret.fromBase32(open(this.settings, kept.waiting, contextOf(holder.id))), holder) : undefined;
  }

  /** @throws Problem 422 when the code is not the new seed's */
  confirm(userId: string, code: string): Promise<void> {
    return this.db.write(signIn, async () => {
      const [fresh] = await this.db.sql<{ waiting: string }>('SELECT waiting FROM app.code_generators WHERE user_id = $1 AND waiting_until > now() FOR UPDATE', [userId]);
      const step = fresh?.waiting ? this.stepOf(userId, fresh.waiting, code) : null;
      if (step === null) throw unprocessable('This is not the code the app shows now. Check that the clock of your phone is right, and type the next code.', 'wrong-code');
      await this.db.sql('UPDATE app.code_generators SET secret = waiting, last_step = $2, waiting = NULL, waiting_until = NULL WHERE user_id = $1', [userId, step]);
      await this.events.record(signIn, 'code-generator.set', { type: 'user', id: userId });
    });
  }

  /** Takes a code, at most once per step. */
  async take(userId: string, code: string): Promise<boolean> {
    return this.db.write(signIn, async () => {
      const [held] = await this.db.sql<{ secret: string }>('SELECT secret FROM app.code_generators WHERE user_id = $1 AND secret IS NOT NULL', [userId]);
      const step = held ? this.stepOf(userId, held.secret, code) : null;
      if (step === null) return false;
      // The row's lock decides between two nodes: the second finds the step taken.
      return (await this.db.sql('UPDATE app.code_generators SET last_step = $2 WHERE user_id = $1 AND last_step < $2 RETURNING user_id', [userId, step])).length > 0;
    });
  }

  /** In a running unit of work of the task 'sign-in'. */
  async held(userId: string): Promise<boolean> {
    return (await this.db.sql('SELECT FROM app.code_generators WHERE user_id = $1 AND secret IS NOT NULL', [userId])).length > 0;
  }

  /** In the running unit of work. */
  async remove(userId: string): Promise<void> {
    const gone = await this.db.sql('DELETE FROM app.code_generators WHERE user_id = $1 RETURNING user_id', [userId]);
    if (gone.length > 0) await this.events.record(signIn, 'code-generator.removed', { type: 'user', id: userId });
  }

  /** The step this code belongs to: now, the one before, or the one after. */
  private stepOf(userId: string, sealed: string, code: string): number | null {
    const secret = Secret.fromBase32(open(this.settings, sealed, contextOf(userId)));
    const now = this.db.now();
    const delta = generator(secret).validate({ token: code, window: 1, timestamp: now });
    return delta === null ? null : Math.floor(now / 1000 / period) + delta;
  }
}
