import { commonAncestor, type Activity } from './activity.js';
import type { Direction, Flow } from './flow.js';
import type { Rules } from './rules.js';

/** What a choice leads to; where it leads nowhere though it was allowed (SB.2.9-9), the attempts up to the common ancestor end. */
export type Chosen = { deliver: Activity } | { refused: string; endsAt?: Activity };

/** The choice sequencing request (SN 4.8, SB.2.9) and its parts. Nothing is changed by it. */
export class Choice {
  constructor(
    private readonly rules: Rules,
    private readonly flow: Flow,
  ) {}

  /** SB.2.9 */
  request(target: Activity | undefined, current: Activity | undefined): Chosen {
    if (!target) return { refused: 'SB.2.9-1' };
    for (const activity of target.path) {
      if (activity.parent && !activity.parent.available.includes(activity)) return { refused: 'SB.2.9-2' };
      if (this.rules.check(activity, activity.definition.precondition, 'hiddenFromChoice') !== undefined) return { refused: 'SB.2.9-3' };
    }
    const [root = target] = target.path;
    if (target.parent && !target.parent.definition.choice) return { refused: 'SB.2.9-4' };
    const ancestor = current ? commonAncestor(current, target) : root;
    const refused = this.barrier(target, current, ancestor);
    if (refused !== undefined) return { refused };
    if (target.isLeaf) return { deliver: target };
    const found = this.flow.from(target, 'forward', true);
    return 'deliver' in found ? found : { refused: 'SB.2.9-9', endsAt: ancestor };
  }

  /** What stands between the current activity and the target. */
  private barrier(target: Activity, current: Activity | undefined, ancestor: Activity): string | undefined {
    if (current === target) return undefined;
    if (current && target.parent && current.parent === target.parent) return this.alongside(target, current);
    if (!current || current === ancestor) return this.downTo(target, ancestor, true);
    const leaving = current.path.filter((activity) => activity !== ancestor && activity.isWithin(ancestor)).reverse();
    if (leaving.some(({ definition }) => !definition.choiceExit)) return 'SB.2.9-7';
    if (target === ancestor) return undefined;
    const constrained = leaving.find(({ isLeaf, definition }) => !isLeaf && definition.constrainChoice); // it is clusters that hold a learner near (SN 3.3.1)
    if (constrained && !this.isNear(target, constrained)) return 'SB.2.9-8';
    return this.downTo(target, ancestor, isAfter(target, current));
  }

  /** Siblings: each one from the current activity up to the target has to let the learner past (SB.2.4). */
  private alongside(target: Activity, current: Activity): string | undefined {
    const siblings = target.parent?.available ?? [];
    const [from, to] = [siblings.indexOf(current), siblings.indexOf(target)];
    const direction: Direction = to > from ? 'forward' : 'backward';
    const walked = direction === 'forward' ? siblings.slice(Math.max(from, 0), to) : siblings.slice(to + 1, from + 1);
    return walked.map((activity) => this.passes(activity, direction)).find((code) => code !== undefined);
  }

  /** From the common ancestor down to the target. */
  private downTo(target: Activity, ancestor: Activity, isForward: boolean): string | undefined {
    for (const activity of target.path.filter((one) => one !== target && one.isWithin(ancestor))) {
      const refused = isForward ? this.passes(activity, 'forward') : undefined;
      if (refused !== undefined) return refused;
      if (!activity.isActive && activity !== ancestor && activity.definition.preventActivation) return 'SB.2.9-6';
    }
    return undefined;
  }

  /** SB.2.4 */
  private passes(activity: Activity, direction: Direction): string | undefined {
    if (direction === 'forward') return this.rules.check(activity, activity.definition.precondition, 'stopForwardTraversal') === undefined ? undefined : 'SB.2.4-1';
    if (!activity.parent) return 'SB.2.4-3';
    return activity.parent.definition.forwardOnly ? 'SB.2.4-2' : undefined;
  }

  /** A constrained choice reaches what lies below the activity, and in the next one beside it (SB.2.9.1, SB.2.9.2). */
  private isNear(target: Activity, constrained: Activity): boolean {
    return target.isWithin(constrained) || target.isWithin(neighbour(constrained, isAfter(target, constrained) ? 1 : -1) ?? constrained);
  }
}

/** The activity the tree goes on with on one side, without looking into any: SB.2.9.2. */
function neighbour(activity: Activity, step: 1 | -1): Activity | undefined {
  if (!activity.parent) return undefined;
  return activity.beside(step) ?? neighbour(activity.parent, step);
}

const isAfter = (one: Activity, other: Activity) => one.order > other.order;
