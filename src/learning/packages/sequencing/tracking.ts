import type { Activity, Known, Objective } from './activity.js';
import type { Shared } from './definition.js';

/** Global objectives by their identifiers (SN 3.10.3). */
export type Globals = Map<string, Known>;

/**
 * What is known of objectives and progress, through the maps to global objectives: what is written is written there too, and what a global objective
 * knows goes before what the activity itself does (SN 3.10.2).
 */
export class Tracking {
  /** Global objectives written to since roll-up last looked. */
  readonly touched = new Set<string>();

  constructor(readonly globals: Globals) {}

  /** One value of an objective; undefined while it is not known. @param isRollup asks for what counts in the current attempt on the parent */
  value<Name extends Shared>(activity: Activity, objective: Objective, name: Name): Known[Name] {
    if (name === 'SatisfiedStatus' && objective.definition.satisfiedByMeasure) return this.byMeasure(activity, objective) as Known[Name];
    for (const { target, reads } of objective.definition.maps) {
      const found = reads.has(name) ? this.globals.get(target)?.[name] : undefined;
      if (found !== undefined) return found;
    }
    return activity.isStale.objective ? undefined : objective.known[name];
  }

  /** Measure above the minimum: satisfied (RB.1.2 a). While the activity runs, only where it is to be judged then already (SN 3.9.2). */
  private byMeasure(activity: Activity, objective: Objective): boolean | undefined {
    const measure = this.value(activity, objective, 'NormalizedMeasure');
    if (measure === undefined || (activity.isActive && !activity.definition.satisfactionIfActive)) return undefined;
    return measure >= objective.definition.minimum;
  }

  isSatisfied(activity: Activity): boolean | undefined {
    return this.value(activity, activity.primary, 'SatisfiedStatus');
  }

  isCompleted(activity: Activity): boolean | undefined {
    for (const { target, reads } of activity.primary.definition.maps) {
      const found = reads.has('CompletionStatus') ? this.globals.get(target)?.CompletionStatus : undefined;
      if (found !== undefined) return found;
    }
    return activity.isStale.progress ? undefined : activity.isCompleted;
  }

  amount(activity: Activity): number | undefined {
    for (const { target, reads } of activity.primary.definition.maps) {
      const found = reads.has('ProgressMeasure') ? this.globals.get(target)?.ProgressMeasure : undefined;
      if (found !== undefined) return found;
    }
    return activity.isStale.progress ? undefined : activity.amount;
  }

  /** Notes what is known of an objective, here and in the global ones it writes to. What is undefined is not known any more; a global one keeps what it knew. */
  note(activity: Activity, objective: Objective, said: Known): void {
    Object.assign(objective.known, said);
    for (const name of Object.keys(said) as Shared[]) if (said[name] === undefined) delete objective.known[name];
    this.write(activity, objective, objective.known, Object.keys(said) as Shared[]);
  }

  /** Notes the progress of an activity, which is its primary objective's too (SN 4.2.1.3). */
  noteProgress(activity: Activity, isCompleted: boolean | undefined, amount = activity.amount): void {
    activity.isCompleted = isCompleted;
    activity.amount = amount;
    this.write(activity, activity.primary, { CompletionStatus: isCompleted, ProgressMeasure: amount }, ['CompletionStatus', 'ProgressMeasure']);
  }

  private write(activity: Activity, objective: Objective, known: Known, names: readonly Shared[]): void {
    const { satisfiedByMeasure, minimum, maps } = objective.definition;
    const told = { ...known };
    const judged = satisfiedByMeasure && names.includes('NormalizedMeasure');
    const isJudged = known.NormalizedMeasure !== undefined && (!activity.isActive || activity.definition.satisfactionIfActive);
    if (satisfiedByMeasure) told.SatisfiedStatus = isJudged ? Number(known.NormalizedMeasure) >= minimum : undefined;
    if (!activity.definition.tracked) return;
    for (const { target, writes } of maps) {
      for (const name of judged ? [...names, 'SatisfiedStatus' as const] : names) {
        if (!writes.has(name) || told[name] === undefined || this.globals.get(target)?.[name] === told[name]) continue;
        this.globals.set(target, { ...this.globals.get(target), [name]: told[name] });
        this.touched.add(target);
      }
    }
  }
}
