import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { notFound, Problem } from '../../kernel/problems.js';
import { refusedSignIn } from '../entrants.js';
import { Attempts, type Way } from './attempts.js';
import { IdentityProvider } from './identity-provider.entity.js';
import { type Assertion, NotVouched, RelyingParty } from './relying-party.js';

const signIn = systemActor('sign-in');

/** A party whose people may enter with their organisation's account. */
export interface Offer {
  party: string;
  partyName: string;
  name: string;
}

/** Somebody a provider vouched for, and what they had begun. */
export interface Vouched {
  provider: IdentityProvider;
  assertion: Assertion;
  purpose: 'enter' | 'link';
  /** Whose account is linked. */
  userId: string | null;
  way: Way;
}

/** To a member's identity provider and back. Whatever goes wrong there is one and the same refusal; why is in the record (SR-8). */
@Injectable()
export class Federation {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly attempts: Attempts,
    private readonly relyingParty: RelyingParty,
  ) {}

  /** Whose people may enter this way: who takes part is public, and so is this. */
  offers(): Promise<Offer[]> {
    return this.db.read(signIn, () => this.db.sql<Offer>(
      `SELECT i.party, p.name AS "partyName", i.name FROM app.identity_providers i JOIN app.parties p ON p.code = i.party
        WHERE i.enabled AND app.standing_of(p.code) = 'active' ORDER BY (p.kind IN ('organisation', 'secretariat')), p.sort_name`,
    ));
  }

  /** Where the browser goes, and what it keeps meanwhile. @throws Problem 404, 503 */
  async begin(party: string, way: Way, userId: string | null = null): Promise<{ address: string; browser: string }> {
    const provider = await this.db.read(signIn, () => this.enabled('provider.party = :value', party));
    if (!provider) throw notFound();
    const { drawn, browser } = await this.attempts.begin(provider.id, userId, way);
    try {
      return { address: await this.relyingParty.address(provider, drawn), browser };
    } catch (error) {
      if (!(error instanceof NotVouched)) throw error;
      await this.events.refused(signIn, 'session.refused', subjectOf(provider), `provider: ${error.message}`);
      throw new Problem(503, '/problems/provider-unreachable', 'Not available now', 'Your organisation\'s sign-in cannot be reached at this moment. Try again shortly, or use another way.', { retryAfter: 30 }, { cause: error });
    }
  }

  /** For one's own account, with the provider of the party one acts for. @throws Problem 404, 503 */
  beginLink(actor: Actor, way: Way): Promise<{ address: string; browser: string }> {
    return this.begin(actor.party, way, actor.userId);
  }

  /** @param party whose address the browser came back to. @throws Problem 401 */
  async returned(party: string, query: URLSearchParams, browser: string): Promise<Vouched> {
    let provider: IdentityProvider | null = null;
    try {
      const { drawn, providerId, ...begun } = await this.attempts.take(query.get('state') ?? '', browser);
      provider = await this.db.read(signIn, () => this.enabled('provider.id = :value', providerId));
      if (!provider) throw new NotVouched('the provider is not in use any longer');
      if (provider.party !== party) throw new NotVouched('came back to the address of another party');
      return { provider, assertion: await this.relyingParty.assertion(provider, query, drawn), ...begun };
    } catch (error) {
      if (!(error instanceof NotVouched)) throw error;
      await this.events.refused(signIn, 'session.refused', provider ? subjectOf(provider) : { type: 'identity-provider', id: '' }, `provider: ${error.message}`);
      throw refusedSignIn();
    }
  }

  private enabled(where: 'provider.party = :value' | 'provider.id = :value', value: string): Promise<IdentityProvider | null> {
    return this.db.query(IdentityProvider, 'provider').where('provider.enabled AND provider.endedAt IS NULL').andWhere(where, { value }).getOne();
  }
}

const subjectOf = ({ id, party }: IdentityProvider) => ({ type: 'identity-provider', id, originator: party });
