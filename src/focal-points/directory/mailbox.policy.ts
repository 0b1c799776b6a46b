import { definePolicy } from '../../kernel/access/index.js';
import { Mailbox } from './mailbox.entity.js';

export const mailboxPolicy = definePolicy(Mailbox, (actor, can) => {
  if (!actor.party) return;
  if (actor.keys.includes('community') || actor.keys.includes('observer')) can('read').because('members and observers may write to one another');
  can('read', { party: actor.party }).because('it is that of your own country or organisation');
  if (actor.party === 'SECRETARIAT') can('read').because('the secretariat passes messages on to all parties');
  if (actor.has('focal_point')) can('write', { party: actor.party }).because('you are a national focal point of the party');
});
