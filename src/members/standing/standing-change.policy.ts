import { definePolicy } from '../../kernel/access/index.js';
import { ofSecretariat } from '../officers.js';
import { StandingChange } from './standing-change.entity.js';

export const standingChangePolicy = definePolicy(StandingChange, (actor, can) => {
  if (actor.party && actor.userId) can('read', { party: actor.party, decision: 'approved' }).because('it was decided about your country or organisation');
  if (!ofSecretariat(actor)) return;
  can('read').because('you are an officer of the secretariat, which keeps the register');
  can('decide', { proposedBy: { $nin: [actor.userId] } }).because('you are another officer of the secretariat than the one who proposed it');
});
