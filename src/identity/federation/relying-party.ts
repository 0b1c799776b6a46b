import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import * as oidc from 'openid-client';
import { Settings } from '../../kernel/config/index.js';
import { Egress, EgressRefused } from '../../kernel/egress/index.js';
import { SafeMode } from '../../kernel/safe-mode/index.js';
import { open } from '../sealing.js';
import type { IdentityProvider } from './identity-provider.entity.js';

const skew = 60;

/** Who somebody is by the word of a provider; `strong` when its token says what the party asks for. */
export interface Assertion {
  subject: string;
  strong: boolean;
  /** When the person last showed the provider who they are, as far as it says. */
  provenAt: Date | null;
  name: string | null;
  email: string | null;
}

/** What a provider's answer must fit: it was drawn here, for this one sign-in. */
export interface Drawn {
  state: string;
  nonce: string;
  verifier: string;
  /** The provider is to ask the person anew, though it may know them still. */
  fresh: boolean;
}

/** The provider's answer does not hold. The message is for the record alone. */
export class NotVouched extends Error {
  /** The way out was refused or led nowhere: what was found on it is no business of whoever configures a provider. */
  get wasUnreachable(): boolean {
    return causes(this).some((one) => one instanceof EgressRefused);
  }
}

/**
 * The portal as a client of members' identity providers: authorization code with PKCE (RFC 7636, S256), state, nonce and issuer (RFC 9207),
 * as RFC 9700 asks for. Signatures are checked though the token came by TLS, with the issuer's own keys and the algorithms its party chose.
 * Everything here goes over the network: nothing of it belongs in a unit of work.
 */
@Injectable()
export class RelyingParty {
  private readonly known = new LRUCache<string, oidc.Configuration>({ max: 100, ttl: 5 * 60_000 });

  constructor(
    private readonly egress: Egress,
    private readonly safeMode: SafeMode,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Each party has an address of its own, so that an answer meant for one is never taken to another (RFC 9700, 4.4: mix-up). */
  redirectUri(party: string): string {
    return `${this.settings.publicUrl}/sign-in/provider/callback/${party}`;
  }

  /** Where the browser goes. @throws NotVouched */
  async address(provider: IdentityProvider, { state, nonce, verifier, fresh }: Drawn): Promise<string> {
    const configuration = await this.configuration(provider);
    const asked = {
      redirect_uri: this.redirectUri(provider.party), scope: provider.scopes.join(' '), state, nonce, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      ...(provider.acrValues.length > 0 ? { acr_values: provider.acrValues.join(' ') } : {}), ...(fresh ? { prompt: 'login', max_age: '0' } : {}),
    };
    try {
      return oidc.buildAuthorizationUrl(configuration, asked).href;
    } catch (error) {
      return refuse(error);
    }
  }

  /** Takes the code to the provider, and judges what comes back. @param query what the browser brought. @throws NotVouched */
  async assertion(provider: IdentityProvider, query: URLSearchParams, { state, nonce, verifier, fresh }: Drawn): Promise<Assertion> {
    const configuration = await this.configuration(provider);
    const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${this.redirectUri(provider.party)}?${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }).catch(refuse);
    const claims = tokens.claims();
    if (!claims) throw new NotVouched('no ID token');
    // What the library leaves to its caller: an issuer to the letter, a party it is authorised for, and a time that is not still to come.
    if (claims.iss !== provider.issuer) throw new NotVouched('another issuer');
    if (claims.azp !== undefined && claims.azp !== provider.clientId) throw new NotVouched('authorised for another client');
    if (claims.iat > Date.now() / 1000 + skew) throw new NotVouched('issued in the future');
    if (claims.sub === '' || claims.sub.length > 255) throw new NotVouched('a subject of no length');
    // A provider that keeps people signed in answers without asking them: that is no fresh proof (SR-21).
    const asked = typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : fresh ? new Date() : null;
    return { subject: claims.sub, strong: isStrong(provider, claims), provenAt: asked, name: textOf(claims.name, 200), email: textOf(claims.email, 254) };
  }

  /** What the provider says of itself now, past everything that is remembered. @throws NotVouched */
  async discover(issuer: string): Promise<{ metadata: oidc.ServerMetadata; keys: number }> {
    const found = await this.discovered(issuer);
    const metadata = found.serverMetadata();
    const answer = metadata.jwks_uri ? await this.egress.call([new URL(issuer).host], metadata.jwks_uri, { headers: { accept: 'application/json' } }).catch(refuse) : null;
    const set = (answer?.ok ? await answer.json().catch(() => null) : null) as { keys?: unknown } | null;
    return { metadata, keys: Array.isArray(set?.keys) ? set.keys.length : 0 };
  }

  /** @returns what is wrong with an issuer's address, or null */
  faultOf(issuer: string): string | null {
    if (!URL.canParse(issuer)) return 'This is not an address. It begins with https:// and is the issuer as your provider writes it.';
    const url = new URL(issuer);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.egress.mayBePlain(url))) return 'An issuer is reached by https.';
    return url.search || url.hash || url.username || url.password || /[?#]/.test(issuer) ? 'An issuer has no query, no fragment and no user name.' : null;
  }

  private async configuration(provider: IdentityProvider): Promise<oidc.Configuration> {
    if (this.safeMode.isOn) throw new NotVouched('nobody is asked in safe mode');
    const key = `${provider.id}/${provider.rowVersion}`;
    const known = this.known.get(key);
    if (known) return known;
    const { supportsPKCE: _, ...metadata } = (await this.discovered(provider.issuer)).serverMetadata();
    if (metadata.issuer !== provider.issuer) throw new NotVouched(`calls itself ${metadata.issuer}`);
    const secret = open(this.settings, provider.clientSecret, secretOf(provider.id));
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    // The party's choice of algorithms stands in the place of the provider's: what it announces widens nothing.
    const configuration = new oidc.Configuration(
      { ...metadata, id_token_signing_alg_values_supported: [...provider.algorithms] }, provider.clientId, { [oidc.clockTolerance]: skew },
      methods.includes('client_secret_basic') ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret),
    );
    this.ready(configuration, provider.issuer);
    oidc.enableNonRepudiationChecks(configuration);
    this.known.set(key, configuration);
    return configuration;
  }

  private async discovered(issuer: string): Promise<oidc.Configuration> {
    const fault = this.faultOf(issuer);
    if (fault) throw new NotVouched(fault);
    const execute = new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(new URL(issuer), 'discovery', undefined, oidc.None(), { [oidc.customFetch]: this.fetched(issuer), execute, timeout: 8 }).catch(refuse);
  }

  private ready(configuration: oidc.Configuration, issuer: string): void {
    configuration[oidc.customFetch] = this.fetched(issuer);
    configuration.timeout = 8;
    if (new URL(issuer).protocol === 'http:') oidc.allowInsecureRequests(configuration);
  }

  /** To the issuer's own host and nowhere else. */
  private fetched(issuer: string): oidc.CustomFetch {
    return (url, { method, headers, body, signal }) => this.egress.call([new URL(issuer).host], url, { method, headers, body: body as RequestInit['body'], signal });
  }
}

/** What the secret of a provider is sealed for. */
export const secretOf = (id: string) => `identity-provider:${id}`;

function isStrong({ acrValues, amrValues }: IdentityProvider, { acr, amr }: oidc.IDToken): boolean {
  const methods = Array.isArray(amr) ? amr : [];
  return (acrValues.length === 0 || (typeof acr === 'string' && acrValues.includes(acr))) && (amrValues.length === 0 || methods.some((one) => typeof one === 'string' && amrValues.includes(one)));
}

/** A claim that is a word for people; what cannot be seen in it is left out. */
function textOf(value: unknown, most: number): string | null {
  const text = typeof value === 'string' ? value.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, most) : '';
  return text === '' ? null : text;
}

const causes = (error: unknown): Error[] => (error instanceof Error ? [error, ...causes(error.cause)] : []);

/** The library's errors, down to what they come from. */
function refuse(error: unknown): never {
  throw new NotVouched(causes(error).map(({ message }) => message).join(': ').slice(0, 300), { cause: error });
}
