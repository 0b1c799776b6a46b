import { roles, type Actor, type Role } from '../../kernel/access/index.js';

/** What a national focal point gives to officials of its own party. Focal points themselves come and go by nomination alone. */
const byFocalPoints: readonly Role[] = ['reader', 'contributor', 'document_officer', 'statistics_officer', 'trainee', 'trainer', 'course_author', 'course_officer', 'training_coordinator'];
/** What an administrator gives to the secretariat's people. Administrators are made at the command line alone. */
const byAdministrators: readonly Role[] = [...byFocalPoints, 'secretariat_officer', 'auditor'];

/** Whether somebody looks after the people of their own party. */
export const keepsPeople = (actor: Actor): boolean => isAdministrator(actor) || actor.has('focal_point');

/** The roles somebody may give to people of their own party, in the order they are shown. */
export function givenBy(actor: Actor): readonly Role[] {
  if (!actor.party) return [];
  if (isAdministrator(actor)) return byAdministrators;
  return actor.has('focal_point') ? byFocalPoints : [];
}

/** Whoever holds one of these is not theirs to change. */
export const notGivenBy = (actor: Actor): Role[] => roles.filter((role) => !givenBy(actor).includes(role));

export const isAdministrator = (actor: Actor): boolean => actor.party === 'SECRETARIAT' && actor.has('administrator');

/** Who of a party looks after its people, and which roles those hold whom they confirm twice a year. */
export const keeperRole = (party: string): Role => (party === 'SECRETARIAT' ? 'administrator' : 'focal_point');
export const reviewedRoles = (party: string): Role[] => [...(party === 'SECRETARIAT' ? byAdministrators : byFocalPoints)];
