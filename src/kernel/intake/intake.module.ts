import { Global, Module } from '@nestjs/common';
import { Intake } from './intake.js';

@Global()
@Module({ providers: [Intake], exports: [Intake] })
export class IntakeModule {}
