import { Global, Module } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { LocalDisk } from './local-disk.js';
import { Storage } from './storage.js';

@Global()
@Module({
  providers: [{ provide: Storage, inject: [Settings], useFactory: (settings: Settings) => new LocalDisk(settings.storagePath) }],
  exports: [Storage],
})
export class StorageModule {}
