import { KeyringError, type Keyring, type Wrapped } from './keyring.js';

/**
 * A wrapped key under the party's active one; null when it cannot be opened, which waiting would not mend.
 * @throws KeyringError 'unavailable', also while this process still wraps under the key before
 */
export async function rewrapped(keyring: Keyring, { key_id: from, wrapped }: { key_id: string; wrapped: Buffer }, context: string, party: string): Promise<Wrapped | null> {
  try {
    const fresh = await keyring.wrap(party, await keyring.unwrap(from, wrapped, context), context);
    if (fresh.keyId === from) throw new KeyringError('unavailable');
    return fresh;
  } catch (error) {
    if (error instanceof KeyringError && error.code === 'tampered') return null;
    throw error;
  }
}
