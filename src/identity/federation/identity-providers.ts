import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { invalid, notFound, outdated, preconditionRequired } from '../../kernel/problems.js';
import { seal } from '../sealing.js';
import type { IdentityProviderAnswer, IdentityProviderInput, ProviderCheckView } from './federation.dto.js';
import { algorithms, IdentityProvider } from './identity-provider.entity.js';
import { NotVouched, RelyingParty, secretOf } from './relying-party.js';

/** A party's own identity provider, as its focal point configures it. One at a time; one that was ended is kept for the record and comes back no more. */
@Injectable()
export class IdentityProviders {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly relyingParty: RelyingParty,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  show(actor: Actor): Promise<IdentityProviderAnswer> {
    return this.db.read(actor, async () => this.answer(actor, await this.current(actor, 'read')));
  }

  /** Configures the first one, or changes the one there is. @param seen its row version @throws Problem 400, 403, 412, 428 */
  configure(actor: Actor, input: IdentityProviderInput, seen: number): Promise<IdentityProviderAnswer> {
    const fault = this.relyingParty.faultOf(input.issuer);
    if (fault) throw invalid([{ path: 'issuer', message: fault }]);
    if (!input.scopes.includes('openid')) throw invalid([{ path: 'scopes', message: 'The scope openid is what makes it a sign-in; it must be among them.' }]);
    return this.db.write(actor, async () => {
      const kept = await this.current(actor, 'configure');
      if (kept && Number.isNaN(seen)) throw preconditionRequired();
      if (kept ? kept.rowVersion !== seen : !Number.isNaN(seen)) throw outdated();
      const { clientSecret, ...rest } = input;
      // A secret that was kept for one provider must not be sent to another, by somebody who cannot read it.
      if (!clientSecret && (!kept || kept.issuer !== input.issuer || kept.clientId !== input.clientId)) {
        throw invalid([{ path: 'clientSecret', message: kept ? 'Give the client secret anew: issuer or client id changed.' : 'Give the client secret your provider made for this portal.' }]);
      }
      const provider = kept ?? Object.assign(new IdentityProvider(), { id: randomUUID(), party: actor.party, createdAt: new Date(), createdBy: actor.userId, endedAt: null });
      this.access.require(actor, 'configure', provider);
      Object.assign(provider, rest, { changedAt: new Date(), changedBy: actor.userId }, clientSecret ? { clientSecret: seal(this.settings, clientSecret, secretOf(provider.id)) } : {});
      await this.db.manager.save(provider);
      const { issuer, clientId, enabled, scopes, acrValues, amrValues } = provider;
      await this.events.record(actor, kept ? 'identity-provider.changed' : 'identity-provider.configured', subjectOf(provider), { issuer, clientId, enabled, scopes, acrValues, amrValues, algorithms: provider.algorithms, secret: clientSecret !== undefined });
      return this.answer(actor, provider);
    });
  }

  /** Its people are out at once, and come in through it no more. @throws Problem 403, 404 */
  end(actor: Actor): Promise<void> {
    return this.db.write(actor, async () => {
      const provider = await this.current(actor, 'end');
      if (!provider) throw notFound();
      provider.end(actor.userId);
      await this.db.manager.save(provider);
      await this.events.record(actor, 'identity-provider.ended', subjectOf(provider));
    });
  }

  /** Reads what the provider says of itself. Nothing is changed, and no secret leaves. */
  async check(actor: Actor, issuer: string): Promise<ProviderCheckView> {
    const fault = this.relyingParty.faultOf(issuer);
    if (fault) throw invalid([{ path: 'issuer', message: fault }]);
    await this.db.write(actor, () => this.events.record(actor, 'identity-provider.checked', { type: 'party', id: actor.party, originator: actor.party }, { issuer }));
    const nothing = { issuer: null, authorizationEndpoint: null, tokenEndpoint: null, keysAt: null, keys: 0, algorithms: [], acrValues: [], saysIssuer: false };
    try {
      const { metadata, keys } = await this.relyingParty.discover(issuer);
      const offered = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
      const { host } = new URL(issuer);
      const faults = [
        ...(metadata.issuer === issuer ? [] : [`The provider calls itself ${metadata.issuer}. Enter the issuer exactly so.`]),
        ...(metadata.authorization_endpoint ? [] : ['It names no address to sign in at.']),
        ...[metadata.token_endpoint, metadata.jwks_uri].map((one) => (one && URL.canParse(one) && new URL(one).host === host ? null : `Its ${one === metadata.jwks_uri ? 'keys' : 'tokens'} are not at ${host}; the portal calls no other host.`)).filter((one) => one !== null),
        ...(keys > 0 ? [] : ['It shows no keys.']),
        ...(offered.some((one) => algorithms.some((known) => known === one)) ? [] : [`It signs with ${offered.join(', ')}; the portal takes ${algorithms.join(', ')}.`]),
        ...(metadata.response_types_supported?.includes('code') === false ? ['It does not offer the authorization code flow.'] : []),
        ...(metadata.code_challenge_methods_supported?.includes('S256') === false ? ['It does not offer PKCE with S256.'] : []),
      ];
      return {
        ok: faults.length === 0, faults, issuer: metadata.issuer, authorizationEndpoint: metadata.authorization_endpoint ?? null, tokenEndpoint: metadata.token_endpoint ?? null, keysAt: metadata.jwks_uri ?? null,
        keys, algorithms: [...offered], acrValues: (Array.isArray(metadata.acr_values_supported) ? metadata.acr_values_supported : []).filter((one) => typeof one === 'string'), saysIssuer: metadata.authorization_response_iss_parameter_supported === true,
      };
    } catch (error) {
      if (!(error instanceof NotVouched)) throw error;
      await this.events.refused(actor, 'identity-provider.checked', { type: 'party', id: actor.party, originator: actor.party }, error.message);
      return { ...nothing, ok: false, faults: [error.wasUnreachable ? 'It could not be reached: it needs a public address, a certificate that holds, and an answer within eight seconds.' : `What it says of itself cannot be used: ${error.message}.`] };
    }
  }

  private current(actor: Actor, verb: string): Promise<IdentityProvider | null> {
    return this.access.scope(this.db.query(IdentityProvider, 'provider'), actor, verb).andWhere('provider.endedAt IS NULL').getOne();
  }

  private async answer(actor: Actor, provider: IdentityProvider | null): Promise<IdentityProviderAnswer> {
    const [counted] = provider ? await this.db.sql<{ people: number }>('SELECT count(DISTINCT user_id)::int AS people FROM app.federated_identities WHERE provider_id = $1 AND removed_at IS NULL', [provider.id]) : [];
    const own = provider ?? Object.assign(new IdentityProvider(), { party: actor.party });
    return {
      redirectUri: this.relyingParty.redirectUri(actor.party), allows: this.access.allows(actor, own),
      provider: provider && { ...provider, changedAt: provider.changedAt.toISOString(), people: counted?.people ?? 0 },
    };
  }
}

const subjectOf = ({ id, party }: IdentityProvider) => ({ type: 'identity-provider', id, originator: party });
