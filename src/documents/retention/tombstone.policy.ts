import { definePolicy } from '../../kernel/access/index.js';
import { Tombstone } from './tombstone.entity.js';

export const tombstonePolicy = definePolicy(Tombstone, (actor, can) => {
  if (actor.party) can('verify').because('whoever is shown a certificate may have it checked');
  if (actor.party) can('read', { originator: actor.party }).because('your country or organisation was the originator of the document');
  can('read', { readers: { $in: actor.keys }, withheldFrom: { $nin: actor.keys } }).because('you could read the document, or had downloaded it');
  for (const [role, title] of [['document_officer', 'a document officer'], ['focal_point', 'a national focal point']] as const) {
    if (actor.party && actor.has(role)) can(['certificate', 'trace'], { originator: actor.party }).because(`you are ${title} of its originator`);
  }
}, { programs: ['read'] });
