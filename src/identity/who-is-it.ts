import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Access } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { Database } from '../kernel/database/index.js';
import { csrfOf, sessionToken } from '../kernel/http/index.js';
import { SessionActors } from './actor-source.js';
import { isUnconfirmed } from './addresses.js';
import type { DelegationView, SessionView } from './session.dto.js';

/** The session as its own user sees it. */
@Injectable()
export class WhoIsIt {
  constructor(
    private readonly actors: SessionActors,
    private readonly db: Database,
    private readonly access: Access,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async isIt(request: Request): Promise<SessionView> {
    const demo = this.settings.mode === 'demo';
    const found = await this.actors.session(request, true);
    if (!found) return { signedIn: false, demo };
    const { actor, facts } = found;
    if (actor.unfinished) return { signedIn: false, demo, unfinished: true, csrf: csrfOf(sessionToken(request, this.settings), this.settings) };
    const { delegations, previous } = await this.db.read(actor, async () => ({
      delegations: await this.db.sql<DelegationView>(
        `SELECT d.id, d.party, p.name AS "partyName", d.roles FROM app.delegations d JOIN app.parties p ON p.code = d.party AND app.standing_of(p.code) <> 'former'
          WHERE d.user_id = $1 AND d.state = 'active' AND d.valid @> current_date ORDER BY p.sort_name`,
        [actor.userId],
      ),
      previous: (await this.db.sql<{ at: Date }>('SELECT created_at AS at FROM app.sessions WHERE user_id = $1 AND id <> $2 ORDER BY created_at DESC LIMIT 1', [actor.userId, facts.session_id]))[0],
    }));
    return {
      signedIn: true,
      demo,
      proven: facts.proven,
      csrf: csrfOf(sessionToken(request, this.settings), this.settings),
      user: { id: facts.user_id, name: facts.user_name, email: isUnconfirmed(facts.email) ? '' : facts.email, locale: facts.locale, lastSignInAt: previous?.at.toISOString() ?? null },
      party: { code: facts.party, name: facts.party_name, kind: facts.party_kind },
      membership: facts.membership,
      roles: [...actor.roles],
      delegationId: facts.delegation_id,
      delegations,
      allows: this.access.mayEverAll(actor),
    };
  }
}
