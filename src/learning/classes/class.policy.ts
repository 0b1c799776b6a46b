import { definePolicy } from '../../kernel/access/index.js';
import { circlesOf } from '../circles.js';
import { CohortClass } from './class.entity.js';

/** Classes and who was there are for the staff of the cohort and the coordinators of its centre. Trainees read their own through their enrolment. */
export const classPolicy = definePolicy(CohortClass, (actor, can) => {
  if (!actor.party) return;
  can(['read', 'plan', 'note'], { staffCircle: { $in: circlesOf(actor) } }).because('you teach or assess its cohort');
  if (actor.has('training_coordinator')) can(['read', 'plan', 'note'], { centre: actor.party }).because('you are a training coordinator of the centre that runs its cohort');
});
