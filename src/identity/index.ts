/**
 * Who somebody is and for whom they act: users, credentials, delegations, sessions, and the actor built from them. It grants nothing: what
 * an actor may do is for the policies of each room.
 */
export { Accounts, type NewAccount } from './accounts.js';
export { identityProviderPolicy, signInPolicyPolicy } from './federation/federation.policy.js';
export { IdentityProvider } from './federation/identity-provider.entity.js';
export { SignInPolicy } from './federation/sign-in-policy.entity.js';
export { IdentityModule } from './identity.module.js';
export { sessionPolicy } from './identity.policy.js';
export { Delegation } from './people/delegation.entity.js';
export { delegationPolicy } from './people/delegation.policy.js';
export { People } from './people/people.js';
export { FactorReset } from './resets/factor-reset.entity.js';
export { factorResetPolicy } from './resets/factor-reset.policy.js';
export { Session } from './session.entity.js';
export { Sessions } from './sessions.js';
export { Throttle } from './throttle.js';
export { User } from './user.entity.js';
