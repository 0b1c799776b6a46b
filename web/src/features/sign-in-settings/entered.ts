import type { Algorithm, ProviderConfiguration, ProviderView } from '../../api/federation';

/** A provider as it is typed: lists are words with spaces between them. */
export interface Entered {
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: string;
  acrValues: string;
  amrValues: string;
  algorithms: Algorithm[];
  enabled: boolean;
}

export const enteredOf = (provider: ProviderView | null): Entered => ({
  name: provider?.name ?? '', issuer: provider?.issuer ?? '', clientId: provider?.clientId ?? '', clientSecret: '', scopes: (provider?.scopes ?? ['openid', 'profile', 'email']).join(' '),
  acrValues: provider?.acrValues.join(' ') ?? '', amrValues: provider?.amrValues.join(' ') ?? '', algorithms: provider?.algorithms ?? ['RS256', 'PS256', 'ES256', 'EdDSA'], enabled: provider?.enabled ?? false,
});

const words = (text: string) => [...new Set(text.split(/[\s,]+/).filter(Boolean))];

/** What is sent: an empty secret is left out, so that the one that is kept stays. */
export const sentOf = ({ name, issuer, clientId, clientSecret, scopes, acrValues, amrValues, algorithms, enabled }: Entered): ProviderConfiguration & { clientSecret?: string } => ({
  name: name.trim(), issuer: issuer.trim(), clientId: clientId.trim(), ...(clientSecret ? { clientSecret } : {}), scopes: words(scopes), acrValues: words(acrValues), amrValues: words(amrValues), algorithms, enabled,
});
