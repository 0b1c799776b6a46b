import type { Activity } from './outline.js';
import { PackageRefused } from './refusal.js';
import type { Element } from './xml.js';

/** `imsss:sequencingCollection`: what several activities share, by its ID. */
export type Collections = Map<string, Element>;

const named = (element: Element | undefined, name: string) => element?.children.find((one) => one.name === name);
const all = (element: Element | undefined, name: string) => element?.children.filter((one) => one.name === name) ?? [];
const isAdl = ({ namespace }: Element) => namespace.includes('adlseq');

/** Objectives by their identifiers: spaces within are the same however they are spelt, as they are of URIs. */
const objectiveId = (text: string | undefined) => (text ?? '').trim().replaceAll(/(?:\s|%20)+/g, '%20').replaceAll(/^%20|%20$/g, '');

const conditions = new Set([
  'satisfied', 'objectiveStatusKnown', 'objectiveMeasureKnown', 'objectiveMeasureGreaterThan', 'objectiveMeasureLessThan', 'completed', 'activityProgressKnown', 'attempted',
  'attemptLimitExceeded', 'timeLimitExceeded', 'outsideAvailableTimeRange', 'always',
]);
const actions = {
  preconditionrule: new Set(['skip', 'disabled', 'hiddenFromChoice', 'stopForwardTraversal']),
  exitconditionrule: new Set(['exit']),
  postconditionrule: new Set(['exitParent', 'exitAll', 'retry', 'retryAll', 'continue', 'previous']),
};
const rollupActions = new Set(['satisfied', 'notSatisfied', 'completed', 'incomplete']);
const rollupSets = new Set(['all', 'any', 'none', 'atLeastCount', 'atLeastPercent']);

/** Attributes of an element as settings: each by its name in the manifest, where it is said and makes sense. */
function said(element: Element | undefined, kinds: Record<string, 'flag' | 'number' | 'text'>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const value = element?.attributes.get(name.toLowerCase())?.trim();
    if (value === undefined || value === '') continue;
    if (kind === 'flag' && /^(true|false|1|0)$/.test(value)) found[name] = value === 'true' || value === '1';
    if (kind === 'number' && Number.isFinite(Number(value))) found[name] = Number(value);
    if (kind === 'text') found[name] = value;
  }
  return found;
}

/**
 * What `imsss:sequencing` says of an activity (SCORM 2004 4th edition, CAM 5.1), in the words of the sequencer's configuration. Where it refers to
 * a collection, the collection holds for every part the activity does not say itself. @throws PackageRefused REFERENCE_CYCLE, REFERENCE_MISSING
 */
export function sequencingOf(item: Element, collections: Collections, warnings: string[]): Partial<Activity> {
  const own = named(item, 'sequencing');
  const threshold = thresholdOf(item);
  if (!own) return threshold;
  const parts = merged(own, collections, []);
  const part = (name: string, adl = false) => parts.find((one) => one.name === name && isAdl(one) === adl);
  const rollup = part('rolluprules');
  const choice = part('constrainedchoiceconsiderations', true);
  const random = part('randomizationcontrols');
  const limits = part('limitconditions');
  return {
    ...threshold,
    ...said(limits, { attemptLimit: 'number', attemptAbsoluteDurationLimit: 'text', activityAbsoluteDurationLimit: 'text', beginTimeLimit: 'text', endTimeLimit: 'text' }),
    sequencingControls: {
      ...said(part('controlmode'), { choice: 'flag', choiceExit: 'flag', flow: 'flag', forwardOnly: 'flag', useCurrentAttemptObjectiveInfo: 'flag', useCurrentAttemptProgressInfo: 'flag' }),
      ...said(choice, { preventActivation: 'flag', constrainChoice: 'flag' }),
      ...said(rollup, { rollupObjectiveSatisfied: 'flag', rollupProgressCompletion: 'flag', objectiveMeasureWeight: 'number' }),
      ...said(random, { selectionTiming: 'text', selectCount: 'number', randomizationTiming: 'text' }),
      ...said(random, { reorderChildren: 'flag' }),
    },
    ...deliveryOf(part('deliverycontrols')),
    sequencingRules: rulesOf(part('sequencingrules'), warnings),
    rollupRules: { rules: all(rollup, 'rolluprule').flatMap((rule) => rollupRuleOf(rule, warnings)) },
    ...considerationsOf(part('rollupconsiderations', true)),
    ...objectivesOf(part('objectives'), part('objectives', true)),
  };
}

function merged(own: Element, collections: Collections, path: readonly string[]): Element[] {
  const reference = own.attributes.get('idref');
  if (reference === undefined) return own.children;
  if (path.includes(reference)) throw new PackageRefused('REFERENCE_CYCLE', `Collections of sequencing refer to one another in a circle: ${[...path, reference].join(' → ').slice(0, 300)}.`, { line: own.line });
  const shared = collections.get(reference);
  if (!shared) throw new PackageRefused('REFERENCE_MISSING', `An activity refers to a collection of sequencing that is not in the manifest: "${reference.slice(0, 100)}".`, { line: own.line });
  const says = new Set(own.children.map((one) => `${one.name} ${isAdl(one)}`));
  return [...own.children, ...merged(shared, collections, [...path, reference]).filter((one) => !says.has(`${one.name} ${isAdl(one)}`))];
}

function conditionsOf(holder: Element | undefined, warnings: string[]): Record<string, unknown>[] {
  return [...all(holder, 'rulecondition'), ...all(holder, 'rollupcondition')].flatMap((one) => {
    const condition = one.attributes.get('condition') ?? '';
    if (!conditions.has(condition)) {
      warnings.push(`A rule asks for a condition SCORM does not know, "${condition.slice(0, 60)}", and is read without it.`);
      return [];
    }
    const threshold = Number(one.attributes.get('measurethreshold') ?? 'NaN');
    return [{
      condition, ...(one.attributes.get('operator') === 'not' ? { operator: 'not' } : {}), ...(one.attributes.get('referencedobjective') ? { referencedObjective: objectiveId(one.attributes.get('referencedobjective')) } : {}),
      ...(Number.isFinite(threshold) ? { parameters: { threshold } } : {}),
    }];
  });
}

function rulesOf(holder: Element | undefined, warnings: string[]): Record<string, unknown> {
  const rules = (name: keyof typeof actions) => all(holder, name).flatMap((rule) => {
    const action = named(rule, 'ruleaction')?.attributes.get('action') ?? '';
    const asked = named(rule, 'ruleconditions');
    if (!actions[name].has(action)) {
      warnings.push(`A rule asks for an action SCORM does not know, "${action.slice(0, 60)}", and is left out.`);
      return [];
    }
    return [{ action, conditionCombination: asked?.attributes.get('conditioncombination') === 'any' ? 'any' : 'all', conditions: conditionsOf(asked, warnings) }];
  });
  return { preConditionRules: rules('preconditionrule'), exitConditionRules: rules('exitconditionrule'), postConditionRules: rules('postconditionrule') };
}

function rollupRuleOf(rule: Element, warnings: string[]): Record<string, unknown>[] {
  const action = named(rule, 'rollupaction')?.attributes.get('action') ?? '';
  const consideration = rule.attributes.get('childactivityset') ?? 'all';
  const asked = named(rule, 'rollupconditions');
  if (!rollupActions.has(action) || !rollupSets.has(consideration)) {
    warnings.push('A rule of roll-up is not one SCORM knows and is left out.');
    return [];
  }
  const percent = Number(rule.attributes.get('minimumpercent') ?? 'NaN');
  return [{
    action, consideration, conditionCombination: asked?.attributes.get('conditioncombination') === 'all' ? 'all' : 'any',
    conditions: conditionsOf(asked, warnings).map((one) => ({ operator: 'noOp', ...one })), ...said(rule, { minimumCount: 'number' }),
    ...(Number.isFinite(percent) ? { minimumPercent: percent * 100 } : {}), // 0–1 in a manifest, 0–100 in the sequencer
  }];
}

function objectivesOf(holder: Element | undefined, adl: Element | undefined): Partial<Activity> {
  const more = new Map(all(adl, 'objective').map((one) => [objectiveId(one.attributes.get('objectiveid')), all(one, 'mapinfo')]));
  const objective = (element: Element, isPrimary: boolean) => {
    const objectiveID = objectiveId(element.attributes.get('objectiveid'));
    const measure = Number(named(element, 'minnormalizedmeasure')?.text.trim() || 'NaN');
    return {
      objectiveID, isPrimary, ...said(element, { satisfiedByMeasure: 'flag' }), ...(Number.isFinite(measure) ? { minNormalizedMeasure: measure } : {}),
      mapInfo: mapsOf(all(element, 'mapinfo'), more.get(objectiveID) ?? []),
    };
  };
  const primary = named(holder, 'primaryobjective');
  return { ...(primary ? { primaryObjective: objective(primary, true) } : {}), objectives: all(holder, 'objective').map((one) => objective(one, false)) };
}

const maps = ['SatisfiedStatus', 'NormalizedMeasure', 'RawScore', 'MinScore', 'MaxScore', 'CompletionStatus', 'ProgressMeasure'];
const mapFlags = Object.fromEntries(maps.flatMap((one) => [[`read${one}`, 'flag' as const], [`write${one}`, 'flag' as const]]));

/** `imsss:mapInfo` and `adlseq:mapInfo` of one objective, per global objective they name; the four flags of IMS have defaults (CAM 5.1.7.3). */
function mapsOf(own: readonly Element[], adl: readonly Element[]): Record<string, unknown>[] {
  const found = new Map<string, Record<string, unknown>>();
  for (const one of own) {
    const target = objectiveId(one.attributes.get('targetobjectiveid'));
    found.set(target, { targetObjectiveID: target, readSatisfiedStatus: true, readNormalizedMeasure: true, writeSatisfiedStatus: false, writeNormalizedMeasure: false, ...said(one, mapFlags) });
  }
  for (const one of adl) {
    const target = objectiveId(one.attributes.get('targetobjectiveid'));
    const rest = { readRawScore: true, readMinScore: true, readMaxScore: true, readCompletionStatus: true, readProgressMeasure: true, ...said(one, mapFlags) };
    found.set(target, { targetObjectiveID: target, ...found.get(target), ...rest });
  }
  return [...found.values()];
}

function deliveryOf(element: Element | undefined): Partial<Activity> {
  const deliveryControls = said(element, { tracked: 'flag', completionSetByContent: 'flag', objectiveSetByContent: 'flag' });
  return element ? { deliveryControls } : {};
}

function considerationsOf(element: Element | undefined): Partial<Activity> {
  if (!element) return {};
  return { rollupConsiderations: said(element, { requiredForSatisfied: 'text', requiredForNotSatisfied: 'text', requiredForCompleted: 'text', requiredForIncomplete: 'text', measureSatisfactionIfActive: 'flag' }) };
}

function thresholdOf(item: Element): Partial<Activity> {
  const element = named(item, 'completionthreshold');
  if (!element) return {};
  const text = element.text.trim();
  return { completionThreshold: { ...(text ? { completedByMeasure: true, minProgressMeasure: Number(text) } : {}), ...said(element, { completedByMeasure: 'flag', minProgressMeasure: 'number', progressWeight: 'number' }) } };
}

/** What of the player's own buttons an activity wishes hidden (CAM 5.2), and what it shares with others (CAM 3.4.1.17). */
export function presentationOf(item: Element): Partial<Activity> {
  const shown = named(named(item, 'presentation'), 'navigationinterface');
  const hideLmsUi = all(shown, 'hidelmsui').map((one) => one.text.trim()).filter((one) => /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll)$/.test(one));
  const sharedDataMaps = all(named(item, 'data'), 'map').map((map) => ({ targetID: map.attributes.get('targetid') ?? '', ...said(map, { readSharedData: 'flag', writeSharedData: 'flag' }) }));
  return { ...(hideLmsUi.length > 0 ? { hideLmsUi } : {}), ...(sharedDataMaps.length > 0 ? { sharedDataMaps } : {}) };
}
