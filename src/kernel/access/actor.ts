/** What somebody may be called upon to do for a party. */
export const roles = [
  'reader', 'contributor', 'document_officer', 'statistics_officer', 'trainee', 'trainer', 'course_author', 'course_officer', 'training_coordinator', 'focal_point',
  // Never given: who speaks for a party on training has it from the directory.
  'training_focal_point',
  'secretariat_officer', 'auditor', 'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Standing towards the forum today; a party of one programme, and the secretariat, are participants. */
export type Membership = 'member' | 'observer' | 'participant';

/**
 * Who acts, as a frozen value: built once from the session (or named for one background task), looked up never again.
 * `party` is '' when the party is suspended: nothing is theirs then. `keys` are all names a marking can call them by.
 */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly party: string;
  readonly membership: Membership;
  readonly roles: ReadonlySet<Role>;
  readonly seats: ReadonlyMap<string, string>;
  readonly keys: readonly string[];
  /** Set for background work: the one task it is for. */
  readonly system?: string;
  readonly sessionRef?: string;
  /** Signed in by a first factor alone: may go on to the second one, and nothing else. */
  readonly unfinished: boolean;
  /** Proved who they are within the last five minutes, by the database's clock. */
  readonly proven: boolean;
  /** For a program's token: the only verbs it carries ('read:document'). Undefined for people, who have all that their roles give. */
  readonly only?: ReadonlySet<string>;
  has(role: Role): boolean;
}

/** The parts an actor is made of; everything left out is nothing. */
export type ActorFacts = Partial<Pick<Actor, 'userId' | 'name' | 'party' | 'membership' | 'seats' | 'keys' | 'system' | 'sessionRef' | 'unfinished' | 'proven' | 'only'>> & {
  roles?: Iterable<Role>;
};

/** An immutable actor from its facts. Whoever it is, `public` is one of their keys. */
export function actorOf(facts: ActorFacts): Actor {
  const held: ReadonlySet<Role> = new Set(facts.roles ?? []);
  return Object.freeze({
    userId: facts.userId ?? '',
    name: facts.name ?? '',
    party: facts.party ?? '',
    membership: facts.membership ?? 'participant',
    roles: held,
    seats: facts.seats ?? new Map<string, string>(),
    keys: Object.freeze([...new Set(['public', ...(facts.keys ?? [])])]),
    system: facts.system,
    sessionRef: facts.sessionRef,
    unfinished: facts.unfinished ?? false,
    proven: facts.proven ?? false,
    only: facts.only,
    has: (role: Role) => held.has(role),
  });
}

/** Whoever has not signed in: holds `public` and nothing more. */
export const visitor: Actor = actorOf({ name: 'visitor' });

/**
 * Background work acts under the name of its one task, for one party at the most. Policies and fences grant a task by name.
 * @param task 'sign-in', 'operator', 'release-clock', 'text-extraction', …
 */
export const systemActor = (task: string, party = ''): Actor => actorOf({ name: task, system: task, party, keys: party ? [party] : [] });
