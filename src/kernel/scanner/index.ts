import { Global, Module } from '@nestjs/common';
import { Scanner } from './scanner.js';

/** Malware scanning by a real clamd: a verdict or none, and whether a file may leave with it. */
@Global()
@Module({ providers: [Scanner], exports: [Scanner] })
export class ScannerModule {}

export { Scanner, type Scan, type Verdict } from './scanner.js';
