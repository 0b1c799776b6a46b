import { definePolicy } from '../kernel/access/index.js';
import { Session } from './session.entity.js';

export const sessionPolicy = definePolicy(Session, (actor, can) => {
  if (actor.userId) can(['read', 'end', 'switch', 'prove', 'secure'], { userId: actor.userId }).because('it is your own session');
});
