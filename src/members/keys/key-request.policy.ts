import { definePolicy } from '../../kernel/access/index.js';
import { KeyRequest } from './key-request.entity.js';
import { administers, keepsKeys } from './keepers.js';

export const keyRequestPolicy = definePolicy(KeyRequest, (actor, can) => {
  if (keepsKeys(actor)) {
    const ours = { party: actor.party };
    can(['read', 'stop'], ours).because('it is about the keys of your own party, which you look after');
    can('confirm', { ...ours, askedBy: { $nin: [actor.userId] } }).because('you are another person of the same party than the one who asked');
  }
  if (administers(actor)) {
    can('read').because('you are an administrator of the secretariat');
    can(['confirm', 'stop'], { bySecretariat: true, askedBy: { $nin: [actor.userId] } }).because('its party has nobody else who could confirm it, and you are an administrator of the secretariat');
  }
});
