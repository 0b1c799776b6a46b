import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { annotated } from '../annotated.js';
import { Letters, writesLetter, type Writer } from './letters.js';
import { Mail } from './mail.js';

@Global()
@Module({ imports: [DiscoveryModule], providers: [Mail, Letters], exports: [Mail, Letters] })
export class MailModule implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly letters: Letters,
  ) {}

  onModuleInit(): void {
    for (const { value, method } of annotated<string>(writesLetter, this.discovery, this.scanner, this.reflector)) this.letters.take(value, method as Writer);
  }
}
