import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

export const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
export type Algorithm = (typeof algorithms)[number];

export interface ProviderConfiguration {
  name: string;
  issuer: string;
  clientId: string;
  scopes: string[];
  acrValues: string[];
  amrValues: string[];
  algorithms: Algorithm[];
  enabled: boolean;
}

export interface ProviderView extends ProviderConfiguration { id: string; changedAt: string; rowVersion: number; people: number }
export interface ProviderAnswer { redirectUri: string; provider: ProviderView | null; allows: string[] }

export interface ProviderCheck {
  ok: boolean;
  faults: string[];
  issuer: string | null;
  authorizationEndpoint: string | null;
  tokenEndpoint: string | null;
  keysAt: string | null;
  keys: number;
  algorithms: string[];
  acrValues: string[];
  saysIssuer: boolean;
}

export interface SignInPolicyView { passwords: boolean; withoutPasskey: number; rowVersion: number; allows: string[] }
export interface LinkedAccount { id: string; party: string; partyName: string; provider: string; account: string | null; createdAt: string; lastUsedAt: string | null }
export interface LinkedAccounts { items: LinkedAccount[]; offer: string | null }

export const providerQuery = queryOptions({ queryKey: ['identity-provider'], queryFn: ({ signal }) => call<ProviderAnswer>('/identity-provider', { signal }) });
export const signInPolicyQuery = queryOptions({ queryKey: ['sign-in-policy'], queryFn: ({ signal }) => call<SignInPolicyView>('/sign-in-policy', { signal }) });
export const linkedAccountsQuery = queryOptions({ queryKey: ['provider-links'], queryFn: ({ signal }) => call<LinkedAccounts>('/session/provider-links', { signal }) });
