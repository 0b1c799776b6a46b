import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Access } from './access.js';
import type { Policy } from './policy.js';

@Global()
@Module({})
export class AccessModule {
  /** @param policies of every room; app.module.ts lists them */
  static with(policies: readonly Policy[]): DynamicModule {
    const access = { provide: Access, inject: [DataSource], useFactory: (dataSource: DataSource) => new Access(dataSource, policies) };
    return { module: AccessModule, providers: [access], exports: [Access] };
  }
}
