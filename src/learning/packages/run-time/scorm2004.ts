import type { Unit } from '../import/outline.js';
import { identifier, instant, interval, languageOrBlank, localized, number, text, words, type Check } from './formats.js';
import type { Around, Codes, Definition, Leaf } from './model.js';
import { interactionTypes, patternOf, patternsMost, responseOf } from './responses.js';

/** Error codes of SCORM 2004 (RTE 3.1.7). */
const codes: Codes = {
  unknown: 401, empty: { get: 301, set: 351 }, keyword: 404, readOnly: 404, writeOnly: 405, type: 406, range: 407, noChildren: 301, noCount: 301, index: { get: 301, set: 351, outer: 408 }, unset: 403,
};
const general = 351;
const dependency = 408;

const ro = (initial?: string): Leaf => (initial === undefined ? { access: 'ro' } : { access: 'ro', initial });
const rw = (check: Check, initial?: string): Leaf => (initial === undefined ? { access: 'rw', check } : { access: 'rw', check, initial });
const wo = (check: Check): Leaf => ({ access: 'wo', check });

/** An element of a record that has to have its identifier first (RTE 4.2.9, 4.2.17). */
const after = (leaf: Leaf, ...names: string[]): Leaf => ({ ...leaf, also: (value, around) => (names.every((name) => around.beside(name) !== undefined) ? (leaf.also?.(value, around) ?? 0) : dependency) });

/** Identifiers of objectives are set once, and no two are alike. */
const once = (value: string, { beside, others }: Around): number => {
  const before = beside('id');
  return (before !== undefined && before !== value) || others('id').includes(value) ? general : 0;
};

const byType = (check: (type: string) => Check) => (value: string, around: Around): number => {
  const verdict = check(around.beside('type') ?? '')(value);
  return verdict === 'ok' ? 0 : codes[verdict];
};

const patternFits = (value: string, around: Around): number => {
  const type = around.beside('type');
  if (type === undefined) return dependency;
  if (around.index >= patternsMost(type) || (type === 'choice' && around.others('pattern').includes(value))) return general;
  return byType(patternOf)(value, around);
};

const completion = words('completed', 'incomplete', 'not attempted', 'unknown');
const success = words('passed', 'failed', 'unknown');
const long = identifier(4000);
const requests = /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[^\s{}]{1,4000}\}(choice|jump))$/;

const scores = (prefix: string, wrap: (leaf: Leaf) => Leaf): Record<string, Leaf> => ({
  [`${prefix}.scaled`]: wrap(rw(number(-1, 1))), [`${prefix}.raw`]: wrap(rw(number())), [`${prefix}.min`]: wrap(rw(number())), [`${prefix}.max`]: wrap(rw(number())),
});
const ofObjective = (leaf: Leaf) => after(leaf, 'id');

/** A status by a measure and its threshold, where there is one; without the measure it is not known, whatever the SCO said (RTE tables 4.2.4.1a, 4.2.22.1a). */
export function statusBy(measure: string | undefined, threshold: number | string | undefined, [reached, missed]: readonly [string, string]): string | undefined {
  if (threshold === undefined || threshold === '') return undefined;
  return measure === undefined || measure === '' ? 'unknown' : Number(measure) >= Number(threshold) ? reached : missed;
}

/**
 * The data model of SCORM 2004 4th edition (RTE 4.2; navigation: SN 5.6).
 * @param unit whose stores say themselves who may read and write them
 * @param valid answers what the sequencer would do with a request
 */
export const scorm2004 = (unit?: Unit, valid: (request: string) => string = () => 'unknown'): Definition => ({
  derived: (element, peek) => {
    if (element === 'cmi.completion_status') return statusBy(peek('cmi.progress_measure'), peek('cmi.completion_threshold'), ['completed', 'incomplete']);
    return element === 'cmi.success_status' ? statusBy(peek('cmi.score.scaled'), peek('cmi.scaled_passing_score'), ['passed', 'failed']) : undefined;
  },
  accessOf: (element) => {
    const store = unit?.stores?.[Number(/^adl\.data\.(\d+)\.store$/.exec(element)?.[1] ?? 'NaN')];
    if (store === undefined) return undefined;
    return unit?.storesUnread?.includes(store) ? 'wo' : unit?.storesUnwritten?.includes(store) ? 'ro' : undefined;
  },
  codes,
  arrays: ['cmi.comments_from_learner', 'cmi.comments_from_lms', 'cmi.interactions', 'cmi.interactions.n.objectives', 'cmi.interactions.n.correct_responses', 'cmi.objectives', 'adl.data'],
  children: {
    'cmi.comments_from_learner': 'comment,location,timestamp', 'cmi.comments_from_lms': 'comment,location,timestamp',
    'cmi.interactions': 'id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description', 'cmi.learner_preference': 'audio_level,language,delivery_speed,audio_captioning',
    'cmi.objectives': 'id,score,success_status,completion_status,progress_measure,description', 'cmi.objectives.n.score': 'scaled,raw,min,max', 'cmi.score': 'scaled,raw,min,max', 'adl.data': 'id,store',
  },
  leaves: {
    'cmi._version': ro('1.0'),
    'cmi.comments_from_learner.n.comment': rw(localized(4000)), 'cmi.comments_from_learner.n.location': rw(text(1000)), 'cmi.comments_from_learner.n.timestamp': rw(instant),
    'cmi.comments_from_lms.n.comment': ro(), 'cmi.comments_from_lms.n.location': ro(), 'cmi.comments_from_lms.n.timestamp': ro(),
    'cmi.completion_status': rw(completion, 'unknown'), 'cmi.completion_threshold': ro(), 'cmi.credit': ro('credit'), 'cmi.entry': ro('ab-initio'), 'cmi.exit': wo(words('time-out', 'suspend', 'logout', 'normal', '')),
    'cmi.interactions.n.id': rw(long), 'cmi.interactions.n.type': after(rw(words(...interactionTypes)), 'id'),
    'cmi.interactions.n.objectives.n.id': { access: 'rw', check: long, also: (value, around) => (around.others('id').includes(value) ? general : 0) },
    'cmi.interactions.n.timestamp': after(rw(instant), 'id'), 'cmi.interactions.n.correct_responses.n.pattern': { access: 'rw', also: patternFits }, 'cmi.interactions.n.weighting': after(rw(number()), 'id'),
    'cmi.interactions.n.learner_response': after({ access: 'rw', also: byType(responseOf) }, 'id', 'type'),
    'cmi.interactions.n.result': after(rw((value) => (['correct', 'incorrect', 'unanticipated', 'neutral'].includes(value) ? 'ok' : number()(value))), 'id'),
    'cmi.interactions.n.latency': after(rw(interval), 'id'), 'cmi.interactions.n.description': after(rw(localized(250)), 'id'),
    'cmi.launch_data': ro(), 'cmi.learner_id': ro(), 'cmi.learner_name': ro(),
    'cmi.learner_preference.audio_level': rw(number(0), '1'), 'cmi.learner_preference.language': rw(languageOrBlank, ''), 'cmi.learner_preference.delivery_speed': rw(number(0), '1'), 'cmi.learner_preference.audio_captioning': rw(words('-1', '0', '1'), '0'),
    'cmi.location': rw(text(1000)), 'cmi.max_time_allowed': ro(), 'cmi.mode': ro('normal'),
    'cmi.objectives.n.id': { access: 'rw', check: long, also: once }, ...scores('cmi.objectives.n.score', ofObjective), 'cmi.objectives.n.success_status': ofObjective(rw(success, 'unknown')),
    'cmi.objectives.n.completion_status': ofObjective(rw(completion, 'unknown')), 'cmi.objectives.n.progress_measure': ofObjective(rw(number(0, 1))), 'cmi.objectives.n.description': ofObjective(rw(localized(250))),
    'cmi.progress_measure': rw(number(0, 1)), 'cmi.scaled_passing_score': ro(), ...scores('cmi.score', (leaf) => leaf), 'cmi.session_time': wo(interval), 'cmi.success_status': rw(success, 'unknown'),
    'cmi.suspend_data': rw(text(64_000)), 'cmi.time_limit_action': ro('continue,no message'), 'cmi.total_time': ro('PT0H0M0S'),
    'adl.nav.request': rw((value) => (requests.test(value) ? 'ok' : 'type'), '_none_'), 'adl.data.n.id': ro(), 'adl.data.n.store': { ...rw(text(64_000)), also: (_value, { beside }) => (beside('id') === undefined ? general : 0) },
  },
  special: (element) => {
    const found = /^adl\.nav\.request_valid\.(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|(choice|jump)\.\{target=([^{}]+)\})$/.exec(element);
    if (!found) return undefined;
    return { get: valid(found[3] === undefined ? (found[1] ?? '') : `{target=${found[3]}}${found[2]}`) };
  },
});
