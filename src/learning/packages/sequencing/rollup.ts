import type { Activity } from './activity.js';
import type { RollupRule } from './definition.js';
import { combined, type Judgement, type Rules } from './rules.js';
import type { Tracking } from './tracking.js';

/** Objectives that feed one another come to rest after a few rounds, or never. */
const turnsMost = 5;

type Action = 'satisfied' | 'notSatisfied' | 'completed' | 'incomplete';

/**
 * What holds where a cluster has rules neither for an action nor for its opposite (RB.1.2 b, RB.1.3 b): all known makes it not satisfied, unless all
 * are satisfied; and so with progress.
 */
const opposite: Record<Action, Action> = { satisfied: 'notSatisfied', notSatisfied: 'satisfied', completed: 'incomplete', incomplete: 'completed' };
const standing: Record<Action, RollupRule> = {
  notSatisfied: always('notSatisfied', 'objectiveStatusKnown'), satisfied: always('satisfied', 'satisfied'), incomplete: always('incomplete', 'activityProgressKnown'), completed: always('completed', 'completed'),
};

function always(action: Action, condition: string): RollupRule {
  return { action, set: 'all', combination: 'any', conditions: [{ condition, isNegated: false, threshold: 0 }], minimumCount: 0, minimumPercent: 0 };
}

/** Roll-up of what is known of activities to those above them (SN 4.6, RB.1). */
export class Rollup {
  constructor(
    private readonly tracking: Tracking,
    private readonly rules: Rules,
  ) {}

  /** RB.1.5: from the activity up to the root; then from those that read a global objective which changed meanwhile (SN 4.6.1). */
  overall(activity: Activity): void {
    this.upwards(activity);
    for (let turn = 0; turn < turnsMost && this.tracking.touched.size > 0; turn++) {
      const touched = new Set(this.tracking.touched);
      this.tracking.touched.clear();
      for (const one of activity.path[0]?.all() ?? []) {
        if (one.objectives.some(({ definition }) => definition.maps.some(({ target, reads }) => reads.size > 0 && touched.has(target)))) this.upwards(one);
      }
    }
    this.tracking.touched.clear();
  }

  private upwards(activity: Activity): void {
    for (const one of activity.path.reverse()) {
      if (one.isLeaf) continue;
      this.tracking.currently(() => {
        this.measure(one);
        this.objective(one);
        this.progress(one);
      });
    }
  }

  /** RB.1.1 a and b: weighted means of what the tracked children measure; a child without a measure counts with nothing. */
  private measure(activity: Activity): void {
    const children = activity.available.filter(({ definition }) => definition.tracked);
    const measured = mean(children, ({ definition }) => definition.objectiveWeight, (child) => this.tracking.value(child, child.primary, 'NormalizedMeasure'));
    this.tracking.note(activity, activity.primary, { NormalizedMeasure: measured });
    activity.amount = mean(children, ({ definition }) => definition.progressWeight, (child) => this.tracking.amount(child));
  }

  /** RB.1.2: by measure where the objective says so, else by rules. */
  private objective(activity: Activity): void {
    const { primary } = activity;
    if (primary.definition.satisfiedByMeasure) return; // judged whenever it is asked for, by the measure just rolled up
    const isSatisfied = this.decided(activity, 'notSatisfied', 'satisfied');
    if (isSatisfied !== undefined) this.tracking.note(activity, primary, { SatisfiedStatus: isSatisfied });
  }

  /** RB.1.3: by measure where the threshold says so, else by rules. */
  private progress(activity: Activity): void {
    const { completedByMeasure, minimumProgress } = activity.definition;
    const { amount } = activity;
    const decided = completedByMeasure ? (amount === undefined ? undefined : amount >= minimumProgress) : (this.decided(activity, 'incomplete', 'completed') ?? activity.isCompleted);
    this.tracking.noteProgress(activity, decided, amount);
  }

  /** The denying action first, the affirming one over it. */
  private decided(activity: Activity, no: Action, yes: Action): boolean | undefined {
    if (this.check(activity, yes)) return true;
    return this.check(activity, no) ? false : undefined;
  }

  /** RB.1.4: whether a rule with this action holds for the children that count. */
  private check(activity: Activity, action: Action): boolean {
    const own = activity.definition.rollup.filter((rule) => rule.action === action);
    const isSaid = activity.definition.rollup.some((rule) => rule.action === action || rule.action === opposite[action]);
    const children = activity.available.filter((child) => child.definition.tracked && this.counts(child, action));
    if (!isSaid && children.length === 0) return false; // what nobody asked for does not follow from nothing
    return (isSaid ? own : [standing[action]]).some((rule) => reaches(rule, children.map((child) => combined(rule.combination, rule.conditions.map((one) => this.rules.holds(child, one))))));
  }

  /** RB.1.4.2: whether a child counts for an action. */
  private counts(child: Activity, action: Action): boolean {
    const { definition, isSuspended, attempts } = child;
    if (!(action === 'satisfied' || action === 'notSatisfied' ? definition.rollupObjective : definition.rollupProgress)) return false;
    switch (definition.required[action]) {
      case 'ifNotSuspended': return attempts > 0 && !isSuspended;
      case 'ifAttempted': return attempts > 0;
      case 'ifNotSkipped': return this.rules.check(child, definition.precondition, 'skip') === undefined;
      default: return true;
    }
  }
}

/** Whether enough of them are true. All of nothing are, and none of nothing is (RB.1.4). */
function reaches({ set, minimumCount, minimumPercent }: RollupRule, found: readonly Judgement[]): boolean {
  const right = found.filter((one) => one === true).length;
  switch (set) {
    case 'all': return right === found.length;
    case 'any': return right > 0;
    case 'none': return found.every((one) => one === false);
    case 'atLeastCount': return found.length > 0 && right >= minimumCount;
    case 'atLeastPercent': return found.length > 0 && right / found.length >= minimumPercent;
    default: return false;
  }
}

function mean(children: readonly Activity[], weight: (child: Activity) => number, measure: (child: Activity) => number | undefined): number | undefined {
  const weights = children.reduce((sum, child) => sum + weight(child), 0);
  if (weights <= 0 || children.every((child) => measure(child) === undefined)) return undefined;
  return children.reduce((sum, child) => sum + (measure(child) ?? 0) * weight(child), 0) / weights;
}
