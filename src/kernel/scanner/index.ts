import { Global, Module } from '@nestjs/common';
import { Scanner } from './scanner.js';

/** Malware scanning by a real clamd: a verdict or none, how old its signatures are, and whether a file may leave with what it said. */
@Global()
@Module({ providers: [Scanner], exports: [Scanner] })
export class ScannerModule {}

export { Scanner, type Scan } from './scanner.js';
