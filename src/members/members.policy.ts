import { definePolicy } from '../kernel/access/index.js';
import { Audience } from './audience.entity.js';
import { administers, keepsKeys } from './keys/keepers.js';
import { ofSecretariat } from './officers.js';
import { Party } from './party.entity.js';

export const partyPolicy = definePolicy(Party, (actor, can) => {
  if (actor.userId) can('read').because('who takes part in the forum is open to everyone who takes part');
  if (actor.party) can('officials', { code: actor.party }).because('it is your own country or organisation');
  for (const [role, title] of [['document_officer', 'a document officer'], ['focal_point', 'a national focal point']] as const) {
    if (actor.has(role)) can('address').because(`you are ${title}, and TLP:RED names persons`);
  }
  if (actor.has('secretariat_officer')) can('officials').because('the secretariat looks after the people, never the content');
  if (actor.has('focal_point')) can('name', { code: actor.party }).because('you are the national focal point, and a party chooses its own name');
  for (const [role, clause] of [
    ['contributor', 'you contribute for it'], ['document_officer', 'you are its document officer'], ['focal_point', 'you are its national focal point'], ['administrator', 'you administer it'],
  ] as const) if (actor.has(role)) can('storage', { code: actor.party }).because(clause);
  if (keepsKeys(actor)) can(['keys', 'rotate-keys', 'request-keys'], { code: actor.party }).because(`you look after the keys of your own party as its ${actor.has('focal_point') ? 'national focal point' : 'administrator'}`);
  if (administers(actor)) can(['keys', 'rotate-keys']).because('you are an administrator of the secretariat, which sees when keys were made, and never a key');
  if (ofSecretariat(actor)) {
    can(['storage', 'allot']).because('you are an officer of the secretariat, which allots the room, and is not told what is kept in it');
    can(['enter', 'membership', 'standing'], { kind: { $in: ['state', 'territory', 'organisation'] } }).because('you are an officer of the secretariat, which keeps the register');
  }
}, { programs: ['read'] });

export const audiencePolicy = definePolicy(Audience, (actor, can) => {
  if (!actor.party) return;
  can('read', { originator: actor.party }).because('your country or organisation named it');
  can('read', { readers: { $in: actor.keys } }).because('it is shown to every member of the forum');
  can('read', { id: { $in: actor.keys.filter((key) => key.includes('-')) } }).because('you belong to it');
  for (const role of ['document_officer', 'focal_point', 'secretariat_officer'] as const) {
    if (actor.has(role)) can('create', { originator: actor.party }).because(`you are ${role.replace('_', ' ')} of your party`);
  }
}, { programs: ['read'] });
