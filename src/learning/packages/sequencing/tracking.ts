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

  private isCurrentAlone = false;

  constructor(readonly globals: Globals) {}

  /**
   * Leaves out meanwhile what is known of earlier attempts on a parent that uses its current one alone (SN 3.2.7, 3.2.8): for roll-up, and where
   * something is tried again. A cluster that is only come back to passes over what was done in it before.
   */
  currently<Answer>(work: () => Answer): Answer {
    const before = this.isCurrentAlone;
    this.isCurrentAlone = true;
    try {
      return work();
    } finally {
      this.isCurrentAlone = before;
    }
  }

  private isStale(activity: Activity, what: 'objective' | 'progress'): boolean {
    return this.isCurrentAlone && activity.isStale[what];
  }

  /** One value of an objective, for rules and roll-up; undefined while it is not known, and always of an activity that is not tracked (SN 4.2.1). */
  value<Name extends Shared>(activity: Activity, objective: Objective, name: Name): Known[Name] {
    return activity.definition.tracked ? this.shown(activity, objective, name) : undefined;
  }

  /** The same as a unit is told it, which reads global objectives even where it is not tracked (RTE 4.2.17.1). */
  shown<Name extends Shared>(activity: Activity, objective: Objective, name: Name): Known[Name] {
    if (name === 'SatisfiedStatus' && objective.definition.satisfiedByMeasure) return this.byMeasure(activity, objective) as Known[Name];
    const found = this.global(objective, name);
    return found !== undefined || this.isStale(activity, 'objective') || this.isRead(objective, name) ? found : objective.known[name];
  }

  /** Whether what is known comes from a global objective alone, and is as unknown as that one's: the status and the measure of an objective, not what the 4th edition added. */
  private isRead(objective: Objective, name: Shared): boolean {
    return (name === 'SatisfiedStatus' || name === 'NormalizedMeasure') && objective.definition.maps.some(({ reads }) => reads.has(name));
  }

  /** What the first global objective knows that this one reads. */
  global<Name extends Shared>(objective: Objective, name: Name): Known[Name] {
    for (const { target, reads } of objective.definition.maps) {
      const found = reads.has(name) ? this.globals.get(target)?.[name] : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Measure above the minimum: satisfied (RB.1.2 a). While the activity runs, only where it is to be judged then already (SN 3.9.2). */
  private byMeasure(activity: Activity, objective: Objective): boolean | undefined {
    const measure = this.shown(activity, objective, 'NormalizedMeasure');
    if (measure === undefined || (activity.isActive && !activity.definition.satisfactionIfActive)) return undefined;
    return measure >= objective.definition.minimum;
  }

  isSatisfied(activity: Activity): boolean | undefined {
    return this.value(activity, activity.primary, 'SatisfiedStatus');
  }

  /** Of an activity, or of another of its objectives than the primary one; by its amount where its threshold says so, wherever that came from (RB.1.3 a). */
  isCompleted(activity: Activity, objective = activity.primary): boolean | undefined {
    const { tracked, completedByMeasure, minimumProgress } = activity.definition;
    if (!tracked) return undefined;
    if (objective !== activity.primary) return this.value(activity, objective, 'CompletionStatus');
    if (completedByMeasure) {
      const amount = this.amount(activity);
      return amount === undefined ? undefined : amount >= minimumProgress;
    }
    return this.global(objective, 'CompletionStatus') ?? (this.isStale(activity, 'progress') ? undefined : activity.isCompleted);
  }

  amount(activity: Activity): number | undefined {
    return this.global(activity.primary, 'ProgressMeasure') ?? (this.isStale(activity, 'progress') ? undefined : activity.amount);
  }

  /** Notes what is known of an objective, here and in the global ones it writes to. What is undefined is not known any more; a global one keeps what it knew, unless content said that it does not know. */
  note(activity: Activity, objective: Objective, said: Known, forgotten: readonly Shared[] = []): void {
    for (const name of forgotten) this.forget(activity, objective, name);
    Object.assign(objective.known, said);
    for (const name of Object.keys(said) as Shared[]) if (said[name] === undefined) delete objective.known[name];
    this.write(activity, objective, objective.known, Object.keys(said) as Shared[]);
  }

  private forget(activity: Activity, objective: Objective, name: Shared): void {
    delete objective.known[name];
    for (const { target, writes } of activity.definition.tracked ? objective.definition.maps : []) {
      const known = this.globals.get(target);
      if (!writes.has(name) || known?.[name] === undefined) continue;
      this.globals.set(target, { ...known, [name]: undefined });
      this.touched.add(target);
    }
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
