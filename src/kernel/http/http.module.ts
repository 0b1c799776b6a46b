import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { Cursors } from './cursor.js';
import { Declared } from './declared.js';
import { AccessGuard } from './guard.js';
import { OpenRequests } from './open-requests.js';
import { ProblemFilter } from './problem-filter.js';
import { Shown } from './shown.js';
import { FreshActor } from './stale.js';
import { validation } from './validation.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Cursors,
    Declared,
    AccessGuard,
    { provide: APP_GUARD, useExisting: AccessGuard },
    { provide: APP_PIPE, useFactory: validation },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: Shown },
    { provide: APP_INTERCEPTOR, useClass: FreshActor },
    { provide: APP_INTERCEPTOR, useClass: OpenRequests },
  ],
  exports: [Cursors, Declared],
})
export class HttpModule {}
