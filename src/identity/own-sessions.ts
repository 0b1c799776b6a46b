import { Inject, Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { notFound } from '../kernel/problems.js';
import type { OwnSessionView } from './own-sessions.dto.js';

const signIn = systemActor('sign-in');

interface Kept {
  id: string;
  created_at: Date;
  last_seen_at: Date;
  shared: boolean;
  proofs: string[];
  address: string | null;
  agent: string | null;
}

/** The devices on which somebody is signed in, as they themselves see and end them (SR-22). */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @param current the id of the session that asks */
  list(actor: Actor, current: string): Promise<OwnSessionView[]> {
    return this.db.read(actor, async () => {
      const rows = await this.db.sql<Kept>(
        `SELECT id, created_at, last_seen_at, shared, proofs, host(address) AS address, agent FROM app.sessions
          WHERE user_id = $1 AND complete AND ended_at IS NULL AND expires_at > now()
            AND last_seen_at > now() - make_interval(mins => CASE WHEN shared THEN 15 ELSE $2 END) ORDER BY last_seen_at DESC, id`,
        [actor.userId, this.settings.sessionIdleMinutes],
      );
      return rows.map(({ created_at, last_seen_at, ...kept }) => ({ ...kept, createdAt: created_at.toISOString(), lastSeenAt: last_seen_at.toISOString(), current: kept.id === current }));
    });
  }

  /** Signs one device out, on every node. @throws Problem 404 when it is not one's own, or over */
  async end(actor: Actor, id: string): Promise<void> {
    if ((await this.close(actor, 'id = $2', id)) === 0) throw notFound();
  }

  /** Signs every other device out. */
  async endOthers(actor: Actor, current: string): Promise<void> {
    await this.close(actor, 'id <> $2', current);
  }

  /** One change at a time to the sessions of a person, as everywhere else. */
  private close(actor: Actor, which: 'id = $2' | 'id <> $2', id: string): Promise<number> {
    return this.db.write(signIn, async () => {
      await this.db.sql('SELECT FROM app.users WHERE id = $1 FOR NO KEY UPDATE', [actor.userId]);
      const ended = await this.db.sql(`UPDATE app.sessions SET ended_at = now() WHERE user_id = $1 AND ${which} AND ended_at IS NULL RETURNING id`, [actor.userId, id]);
      if (ended.length > 0) await this.events.record(signIn, 'session.ended', { type: 'user', id: actor.userId }, { many: ended.length, from: actor.sessionRef });
      return ended.length;
    });
  }
}
