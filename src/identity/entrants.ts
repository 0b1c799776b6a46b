import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { Problem } from '../kernel/problems.js';
import { canonicalEmail } from './addresses.js';
import { checkPassword, hashPassword, isOutdated } from './passwords.js';
import { Throttle } from './throttle.js';

const signIn = systemActor('sign-in');

/** One answer for whatever went wrong: unknown, wrong, suspended or without a delegation (SR-8). */
export const refusedSignIn = () =>
  new Problem(401, '/problems/sign-in-refused', 'Not signed in', 'This does not match an account that can sign in. Check what you gave and try again, or ask your national focal point.');

interface Candidate {
  id: string;
  secret: string | null;
  delegation: string | null;
  allows_passwords: boolean | null;
  is_demo: boolean;
}

/** Those who come to the door: whether there is such an account, whether its password is right, and in a demonstration its officials. */
@Injectable()
export class Entrants {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly throttle: Throttle,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * The password alone; whether that suffices is for `begin`. @param source `request.ip` @returns the id of the user
   * @throws Problem 401, always the same; 429 when there were too many tries from one place
   */
  async verify(email: string, password: string, source: string | undefined): Promise<string> {
    const found = await this.db.read(signIn, () => this.candidate('u.email = $1', canonicalEmail(email)));
    const id = await this.throttle.attempt({ way: 'password', email, source }, async (open) => {
      const right = await checkPassword(open ? (found?.secret ?? null) : null, password);
      return right && found?.delegation && found.allows_passwords ? found.id : null;
    });
    if (id !== null) {
      if (found?.secret && isOutdated(found.secret)) await this.renew(id, found.secret, password);
      return id;
    }
    await this.events.refused(signIn, 'session.refused', { type: 'user', id: found?.id ?? '' }, 'sign-in refused');
    throw refusedSignIn();
  }

  /** The account with this address, if it can sign in. */
  async userOf(email: string): Promise<string | null> {
    const found = await this.db.read(signIn, () => this.candidate('u.email = $1', canonicalEmail(email)));
    return found?.delegation ? found.id : null;
  }

  /** Whether this is an invented official, and the portal shows nothing but them. */
  async isDemo(userId: string): Promise<boolean> {
    if (this.settings.mode !== 'demo') return false;
    const found = await this.db.read(signIn, () => this.candidate('u.id = $1', userId));
    return found?.is_demo === true && !(await this.hasRealUsers());
  }

  hasRealUsers(): Promise<boolean> {
    return this.db.read(signIn, async () => (await this.db.sql('SELECT FROM app.users WHERE NOT is_demo LIMIT 1')).length > 0);
  }

  /** The invented officials, for the sign-in page of a demonstration; none elsewhere. */
  async demoOfficials(): Promise<{ id: string; name: string; persona: string; party: string; party_name: string }[]> {
    if (this.settings.mode !== 'demo') return [];
    return this.db.read(signIn, () =>
      this.db.sql(
        `SELECT u.id, u.name, u.persona, d.party, p.name AS party_name
           FROM app.users u JOIN LATERAL (SELECT party FROM app.delegations WHERE user_id = u.id AND state = 'active' AND valid @> current_date ORDER BY party LIMIT 1) d ON true
           JOIN app.parties p ON p.code = d.party
          WHERE u.is_demo AND u.persona IS NOT NULL AND u.standing = 'active' AND NOT EXISTS (SELECT FROM app.users r WHERE NOT r.is_demo)
          ORDER BY (p.kind IN ('organisation', 'secretariat')), p.sort_name, u.name`,
      ),
    );
  }

  /** In a running unit of work of the task 'sign-in'. @param party which the person is to act for; otherwise the first one */
  async candidate(where: 'u.email = $1' | 'u.id = $1', value: string, party?: string): Promise<Candidate | undefined> {
    const [found] = await this.db.sql<Candidate>(
      `SELECT u.id, u.is_demo, c.secret, d.id AS delegation, d.allows_passwords
         FROM app.users u LEFT JOIN app.credentials c ON c.user_id = u.id AND c.kind = 'password'
         LEFT JOIN LATERAL (SELECT d.id, p.allows_passwords FROM app.delegations d JOIN app.parties p ON p.code = d.party AND app.standing_of(p.code) <> 'former'
                             WHERE d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date AND ($2::text IS NULL OR d.party = $2) ORDER BY d.party LIMIT 1) d ON true
        WHERE u.standing = 'active' AND ${where}`,
      [value, party ?? null],
    );
    return found;
  }

  /** The moment the password is known is the one at which its hash can follow a cost that rose (SR-7). */
  private async renew(userId: string, old: string, password: string): Promise<void> {
    const secret = await hashPassword(password);
    await this.db.write(signIn, () => this.db.sql(`UPDATE app.credentials SET secret = $3 WHERE user_id = $1 AND kind = 'password' AND secret = $2`, [userId, old, secret]));
  }
}
