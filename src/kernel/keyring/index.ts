/** The keys of the parties: they wrap and unwrap, and never leave. Knows nothing of files or of who may read them. */
export { Keyring, KeyringError, type PartyKey } from './keyring.js';
export { rewrapped } from './rewrapping.js';
export { KeyringModule } from './keyring.module.js';
