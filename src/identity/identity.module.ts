import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { ActorSource } from '../kernel/http/index.js';
import { Accounts } from './accounts.js';
import { Challenges } from './factors/challenges.js';
import { CodeGenerators } from './factors/codes.js';
import { Factors } from './factors/factors.js';
import { FactorsController } from './factors/factors.controller.js';
import { PasskeyStrategy } from './factors/passkey.strategy.js';
import { Passkeys } from './factors/passkeys.js';
import { ProofsController } from './factors/proofs.controller.js';
import { RecoveryCodes } from './factors/recovery-codes.js';
import { Arrivals } from './federation/arrivals.js';
import { Attempts } from './federation/attempts.js';
import { Federation } from './federation/federation.js';
import { IdentityProviders } from './federation/identity-providers.js';
import { IdentityProvidersController } from './federation/identity-providers.controller.js';
import { ProviderLinks } from './federation/provider-links.js';
import { ProviderLinksController } from './federation/provider-links.controller.js';
import { AttemptCookie, ProviderGuard, ProviderStrategy } from './federation/provider.strategy.js';
import { ProviderSignInController } from './federation/provider-sign-in.controller.js';
import { RelyingParty } from './federation/relying-party.js';
import { SignInPolicies } from './federation/sign-in-policies.js';
import { SignInPolicyController } from './federation/sign-in-policy.controller.js';
import { Invitations } from './invitations.js';
import { PasswordRules } from './password-rules.js';
import { Acceptance } from './people/acceptance.js';
import { Administration } from './people/administration.js';
import { ImportsController } from './people/imports.controller.js';
import { Imports } from './people/imports.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleList } from './people/people-list.js';
import { People } from './people/people.js';
import { NewFactors } from './resets/new-factors.js';
import { ResetsController } from './resets/resets.controller.js';
import { Resets } from './resets/resets.js';
import { ReviewJobs } from './reviews/review.jobs.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { Reviews } from './reviews/reviews.js';
import { SessionCookies } from './session-cookies.js';
import { Frames } from './sign-in/frames.js';
import { SignInLinks } from './sign-in/links.js';
import { SessionActors } from './actor-source.js';
import { LocalStrategy, PasswordGuard } from './local.strategy.js';
import { SessionController } from './session.controller.js';
import { Entrants } from './entrants.js';
import { OwnSessions } from './own-sessions.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { RequestActors } from './request-actors.js';
import { Sessions } from './sessions.js';
import { TokenStrategy } from './tokens/token.strategy.js';
import { Tokens } from './tokens/tokens.js';
import { TokensController } from './tokens/tokens.controller.js';
import { Throttle } from './throttle.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { WhoIsIt } from './who-is-it.js';

@Global()
@Module({
  imports: [PassportModule],
  controllers: [
    SessionController, OwnSessionsController, TokensController, ProofsController, FactorsController, SignInController, ImportsController, ReviewsController, PeopleController, ResetsController,
    ProviderSignInController, ProviderLinksController, IdentityProvidersController, SignInPolicyController,
  ],
  providers: [
    Accounts, Entrants, Sessions, OwnSessions, SessionCookies, Throttle, Tokens, TokenStrategy, RequestActors, WhoIsIt, PasswordRules,
    LocalStrategy, PasswordGuard, PasskeyStrategy,
    Challenges, Passkeys, CodeGenerators, RecoveryCodes, Factors, SignInLinks, Frames, Invitations,
    Acceptance, People, PeopleList, Administration, Imports, Resets, NewFactors, Reviews, ReviewJobs,
    Federation, Attempts, RelyingParty, Arrivals, AttemptCookie, ProviderStrategy, ProviderGuard, IdentityProviders, ProviderLinks, SignInPolicies,
    SessionActors, { provide: ActorSource, useExisting: RequestActors },
  ],
  exports: [Accounts, Sessions, Invitations, People, Throttle, ActorSource],
})
export class IdentityModule {}
