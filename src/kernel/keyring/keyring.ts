/** Why a key could not be used: 'destroyed' for good, 'unknown' here, the keyring 'unavailable', or what was wrapped 'tampered' with. */
export class KeyringError extends Error {
  constructor(
    readonly code: 'destroyed' | 'unknown' | 'unavailable' | 'tampered',
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** A data key as it may lie in the database. */
export interface Wrapped {
  keyId: string;
  wrapped: Buffer;
}

/** One key of a party. `active` wraps and unwraps, `rotated` only unwraps; of the others nothing is left but this line. */
export interface PartyKey {
  id: string;
  party: string;
  madeAt: Date;
  state: 'active' | 'rotated' | 'retired' | 'destroyed';
}

/**
 * One key per party, which wraps the keys of its files and never leaves (SR-74). Kept outside of the database and of its backups. A class, so
 * that it can be injected; files are the first driver, and a Vault or a PKCS#11 module has the same face: none of its methods gives a party's key.
 * Every method throws a KeyringError.
 */
export abstract class Keyring {
  /** @param dataKey 32 octets; @param context what it is bound to. The party's first key is made by its first use. */
  abstract wrap(party: string, dataKey: Buffer, context: string): Promise<Wrapped>;
  abstract unwrap(keyId: string, wrapped: Buffer, context: string): Promise<Buffer>;
  /** A new active key; the one before only unwraps from here on. @returns its id */
  abstract rotate(party: string): Promise<string>;
  /** Ends a rotated key that wraps nothing any more. */
  abstract retire(keyId: string): Promise<void>;
  /** Every key of the party, for good: what they wrap can be read by nobody. Until `reopen` no new one is made. @returns their ids */
  abstract destroy(party: string): Promise<string[]>;
  /** Lets a party whose keys were destroyed have a new one. */
  abstract reopen(party: string): Promise<void>;
  /** Parties that had a key before: where none of theirs is found it is missing, and no first one is made in its place. */
  abstract expect(parties: Iterable<string>): void;
  /** For a party that lost every key for good: one of the generation after those, so that a copy found later lies beside it. @returns its id */
  abstract begin(party: string, lost: number): Promise<string>;
  abstract keys(): Promise<PartyKey[]>;
  /** Whether keys can be read and made now. */
  abstract health(): Promise<boolean>;
}
