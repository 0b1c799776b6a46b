import { definePolicy } from '../../kernel/access/index.js';
import { isOfficer } from '../officer.js';
import { Nomination } from './nomination.entity.js';

/** Two officers, neither of whom entered it or is its nominee (decision 0024). The CHECKs of the table say the same. */
export const nominationPolicy = definePolicy(Nomination, (actor, can) => {
  if (!actor.party) return;
  if (actor.has('focal_point')) can(['read', 'nominate', 'answer', 'withdraw', 'invite'], { party: actor.party }).because('you are a national focal point of the party that nominates');
  if (!isOfficer(actor)) return;
  can(['read', 'ask', 'refuse', 'invite']).because('you are a secretariat officer');
  can(['nominate', 'withdraw'], { onBehalf: true }).because('you are a secretariat officer, and the party has no focal point yet who could');
  can('check', { hands: { $nin: [actor.userId] } }).because('you are a secretariat officer who did not enter it and is not its nominee');
  can('approve', { hands: { $nin: [actor.userId] } }).because('you are a secretariat officer other than those who entered and checked it');
});
