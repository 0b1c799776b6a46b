import { definePolicy } from '../../kernel/access/index.js';
import { addressedTo } from '../../kernel/marking/index.js';
import { Course } from './course.entity.js';

/** As with documents, the marking decides who finds it; only the originator writes, marks, publishes and retires, and no two of these alone. */
export const coursePolicy = definePolicy(Course, (actor, can) => {
  if (!actor.party) return;
  const ours = { originator: actor.party };
  const inForce = { state: 'published' };
  can('read', ours).because('your country or organisation is its originator');
  for (const role of ['course_author', 'course_officer'] as const) if (actor.has(role)) can(['figures', 'review'], ours).because('you look after the courses of their originator');
  if (actor.has('secretariat_officer')) can('count', ours).because('you count who takes the courses of the forum');
  if (actor.userId) can('enrol', { ...ours, ...inForce }).because('your country or organisation is its originator');
  if (actor.has('training_focal_point')) can('nominate', { ...ours, ...inForce }).because('you are the focal point for training of its originator');
  if (actor.has('course_author')) can(['create', 'edit', 'submit', 'discard'], ours).because('you write courses for its originator');
  if (actor.has('course_officer')) can(['publish', 'mark', 'retire', 'audience'], ours).because('you are a course officer of its originator');

  for (const { conditions, because } of addressedTo(actor)) {
    can('read', conditions).because(because);
    if (actor.has('secretariat_officer')) can('count', conditions).because(because);
    if (actor.userId) can('enrol', { ...conditions, ...inForce }).because(because);
    if (actor.has('training_focal_point')) can('nominate', { ...conditions, ...inForce }).because(`${because}, and you are your party's focal point for training`);
  }
}, { programs: ['read'] });
