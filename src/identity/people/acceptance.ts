import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';

const signIn = systemActor('sign-in');

/** What follows when somebody takes an invitation up. */
@Injectable()
export class Acceptance {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  /**
   * From now on the person may act for the party. Whoever never signed in before is called what this party calls them. In a running unit of
   * work of the task 'sign-in'.
   */
  async accept(delegationId: string): Promise<void> {
    const [accepted] = await this.db.sql<{ user_id: string; party: string; name: string }>(
      `UPDATE app.delegations SET state = 'active', state_since = now(), confirmed_at = now(), row_version = row_version + 1
        WHERE id = $1 AND state = 'invited' RETURNING user_id, party, name`, [delegationId],
    );
    if (!accepted) return;
    await this.db.sql('UPDATE app.users SET name = $2 WHERE id = $1 AND last_sign_in_at IS NULL AND name <> $2', [accepted.user_id, accepted.name]);
    await this.events.record(signIn, 'person.accepted', { type: 'person', id: delegationId, originator: accepted.party });
  }
}
