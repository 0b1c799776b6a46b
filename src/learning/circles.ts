import type { Actor } from '../kernel/access/index.js';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Those of an actor's keys that can name a circle of people, as the staff of a cohort: codes and words are none. */
export const circlesOf = (actor: Actor): string[] => actor.keys.filter((key) => uuid.test(key));
