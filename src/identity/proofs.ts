/**
 * How somebody showed who they are. `link` is a single-use link by mail, `provider` the member's own identity provider, `assertion` that provider
 * without the strength its party asks for.
 */
export type Proof = 'password' | 'code' | 'passkey' | 'recovery' | 'provider' | 'assertion' | 'link' | 'demo';

/** Whether these suffice to enter (SR-4): one that resists phishing, or a password or a weak assertion with a second factor. */
export const suffices = (proofs: readonly Proof[]) =>
  proofs.some((proof) => ['passkey', 'provider', 'demo'].includes(proof)) || (proofs.some((proof) => proof === 'password' || proof === 'assertion') && proofs.some((proof) => proof === 'code' || proof === 'recovery'));

/** Whether a factor of the person's own was among them, and not the word of a provider alone. */
export const provenHere = (proofs: readonly Proof[]) => proofs.some((proof) => proof === 'passkey' || proof === 'code' || proof === 'recovery');
