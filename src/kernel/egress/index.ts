import { Global, Module } from '@nestjs/common';
import { Egress } from './egress.js';

/** Calls to the outside world. What is reached is configured by somebody who may; what is answered is judged by whoever asked. */
@Global()
@Module({ providers: [Egress], exports: [Egress] })
export class EgressModule {}

export { Egress, EgressRefused } from './egress.js';
export { isPublic } from './addresses.js';
