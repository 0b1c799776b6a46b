import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles, type Payload } from '../../kernel/jobs/index.js';
import { Invitations } from '../invitations.js';
import { Sessions } from '../sessions.js';

const signIn = systemActor('sign-in');

/** What an approved reset does. */
@Injectable()
export class NewFactors {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly sessions: Sessions,
    private readonly invitations: Invitations,
  ) {}

  @Handles('new-factors')
  late({ id }: Payload): Promise<void> {
    return this.give(String(id));
  }

  /** Once per reset: passkeys, codes, password, links under way, tokens and sessions end; then a letter goes out. */
  give(resetId: string): Promise<void> {
    return this.db.write(signIn, async () => {
      const [due] = await this.db.sql<{ user_id: string; party: string }>(
        `UPDATE app.factor_resets SET done_at = now() WHERE id = $1 AND decision = 'approved' AND done_at IS NULL RETURNING user_id, party`, [resetId],
      );
      if (!due) return;
      const { user_id: userId, party } = due;
      await this.db.sql('UPDATE app.passkeys SET removed_at = now() WHERE user_id = $1 AND removed_at IS NULL', [userId]);
      await this.db.sql('DELETE FROM app.code_generators WHERE user_id = $1', [userId]);
      await this.db.sql('DELETE FROM app.recovery_codes WHERE user_id = $1', [userId]);
      await this.db.sql('DELETE FROM app.credentials WHERE user_id = $1', [userId]);
      await this.db.sql(`UPDATE app.sign_in_links SET withdrawn_at = now() WHERE user_id = $1 AND kind <> 'invitation' AND used_at IS NULL AND withdrawn_at IS NULL`, [userId]);
      await this.db.sql('UPDATE app.api_tokens SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL', [userId]);
      await this.sessions.endAll(userId);
      await this.events.record(signIn, 'factors.reset', { type: 'user', id: userId, originator: party }, { reset: resetId });
      await this.invitations.renew(userId);
    });
  }
}
