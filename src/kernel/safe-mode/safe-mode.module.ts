import { Global, Module } from '@nestjs/common';
import { SafeMode } from './safe-mode.js';

@Global()
@Module({ providers: [SafeMode], exports: [SafeMode] })
export class SafeModeModule {}
