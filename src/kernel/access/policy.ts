import type { Actor } from './actor.js';

/** A wish about one column: equality, one of several, or none of several. On an array column they mean "contains". */
export type Wish = string | number | boolean | { readonly $in: readonly string[] } | { readonly $nin: readonly string[] };
export type Conditions = Readonly<Record<string, Wish>>;

/** One grant: who it is for is decided when the policy runs, which rows it is about stands in `conditions`. */
export interface Grant {
  readonly verbs: readonly string[];
  readonly conditions: Conditions;
  /** A clause a diplomat would understand; it ends the sentence "You may read it: …". */
  readonly because: string;
}

export type Entity<T = object> = abstract new (...args: never[]) => T;
export type Grantor = (verbs: string | readonly string[], conditions?: Conditions) => { because(clause: string): void };

export interface Policy {
  readonly entity: Entity;
  /** The verbs a program's token may carry; all others take a person. */
  readonly programs: readonly string[];
  /** The grants this actor holds. */
  grants(actor: Actor): Grant[];
}

/**
 * The policy of one concept: grants only, what is not granted is refused. Its inputs are the actor's facts, never a clock or a lookup.
 * @param options `programs`: the verbs a token may carry, as far as its person holds them; none unless said
 */
export function definePolicy<T extends object>(entity: Entity<T>, grant: (actor: Actor, can: Grantor) => void, { programs = [] }: { programs?: readonly string[] } = {}): Policy {
  return {
    entity,
    programs,
    grants(actor) {
      const found: Grant[] = [];
      grant(actor, (verbs, conditions = {}) => ({
        because: (clause) => void found.push({ verbs: typeof verbs === 'string' ? [verbs] : verbs, conditions, because: clause }),
      }));
      return found;
    },
  };
}
