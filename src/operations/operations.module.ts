import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/index.js';
import { LearningModule } from '../learning/index.js';
import { MembersModule } from '../members/index.js';
import { Fsck } from './fsck/fsck.js';
import { Rescan } from './rescan/rescan.js';
import { Upkeep } from './upkeep.js';

@Module({ imports: [DocumentsModule, LearningModule, MembersModule], providers: [Fsck, Rescan, Upkeep] })
export class OperationsModule {}
