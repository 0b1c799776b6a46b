import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { Settings } from '../config/index.js';
import { serving, whyNotServe } from './data-source.js';
import { Database } from './database.js';

/** A fault of the installation, not of the code: the process exits 78 with every reason. */
export class CannotServe extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

@Global()
@Module({})
export class DatabaseModule {
  static with(entities: MixedList<Function | string | EntitySchema>): DynamicModule {
    const source = {
      provide: DataSource,
      inject: [Settings],
      async useFactory(settings: Settings) {
        const dataSource = await serving(settings, entities).initialize();
        const reasons = await whyNotServe(dataSource);
        if (reasons.length > 0) {
          await dataSource.destroy();
          throw new CannotServe(reasons);
        }
        return dataSource;
      },
    };
    return { module: DatabaseModule, providers: [source, Database], exports: [DataSource, Database] };
  }
}
