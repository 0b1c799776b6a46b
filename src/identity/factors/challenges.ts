import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';

const signIn = systemActor('sign-in');

export type Purpose = 'enter' | 'register' | 'prove';

/** What was asked of a passkey, kept here for five minutes and good for one answer, whatever comes of it. */
@Injectable()
export class Challenges {
  constructor(private readonly db: Database) {}

  keep(purpose: Purpose, userId: string | null, challenge: string): Promise<string> {
    return this.db.write(signIn, async () => {
      await this.db.sql(`DELETE FROM app.challenges WHERE expires_at < now() - interval '1 hour'`);
      const [kept] = await this.db.sql<{ id: string }>('INSERT INTO app.challenges (purpose, user_id, challenge) VALUES ($1, $2, $3) RETURNING id', [purpose, userId, challenge]);
      return kept?.id ?? '';
    });
  }

  /** The challenge, once. @returns null when it is unknown, used, too old, or was somebody else's */
  take(purpose: Purpose, id: string, userId: string | null): Promise<string | null> {
    return this.db.write(signIn, async () => {
      const [taken] = await this.db.sql<{ challenge: string }>(
        `UPDATE app.challenges SET used_at = now()
          WHERE id = $1 AND purpose = $2 AND user_id IS NOT DISTINCT FROM $3 AND used_at IS NULL AND expires_at > now() RETURNING challenge`, [id, purpose, userId],
      );
      return taken?.challenge ?? null;
    });
  }
}
