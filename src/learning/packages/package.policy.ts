import { definePolicy } from '../../kernel/access/index.js';
import { CoursePackage } from './package.entity.js';

/** Packages are seen by those who write and publish for their originator. Trainees meet one through their enrolment, as a lesson. */
export const packagePolicy = definePolicy(CoursePackage, (actor, can) => {
  if (!actor.party) return;
  const ours = { originator: actor.party };
  if (actor.has('course_author')) can(['read', 'import', 'place', 'preview'], ours).because('you write courses for its originator');
  if (actor.has('course_officer')) can(['read', 'preview'], ours).because('you are a course officer of its originator');
});
