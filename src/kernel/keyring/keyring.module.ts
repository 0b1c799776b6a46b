import { Global, Module } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { FileKeyring } from './file-keyring.js';
import { Keyring } from './keyring.js';

@Global()
@Module({
  providers: [{ provide: Keyring, inject: [Settings], useFactory: (settings: Settings) => new FileKeyring(settings.keyringPath) }],
  exports: [Keyring],
})
export class KeyringModule {}
