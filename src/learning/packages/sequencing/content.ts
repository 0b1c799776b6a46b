import type { Activity, Known, Objective } from './activity.js';
import type { Shared } from './definition.js';
import type { Tracking } from './tracking.js';

/** Values of a unit's data model, as far as they are known. */
type Peek = (element: string) => string | undefined;

const numeral = (value: string | undefined) => (value === undefined || value === '' ? undefined : Number(value));
const success = (value: string | undefined) => (value === 'passed' ? true : value === 'failed' ? false : undefined);
const completion = (value: string | undefined) => (value === 'completed' ? true : value === 'incomplete' || value === 'not attempted' ? false : undefined);

/** The element of `cmi.objectives.n` that carries a value of an objective (RTE 4.2.17). */
const elements: Record<Shared, { name: string; read: (value: string | undefined) => boolean | number | undefined }> = {
  SatisfiedStatus: { name: 'success_status', read: success }, NormalizedMeasure: { name: 'score.scaled', read: numeral }, RawScore: { name: 'score.raw', read: numeral },
  MinScore: { name: 'score.min', read: numeral }, MaxScore: { name: 'score.max', read: numeral }, CompletionStatus: { name: 'completion_status', read: completion }, ProgressMeasure: { name: 'progress_measure', read: numeral },
};

/**
 * What a SCO said becomes the tracking of its activity (SN 4.2.1, RTE 4.2.17, 4.2.22): objectives by their identifiers, and then what it says of
 * itself, which is the primary objective's. Objectives it never spoke of keep what they are, and what it left unsaid of itself is taken from the
 * record of its primary objective.
 */
export function noted(tracking: Tracking, activity: Activity, peek: Peek): void {
  if (!activity.definition.tracked) return;
  const byId = new Map<string, number>();
  for (let at = 0; ; at++) {
    const id = peek(`cmi.objectives.${at}.id`);
    if (id === undefined) break;
    byId.set(id, at);
  }
  const { completedByMeasure, minimumProgress } = activity.definition;
  let ofPrimary: Known = {};
  for (const objective of activity.objectives) {
    const at = objective.definition.id === '' ? undefined : byId.get(objective.definition.id);
    const said: Known = at === undefined ? {} : spoken((name) => peek(`cmi.objectives.${at}.${name}`));
    const unknown = at === undefined ? [] : unknowns((name) => peek(`cmi.objectives.${at}.${name}`));
    if (!objective.definition.isPrimary) {
      tracking.note(activity, objective, said, unknown);
      continue;
    }
    ofPrimary = said;
    const all = { ...said, ...ofItself(peek), ...(completion(peek('cmi.completion_status')) === undefined ? {} : { CompletionStatus: completion(peek('cmi.completion_status')) }) };
    const still = [...unknown, ...unknowns((name) => peek(`cmi.${name}`))].filter((name) => all[name] === undefined && !(name === 'SatisfiedStatus' ? objective.definition.satisfiedByMeasure : completedByMeasure));
    activity.staysUnknown = { objective: still.includes('SatisfiedStatus'), progress: still.includes('CompletionStatus') };
    tracking.note(activity, objective, { ...said, ...ofItself(peek) }, still);
  }
  const amount = numeral(peek('cmi.progress_measure')) ?? ofPrimary.ProgressMeasure;
  const isCompleted = completion(peek('cmi.completion_status')) ?? ofPrimary.CompletionStatus;
  tracking.noteProgress(activity, completedByMeasure ? (amount === undefined ? undefined : amount >= minimumProgress) : isCompleted, amount);
}

/** What was said not to be known. */
const unknowns = (peek: Peek): Shared[] => [...(peek('success_status') === 'unknown' ? ['SatisfiedStatus' as const] : []), ...(peek('completion_status') === 'unknown' ? ['CompletionStatus' as const] : [])];

const spoken = (peek: Peek): Known => Object.fromEntries(Object.entries(elements).map(([name, { name: element, read }]) => [name, read(peek(element))]).filter(([, value]) => value !== undefined)) as Known;

function ofItself(peek: Peek): Known {
  const said = { SatisfiedStatus: success(peek('cmi.success_status')), NormalizedMeasure: numeral(peek('cmi.score.scaled')), RawScore: numeral(peek('cmi.score.raw')), MinScore: numeral(peek('cmi.score.min')), MaxScore: numeral(peek('cmi.score.max')) };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Known;
}

/**
 * What `cmi.objectives` begins with: identifiers in their order, and what is known of each, through its maps (RTE 4.2.17.1). A unit that is resumed
 * keeps what it set itself, but for what its global objectives know by now.
 * @param before values of the unit that are there already
 */
export function objectivesAtFirst(tracking: Tracking, activity: Activity, before: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  const named = activity.objectives.filter(({ definition }) => definition.id !== '');
  for (const [at, objective] of named.entries()) {
    found[`cmi.objectives.${at}.id`] = objective.definition.id;
    for (const [name, { name: element }] of Object.entries(elements) as [Shared, { name: string }][]) {
      const value = said(name, tracking, activity, objective);
      const isNews = tracking.global(objective, name) !== undefined || !before.has(`cmi.objectives.${at}.${element}`);
      if (value !== undefined && isNews) found[`cmi.objectives.${at}.${element}`] = value;
    }
  }
  return found;
}

function said(name: Shared, tracking: Tracking, activity: Activity, objective: Objective): string | undefined {
  const value = tracking.shown(activity, objective, name);
  if (value === undefined) return undefined;
  if (name === 'SatisfiedStatus') return value === true ? 'passed' : 'failed';
  if (name === 'CompletionStatus') return value === true ? 'completed' : 'incomplete';
  return String(value);
}
