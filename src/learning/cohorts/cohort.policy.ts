import { definePolicy } from '../../kernel/access/index.js';
import { circlesOf } from '../circles.js';
import { Cohort } from './cohort.entity.js';

/** The originator names the centre; the centre plans, allots and opens; whoever may read the course reads what is open. */
export const cohortPolicy = definePolicy(Cohort, (actor, can) => {
  if (!actor.party) return;
  can('read', { state: { $in: ['open', 'closed', 'running', 'finished', 'cancelled'] } }).because('you may read its course');
  can('read', { originator: actor.party }).because('it is a cohort of a course of your country or organisation');
  can('read', { centre: actor.party }).because('your centre runs it');
  can('teach', { staffCircle: { $in: circlesOf(actor) } }).because('you teach or assess it');
  for (const role of ['course_officer', 'training_coordinator'] as const) {
    if (actor.has(role)) can('create', { originator: actor.party }).because('you look after the courses of their originator');
  }
  if (actor.has('training_coordinator')) can(['edit', 'allot', 'open', 'close', 'cancel', 'appoint', 'teach'], { centre: actor.party }).because('you are a training coordinator of the centre that runs it');
});
