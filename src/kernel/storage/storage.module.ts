import { Global, Module, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { LocalDisk } from './local-disk.js';
import { Storage } from './storage.js';

/** The store the settings name. What speaks S3 is loaded only where it is used: it takes memory and time to start. */
export async function openStorage({ storage, storagePath, s3 }: Settings): Promise<Storage> {
  if (storage === 'disk') return new LocalDisk(storagePath);
  const { S3Store } = await import('./s3.js');
  return new S3Store(s3);
}

@Global()
@Module({
  providers: [{ provide: Storage, inject: [Settings], useFactory: openStorage }],
  exports: [Storage],
})
export class StorageModule implements OnModuleDestroy {
  constructor(private readonly storage: Storage) {}

  onModuleDestroy(): void {
    this.storage.close();
  }
}
