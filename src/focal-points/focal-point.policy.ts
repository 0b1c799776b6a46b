import { definePolicy } from '../kernel/access/index.js';
import { FocalPoint } from './focal-point.entity.js';
import { isOfficer } from './officer.js';

export const focalPointPolicy = definePolicy(FocalPoint, (actor, can) => {
  if (!actor.party) return;
  can('read', { readers: { $in: actor.keys } }).because('the directory is open to everyone who acts for a member');
  can('read', { party: actor.party, state: 'confirmed' }).because('it speaks for your own country or organisation');
  if (!actor.system) can(['read', 'edit', 'confirm', 'reach', 'hand_over', 'end'], { userId: actor.userId, party: actor.party }).because('it is your own mandate');
  if (actor.has('focal_point')) can(['read', 'edit', 'hand_over', 'end'], { party: actor.party }).because('you are a national focal point of the same party');
  if (isOfficer(actor)) can(['read', 'end']).because('you are a secretariat officer: people, never content');
});
