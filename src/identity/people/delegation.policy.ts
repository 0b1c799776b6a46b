import { definePolicy } from '../../kernel/access/index.js';
import { Delegation } from './delegation.entity.js';
import { isAdministrator, keepsPeople, notGivenBy } from './giving.js';

export const delegationPolicy = definePolicy(Delegation, (actor, can) => {
  if (!actor.party) return;
  const ours = { party: actor.party };
  const others = { ...ours, userId: { $nin: [actor.userId] } };
  if (keepsPeople(actor)) {
    const title = isAdministrator(actor) ? 'an administrator of the secretariat' : 'a national focal point of their country or organisation';
    can('read', ours).because(`you are ${title}`);
    can(['invite', 'change', 'suspend', 'reactivate', 'admit', 'end', 'forget', 'review', 'sessions'], { ...others, roles: { $nin: notGivenBy(actor) } })
      .because(`you are ${title}, it is not your own, and it holds no role you could not give`);
    // Among equals too: who else should ask for a focal point who lost the passkey? The secretariat decides.
    can('reset', { ...others, roles: { $nin: notGivenBy(actor).filter((role) => role !== 'focal_point' && !(isAdministrator(actor) && role === 'administrator')) } })
      .because(`you are ${title}, it is not your own, and it stands no higher than yours`);
  }
  if (actor.party !== 'SECRETARIAT' || !actor.has('secretariat_officer')) return;
  can('read').because('the secretariat looks after the people, never the content');
  can('reset', { userId: { $nin: [actor.userId] }, roles: { $in: ['focal_point'] } }).because('you are an officer of the secretariat, and it is that of a focal point');
});
