import { definePolicy } from '../../kernel/access/index.js';
import { isAdministrator, keepsPeople } from '../people/giving.js';
import { FactorReset } from './factor-reset.entity.js';

export const factorResetPolicy = definePolicy(FactorReset, (actor, can) => {
  if (!actor.party) return;
  if (keepsPeople(actor)) {
    can('read', { party: actor.party }).because(`it is about one of your people, and you are ${isAdministrator(actor) ? 'an administrator of the secretariat' : 'a national focal point'}`);
  }
  if (actor.party === 'SECRETARIAT' && actor.has('secretariat_officer')) can(['read', 'decide']).because('you are an officer of the secretariat, which confirms resets for every party');
});
