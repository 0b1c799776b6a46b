import { commonAncestor, type Activity } from './activity.js';
import type { Rollup } from './rollup.js';
import type { Tracking } from './tracking.js';

/** How attempts begin and end (SN 4.9, UP.3, UP.4, DB.2), and what of a cluster they show (SR.1, SR.2). */
export class Attempts {
  constructor(
    private readonly tracking: Tracking,
    private readonly rollup: Rollup,
    private readonly random: () => number,
  ) {}

  /** UP.4: what content leaves to the run-time is decided, and everything is rolled up. */
  end(activity: Activity): void {
    const { definition, primary } = activity;
    if (!activity.isLeaf) activity.isSuspended = activity.children.some(({ isSuspended }) => isSuspended);
    else if (definition.tracked && !activity.isSuspended) {
      if (!definition.completionSetByContent && !activity.staysUnknown.progress && !definition.completedByMeasure && activity.isCompleted === undefined) this.tracking.noteProgress(activity, true);
      if (!definition.objectiveSetByContent && !activity.staysUnknown.objective && this.tracking.isSatisfied(activity) === undefined && !primary.definition.satisfiedByMeasure) this.tracking.note(activity, primary, { SatisfiedStatus: true });
    }
    activity.isActive = false;
    this.rollup.overall(activity);
    if (!activity.isLeaf && !activity.isSuspended) this.arrange(activity, 'onEachNewAttempt');
  }

  /** UP.3: the clusters between the current activity and one above it, from below. */
  endBetween(current: Activity | undefined, activity: Activity): void {
    if (!current) return;
    const ancestor = commonAncestor(current, activity);
    for (const one of current.path.slice(0, -1).reverse()) if (one !== ancestor && one.isWithin(ancestor) && one.isActive) this.end(one);
  }

  /** DB.2: each activity down to the delivered one begins an attempt, or goes on with the suspended one. */
  begin(activity: Activity): void {
    for (const one of activity.path) {
      if (one.isActive) continue;
      if (one.definition.tracked) {
        if (one.isSuspended) one.isSuspended = false;
        else this.anew(one);
      }
      one.isActive = true;
    }
  }

  private anew(activity: Activity): void {
    activity.attempts += 1;
    activity.isCompleted = undefined;
    activity.amount = undefined;
    activity.isStale = { objective: false, progress: false };
    activity.staysUnknown = { objective: false, progress: false };
    for (const objective of activity.objectives) objective.known = {};
    const { currentObjective, currentProgress } = activity.definition;
    if (activity.attempts > 1) for (const child of activity.children) child.isStale = { objective: currentObjective, progress: currentProgress };
  }

  /** DB.2.1: another activity than the suspended one is delivered; what is not on its way any more is suspended no longer. */
  clearSuspended(suspended: Activity, delivered: Activity): void {
    const ancestor = commonAncestor(suspended, delivered);
    for (const one of suspended.path.reverse()) {
      if (one.isWithin(ancestor) && (one.isLeaf || !one.children.some(({ isSuspended }) => isSuspended))) one.isSuspended = false;
    }
  }

  /** SR.1 and SR.2: which children are there, and in which order. Nothing moves under a learner who is within. */
  arrange(activity: Activity, timing: 'once' | 'onEachNewAttempt'): void {
    if (activity.isLeaf || activity.isActive || activity.isSuspended) return;
    const { selection, randomization } = activity.definition;
    if (selection.timing === timing && selection.count !== undefined && selection.count < activity.children.length) {
      const chosen = new Set(this.shuffled(activity.children).slice(0, selection.count));
      activity.available = activity.children.filter((child) => chosen.has(child));
    }
    if (randomization.timing === timing && randomization.reorder) activity.available = this.shuffled(activity.available);
  }

  private shuffled(activities: readonly Activity[]): Activity[] {
    const all = [...activities];
    for (let at = all.length - 1; at > 0; at--) {
      const other = Math.floor(this.random() * (at + 1));
      [all[at], all[other]] = [all[other], all[at]] as [Activity, Activity];
    }
    return all;
  }
}
