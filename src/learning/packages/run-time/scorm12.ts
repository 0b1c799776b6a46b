import { asType, number, orBlank, shaped, text, timeOfDay, timespan12, words, type Check } from './formats.js';
import type { Codes, Definition, Leaf } from './model.js';

/** Error codes of SCORM 1.2 (RTE 3.4.4.1); there is no 407. */
const codes: Codes = {
  unknown: 401, empty: { get: 201, set: 201 }, keyword: 402, readOnly: 403, writeOnly: 404, type: 405, range: 405, noChildren: 202, noCount: 203, index: { get: 201, set: 201, outer: 201 }, unset: 0,
};

const ro = (initial = ''): Leaf => ({ access: 'ro', initial });
const rw = (check: Check, initial = ''): Leaf => ({ access: 'rw', check, initial });
const wo = (check: Check): Leaf => ({ access: 'wo', check });

const identifier = shaped(/^[\u0021-\u007e]{1,255}$/);
const score = orBlank(asType(number(0, 100)));
const decimal = asType(number());
const integer = (least: number, most: number): Check => (value) => (/^-?\d{1,4}$/.test(value) && Number(value) >= least && Number(value) <= most ? 'ok' : 'type');
const lessonStatus = ['passed', 'completed', 'failed', 'incomplete', 'browsed'];

/** CMIFeedback by kind (RTE 3.4.2), asked of packages that are to be held to the letter. */
const feedback: Record<string, RegExp> = {
  'true-false': /^[01tf]/i, choice: /^\{?[\da-z](,[\da-z]){0,25}\}?$/i, 'fill-in': /^.{0,255}$/s, numeric: /^-?\d+(\.\d+)?$/, likert: /^[\da-z]?$/i, matching: /^\{?[\da-z]\.[\da-z](,[\da-z]\.[\da-z])*\}?$/i,
  performance: /^.{0,255}$/s, sequencing: /^\{?[\da-z](,[\da-z])*\}?$/i,
};
const answer = (strict: boolean): Leaf => ({
  access: 'wo', check: text(strict ? 255 : 4096),
  also: (value, { beside }) => (strict && !(feedback[beside('type') ?? ''] ?? /^/).test(value) ? 405 : 0),
});

/** The data model of SCORM 1.2 (RTE 3.4.4). @param strict holds `suspend_data` to 4 096 characters and answers to their formats */
export const scorm12 = (strict: boolean): Definition => ({
  codes,
  arrays: ['cmi.objectives', 'cmi.interactions', 'cmi.interactions.n.objectives', 'cmi.interactions.n.correct_responses'],
  children: {
    'cmi.core': 'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time', 'cmi.core.score': 'raw,min,max',
    'cmi.objectives': 'id,score,status', 'cmi.objectives.n.score': 'raw,min,max', 'cmi.student_data': 'mastery_score,max_time_allowed,time_limit_action',
    'cmi.student_preference': 'audio,language,speed,text', 'cmi.interactions': 'id,objectives,time,type,correct_responses,weighting,student_response,result,latency',
  },
  leaves: {
    'cmi._version': ro('3.4'),
    'cmi.core.student_id': ro(), 'cmi.core.student_name': ro(), 'cmi.core.lesson_location': rw(text(255)), 'cmi.core.credit': ro('credit'),
    'cmi.core.lesson_status': rw(words(...lessonStatus), 'not attempted'), 'cmi.core.entry': ro('ab-initio'), 'cmi.core.score.raw': rw(score), 'cmi.core.score.min': rw(score), 'cmi.core.score.max': rw(score),
    'cmi.core.total_time': ro('0000:00:00.00'), 'cmi.core.lesson_mode': ro('normal'), 'cmi.core.exit': wo(words('time-out', 'suspend', 'logout', '')), 'cmi.core.session_time': wo(timespan12),
    'cmi.suspend_data': rw(text(strict ? 4096 : 64_000)), 'cmi.launch_data': ro(), 'cmi.comments': rw(text(4096)), 'cmi.comments_from_lms': ro(),
    'cmi.objectives.n.id': rw(identifier), 'cmi.objectives.n.score.raw': rw(score), 'cmi.objectives.n.score.min': rw(score), 'cmi.objectives.n.score.max': rw(score),
    'cmi.objectives.n.status': rw(words(...lessonStatus, 'not attempted'), 'not attempted'),
    'cmi.student_data.mastery_score': ro(), 'cmi.student_data.max_time_allowed': ro(), 'cmi.student_data.time_limit_action': ro(),
    'cmi.student_preference.audio': rw(integer(-1, 100), '0'), 'cmi.student_preference.language': rw(text(255)), 'cmi.student_preference.speed': rw(integer(-100, 100), '0'), 'cmi.student_preference.text': rw(integer(-1, 1), '0'),
    'cmi.interactions.n.id': wo(identifier), 'cmi.interactions.n.objectives.n.id': wo(identifier), 'cmi.interactions.n.time': wo(timeOfDay),
    'cmi.interactions.n.type': wo(words('true-false', 'choice', 'fill-in', 'matching', 'performance', 'likert', 'sequencing', 'numeric')), 'cmi.interactions.n.correct_responses.n.pattern': answer(strict),
    'cmi.interactions.n.weighting': wo(decimal), 'cmi.interactions.n.student_response': answer(strict),
    'cmi.interactions.n.result': wo((value) => (['correct', 'wrong', 'unanticipated', 'neutral'].includes(value) ? 'ok' : decimal(value))), 'cmi.interactions.n.latency': wo(timespan12),
  },
});
