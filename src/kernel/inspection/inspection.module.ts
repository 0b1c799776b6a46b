import { Global, Module } from '@nestjs/common';
import { Inspector } from './inspector.js';
import { Quarantine } from './quarantine.js';

@Global()
@Module({ providers: [Inspector, Quarantine], exports: [Inspector, Quarantine] })
export class InspectionModule {}
