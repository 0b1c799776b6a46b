import { definePolicy } from '../../kernel/access/index.js';
import { Certificate } from './certificate.entity.js';

/** The paper is its holder's; who sent them knows that it exists; only the originator's course officers end or correct it, and never their own. */
export const certificatePolicy = definePolicy(Certificate, (actor, can) => {
  if (!actor.party) return;
  if (actor.userId) can(['read', 'download'], { userId: actor.userId }).because('it is your own certificate');
  if (actor.has('training_focal_point')) can('read', { party: actor.party }).because('you are the focal point for training of the party that sent the holder');
  if (actor.has('course_officer')) {
    can('read', { originator: actor.party }).because('you are a course officer of the originator of the course');
    can(['revoke', 'correct'], { originator: actor.party, userId: { $nin: [actor.userId] } }).because('you are a course officer of the originator of the course, and it is not your own');
  }
});
