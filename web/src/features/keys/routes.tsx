export { EncryptionScreen } from './EncryptionScreen';
export { KeysScreen } from './KeysScreen';
export { texts } from './texts';
