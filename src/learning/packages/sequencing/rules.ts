import type { Activity } from './activity.js';
import type { Condition, Rule } from './definition.js';
import type { Tracking } from './tracking.js';

/** True, false, or not known yet: rules are judged in three values (SN 4.2.2, UP.2.1). */
export type Judgement = boolean | undefined;

export const negated = (judgement: Judgement): Judgement => (judgement === undefined ? undefined : !judgement);

/** Several judgements as one; none at all is not known. */
export function combined(combination: 'all' | 'any', found: readonly Judgement[]): Judgement {
  if (found.length === 0) return undefined;
  const decisive = combination === 'any';
  return found.includes(decisive) ? decisive : found.includes(undefined) ? undefined : !decisive;
}

/** Conditions of sequencing and roll-up rules (SN 3.4.2 and 3.7.4). */
export class Rules {
  constructor(private readonly tracking: Tracking) {}

  holds(activity: Activity, { condition, isNegated, objective: id, threshold }: Condition): Judgement {
    const found = this.asked(activity, condition, id, threshold);
    return isNegated ? negated(found) : found;
  }

  private asked(activity: Activity, condition: string, id: string | undefined, threshold: number): Judgement {
    const { tracking } = this;
    const objective = (id === undefined || id === '' ? undefined : activity.objectives.find(({ definition }) => definition.id === id)) ?? activity.primary;
    const measure = () => tracking.value(activity, objective, 'NormalizedMeasure');
    const isAttempted = activity.attempts > 0;
    switch (condition) {
      case 'satisfied': return tracking.value(activity, objective, 'SatisfiedStatus');
      case 'objectiveStatusKnown': return tracking.value(activity, objective, 'SatisfiedStatus') !== undefined;
      case 'objectiveMeasureKnown': return measure() !== undefined;
      case 'objectiveMeasureGreaterThan': return over(measure(), (value) => value > threshold);
      case 'objectiveMeasureLessThan': return over(measure(), (value) => value < threshold);
      case 'completed': return tracking.isCompleted(activity, objective);
      case 'activityProgressKnown': return tracking.isCompleted(activity, objective) !== undefined;
      case 'attempted': return isAttempted;
      case 'attemptLimitExceeded': return activity.definition.attemptLimit !== undefined && activity.attempts >= activity.definition.attemptLimit;
      case 'timeLimitExceeded': case 'outsideAvailableTimeRange': return false; // no edition asks that durations and dates be watched (SN 3.5)
      case 'always': return true;
      default: return undefined;
    }
  }

  /** UP.2 and UP.2.1: the action of the first rule that holds, of those asked for. */
  check(activity: Activity, rules: readonly Rule[], ...actions: string[]): string | undefined {
    return rules.find((rule) => isAskedFor(rule.action, actions) && combined(rule.combination, rule.conditions.map((one) => this.holds(activity, one))) === true)?.action;
  }

  /** UP.5: whether a rule or a limit keeps the activity from being delivered. */
  isBarred(activity: Activity): boolean {
    return this.check(activity, activity.definition.precondition, 'disabled') !== undefined || this.isOverLimit(activity);
  }

  /** UP.1: attempts past their number; what goes on, or is suspended, is none anew. */
  private isOverLimit({ definition: { tracked, attemptLimit }, isActive, isSuspended, attempts }: Activity): boolean {
    return tracked && !isActive && !isSuspended && attemptLimit !== undefined && attempts >= attemptLimit;
  }
}

const isAskedFor = (action: string, actions: readonly string[]) => actions.length === 0 || actions.includes(action);
const over = (value: number | undefined, judge: (value: number) => boolean): Judgement => (value === undefined ? undefined : judge(value));
