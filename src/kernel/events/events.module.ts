import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { annotated } from '../annotated.js';
import { Jobs } from '../jobs/index.js';
import { Events } from './events.js';
import { listensTo } from './on.js';

@Global()
@Module({ imports: [DiscoveryModule], providers: [Events], exports: [Events] })
export class EventsModule implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    for (const { value, name, method } of annotated<string[]>(listensTo, this.discovery, this.scanner, this.reflector)) {
      for (const event of value) this.events.listen(event, name, method as (eventId: string) => Promise<void>);
    }
    this.jobs.handle('plan-event-months', async () => void (await this.events.plan()), 'night');
    this.jobs.handle('react', (payload) => this.events.react(String(payload.name), String(payload.listener), String(payload.event)));
  }
}
