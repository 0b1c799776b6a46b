import type { Activity as Outlined } from '../import/outline.js';
import { definitionOf, type Definition, type ObjectiveDefinition, type Shared } from './definition.js';

/** What is known of an objective; what is not known is left out (SN 4.2.1.1, and the values the 4th edition adds). */
export type Known = Partial<Record<Exclude<Shared, 'SatisfiedStatus' | 'CompletionStatus'>, number> & Record<'SatisfiedStatus' | 'CompletionStatus', boolean>>;

export interface Objective {
  readonly definition: ObjectiveDefinition;
  known: Known;
}

/** An activity with its tracking and state (SN 4.2.1): the tree knows no clock and no network, so that player and specs run the same one. */
export class Activity {
  readonly id: string;
  readonly definition: Definition;
  readonly children: Activity[];
  /** Those of the current attempt, in their order: what selection and randomisation left (SN 4.2.1.6.2). */
  available: Activity[];
  readonly objectives: Objective[];
  /** Its place in the order of the tree, parents first. */
  order = 0;
  isActive = false;
  isSuspended = false;
  attempts = 0;
  /** Attempt Progress and Completion Status in one: undefined while the progress status is false. */
  isCompleted: boolean | undefined;
  /** Attempt Completion Amount. */
  amount: number | undefined;
  /** What content said that it does not know, so that nobody decides it for it when the attempt ends (RTE 4.2.4, 4.2.22). */
  staysUnknown = { objective: false, progress: false };
  /** What is kept of an earlier attempt on the parent, which uses only information of the current one (SN 3.2.7, 3.2.8). */
  isStale = { objective: false, progress: false };

  constructor(outlined: Outlined, readonly parent: Activity | undefined) {
    this.id = outlined.id;
    this.definition = definitionOf(outlined);
    this.objectives = this.definition.objectives.map((definition) => ({ definition, known: {} }));
    this.children = (outlined.children ?? []).map((child) => new Activity(child, this));
    this.available = this.children;
  }

  get isLeaf(): boolean {
    return this.children.length === 0;
  }

  get primary(): Objective {
    const [first] = this.objectives;
    if (!first) throw new Error('an activity has its primary objective');
    return first;
  }

  /** From the root to this activity, both included. */
  get path(): Activity[] {
    return this.parent ? [...this.parent.path, this] : [this];
  }

  /** Whether this one is `other`, or lies below it. */
  isWithin(other: Activity): boolean {
    return this === other || (this.parent?.isWithin(other) ?? false);
  }

  get isFirst(): boolean {
    return this.parent?.available[0] === this;
  }

  get isLast(): boolean {
    return this.parent?.available.at(-1) === this;
  }

  /** The available sibling beside this one. */
  beside(step: 1 | -1): Activity | undefined {
    const around = this.parent?.available ?? [];
    const at = around.indexOf(this);
    return at < 0 ? undefined : around[at + step];
  }

  /** This one and all below it, parents first. */
  all(): Activity[] {
    return [this, ...this.children.flatMap((child) => child.all())];
  }
}

/** The nearest activity both lie in, or are. */
export function commonAncestor(one: Activity, other: Activity): Activity {
  const found = one.path.findLast((activity) => other.isWithin(activity));
  if (!found) throw new Error('two activities are of one tree');
  return found;
}
