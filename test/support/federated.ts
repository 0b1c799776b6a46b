import { Forger } from './forger.js';
import type { Official } from './official.js';
import { Portal } from './portal.js';
import { Traveller } from './traveller.js';

/** What a focal point enters for a provider. */
export const configuration = (provider: { issuer: string; clientId: string; clientSecret: string }, more: object = {}) => ({
  name: 'Office account', issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret, scopes: ['openid', 'profile', 'email'], acrValues: [], amrValues: [], algorithms: ['ES256', 'RS256'], enabled: true, ...more,
});

export interface SessionSeen {
  signedIn: boolean;
  unfinished?: boolean;
  user?: { id: string; name: string; email: string };
  party?: { code: string };
  roles?: string[];
  delegations?: { id: string; party: string }[];
  csrf?: string;
}

/** A portal and two members that have an identity provider of their own. */
export class Federated {
  private constructor(
    readonly portal: Portal,
    readonly nzl: Forger,
    readonly idn: Forger,
    readonly focalPoints: Readonly<Record<'NZL' | 'IDN', Official>>,
  ) {}

  static async start(more: Parameters<typeof Portal.start>[0] = {}): Promise<Federated> {
    const portal = await Portal.start({ named: true, ...more });
    const all = new Federated(portal, await Forger.start(), await Forger.start(), { NZL: await portal.official('NZL', 'focal_point'), IDN: await portal.official('IDN', 'focal_point') });
    await all.configure('NZL', all.nzl);
    await all.configure('IDN', all.idn);
    return all;
  }

  async stop(): Promise<void> {
    await this.portal.stop();
    await this.nzl.stop();
    await this.idn.stop();
  }

  /** Nobody says anything unusual any longer. */
  calm(): void {
    for (const forger of [this.nzl, this.idn]) {
      Object.assign(forger, { saying: {}, metadata: {} });
      forger.instead.clear();
    }
  }

  async configure(party: 'NZL' | 'IDN', provider: Forger, more: object = {}): Promise<void> {
    const { provider: kept } = (await this.focalPoints[party].get('/identity-provider')).body as { provider: { rowVersion: number } | null };
    const answer = await this.focalPoints[party].put('/identity-provider', configuration(provider, more), kept?.rowVersion);
    if (answer.status !== 200) throw new Error(answer.text);
  }

  /** Why the last sign-in was refused, as the record has it. */
  async lastReason(): Promise<string | undefined> {
    const { rows } = await this.portal.owner.query<{ reason: string }>(`SELECT reason FROM app.events WHERE outcome = 'refused' AND name = 'session.refused' ORDER BY at DESC, id DESC LIMIT 1`);
    return rows[0]?.reason;
  }

  /** Whom a subject stands for. */
  async known(subject: string): Promise<string[]> {
    const { rows } = await this.portal.owner.query<{ user_id: string }>('SELECT user_id FROM app.federated_identities WHERE subject = $1 AND removed_at IS NULL', [subject]);
    return rows.map(({ user_id }) => user_id);
  }

  /** Somebody who came once and was accepted. @returns the user's id */
  async colleague(subject: string, party: 'NZL' | 'IDN' = 'NZL', ...roles: string[]): Promise<string> {
    const forger = party === 'NZL' ? this.nzl : this.idn;
    forger.saying = { sub: subject, claims: { name: `Colleague ${subject}` } };
    await new Traveller(this.portal).enter(party);
    const [id = ''] = await this.known(subject);
    await this.portal.owner.query(`UPDATE app.delegations SET state = 'active', roles = $2 WHERE user_id = $1`, [id, roles.length > 0 ? roles : ['reader']]);
    return id;
  }

  async session(traveller: Traveller): Promise<SessionSeen> {
    return (await (await traveller.api('GET', '/session')).json()) as SessionSeen;
  }
}
