import { definePolicy } from '../../kernel/access/index.js';
import { isAdministrator, keepsPeople } from '../people/giving.js';
import { IdentityProvider } from './identity-provider.entity.js';
import { SignInPolicy } from './sign-in-policy.entity.js';

const title = (actor: Parameters<typeof keepsPeople>[0]) => (isAdministrator(actor) ? 'you are an administrator of the secretariat' : 'you are a national focal point of it');

export const identityProviderPolicy = definePolicy(IdentityProvider, (actor, can) => {
  if (actor.party && keepsPeople(actor)) can(['read', 'configure', 'check', 'end'], { party: actor.party }).because(title(actor));
});

export const signInPolicyPolicy = definePolicy(SignInPolicy, (actor, can) => {
  if (actor.party && keepsPeople(actor)) can(['read', 'change'], { code: actor.party }).because(title(actor));
});
