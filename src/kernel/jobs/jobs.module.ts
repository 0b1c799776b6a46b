import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { annotated } from '../annotated.js';
import { handlesJob, type Handling } from './handles.js';
import { Jobs, type Handler } from './jobs.js';
import { Worker } from './worker.js';

@Global()
@Module({ imports: [DiscoveryModule], providers: [Jobs, Worker], exports: [Jobs, Worker] })
export class JobsModule implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    for (const { value, method } of annotated<Handling>(handlesJob, this.discovery, this.scanner, this.reflector)) {
      this.jobs.handle(value.task, method as Handler, value.every);
    }
  }
}
