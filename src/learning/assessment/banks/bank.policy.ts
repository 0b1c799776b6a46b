import { definePolicy } from '../../../kernel/access/index.js';
import { Bank } from './bank.entity.js';

/** Questions with what is right of them: for those who write the course, and for nobody who studies it. */
export const bankPolicy = definePolicy(Bank, (actor, can) => {
  if (!actor.party) return;
  const ours = { originator: actor.party };
  if (actor.has('course_author')) can(['read', 'write'], ours).because('you write courses for its originator');
  if (actor.has('course_officer')) can('read', ours).because('you are a course officer of its originator');
});
