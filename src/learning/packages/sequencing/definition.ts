import type { Activity } from '../import/outline.js';

/** What a rule asks: one thing of an activity, or of one of its objectives. */
export interface Condition {
  condition: string;
  isNegated: boolean;
  /** The primary objective, when left out. */
  objective?: string;
  threshold: number;
}

export interface Rule {
  action: string;
  combination: 'all' | 'any';
  conditions: Condition[];
}

export interface RollupRule extends Rule {
  set: string;
  minimumCount: number;
  /** 0–1, as in the manifest. */
  minimumPercent: number;
}

/** What one objective shares with the global ones (SCORM 2004 4th edition, CAM 5.1.7.3 and 5.1.14). */
export interface ObjectiveMap {
  target: string;
  reads: ReadonlySet<Shared>;
  writes: ReadonlySet<Shared>;
}
export const shared = ['SatisfiedStatus', 'NormalizedMeasure', 'RawScore', 'MinScore', 'MaxScore', 'CompletionStatus', 'ProgressMeasure'] as const;
export type Shared = (typeof shared)[number];

export interface ObjectiveDefinition {
  id: string;
  isPrimary: boolean;
  satisfiedByMeasure: boolean;
  minimum: number;
  maps: ObjectiveMap[];
}

/** A sequencing definition with its defaults (SN 3). */
export interface Definition {
  choice: boolean;
  choiceExit: boolean;
  flow: boolean;
  forwardOnly: boolean;
  currentObjective: boolean;
  currentProgress: boolean;
  constrainChoice: boolean;
  preventActivation: boolean;
  precondition: Rule[];
  exit: Rule[];
  post: Rule[];
  attemptLimit?: number;
  rollup: RollupRule[];
  rollupObjective: boolean;
  rollupProgress: boolean;
  objectiveWeight: number;
  progressWeight: number;
  required: Record<'satisfied' | 'notSatisfied' | 'completed' | 'incomplete', string>;
  satisfactionIfActive: boolean;
  completedByMeasure: boolean;
  minimumProgress: number;
  selection: { timing: string; count?: number };
  randomization: { timing: string; reorder: boolean };
  tracked: boolean;
  completionSetByContent: boolean;
  objectiveSetByContent: boolean;
  objectives: ObjectiveDefinition[];
  hidden: string[];
  stores: { id: string; reads: boolean; writes: boolean }[];
}

type Said = Readonly<Record<string, unknown>>;
const group = (value: unknown): Said => (typeof value === 'object' && value !== null ? (value as Said) : {});
const list = (value: unknown): Said[] => (Array.isArray(value) ? value.map(group) : []);
const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise);
const numeral = (value: unknown, otherwise: number) => (typeof value === 'number' && Number.isFinite(value) ? value : otherwise);
const word = (value: unknown, otherwise: string) => (typeof value === 'string' && value !== '' ? value : otherwise);
const whole = (value: unknown) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined);

const rule = (one: Said): Rule => ({
  action: word(one.action, ''),
  combination: one.conditionCombination === 'any' ? 'any' : 'all',
  conditions: list(one.conditions).map((asked) => ({
    condition: word(asked.condition, ''), isNegated: asked.operator === 'not', threshold: numeral(group(asked.parameters).threshold, 0),
    ...(typeof asked.referencedObjective === 'string' ? { objective: asked.referencedObjective } : {}),
  })),
});

/** A map of objectives that stands beside those of IMS reads all five values of the 4th edition unless it says otherwise; the manifest's reader says so. */
const objectiveMap = (one: Said): ObjectiveMap => ({
  target: word(one.targetObjectiveID, ''),
  reads: new Set(shared.filter((name) => one[`read${name}`] === true)),
  writes: new Set(shared.filter((name) => one[`write${name}`] === true)),
});

const objective = (one: Said, isPrimary: boolean): ObjectiveDefinition => ({
  id: word(one.objectiveID, ''), isPrimary, satisfiedByMeasure: flag(one.satisfiedByMeasure, false), minimum: numeral(one.minNormalizedMeasure, 1), maps: list(one.mapInfo).map(objectiveMap),
});

/** What an activity of the outline says of its sequencing, and what SN 3 has it be where it says nothing. */
export function definitionOf(activity: Activity): Definition {
  const control = group(activity.sequencingControls);
  const delivery = group(activity.deliveryControls);
  const rules = group(activity.sequencingRules);
  const considered = group(activity.rollupConsiderations);
  const threshold = group(activity.completionThreshold);
  return {
    choice: flag(control.choice, true), choiceExit: flag(control.choiceExit, true), flow: flag(control.flow, false), forwardOnly: flag(control.forwardOnly, false),
    currentObjective: flag(control.useCurrentAttemptObjectiveInfo, true), currentProgress: flag(control.useCurrentAttemptProgressInfo, true),
    constrainChoice: flag(control.constrainChoice, false), preventActivation: flag(control.preventActivation, false),
    precondition: list(rules.preConditionRules).map(rule), exit: list(rules.exitConditionRules).map(rule), post: list(rules.postConditionRules).map(rule),
    attemptLimit: whole(activity.attemptLimit),
    rollup: list(group(activity.rollupRules).rules).map((one) => ({ ...rule(one), set: word(one.consideration, 'all'), minimumCount: numeral(one.minimumCount, 0), minimumPercent: numeral(one.minimumPercent, 0) / 100 })),
    rollupObjective: flag(control.rollupObjectiveSatisfied, true), rollupProgress: flag(control.rollupProgressCompletion, true), objectiveWeight: numeral(control.objectiveMeasureWeight, 1),
    progressWeight: numeral(threshold.progressWeight, 1),
    required: {
      satisfied: word(considered.requiredForSatisfied, 'always'), notSatisfied: word(considered.requiredForNotSatisfied, 'always'),
      completed: word(considered.requiredForCompleted, 'always'), incomplete: word(considered.requiredForIncomplete, 'always'),
    },
    satisfactionIfActive: flag(considered.measureSatisfactionIfActive, true),
    completedByMeasure: flag(threshold.completedByMeasure, false), minimumProgress: numeral(threshold.minProgressMeasure, 1),
    selection: { timing: word(control.selectionTiming, 'never'), count: whole(control.selectCount) },
    randomization: { timing: word(control.randomizationTiming, 'never'), reorder: flag(control.reorderChildren, false) },
    tracked: flag(delivery.tracked, true), completionSetByContent: flag(delivery.completionSetByContent, false), objectiveSetByContent: flag(delivery.objectiveSetByContent, false),
    objectives: [objective(group(activity.primaryObjective), true), ...list(activity.objectives).map((one) => objective(one, false))],
    hidden: Array.isArray(activity.hideLmsUi) ? activity.hideLmsUi.map(String) : [],
    stores: list(activity.sharedDataMaps).map((one) => ({ id: word(one.targetID, ''), reads: flag(one.readSharedData, true), writes: flag(one.writeSharedData, true) })),
  };
}
