import type { Actor } from '../kernel/access/index.js';

/** Officers of the secretariat itself: the role alone, held for another party, administers nothing. '*' is whom explanations ask about in general. */
export const ofSecretariat = (actor: Actor): boolean => actor.has('secretariat_officer') && (actor.party === 'SECRETARIAT' || actor.party === '*');
