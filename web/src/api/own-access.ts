import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { Page } from './model';

/** A device on which the person is signed in. */
export interface OwnSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
  shared: boolean;
  proofs: string[];
  address: string | null;
  /** 'Firefox on Linux'. */
  agent: string | null;
}

/** What a program comes with: bound to one delegation and some verbs. */
export interface Token { id: string; name: string; verbs: string[]; createdAt: string; expiresAt: string; lastUsedAt: string | null }

export const sessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async ({ signal }) => (await call<Page<OwnSession>>('/session/sessions', { signal })).items,
});
export const endSession = (id: string) => call(`/session/sessions/${id}`, { method: 'DELETE' });
export const endOtherSessions = () => call('/session/sessions', { method: 'DELETE' });

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => call<{ items: Token[]; possible: string[] }>('/session/tokens', { signal }),
});
/** @returns the token with its secret, which is told this once */
export const makeToken = (input: { name: string; verbs: string[]; days: number }) => call<Token & { token: string }>('/session/tokens', { method: 'POST', body: input });
export const revokeToken = (id: string) => call(`/session/tokens/${id}`, { method: 'DELETE' });
