import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { ActorSource } from '../kernel/http/index.js';
import { Accounts } from './accounts.js';
import { SessionActors } from './actor-source.js';
import { LocalStrategy, PasswordGuard } from './local.strategy.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { WhoIsIt } from './who-is-it.js';

@Global()
@Module({
  imports: [PassportModule],
  controllers: [SessionController, SignInController],
  providers: [Accounts, Sessions, WhoIsIt, LocalStrategy, PasswordGuard, SessionActors, { provide: ActorSource, useExisting: SessionActors }],
  exports: [Accounts, Sessions, ActorSource],
})
export class IdentityModule {}
