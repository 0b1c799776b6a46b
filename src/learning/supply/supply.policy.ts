import { definePolicy } from '../../kernel/access/index.js';
import { TrainingActivity } from './activity.entity.js';
import { TrainingNeed } from './need.entity.js';

const writers = ['training_focal_point', 'training_coordinator', 'course_officer'] as const;

/** What is wanted is read by all members: it is written to be met. */
export const needPolicy = definePolicy(TrainingNeed, (actor, can) => {
  if (!actor.party) return;
  can('read', { party: actor.party }).because('it is a need of your own country or organisation');
  can('read', { readers: { $in: actor.keys } }).because('needs are written to be read by the members of the forum');
  if (writers.some((role) => actor.has(role))) can(['create', 'close'], { party: actor.party }).because('you look after the training of your country or organisation');
});

/** What is offered is announced to all members; only its organiser changes it. */
export const activityPolicy = definePolicy(TrainingActivity, (actor, can) => {
  if (!actor.party) return;
  can('read', { organiser: actor.party }).because('your own country or organisation holds it');
  can('read', { readers: { $in: actor.keys } }).because('training is announced to the members of the forum');
  if (writers.some((role) => actor.has(role))) can(['create', 'edit', 'cancel'], { organiser: actor.party }).because('you look after the training of your country or organisation');
});
