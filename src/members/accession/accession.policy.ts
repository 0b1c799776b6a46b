import { definePolicy } from '../../kernel/access/index.js';
import { ofSecretariat } from '../officers.js';
import { Accession } from './accession.entity.js';

export const accessionPolicy = definePolicy(Accession, (actor, can) => {
  if (actor.keys.includes('STEERING_GROUP') || actor.party === '*') can('read').because('your country or organisation is a member of the Steering Group');
  if (ofSecretariat(actor)) can(['read', 'open', 'step', 'withdraw']).because('you are an officer of the secretariat, which keeps the register');
});
