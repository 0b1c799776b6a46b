import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/index.js';
import { Fsck } from './fsck/fsck.js';
import { Upkeep } from './upkeep.js';

@Module({ imports: [DocumentsModule], providers: [Fsck, Upkeep] })
export class OperationsModule {}
