import { Model } from './model.js';
import { scorm2004 } from './scorm2004.js';

const model = (values: Record<string, string> = {}) => new Model(scorm2004(undefined, (request) => (request === 'continue' ? 'true' : 'false')), new Map(Object.entries(values)));
const filled = () => model({
  'cmi.objectives.0.id': 'o', 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.type': 'choice', 'cmi.interactions.0.objectives.0.id': 'o', 'cmi.comments_from_learner.0.comment': 'c', 'cmi.comments_from_lms.0.comment': 'l', 'adl.data.0.id': 'd',
});

describe('the data model of SCORM 2004', () => {
  it.each<[string, string, number]>([
    ['cmi.location', 'x'.repeat(1000), 0], ['cmi.location', 'x'.repeat(1001), 406], ['cmi.suspend_data', 'x'.repeat(64_000), 0], ['cmi.suspend_data', 'x'.repeat(64_001), 406],
    ['cmi.completion_status', 'completed', 0], ['cmi.completion_status', 'incomplete', 0], ['cmi.completion_status', 'not attempted', 0], ['cmi.completion_status', 'unknown', 0], ['cmi.completion_status', 'passed', 406],
    ['cmi.success_status', 'passed', 0], ['cmi.success_status', 'failed', 0], ['cmi.success_status', 'unknown', 0], ['cmi.success_status', 'completed', 406],
    ['cmi.exit', 'suspend', 0], ['cmi.exit', 'normal', 0], ['cmi.exit', 'time-out', 0], ['cmi.exit', 'logout', 0], ['cmi.exit', '', 0], ['cmi.exit', 'leave', 406],
    ['cmi.progress_measure', '0.5', 0], ['cmi.progress_measure', '1.1', 407], ['cmi.progress_measure', 'half', 406], ['cmi.score.scaled', '-1', 0], ['cmi.score.scaled', '1.5', 407], ['cmi.score.scaled', 'x', 406],
    ['cmi.score.raw', '1000', 0], ['cmi.score.raw', 'abc', 406], ['cmi.score.min', '-5', 0], ['cmi.score.max', 'NaN', 406],
    ['cmi.session_time', 'PT1H5M', 0], ['cmi.session_time', 'P1Y2M3DT4H5M6.78S', 0], ['cmi.session_time', 'PT', 406], ['cmi.session_time', 'P', 406], ['cmi.session_time', 'PT1.234S', 406], ['cmi.session_time', '00:01:00', 406],
    ['cmi.learner_preference.audio_level', '0.5', 0], ['cmi.learner_preference.audio_level', '-1', 407], ['cmi.learner_preference.language', 'fr-CA', 0], ['cmi.learner_preference.language', '', 0], ['cmi.learner_preference.language', 'no language', 406],
    ['cmi.learner_preference.delivery_speed', '2', 0], ['cmi.learner_preference.delivery_speed', '-2', 407], ['cmi.learner_preference.audio_captioning', '-1', 0], ['cmi.learner_preference.audio_captioning', '2', 406],
    ['cmi.comments_from_learner.0.comment', '{lang=fr}bonjour', 0], ['cmi.comments_from_learner.0.comment', '{lang=not a language}x', 406], ['cmi.comments_from_learner.0.comment', 'x'.repeat(16_001), 406], ['cmi.comments_from_learner.1.comment', 'd', 0],
    ['cmi.comments_from_learner.0.location', 'x'.repeat(1001), 406], ['cmi.comments_from_learner.0.timestamp', '2026-11-26T12:00:00.1Z', 0], ['cmi.comments_from_learner.0.timestamp', '2026-11-31', 406],
    ['cmi.objectives.0.id', 'o', 0], ['cmi.objectives.0.id', 'other', 351], ['cmi.objectives.1.id', 'o', 351], ['cmi.objectives.1.id', 'p', 0], ['cmi.objectives.1.id', 'two words', 406], ['cmi.objectives.1.id', '', 406], ['cmi.objectives.1.id', 'urn:x', 406], ['cmi.objectives.1.id', 'urn:iso:x', 0],
    ['cmi.objectives.1.success_status', 'passed', 408], ['cmi.objectives.0.success_status', 'passed', 0], ['cmi.objectives.0.completion_status', 'completed', 0], ['cmi.objectives.0.completion_status', 'x', 406], ['cmi.objectives.0.progress_measure', '2', 407], ['cmi.objectives.0.description', 'x'.repeat(250), 0],
    ['cmi.objectives.0.description', 'x'.repeat(1001), 406], ['cmi.objectives.0.score.scaled', '1.01', 407], ['cmi.objectives.0.score.raw', '7', 0], ['cmi.objectives.0.score.min', 'a', 406], ['cmi.objectives.0.score.max', '9', 0],
    ['cmi.interactions.1.type', 'choice', 408], ['cmi.interactions.1.id', 'j', 0], ['cmi.interactions.0.type', 'other', 0], ['cmi.interactions.0.type', 'riddle', 406], ['cmi.interactions.0.timestamp', '2026', 0], ['cmi.interactions.0.timestamp', '1969', 406],
    ['cmi.interactions.0.weighting', '1.5', 0], ['cmi.interactions.0.weighting', 'x', 406], ['cmi.interactions.0.result', 'incorrect', 0], ['cmi.interactions.0.result', '-3', 0], ['cmi.interactions.0.result', 'wrong', 406], ['cmi.interactions.0.latency', 'PT5S', 0], ['cmi.interactions.0.latency', '5', 406],
    ['cmi.interactions.0.description', 'd', 0], ['cmi.interactions.0.objectives.1.id', 'p', 0], ['cmi.interactions.0.objectives.1.id', 'o', 351], ['cmi.interactions.0.correct_responses.0.pattern', 'a[,]b', 0], ['cmi.interactions.0.correct_responses.1.pattern', 'a', 351],
    ['cmi.interactions.0.learner_response', 'a[,]b', 0], ['cmi.interactions.0.learner_response', 'a[,]a', 406],
    ['adl.nav.request', 'continue', 0], ['adl.nav.request', '_none_', 0], ['adl.nav.request', '{target=a}choice', 0], ['adl.nav.request', '{target=a}jump', 0], ['adl.nav.request', 'choice', 406], ['adl.nav.request', 'suspendAll', 0], ['adl.data.0.store', 'x'.repeat(64_000), 0], ['adl.data.0.store', 'x'.repeat(64_001), 406],
  ])('takes %s = "%.30s" with code %i', (element, value, code) => {
    const one = filled();
    const before = one.state();
    expect(one.set(element, value)).toBe(code);
    if (code !== 0) expect(one.state()).toEqual(before);
  });

  it.each<[string, string, string, number]>([
    ['true-false', 'true', 'true', 0], ['true-false', 't', 't', 406], ['choice', '', '', 0], ['fill-in', 'a[,]b', '{case_matters=true}{order_matters=false}a', 0], ['fill-in', 'x'.repeat(1001), '{case_matters=perhaps}a', 406],
    ['long-fill-in', 'a', '{case_matters=false}a', 0], ['long-fill-in', 'x'.repeat(16_001), 'x'.repeat(16_001), 406], ['matching', 'a[.]b[,]c[.]d', 'a[.]b', 0], ['matching', 'a[,]b', 'a', 406], ['performance', 'one[.]5[,][.]x', '{order_matters=true}a[.]b', 0], ['performance', 'a', 'a', 406],
    ['sequencing', 'a[,]b[,]a', 'a', 0], ['likert', 'agree', 'agree', 0], ['likert', 'two words', 'two words', 406], ['numeric', '4.5', '1[:]5', 0], ['numeric', 'four', '4', 406], ['other', 'anything at all', 'x', 0],
  ])('knows answers and patterns of kind %s', (type, response, pattern, code) => {
    const one = model({ 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.type': type });
    expect([one.set('cmi.interactions.0.learner_response', response), one.set('cmi.interactions.0.correct_responses.0.pattern', pattern)]).toEqual([code, code]);
  });

  it.each<[string, string]>([['true-false', 'false'], ['likert', 'b'], ['numeric', '2[:]3'], ['other', 'b']])('lets an interaction of kind %s have one pattern only', (type, pattern) => {
    const one = model({ 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.type': type, 'cmi.interactions.0.correct_responses.0.pattern': 'a' });
    expect(one.set('cmi.interactions.0.correct_responses.1.pattern', pattern)).toBe(351);
  });

  it('answers a range of numbers that ends before it begins with 406', () => {
    expect(model({ 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.type': 'numeric' }).set('cmi.interactions.0.correct_responses.0.pattern', '5[:]1')).toBe(406);
  });

  it('takes more of what a standard gives a least for, and one pattern only where one can be right', () => {
    const many = (count: number, one = (at: number) => `c${at}`) => Array.from({ length: count }, (_, at) => one(at)).join('[,]');
    const of = (type: string) => model({ 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.type': type });
    const response = (type: string, value: string) => of(type).set('cmi.interactions.0.learner_response', value);
    expect([response('choice', many(40)), response('sequencing', many(40)), response('matching', many(40, (at) => `a${at}[.]b`)), response('fill-in', many(12)), response('performance', many(251, (at) => `s${at}[.]${'x'.repeat(251)}`)), response('other', 'x'.repeat(4_001)), response('choice', many(145))]).toEqual([0, 0, 0, 0, 0, 0, 406]);
    const patterns = (type: string, count: number, one: (at: number) => string) => { const held = of(type); return Array.from({ length: count }, (_, at) => held.set(`cmi.interactions.0.correct_responses.${at}.pattern`, one(at))).findIndex((code) => code !== 0); };
    expect([patterns('choice', 41, (at) => `c${at}`), patterns('fill-in', 21, () => 'word'), patterns('true-false', 2, () => 'true')]).toEqual([40, 20, 1]);
  });

  it.each([['2026-11-27T09:18:27.12Z', 0], ['2026-11-27T09:18:27Z', 0], ['2026-11-27T09:18:27+05:30', 0], ['2026-11-27T09:18:27.1-03', 0], ['2026-11-27T09:18:27.1ZZ', 406], ['2026-11-27T09:18:27.123Z', 406], ['2026-11-27T09:18:27+25:00', 406], ['2026-11-27T09:18Z', 406]])('a time of %s: %i', (time, code) => {
    expect(filled().set('cmi.interactions.0.timestamp', time)).toBe(code);
  });

  it.each(['cmi.completion_threshold', 'cmi.credit', 'cmi.entry', 'cmi.launch_data', 'cmi.learner_id', 'cmi.learner_name', 'cmi.max_time_allowed', 'cmi.mode', 'cmi.scaled_passing_score', 'cmi.time_limit_action', 'cmi.total_time', 'cmi.comments_from_lms.0.comment', 'cmi._version', 'cmi.score._children', 'cmi.objectives._count', 'adl.data.0.id', 'adl.nav.request_valid.continue'])(
    'lets %s not be written: 404', (element) => expect(filled().set(element, 'x')).toBe(404),
  );
  it.each(['cmi.exit', 'cmi.session_time'])('lets %s not be read: 405', (element) => expect(model().get(element)).toEqual({ value: '', code: 405 }));
  it.each(['cmi.location', 'cmi.suspend_data', 'cmi.score.raw', 'cmi.score.scaled', 'cmi.progress_measure', 'cmi.launch_data', 'cmi.scaled_passing_score', 'cmi.completion_threshold', 'cmi.max_time_allowed', 'cmi.objectives.0.score.raw', 'cmi.interactions.0.learner_response', 'cmi.comments_from_learner.0.location', 'adl.data.0.store'])(
    'A4: answers %s with 403 before it was ever set', (element) => expect(filled().get(element)).toEqual({ value: '', code: 403 }),
  );

  it.each([
    ['cmi._version', '1.0'], ['cmi.completion_status', 'unknown'], ['cmi.success_status', 'unknown'], ['cmi.credit', 'credit'], ['cmi.mode', 'normal'], ['cmi.entry', 'ab-initio'], ['cmi.time_limit_action', 'continue,no message'], ['cmi.learner_preference.audio_level', '1'], ['cmi.learner_preference.language', ''],
    ['cmi.learner_preference.delivery_speed', '1'], ['cmi.learner_preference.audio_captioning', '0'], ['cmi.objectives._count', '1'], ['cmi.objectives.0.success_status', 'unknown'], ['cmi.objectives.0.completion_status', 'unknown'], ['cmi.interactions._count', '1'], ['cmi.interactions.0.objectives._count', '1'],
    ['cmi.interactions.0.correct_responses._count', '0'], ['cmi.interactions.0.type', 'choice'], ['cmi.score._children', 'scaled,raw,min,max'], ['cmi.objectives._children', 'id,score,success_status,completion_status,progress_measure,description'], ['cmi.comments_from_learner._children', 'comment,location,timestamp'],
    ['cmi.comments_from_lms._count', '1'], ['cmi.interactions._children', 'id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description'], ['cmi.learner_preference._children', 'audio_level,language,delivery_speed,audio_captioning'], ['adl.nav.request', '_none_'],
    ['adl.nav.request_valid.continue', 'true'], ['adl.nav.request_valid.choice.{target=b.2}', 'false'], ['adl.data._count', '1'],
  ])('answers %s', (element, value) => expect(filled().get(element)).toEqual({ value, code: 0 }));

  it.each<[string, number]>([['', 301], ['cmi', 401], ['cmi.nothing', 401], ['cmi.score', 401], ['cmi.location._children', 301], ['cmi.location._count', 301], ['cmi.score._count', 301], ['cmi.objectives.1.id', 301], ['cmi.interactions.0.correct_responses.0.pattern', 301]])('answers reading %s with %i', (element, code) => expect(filled().get(element)).toEqual({ value: '', code }));
  it.each<[string, number]>([['', 351], ['cmi.nothing', 401], ['cmi.objectives.2.id', 351], ['cmi.interactions.1.objectives.0.id', 408], ['cmi.interactions.2.objectives.0.id', 351], ['cmi.comments_from_learner.2.comment', 351], ['cmi.interactions.0.objectives.3.id', 351]])('answers writing %s with %i', (element, code) => expect(filled().set(element, 'x')).toBe(code));
});
