import { definePolicy } from '../../../kernel/access/index.js';
import { RetentionRule } from './retention-rule.entity.js';

export const retentionRulePolicy = definePolicy(RetentionRule, (actor, can) => {
  if (!actor.party) return;
  can('read', { decision: 'approved' }).because('how long documents are kept is no secret among those who exchange them');
  for (const [role, title] of [['document_officer', 'a document officer'], ['focal_point', 'a national focal point']] as const) {
    const ours = { party: actor.party, forumWide: false };
    if (actor.has(role)) can(['read', 'propose', 'decide'], ours).because(`you are ${title}, and it is about your party's own documents`);
    if (actor.has(role)) can('withdraw', { ...ours, proposedBy: actor.userId }).because('you proposed it');
  }
  if (actor.has('secretariat_officer') && (actor.party === 'SECRETARIAT' || actor.party === '*')) {
    can(['read', 'propose', 'decide'], { forumWide: true }).because('you are an officer of the secretariat, which keeps the schedule of the forum');
    can('withdraw', { forumWide: true, proposedBy: actor.userId }).because('you proposed it');
  }
}, { programs: ['read'] });
