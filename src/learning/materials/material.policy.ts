import { definePolicy } from '../../kernel/access/index.js';
import { circlesOf } from '../circles.js';
import { Material } from './material.entity.js';

/** That something goes with a course is known to whoever may read the course, or teaches it; the file itself asks its own marking. */
export const materialPolicy = definePolicy(Material, (actor, can) => {
  if (!actor.party) return;
  can('read', { forWhom: 'trainees' }).because('it goes with a course you may read');
  can('read', { circle: { $in: circlesOf(actor) } }).because('you teach its course');
  const ours = { originator: actor.party };
  if (actor.has('course_author')) can(['read', 'attach', 'detach'], ours).because('you write courses for its originator');
  if (actor.has('course_officer')) can('read', ours).because('you are a course officer of its originator');
});
