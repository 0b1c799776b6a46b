import { definePolicy } from '../../../kernel/access/index.js';
import { circlesOf } from '../../circles.js';
import { Attempt } from './attempt.entity.js';

/** Questions and answers are between the trainee and whoever teaches: no focal point, no centre, no originator, no secretariat. */
export const attemptPolicy = definePolicy(Attempt, (actor, can) => {
  if (!actor.party) return;
  if (actor.userId) {
    can(['read', 'save', 'submit'], { userId: actor.userId }).because('it is your own attempt');
    can('read', { staffCircle: { $in: circlesOf(actor) }, userId: { $nin: [actor.userId] } }).because('you teach or assess its cohort');
    can(['read', 'annul', 'grade'], { assessorCircle: { $in: circlesOf(actor) }, userId: { $nin: [actor.userId] } }).because('you assess its cohort');
  }
});
