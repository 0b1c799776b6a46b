import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, type Settings } from '../../kernel/config/index.js';
import { KeyringModule } from '../../kernel/keyring/index.js';
import { StorageModule } from '../../kernel/storage/index.js';
import { Backup } from './backup.js';
import { Restore } from './restore.js';
import { Verification } from './verification.js';

/** What a backup and its way back need, and nothing of the portal, whose database may not be there yet. */
@Module({})
export class BackupModule {
  static with(settings: Settings): DynamicModule {
    return { module: BackupModule, imports: [ConfigModule.with(settings), StorageModule, KeyringModule], providers: [Backup, Verification, Restore] };
  }
}
