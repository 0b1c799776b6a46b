import { definePolicy } from '../../kernel/access/index.js';
import { Contact } from './contact.entity.js';

export const contactPolicy = definePolicy(Contact, (actor, can) => {
  if (!actor.party || actor.system) return;
  can(['read', 'write'], { userId: actor.userId }).because('it is your own');
  can('read', { readers: { $in: actor.keys } }).because('its owner shows it to you');
});
