import { definePolicy } from '../../kernel/access/index.js';
import { ReleaseRequest } from './release-request.entity.js';

export const releaseRequestPolicy = definePolicy(ReleaseRequest, (actor, can) => {
  if (!actor.party) return;
  if (actor.userId) can('create', { userId: actor.userId }).because('whoever takes part may ask');
  can('read', { party: actor.party }).because('your country or organisation made it');
  can('read', { originator: actor.party }).because('it is about a document of your country or organisation');
  can('reply', { userId: actor.userId }).because('you made it');
  for (const [role, title] of [['document_officer', 'a document officer'], ['focal_point', 'a national focal point']] as const) {
    if (actor.has(role)) can(['decide', 'reply', 'end'], { originator: actor.party }).because(`you are ${title} of the originator`);
  }
}, { programs: ['read', 'create', 'reply'] });
