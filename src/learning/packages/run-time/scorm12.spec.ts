import { Model } from './model.js';
import { scorm12 } from './scorm12.js';

const model = (values: Record<string, string> = {}, strict = false) => new Model(scorm12(strict), new Map(Object.entries(values)));
const filled = () => model({ 'cmi.objectives.0.id': 'o', 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.objectives.0.id': 'o', 'cmi.interactions.0.correct_responses.0.pattern': 'a' });

describe('the data model of SCORM 1.2', () => {
  it.each([
    ['cmi.core.lesson_location', 'x'.repeat(255), 0], ['cmi.core.lesson_location', 'x'.repeat(256), 405],
    ['cmi.core.lesson_status', 'passed', 0], ['cmi.core.lesson_status', 'completed', 0], ['cmi.core.lesson_status', 'failed', 0], ['cmi.core.lesson_status', 'incomplete', 0], ['cmi.core.lesson_status', 'browsed', 0],
    ['cmi.core.lesson_status', 'not attempted', 405], ['cmi.core.lesson_status', 'Passed', 405],
    ...['raw', 'min', 'max'].flatMap((one): [string, string, number][] => [['0', 0], ['100', 0], ['', 0], ['66.6', 0], ['101', 405], ['-1', 405], ['abc', 405], ['NaN', 405], ['1e2', 405]].map(([value, code]) => [`cmi.core.score.${one}`, String(value), Number(code)])),
    ['cmi.core.exit', 'suspend', 0], ['cmi.core.exit', '', 0], ['cmi.core.exit', 'time-out', 0], ['cmi.core.exit', 'logout', 0], ['cmi.core.exit', 'normal', 405],
    ['cmi.core.session_time', '0000:10:20.30', 0], ['cmi.core.session_time', '00:10:20', 0], ['cmi.core.session_time', '1:10:20', 405], ['cmi.core.session_time', '00:10', 405], ['cmi.core.session_time', 'PT1M', 405],
    ['cmi.suspend_data', 'x'.repeat(4096), 0], ['cmi.suspend_data', 'x'.repeat(4097), 0], ['cmi.suspend_data', 'x'.repeat(64_000), 0], ['cmi.suspend_data', 'x'.repeat(64_001), 405],
    ['cmi.comments', 'x'.repeat(4096), 0], ['cmi.comments', 'x'.repeat(4097), 405],
    ['cmi.objectives.0.id', 'again', 0], ['cmi.objectives.1.id', 'p', 0], ['cmi.objectives.0.id', 'two words', 405], ['cmi.objectives.0.id', 'x'.repeat(256), 405],
    ['cmi.objectives.0.score.raw', '50', 0], ['cmi.objectives.0.score.raw', '101', 405], ['cmi.objectives.0.score.min', '0', 0], ['cmi.objectives.0.score.max', 'ten', 405], ['cmi.objectives.0.status', 'not attempted', 0], ['cmi.objectives.0.status', 'done', 405],
    ['cmi.student_preference.audio', '-1', 0], ['cmi.student_preference.audio', '101', 405], ['cmi.student_preference.audio', '1.5', 405], ['cmi.student_preference.language', 'français', 0], ['cmi.student_preference.speed', '-100', 0],
    ['cmi.student_preference.speed', '-101', 405], ['cmi.student_preference.text', '1', 0], ['cmi.student_preference.text', '2', 405],
    ['cmi.interactions.0.time', '23:59:59.99', 0], ['cmi.interactions.0.time', '24:00:00', 405], ['cmi.interactions.0.type', 'choice', 0], ['cmi.interactions.0.type', 'other', 405], ['cmi.interactions.0.weighting', '-1.5', 0],
    ['cmi.interactions.0.weighting', 'heavy', 405], ['cmi.interactions.0.student_response', 'a,b', 0], ['cmi.interactions.0.result', 'wrong', 0], ['cmi.interactions.0.result', '0.5', 0], ['cmi.interactions.0.result', 'incorrect', 405],
    ['cmi.interactions.0.latency', '00:00:05', 0], ['cmi.interactions.0.latency', '5', 405], ['cmi.interactions.0.objectives.1.id', 'p', 0], ['cmi.interactions.0.correct_responses.1.pattern', 'b', 0],
  ])('takes %s = "%.30s" with code %i', (element, value, code) => {
    const one = filled();
    const before = one.state();
    expect(one.set(element, value)).toBe(code);
    if (code !== 0) expect(one.state()).toEqual(before);
  });

  it.each(['student_id', 'student_name', 'credit', 'entry', 'total_time', 'lesson_mode'].map((one) => `cmi.core.${one}`).concat('cmi.launch_data', 'cmi.comments_from_lms', 'cmi.student_data.mastery_score', 'cmi.student_data.max_time_allowed', 'cmi.student_data.time_limit_action'))('lets %s be read and not written: 403', (element) => {
    expect(model().get(element).code).toBe(0);
    expect(model().set(element, 'x')).toBe(403);
  });

  it.each(['cmi.core.exit', 'cmi.core.session_time', ...['id', 'time', 'type', 'weighting', 'student_response', 'result', 'latency', 'objectives.0.id', 'correct_responses.0.pattern'].map((one) => `cmi.interactions.0.${one}`)])('lets %s be written and not read: 404', (element) => {
    expect(filled().get(element)).toEqual({ value: '', code: 404 });
  });

  it.each([
    ['cmi.core._children', 'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time'], ['cmi.core.score._children', 'raw,min,max'], ['cmi.objectives._children', 'id,score,status'],
    ['cmi.objectives.0.score._children', 'raw,min,max'], ['cmi.student_data._children', 'mastery_score,max_time_allowed,time_limit_action'], ['cmi.student_preference._children', 'audio,language,speed,text'],
    ['cmi.interactions._children', 'id,objectives,time,type,correct_responses,weighting,student_response,result,latency'], ['cmi.objectives._count', '1'], ['cmi.interactions._count', '1'], ['cmi.interactions.0.objectives._count', '1'],
    ['cmi.interactions.0.correct_responses._count', '1'], ['cmi.core.lesson_status', 'not attempted'], ['cmi.core.lesson_location', ''], ['cmi.core.score.raw', ''], ['cmi.suspend_data', ''], ['cmi.core.credit', 'credit'], ['cmi.core.lesson_mode', 'normal'],
    ['cmi.objectives.0.status', 'not attempted'], ['cmi.student_preference.audio', '0'],
  ])('answers %s', (element, value) => expect(filled().get(element)).toEqual({ value, code: 0 }));

  it.each<[string, number]>([
    ['', 201], ['cmi.core.nothing', 401], ['nothing', 401], ['cmi.core', 401], ['cmi.core.lesson_status._children', 202], ['cmi.core.lesson_status._count', 203], ['cmi.core._count', 203], ['cmi.objectives.1.id', 201], ['cmi.objectives.x.id', 401], ['cmi.nothing._children', 401], ['cmi.nothing._count', 401],
  ])('answers reading %s with %i', (element, code) => expect(filled().get(element)).toEqual({ value: '', code }));

  it.each<[string, number]>([
    ['', 201], ['cmi.core.nothing', 401], ['cmi.core._children', 402], ['cmi.objectives._count', 402], ['cmi._version', 402], ['cmi.objectives.2.id', 201], ['cmi.interactions.2.id', 201], ['cmi.interactions.1.objectives.0.id', 201], ['cmi.interactions.0.correct_responses.2.pattern', 201], ['cmi.objectives.01.id', 401],
  ])('answers writing %s with %i', (element, code) => expect(filled().set(element, 'x')).toBe(code));

  it('A4: held to the letter keeps 4 096 characters of suspend_data, the old value where there are more, and answers by their kind', () => {
    const one = model({}, true);
    expect(one.set('cmi.suspend_data', 'x'.repeat(4096))).toBe(0);
    expect(one.set('cmi.suspend_data', 'y'.repeat(4097))).toBe(405);
    expect(one.get('cmi.suspend_data').value).toBe('x'.repeat(4096));
    expect([one.set('cmi.interactions.0.id', 'i'), one.set('cmi.interactions.0.type', 'choice'), one.set('cmi.interactions.0.student_response', 'a,b'), one.set('cmi.interactions.0.student_response', 'the first')]).toEqual([0, 0, 0, 405]);
  });
});
