import type { Edition, Unit } from '../import/outline.js';
import { asInterval, asTimespan12, number, secondsOf } from './formats.js';
import { Model, type Definition } from './model.js';
import { scorm12 } from './scorm12.js';
import { scorm2004, statusBy } from './scorm2004.js';

/** What is kept of one unit for one learner. */
export interface UnitState {
  /** Values by element, as they were set. */
  values: Record<string, string>;
  /** Seconds of all sessions that have ended. */
  seconds: number;
  /** Whether a session is under way, or ended without saying so. */
  isOpen: boolean;
  /** How often it was begun. */
  sessions: number;
}

/** What a unit came to; a claim of the browser's. */
export interface Outcome {
  isComplete: boolean;
  success: 'passed' | 'failed' | 'unknown';
  /** 0–1, or null. */
  score: number | null;
}

/** Who learns, as a package may know them: an opaque id and an alias. */
export interface Learner {
  id: string;
  alias: string;
}

export const untouched: UnitState = { values: {}, seconds: 0, isOpen: false, sessions: 0 };

export const definitionOf = (edition: Edition, strict: boolean, unit?: Unit, valid?: (request: string) => string): Definition => (edition === 'scorm12' ? scorm12(strict) : scorm2004(unit, valid));

const exitOf = { scorm12: 'cmi.core.exit', scorm2004: 'cmi.exit' };
const sessionTimeOf = { scorm12: 'cmi.core.session_time', scorm2004: 'cmi.session_time' };

/** The session's claimed seconds so far. */
export const claimedSeconds = (edition: Edition, { values }: UnitState): number => secondsOf(values[sessionTimeOf[edition]] ?? '');

/**
 * Begins a session. One that was suspended, or broke off, goes on where it was; so does every session of 1.2, which knows no new attempt. Otherwise
 * the run-time data of 2004 begin anew (RTE 2.1.1), its total time too (RTE 4.2.28). The time of a session that broke off is added first, so that none is lost.
 */
export function begin(edition: Edition, unit: Unit, learner: Learner, before: UnitState): UnitState {
  const seconds = before.seconds + (before.isOpen ? claimedSeconds(edition, before) : 0);
  const exit = before.values[exitOf[edition]] ?? '';
  const isBegun = before.sessions > 0;
  const isSuspended = isBegun && (before.isOpen || exit === 'suspend' || (edition === 'scorm12' && before.values['cmi.core.lesson_status'] === 'incomplete' && exit !== 'logout'));
  const kept = edition === 'scorm12' || isSuspended ? before.values : preferences(before.values);
  const entry = isSuspended ? 'resume' : isBegun && edition === 'scorm12' ? '' : 'ab-initio';
  const ofAttempt = isSuspended ? secondsOf(before.values['cmi.total_time'] ?? '') + (before.isOpen ? claimedSeconds(edition, before) : 0) : 0;
  const values: Record<string, string> = { ...initial(edition, unit, isSuspended), ...kept, ...given(edition, unit, learner, entry, edition === 'scorm12' ? seconds : ofAttempt) };
  for (const element of [exitOf[edition], sessionTimeOf[edition], 'adl.nav.request']) delete values[element];
  return { values, seconds, isOpen: true, sessions: before.sessions + 1 };
}

const preferences = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([element]) => element.startsWith('cmi.learner_preference.') || element.startsWith('adl.data.')));

function initial(edition: Edition, unit: Unit, isSuspended: boolean): Record<string, string> {
  if (edition === 'scorm12' || isSuspended) return {};
  return Object.fromEntries([...unit.objectives.map((id, at) => [`cmi.objectives.${at}.id`, id]), ...(unit.stores ?? []).map((id, at) => [`adl.data.${at}.id`, id])]);
}

function given(edition: Edition, unit: Unit, learner: Learner, entry: string, seconds: number): Record<string, string> {
  const said = Object.entries(edition === 'scorm12' ? {
    'cmi.core.student_id': learner.id, 'cmi.core.student_name': learner.alias, 'cmi.core.entry': entry, 'cmi.core.total_time': asTimespan12(seconds), 'cmi.launch_data': unit.dataFromLms,
    'cmi.student_data.mastery_score': unit.masteryScore, 'cmi.student_data.max_time_allowed': unit.maxTimeAllowed, 'cmi.student_data.time_limit_action': unit.timeLimitAction,
  } : {
    'cmi.learner_id': learner.id, 'cmi.learner_name': learner.alias, 'cmi.entry': entry, 'cmi.total_time': asInterval(seconds), 'cmi.launch_data': unit.dataFromLms,
    'cmi.max_time_allowed': unit.maxTimeAllowed, 'cmi.time_limit_action': unit.timeLimitAction, 'cmi.completion_threshold': unit.completionThreshold, 'cmi.scaled_passing_score': unit.scaledPassingScore,
  });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined).map(([element, value]) => [element, String(value)]));
}

/** A value the data model refuses: the element, and the standard's code. */
export interface Refused {
  element: string;
  code: number;
}

/** What a delta makes of a state, every value judged in its order; or the first one refused, and then nothing changed. */
export function apply(edition: Edition, strict: boolean, unit: Unit, state: UnitState, delta: Readonly<Record<string, string>>): UnitState | Refused {
  const values = new Map(Object.entries(state.values));
  const model = new Model(definitionOf(edition, strict, unit), values);
  for (const [element, value] of Object.entries(delta)) {
    const code = model.set(element, value);
    if (code !== 0) return { element, code };
  }
  return { ...state, values: model.state() };
}

/** What a commit makes of a unit: begun where it begins a session, every value judged, ended where it is the last; or the first value refused. */
export function judged(
  edition: Edition, strict: boolean, unit: Unit, learner: Learner, before: UnitState, { delta, final, begins }: { delta: Readonly<Record<string, string>>; final?: boolean; begins: boolean },
): { claimed: number; after: UnitState } | Refused {
  const next = apply(edition, strict, unit, begins ? begin(edition, unit, learner, before) : before, delta);
  return 'code' in next ? next : { claimed: claimedSeconds(edition, next), after: final ? conclude(edition, unit, next) : next };
}

/** Ends a session: its time is added up, once, and where the standard says that the run-time decides on the status, it does. */
export function conclude(edition: Edition, unit: Unit, state: UnitState): UnitState {
  if (!state.isOpen) return state;
  const seconds = state.seconds + claimedSeconds(edition, state);
  const values: Record<string, string> = {
    ...state.values,
    ...(edition === 'scorm12' ? { 'cmi.core.lesson_status': status12(unit, state.values) } : { 'cmi.total_time': asInterval(secondsOf(state.values['cmi.total_time'] ?? '') + claimedSeconds(edition, state)) }),
  };
  delete values[sessionTimeOf[edition]];
  return { ...state, values, seconds, isOpen: false };
}

/** SCORM 1.2, RTE 3.4.4, `lesson_status`: what a SCO left unsaid, and what its mastery score says of its raw score. */
function status12(unit: Unit, values: Readonly<Record<string, string>>): string {
  const said = values['cmi.core.lesson_status'] ?? 'not attempted';
  const raw = values['cmi.core.score.raw'];
  if (unit.masteryScore !== undefined && raw !== undefined && raw !== '' && !['incomplete', 'browsed'].includes(said)) return Number(raw) >= unit.masteryScore ? 'passed' : 'failed';
  if (said !== 'not attempted') return said;
  return values['cmi.core.exit'] === 'suspend' ? 'incomplete' : 'completed'; // who only pauses has not finished
}

/**
 * What a unit stands at now. In 2004 a measure decides before the word does (RTE 4.2.4.1, 4.2.22.1), and a SCO that ended for good without a word of
 * its completion has completed, unless its content is to say so itself (SN UP.4).
 */
export function outcomeOf(edition: Edition, unit: Unit, { values, sessions, isOpen }: UnitState): Outcome {
  if (unit.kind === 'asset') return { isComplete: sessions > 0, success: 'unknown', score: null };
  if (edition === 'scorm12') {
    const status = values['cmi.core.lesson_status'] ?? '';
    return { isComplete: status === 'passed' || status === 'completed', success: status === 'passed' || status === 'failed' ? status : 'unknown', score: share(values['cmi.core.score.raw'], 0, 100) };
  }
  const completion = statusBy(values['cmi.progress_measure'], unit.completionThreshold, ['completed', 'incomplete']) ?? values['cmi.completion_status'] ?? 'unknown';
  const success = statusBy(values['cmi.score.scaled'], unit.scaledPassingScore, ['passed', 'failed']) ?? values['cmi.success_status'] ?? 'unknown';
  const isLeft = sessions > 0 && !isOpen && values['cmi.exit'] !== 'suspend' && unit.completionThreshold === undefined && unit.setsCompletion !== true;
  return {
    isComplete: completion === 'completed' || (completion === 'unknown' && (success === 'passed' || isLeft)), success: success === 'passed' || success === 'failed' ? success : 'unknown', score: share(values['cmi.score.scaled'], 0, 1),
  };
}

function share(said: string | undefined, least: number, most: number): number | null {
  if (said === undefined || number()(said) !== 'ok') return null;
  return Math.min(1, Math.max(0, (Number(said) - least) / (most - least)));
}

/** What is kept of several outcomes of one unit: what once was reached never regresses. */
export function better(before: Outcome, now: Outcome): Outcome {
  return {
    isComplete: before.isComplete || now.isComplete,
    success: before.success === 'passed' || now.success === 'unknown' ? before.success : now.success,
    score: before.score === null || now.score === null ? (before.score ?? now.score) : Math.max(before.score, now.score),
  };
}
