import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { queryOptions } from '@tanstack/react-query';
import { call, keepCsrf } from './client';
import type { SignedIn } from './model';

export interface Passkey {
  id: string;
  name: string;
  synced: boolean;
  createdAt: string;
  lastUsedAt: string | null;
  /** Its counter went back once, so it is no longer taken. */
  suspended: boolean;
}

/** What the person signs in with. */
export interface Factors {
  passkeys: Passkey[];
  codes: boolean;
  recoveryCodesLeft: number;
  password: boolean;
  /** Whether the party lets its people sign in with a password and a code. */
  passwordsAllowed: boolean;
  /** Passkeys need the portal to be reached under a name. */
  passkeysPossible: boolean;
}

export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: ({ signal }) => call<Factors>('/session/factors', { signal }),
});

/** The session goes on under a new token after each of these, and what was asked for before it may be asked again. */
async function proven(path: string, body: object): Promise<void> {
  const { csrf } = await call<SignedIn>(`/session/proofs/${path}`, { method: 'POST', body });
  keepCsrf(csrf);
}

export async function proveByPasskey(): Promise<void> {
  const { challengeId, options } = await call<{ challengeId: string; options: PublicKeyCredentialRequestOptionsJSON }>('/session/proofs/challenges', { method: 'POST' });
  const { id, response: { clientDataJSON, authenticatorData, signature } } = await startAuthentication({ optionsJSON: options });
  await proven('passkey', { challengeId, id, clientDataJSON, authenticatorData, signature });
}
export const proveByCode = (code: string): Promise<void> => proven('code', { code });
/** For the invented officials of a demonstration, who have nothing to prove with. */
export const proveByClick = (): Promise<void> => proven('demo', {});

/** Whether the session has been proven lately, after signing in once more beside this page. */
export async function isProvenNow(): Promise<boolean> {
  const session = await call<Partial<SignedIn> & { proven?: boolean }>('/session');
  if (session.csrf) keepCsrf(session.csrf);
  return session.proven === true;
}
