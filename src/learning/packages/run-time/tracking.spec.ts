import type { Unit } from '../import/outline.js';
import { asInterval, asTimespan12, secondsOf } from './formats.js';
import { Model } from './model.js';
import { scoApi } from './sco-api.js';
import { apply, begin, better, conclude, outcomeOf, untouched, type UnitState } from './tracking.js';
import { scorm12 } from './scorm12.js';
import { scorm2004 } from './scorm2004.js';

const unit: Unit = { identifier: 'u', title: 'Unit', kind: 'sco', path: 'a.html', rest: '', isVisible: true, objectives: ['o1'] };
const learner = { id: 'opaque', alias: 'Trainee 7' };
const after = (edition: 'scorm12' | 'scorm2004', state: UnitState, delta: Record<string, string>): UnitState => {
  const next = apply(edition, false, unit, state, delta);
  if ('code' in next) throw new Error(`${next.element}: ${next.code}`);
  return next;
};

describe('a unit of 1.2', () => {
  it('A1: left half-way goes on where it was, and its time is added up', () => {
    const first = begin('scorm12', unit, learner, untouched);
    expect(first.values).toMatchObject({ 'cmi.core.entry': 'ab-initio', 'cmi.core.student_id': 'opaque', 'cmi.core.student_name': 'Trainee 7', 'cmi.core.total_time': '0000:00:00.00' });
    const left = conclude('scorm12', unit, after('scorm12', first, { 'cmi.core.lesson_location': 'p3', 'cmi.core.lesson_status': 'incomplete', 'cmi.core.exit': 'suspend', 'cmi.core.session_time': '00:10:00' }));
    const second = begin('scorm12', unit, learner, left);
    expect(second.values).toMatchObject({ 'cmi.core.entry': 'resume', 'cmi.core.lesson_location': 'p3', 'cmi.core.total_time': '0000:10:00.00' });
    expect(second.values).not.toHaveProperty(['cmi.core.exit']);
    expect(conclude('scorm12', unit, after('scorm12', second, { 'cmi.core.session_time': '00:05:00' })).seconds).toBe(900);
  });

  it('that broke off counts its time once and is resumed', () => {
    const open = after('scorm12', begin('scorm12', unit, learner, untouched), { 'cmi.core.session_time': '00:01:00' });
    const next = begin('scorm12', unit, learner, open);
    expect(next).toMatchObject({ seconds: 60, values: { 'cmi.core.entry': 'resume' } });
    const done = conclude('scorm12', unit, next);
    expect(conclude('scorm12', unit, done)).toEqual(done);
    expect(done.seconds).toBe(60);
  });

  it.each<[number | undefined, Record<string, string>, string]>([
    [undefined, {}, 'completed'], [undefined, { 'cmi.core.exit': 'suspend' }, 'incomplete'], [undefined, { 'cmi.core.lesson_status': 'incomplete' }, 'incomplete'], [80, { 'cmi.core.score.raw': '80', 'cmi.core.lesson_status': 'completed' }, 'passed'],
    [80, { 'cmi.core.score.raw': '79.9', 'cmi.core.lesson_status': 'passed' }, 'failed'], [80, { 'cmi.core.score.raw': '90', 'cmi.core.lesson_status': 'incomplete' }, 'incomplete'], [80, {}, 'completed'],
  ])('with mastery score %p that said %j ends as %s', (masteryScore, delta, status) => {
    const whole = { ...unit, ...(masteryScore === undefined ? {} : { masteryScore }) };
    expect(conclude('scorm12', whole, after('scorm12', begin('scorm12', whole, learner, untouched), delta)).values['cmi.core.lesson_status']).toBe(status);
  });
});

describe('a unit of 2004', () => {
  it('keeps its run-time data when it was suspended, and begins anew when it was ended', () => {
    const first = begin('scorm2004', unit, learner, untouched);
    expect(first.values).toMatchObject({ 'cmi.entry': 'ab-initio', 'cmi.learner_name': 'Trainee 7', 'cmi.objectives.0.id': 'o1' });
    const said = after('scorm2004', first, { 'cmi.location': 'p3', 'cmi.session_time': 'PT90S', 'cmi.learner_preference.audio_level': '0.5' });
    expect(begin('scorm2004', unit, learner, conclude('scorm2004', unit, after('scorm2004', said, { 'cmi.exit': 'suspend' }))).values).toMatchObject({ 'cmi.entry': 'resume', 'cmi.location': 'p3', 'cmi.total_time': 'PT0H1M30S' });
    const anew = begin('scorm2004', unit, learner, conclude('scorm2004', unit, after('scorm2004', said, { 'cmi.exit': 'normal' }))).values;
    expect(anew).toMatchObject({ 'cmi.entry': 'ab-initio', 'cmi.learner_preference.audio_level': '0.5' });
    expect(anew).not.toHaveProperty(['cmi.location']);
  });

  it('is judged by its measures where the manifest names thresholds', () => {
    const measured = { ...unit, completionThreshold: 0.8, scaledPassingScore: 0.6 };
    const state = after('scorm2004', begin('scorm2004', measured, learner, untouched), { 'cmi.completion_status': 'completed', 'cmi.progress_measure': '0.5', 'cmi.success_status': 'failed', 'cmi.score.scaled': '0.7' });
    expect(outcomeOf('scorm2004', measured, state)).toEqual({ isComplete: false, success: 'passed', score: 0.7 });
    expect(outcomeOf('scorm2004', measured, after('scorm2004', state, { 'cmi.progress_measure': '0.8' })).isComplete).toBe(true);
  });

  it('never loses what it once reached', () => {
    expect(better({ isComplete: true, success: 'passed', score: 0.9 }, { isComplete: false, success: 'failed', score: 0.2 })).toEqual({ isComplete: true, success: 'passed', score: 0.9 });
  });

  it('keeps nothing of a delta one value of which is refused', () => {
    const state = begin('scorm2004', unit, learner, untouched);
    expect(apply('scorm2004', false, unit, state, { 'cmi.location': 'p1', 'cmi.score.scaled': '1.5' })).toEqual({ element: 'cmi.score.scaled', code: 407 });
  });
});

describe('times', () => {
  it.each([['0001:02:03.45', 3723.45], ['PT1H2M3.45S', 3723.45], ['P1DT1S', 86_401], ['', 0]])('of %s are %p seconds', (said, seconds) => expect(secondsOf(said)).toBeCloseTo(seconds, 5));
  it.each([[3723.45, '0001:02:03.45', 'PT1H2M3.45S'], [0, '0000:00:00.00', 'PT0H0M0S'], [59.999, '0000:01:00.00', 'PT0H1M0S']])('of %p seconds are written in both editions', (seconds, clock, interval) => expect([asTimespan12(seconds), asInterval(seconds)]).toEqual([clock, interval]));
});

describe('the object a SCO speaks to', () => {
  const heard: string[] = [];
  const ears = (edition: 'scorm12' | 'scorm2004') => scoApi(edition, { begun: () => new Model(edition === 'scorm12' ? scorm12(false) : scorm2004(), new Map()), set: (element) => void heard.push(element), commit: () => void heard.push('commit'), ended: () => void heard.push('ended') });
  const call = (api: ReturnType<typeof ears>, name: string, ...args: unknown[]) => api[name]?.(...args);

  it('A4: of 1.2 answers 301 before a session and after it, and 101 to a second beginning', () => {
    const api = ears('scorm12');
    const error = () => call(api, 'LMSGetLastError');
    for (const [name, ...args] of [['LMSGetValue', 'cmi.core.entry'], ['LMSSetValue', 'cmi.suspend_data', 'x'], ['LMSCommit', ''], ['LMSFinish', '']] as const) {
      expect([call(api, name, ...args), error()]).toEqual([name === 'LMSGetValue' ? '' : 'false', '301']);
    }
    expect([call(api, 'LMSInitialize', 'x'), error(), call(api, 'LMSInitialize', ''), error(), call(api, 'LMSInitialize', ''), error()]).toEqual(['false', '201', 'true', '0', 'false', '101']);
    expect([call(api, 'LMSSetValue', 'cmi.core.lesson_location', 'p1'), call(api, 'LMSGetValue', 'cmi.core.lesson_location'), call(api, 'LMSCommit', ''), call(api, 'LMSFinish', ''), call(api, 'LMSGetValue', 'cmi.core.entry'), error(), call(api, 'LMSGetErrorString', '301')]).toEqual(['true', 'p1', 'true', 'true', '', '301', 'Not initialized']);
  });

  it('A4: of 2004 tells before from after', () => {
    const api = ears('scorm2004');
    const error = () => call(api, 'GetLastError');
    const codes = () => ([['GetValue', 'cmi.mode'], ['SetValue', 'cmi.location', 'x'], ['Commit', ''], ['Terminate', '']] as const).map(([name, ...args]) => (call(api, name, ...args), error()));
    expect(codes()).toEqual(['122', '132', '142', '112']);
    expect([call(api, 'Initialize', ''), call(api, 'Initialize', ''), error()]).toEqual(['true', 'false', '103']);
    call(api, 'Terminate', '');
    expect(codes()).toEqual(['123', '133', '143', '113']);
    expect([call(api, 'Initialize', ''), error()]).toEqual(['false', '104']);
  });

  it('is heard for what it took, and for nothing it refused', () => {
    heard.length = 0;
    const api = ears('scorm2004');
    call(api, 'Initialize', '');
    call(api, 'SetValue', 'cmi.location', 'p1');
    call(api, 'SetValue', 'cmi.score.scaled', '2');
    call(api, 'Commit', '');
    call(api, 'Terminate', '');
    expect(heard).toEqual(['cmi.location', 'commit', 'ended']);
  });
});
