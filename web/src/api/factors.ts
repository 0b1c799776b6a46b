import { startAuthentication, startRegistration, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
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

interface Enrolled { recoveryCodes: string[]; csrf: string }
const enrolled = ({ csrf, recoveryCodes }: Enrolled): string[] => { keepCsrf(csrf); return recoveryCodes; };

/** Makes a passkey with this browser. @returns recovery codes, where the account had none yet */
export async function addPasskey(name: string): Promise<string[]> {
  const { challengeId, options } = await call<{ challengeId: string; options: PublicKeyCredentialCreationOptionsJSON }>('/session/factors/passkeys/challenges', { method: 'POST' });
  const { id, response: { clientDataJSON, attestationObject, transports = [] } } = await startRegistration({ optionsJSON: options });
  return enrolled(await call<Enrolled>('/session/factors/passkeys', { method: 'POST', body: { challengeId, name, id, clientDataJSON, attestationObject, transports } }));
}
export const renamePasskey = (id: string, name: string) => call(`/session/factors/passkeys/${id}`, { method: 'PATCH', body: { name } });

/** A seed for an authenticator app: `picture` is a QR code as SVG. In use once its first code was given. */
export interface NewGenerator { secret: string; uri: string; picture: string }
export const newGenerator = () => call<NewGenerator>('/session/factors/code-generator', { method: 'POST' });
export const confirmGenerator = async (code: string) => enrolled(await call<Enrolled>('/session/factors/code-generator', { method: 'PUT', body: { code } }));

export const drawCodes = async () => (await call<{ codes: string[] }>('/session/factors/recovery-codes', { method: 'POST' })).codes;
export const setPassword = async (password: string) => enrolled(await call<Enrolled>('/session/factors/password', { method: 'PUT', body: { password } }));
/** Takes a way to sign in away: `passkeys/<id>`, `code-generator` or `password`. */
export const removeFactor = (what: string) => call(`/session/factors/${what}`, { method: 'DELETE' });
