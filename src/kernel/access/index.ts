/**
 * Who may do what, said once. Policies are grants over the columns of a row; `Access` turns them into the decision, the SQL filter and
 * the sentence that explains both. It knows nothing of HTTP, and it is not the fence: that one is in the migrations, by hand, on purpose.
 */
export { actorOf, roles, systemActor, visitor } from './actor.js';
export type { Actor, ActorFacts, Membership, Role } from './actor.js';
export { Access, type Explanation } from './access.js';
export { AccessModule } from './access.module.js';
export type { Fact } from './facts.js';
export { definePolicy } from './policy.js';
export type { Conditions, Entity, Policy } from './policy.js';
