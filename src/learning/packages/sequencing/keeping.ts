import type { Activity, Known } from './activity.js';

/** What of an activity differs from one nobody touched. */
interface KeptActivity {
  /** Active, suspended. */
  a?: 1;
  s?: 1;
  /** Attempts. */
  n?: number;
  /** Completed: 1, or 0 for not. */
  c?: 0 | 1;
  /** Completion amount. */
  p?: number;
  /** What is known of its objectives, the primary one first. */
  o?: Known[];
  /** Of an earlier attempt on the parent: objectives, progress. */
  e?: [0 | 1, 0 | 1];
  /** Said not to be known: objective, progress. */
  u?: [0 | 1, 0 | 1];
  /** Children that are there, in their order, by their place in the manifest. */
  v?: number[];
}

/** A session as the portal keeps it: the tree, the global objectives, and the stores activities share. Small, as it goes with commits over slow lines. */
export interface Kept {
  format: 'focalpoint-1';
  current?: string;
  suspended?: string;
  activities: Record<string, KeptActivity>;
  globals: Record<string, Known>;
  stores?: Record<string, string>;
}

interface Holder {
  readonly root: Activity;
  readonly tracking: { readonly globals: Map<string, Known> };
  readonly stores: Map<string, string>;
  current: Activity | undefined;
  suspended: Activity | undefined;
}

const bit = (is: boolean) => (is ? 1 : 0);

function keptOf(activity: Activity): KeptActivity {
  const { isActive, isSuspended, attempts, isCompleted, amount, objectives, isStale, staysUnknown, children, available } = activity;
  return {
    ...(isActive ? { a: 1 } : {}), ...(isSuspended ? { s: 1 } : {}), ...(attempts > 0 ? { n: attempts } : {}), ...(isCompleted === undefined ? {} : { c: bit(isCompleted) }), ...(amount === undefined ? {} : { p: amount }),
    ...(objectives.some(({ known }) => Object.keys(known).length > 0) ? { o: objectives.map(({ known }) => ({ ...known })) } : {}),
    ...(isStale.objective || isStale.progress ? { e: [bit(isStale.objective), bit(isStale.progress)] } : {}),
    ...(staysUnknown.objective || staysUnknown.progress ? { u: [bit(staysUnknown.objective), bit(staysUnknown.progress)] } : {}),
    ...(available === children ? {} : { v: available.map((child) => children.indexOf(child)) }),
  };
}

export function kept({ root, tracking, stores, current, suspended }: Holder): Kept {
  const activities = Object.fromEntries(root.all().map((activity) => [activity.id, keptOf(activity)]).filter(([, one]) => Object.keys(one ?? {}).length > 0)) as Record<string, KeptActivity>;
  return { format: 'focalpoint-1', ...(current ? { current: current.id } : {}), ...(suspended ? { suspended: suspended.id } : {}), activities, globals: Object.fromEntries([...tracking.globals].map(([id, known]) => [id, { ...known }])), ...(stores.size > 0 ? { stores: Object.fromEntries(stores) } : {}) };
}

/** Puts a session back as it was kept. What the tree does not have any more is left out. */
export function restored(holder: Holder, byId: ReadonlyMap<string, Activity>, before: Kept): void {
  for (const activity of holder.root.all()) {
    const one = before.activities[activity.id] ?? {};
    activity.isActive = one.a === 1;
    activity.isSuspended = one.s === 1;
    activity.attempts = one.n ?? 0;
    activity.isCompleted = one.c === undefined ? undefined : one.c === 1;
    activity.amount = one.p;
    for (const [at, objective] of activity.objectives.entries()) objective.known = { ...one.o?.[at] };
    activity.isStale = { objective: one.e?.[0] === 1, progress: one.e?.[1] === 1 };
    activity.staysUnknown = { objective: one.u?.[0] === 1, progress: one.u?.[1] === 1 };
    const available = one.v?.map((at) => activity.children[at]).filter((child) => child !== undefined);
    activity.available = available && available.length > 0 ? available : activity.children;
  }
  holder.tracking.globals.clear();
  for (const [id, known] of Object.entries(before.globals)) holder.tracking.globals.set(id, { ...known });
  holder.stores.clear();
  for (const [id, value] of Object.entries(before.stores ?? {})) holder.stores.set(id, value);
  holder.current = before.current === undefined ? undefined : byId.get(before.current);
  holder.suspended = before.suspended === undefined ? undefined : byId.get(before.suspended);
}

/** What the portal kept, if it is of this sequencer's making. */
export function readKept(text: string | null): Kept | undefined {
  if (text === null) return undefined;
  try {
    const found = JSON.parse(text) as Partial<Kept>;
    return found.format === 'focalpoint-1' && typeof found.activities === 'object' && typeof found.globals === 'object' ? (found as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a tree, as it was kept, came to be complete as a whole: by its own rules, whichever of its units those leave out (SN RB.1.3). */
export function isWhole(root: string, text: string | null): boolean {
  const activities = readKept(text)?.activities ?? {};
  return Object.hasOwn(activities, root) && activities[root]?.c === 1;
}
