import type { Activity } from './activity.js';
import type { Rules } from './rules.js';

export type Direction = 'forward' | 'backward';

/** Where a traversal came to: an activity, or the code of SN why there is none. */
type Step = { to: Activity; direction: Direction } | { refused: string | undefined; endsSession?: boolean };

/** What flowing found: something to deliver, or why not. */
export type Flowed = { deliver: Activity } | { refused: string | undefined; at: Activity; endsSession?: boolean };

/** Walking the tree from activity to activity (SN 4.7, SB.2.1–2.3). Nothing is changed by it. */
export class Flow {
  constructor(private readonly rules: Rules) {}

  /** SB.2.3 */
  from(activity: Activity, direction: Direction, intoChildren: boolean): Flowed {
    const step = this.step(activity, direction, intoChildren, undefined);
    return 'to' in step ? this.through(step.to, direction, undefined) : { ...step, at: activity };
  }

  /** SB.2.1: one step in the tree. @param before the direction of the step before, where that was turned round */
  private step(activity: Activity, asked: Direction, intoChildren: boolean, before: Direction | undefined): Step {
    const isReversed = before === 'backward' && activity.parent !== undefined && activity.isLast;
    const from = isReversed ? (activity.parent?.available[0] ?? activity) : activity;
    const direction = isReversed ? 'backward' : asked;
    if (direction === 'forward') return this.forward(from, intoChildren);
    if (!from.parent) return { refused: 'SB.2.1-3' };
    if (from.isLeaf || !intoChildren) {
      if (!isReversed && from.parent.definition.forwardOnly) return { refused: 'SB.2.1-4' };
      const previous = from.beside(-1);
      return previous ? { to: previous, direction } : this.step(from.parent, 'backward', false, undefined);
    }
    const child = from.definition.forwardOnly ? from.available[0] : from.available.at(-1);
    return child ? { to: child, direction: from.definition.forwardOnly ? 'forward' : 'backward' } : { refused: 'SB.2.1-2' };
  }

  private forward(activity: Activity, intoChildren: boolean): Step {
    if (!activity.isLeaf && intoChildren) {
      const [child] = activity.available;
      return child ? { to: child, direction: 'forward' } : { refused: 'SB.2.1-2' };
    }
    if (!activity.parent) return { refused: undefined, endsSession: true }; // off the end of the tree
    const next = activity.beside(1);
    return next ? { to: next, direction: 'forward' } : this.step(activity.parent, 'forward', false, undefined);
  }

  /** SB.2.2: whether an activity can be delivered, else the next one that can. */
  private through(activity: Activity, direction: Direction, before: Direction | undefined): Flowed {
    if (!activity.parent?.definition.flow) return { refused: 'SB.2.2-1', at: activity };
    if (this.rules.check(activity, activity.definition.precondition, 'skip') !== undefined) {
      const step = this.step(activity, direction, false, before);
      if (!('to' in step)) return { ...step, at: activity };
      return this.through(step.to, step.direction, before === 'backward' && step.direction === 'backward' ? undefined : before);
    }
    if (this.rules.isBarred(activity)) return { refused: 'SB.2.2-2', at: activity };
    if (activity.isLeaf) return { deliver: activity };
    const step = this.step(activity, direction, true, undefined);
    if (!('to' in step)) return { ...step, at: activity };
    return this.through(step.to, step.direction, direction === 'backward' && step.direction === 'forward' ? 'backward' : undefined);
  }
}
