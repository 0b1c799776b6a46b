import type { Actor } from '../kernel/access/index.js';

/** Whether somebody is an officer of the secretariat. `*` is nobody's party: it stands for all when it is told what a verb would take. */
export const isOfficer = (actor: Actor): boolean => ['SECRETARIAT', '*'].includes(actor.party) && actor.has('secretariat_officer');
