import { definePolicy } from '../../kernel/access/index.js';
import { circlesOf } from '../circles.js';
import { Enrolment } from './enrolment.entity.js';

/** Names, progress and results are for the trainee and whoever sends or teaches them. The secretariat and the course's originator are none of these. */
export const enrolmentPolicy = definePolicy(Enrolment, (actor, can) => {
  if (!actor.party) return;
  if (actor.userId) can(['read', 'study', 'accept', 'withdraw', 'certify'], { userId: actor.userId }).because('it is your own enrolment');
  can('read', { staffCircle: { $in: circlesOf(actor) } }).because('you teach or assess its cohort');
  if (actor.has('training_focal_point')) {
    can('read', { party: actor.party }).because('you are the focal point for training of the party that sends the trainee');
    can(['approve', 'refuse', 'waitlist'], { party: actor.party, userId: { $nin: [actor.userId] } }).because('you are that focal point, and it is not your own nomination');
  }
  if (actor.has('training_coordinator')) can(['read', 'confirm', 'remove'], { centre: actor.party }).because('your centre runs its cohort');
});
