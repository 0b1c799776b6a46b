import { definePolicy } from '../../kernel/access/index.js';
import { RetentionRequest } from './retention-request.entity.js';

export const retentionRequestPolicy = definePolicy(RetentionRequest, (actor, can) => {
  if (!actor.party) return;
  for (const [role, title] of [['document_officer', 'a document officer'], ['focal_point', 'a national focal point']] as const) {
    if (actor.has(role)) can(['read', 'decide'], { party: actor.party }).because(`you are ${title} of the originator; whoever asked does not decide`);
    if (actor.has(role)) can('withdraw', { party: actor.party, askedBy: actor.userId }).because('you asked for it');
  }
});
