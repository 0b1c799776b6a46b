import { Global, Module } from '@nestjs/common';
import { Scanner } from './scanner.js';

/** Malware scanning by a real clamd. It gives a verdict or none; what follows from it is the caller's. */
@Global()
@Module({ providers: [Scanner], exports: [Scanner] })
export class ScannerModule {}

export { Scanner, type Verdict } from './scanner.js';
