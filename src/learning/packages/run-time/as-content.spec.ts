import type { Edition, Unit } from '../import/outline.js';
import { mustGoBefore, type Delta } from './delta.js';
import { Model } from './model.js';
import { scoApi, type ScoApi } from './sco-api.js';
import { apply, begin, conclude, definitionOf, outcomeOf, untouched, type UnitState } from './tracking.js';

const learner = { id: 'opaque', alias: 'Trainee 7' };
const unitOf = (more: Partial<Unit> = {}): Unit => ({ identifier: 'u', title: 'Unit', kind: 'sco', path: 'a.html', rest: '', isVisible: true, objectives: [], ...more });

/** A unit as content writes it: it speaks to the API, the player passes on what was set, and the portal judges it again. */
class Content {
  portal: UnitState;
  commits = 0;
  readonly api: ScoApi;
  private delta: Delta = {};

  constructor(private readonly edition: Edition, private readonly unit: Unit, before = untouched) {
    this.portal = begin(edition, unit, learner, before);
    const model = new Model(definitionOf(edition, false, unit, () => 'true'), new Map(Object.entries(this.portal.values)));
    this.api = scoApi(edition, {
      begun: () => model, commit: () => this.send(), ended: () => { this.send(); this.portal = conclude(edition, unit, this.portal); },
      set: (element, value) => {
        if (mustGoBefore(this.delta, element, value)) this.send();
        this.delta[element] = value;
      },
    });
  }

  /** What a call answers, and the error after it. */
  does = (call: string, ...args: unknown[]): string => {
    const { api, edition } = this;
    const answer = api[edition === 'scorm12' ? `LMS${call === 'Terminate' ? 'Finish' : call}` : call]?.(...args);
    return `${answer ?? 'none'}/${api[edition === 'scorm12' ? 'LMSGetLastError' : 'GetLastError']?.() ?? ''}`;
  };
  get = (element: string) => this.does('GetValue', element);
  set = (element: string, value: unknown) => this.does('SetValue', element, value);
  /** The next session of the same learner. */
  again = () => new Content(this.edition, this.unit, this.portal);
  get outcome() { return outcomeOf(this.edition, this.unit, this.portal); }

  private send(): void {
    if (Object.keys(this.delta).length === 0) return;
    const next = apply(this.edition, false, this.unit, this.portal, this.delta);
    if ('code' in next) throw new Error(`the portal refuses ${next.element}: ${next.code}`);
    [this.portal, this.delta, this.commits] = [next, {}, this.commits + 1];
  }
}

describe('1.2, as content uses it', () => {
  const begun = (more: Partial<Unit> = {}) => {
    const content = new Content('scorm12', unitOf(more));
    expect(content.does('Initialize', '')).toBe('true/0');
    return content;
  };

  it('takes the empty text and nothing at all for an argument, and nothing else', () => {
    for (const [argument, answer] of [['', 'true/0'], [undefined, 'true/0'], ['x', 'false/201'], [0, 'false/201'], [null, 'false/201'], [false, 'false/201']] as const) expect(new Content('scorm12', unitOf()).does('Initialize', argument)).toBe(answer);
    const content = begun();
    expect([content.does('Initialize', ''), content.does('Commit'), content.does('Terminate', ''), content.does('Terminate', ''), content.set('cmi.suspend_data', 'x'), content.get('cmi.suspend_data')]).toEqual(['false/101', 'true/0', 'true/0', 'false/301', 'false/301', '/301']);
  });

  it('goes the way a simple course goes: where it was left, what was seen, and how it ended', () => {
    const first = begun();
    expect([first.get('cmi.core.lesson_status'), first.get('cmi.core.entry'), first.get('cmi.core.lesson_location'), first.get('cmi.suspend_data'), first.get('cmi.core.credit'), first.get('cmi.core.lesson_mode'), first.get('cmi.launch_data'), first.get('cmi.comments_from_lms')]).toEqual(['not attempted/0', 'ab-initio/0', '/0', '/0', 'credit/0', 'normal/0', '/0', '/0']);
    for (const [element, value] of [['cmi.core.lesson_status', 'incomplete'], ['cmi.core.lesson_location', 3], ['cmi.core.score.raw', 85.33333333333333], ['cmi.core.session_time', '0000:00:01.5'], ['cmi.core.exit', 'suspend']] as const) expect(first.set(element, value)).toBe('true/0');
    expect(first.does('Terminate', '')).toBe('true/0');
    const second = first.again();
    second.does('Initialize', '');
    expect([second.get('cmi.core.entry'), second.get('cmi.core.lesson_location'), second.get('cmi.core.total_time'), second.get('cmi.core.score.raw')]).toEqual(['resume/0', '3/0', '0000:00:01.50/0', '85.33333333333333/0']);
    for (const status of ['passed', 'passed', 'completed', 'passed']) second.set('cmi.core.lesson_status', status);
    second.set('cmi.core.exit', '');
    second.does('Terminate', '');
    expect(second.outcome).toMatchObject({ isComplete: true, success: 'passed', score: 0.8533333333333333 });
  });

  it('a commit after every word, and one in the last moment, are told once each', () => {
    const content = begun();
    for (let page = 1; page <= 200; page++) {
      content.set('cmi.core.lesson_location', page);
      content.does('Commit', '');
      content.does('Commit', '');
    }
    content.does('Commit', '');
    content.does('Terminate', '');
    content.does('Commit', '');
    expect([content.commits, content.portal.values['cmi.core.lesson_location']]).toEqual([200, '200']);
  });

  it.each([['0000:00:01.5', 1.5], ['00:00:05', 5], ['01:02:03.45', 3723.45], ['9999:59:59.99', 35_999_999.99], ['00:90:00', 5400]])('session time %s is %f seconds', (time, seconds) => {
    const content = begun();
    expect(content.set('cmi.core.session_time', time)).toBe('true/0');
    content.does('Terminate', '');
    expect(content.portal.seconds).toBeCloseTo(seconds);
  });
  it.each(['1:00', '0:00:05', 'PT5S', '00000:00:05', '00:00:05.123', ''])('session time "%s" is none', (time) => expect(begun().set('cmi.core.session_time', time)).toBe('false/405'));

  it('interactions come in any order within a record, and cannot be read back', () => {
    const content = begun();
    for (const [element, value] of [['type', 'choice'], ['student_response', '{a,b}'], ['result', 'wrong'], ['id', 'Q1_2'], ['weighting', 1], ['latency', '0000:00:05.00'], ['time', '12:00:01'], ['correct_responses.0.pattern', 'a'], ['correct_responses.1.pattern', 'b'], ['objectives.0.id', 'O1'], ['result', '0.75']] as const) expect([element, content.set(`cmi.interactions.0.${element}`, value)]).toEqual([element, 'true/0']);
    expect([content.get('cmi.interactions._count'), content.get('cmi.interactions.0.correct_responses._count'), content.get('cmi.interactions.0.id'), content.set('cmi.interactions.2.id', 'x'), content.set('cmi.interactions._count', 5)]).toEqual(['1/0', '2/0', '/404', 'false/201', 'false/402']);
    content.does('Terminate', '');
    const second = content.again();
    second.does('Initialize', '');
    expect([second.get('cmi.interactions._count'), second.set('cmi.interactions.1.id', 'Q1_3')]).toEqual(['1/0', 'true/0']); // content goes on behind what is there
  });

  it('a mastery score decides over the word, a unit without a word has completed', () => {
    const judged = begun({ masteryScore: 80 });
    expect(judged.get('cmi.student_data.mastery_score')).toBe('80/0');
    judged.set('cmi.core.lesson_status', 'completed');
    judged.set('cmi.core.score.raw', '79.9');
    judged.does('Terminate', '');
    expect(judged.outcome.success).toBe('failed');
    const silent = begun();
    silent.does('Terminate', '');
    expect(silent.outcome.isComplete).toBe(true);
  });
});

describe('2004, as content uses it', () => {
  const begun = (more: Partial<Unit> = {}) => {
    const content = new Content('scorm2004', unitOf(more));
    expect(content.does('Initialize', '')).toBe('true/0');
    return content;
  };

  it('answers as the published test of the API wants it', () => {
    const content = new Content('scorm2004', unitOf());
    const text = (call: string, code: string) => content.api[call]?.(code) ?? 'none';
    expect([content.does('Commit', ''), content.set('cmi.location', 'x'), content.get('cmi.location'), content.does('Terminate', ''), content.does('Initialize', 'illegal')]).toEqual(['false/142', 'false/132', '/122', 'false/112', 'false/201']);
    expect([text('GetErrorString', ''), content.does('Initialize', ''), content.does('Initialize', ''), content.set('', 'x'), content.set('cmi.location', 'x'), content.get(''), content.get('cmi.location'), content.does('Commit', 'illegal'), content.does('Commit', '')]).toEqual(['', 'true/0', 'false/103', 'false/351', 'true/0', '/301', 'x/0', 'false/201', 'true/0']);
    expect(['0', '402', '001', '1444', 'none of them'].map((code) => [text('GetErrorString', code) !== '', text('GetDiagnostic', code) !== ''])).toEqual([[true, true], [true, true], [false, false], [false, false], [false, false]]);
    expect([content.does('Terminate', ''), content.does('Terminate', ''), content.does('Initialize', ''), content.get('cmi.location'), content.set('cmi.location', 'y'), content.does('Commit', '')]).toEqual(['true/0', 'false/113', 'false/104', '/123', 'false/133', 'false/143']);
  });

  it('objectives are found by their identifiers, and more are added behind them', () => {
    const content = begun({ objectives: ['o1', 'o2'] });
    const find = (id: string) => { for (let at = 0; at < Number.parseInt(content.get('cmi.objectives._count'), 10); at++) if (content.get(`cmi.objectives.${at}.id`) === `${id}/0`) return at; return -1; };
    expect([find('o2'), find('o3')]).toEqual([1, -1]);
    expect([content.set('cmi.objectives.1.success_status', 'passed'), content.set('cmi.objectives.2.id', 'o3'), content.set('cmi.objectives.2.score.scaled', 0.5), content.set('cmi.objectives.3.id', 'o1'), content.set('cmi.objectives.0.id', 'o9'), content.set('cmi.objectives.0.id', 'o1')]).toEqual(['true/0', 'true/0', 'true/0', 'false/351', 'false/351', 'true/0']);
    expect([find('o3'), content.get('cmi.objectives.4.id'), content.get('cmi.objectives._children').split(',').length]).toEqual([2, '/301', 6]);
  });

  it('interactions want their identifier and kind first, and say so', () => {
    const content = begun();
    const at = 'cmi.interactions.0';
    expect([content.set(`${at}.type`, 'choice'), content.set(`${at}.id`, 'urn:tool:q:1'), content.set(`${at}.learner_response`, 'a'), content.set(`${at}.correct_responses.0.pattern`, 'a'), content.set(`${at}.type`, 'choice'), content.set(`${at}.correct_responses.0.pattern`, 'a[,]b'), content.set(`${at}.learner_response`, 'a'), content.set(`${at}.result`, 'incorrect'), content.set(`${at}.timestamp`, '2026-11-27T10:00:00'), content.set(`${at}.latency`, 'PT4.5S'), content.set(`${at}.weighting`, 1)])
      .toEqual(['false/408', 'true/0', 'false/408', 'false/408', 'true/0', 'true/0', 'true/0', 'true/0', 'true/0', 'true/0', 'true/0']);
    expect([content.get(`${at}.learner_response`), content.get('cmi.interactions._count'), content.get(`${at}.correct_responses._count`), content.get(`${at}.description`)]).toEqual(['a/0', '1/0', '1/0', '/403']);
  });

  it('more than a portal has to hold is held, where a standard gives only a least', () => {
    const content = begun();
    const long = (length: number) => 'x'.repeat(length);
    expect([content.set('cmi.interactions.0.id', `urn:t:${long(4_100)}`), content.set('cmi.interactions.0.description', long(900)), content.set('cmi.comments_from_learner.0.comment', long(5_000)), content.set('cmi.comments_from_learner.0.location', long(300)), content.set('cmi.objectives.0.id', long(4_500)), content.set('cmi.objectives.0.description', long(1_001))]).toEqual([...Array.from({ length: 5 }, () => 'true/0'), 'false/406']);
    expect(content.get('cmi.interactions.0.id')).toBe(`urn:t:${long(4_100)}/0`);
  });

  it.each(['half a pair \ud83d', 'a NUL \0'])('what is no text is taken nowhere: %j', (value) => {
    expect(begun().set('cmi.suspend_data', value)).toBe('false/406');
    const older = new Content('scorm12', unitOf());
    older.does('Initialize', '');
    expect(older.set('cmi.suspend_data', value)).toBe('false/405');
    expect(older.set('cmi.suspend_data', 'a whole pair \ud83d\ude00')).toBe('true/0');
  });
  it.each(['constructor', '__proto__', 'toString', 'cmi.constructor', 'hasOwnProperty', 'constructor._children'])('%s is no element', (element) => {
    expect([begun().get(element), begun().set(element, 'x')]).toEqual(['/401', element.endsWith('_children') ? 'false/404' : 'false/401']);
  });

  it.each(['continue', 'previous', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll', '_none_', '{target=u}choice', '{target=u-1.b}jump'])('asks for %s', (request) => {
    const content = begun();
    expect([content.get('adl.nav.request'), content.set('adl.nav.request', request), content.get('adl.nav.request')]).toEqual(['_none_/0', 'true/0', `${request}/0`]);
  });
  it.each(['choice', '{target=}choice', '{target=u}', 'target=u}choice', '{target=u}continue', 'Continue', '{target=a b}choice', ''])('does not ask for "%s"', (request) => expect(begun().set('adl.nav.request', request)).toBe('false/406'));
  it.each(['continue', 'previous', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll', 'choice.{target=u}', 'jump.{target=u}'])('is told whether %s is possible', (request) => expect([begun().get(`adl.nav.request_valid.${request}`), begun().set(`adl.nav.request_valid.${request}`, 'true')]).toEqual(['true/0', 'false/404']));

  it('what nobody said of a unit by its staff is an empty list', () => {
    const content = begun();
    expect([content.get('cmi.comments_from_lms._count'), content.get('cmi.comments_from_lms._children'), content.get('cmi.comments_from_lms.0.comment'), content.set('cmi.comments_from_lms.0.comment', 'x')]).toEqual(['0/0', 'comment,location,timestamp/0', '/301', 'false/404']);
  });

  it('stores are listed, written, and read in the next session', () => {
    const content = begun({ stores: ['s', 't'], storesUnread: ['t'] });
    expect([content.get('adl.data._count'), content.get('adl.data._children'), content.get('adl.data.0.id'), content.get('adl.data.0.store'), content.set('adl.data.0.store', '<a b="c">é\n</a>'), content.set('adl.data.1.store', 'x'), content.get('adl.data.1.store'), content.set('adl.data.0.id', 'x'), content.set('adl.data.2.store', 'x')])
      .toEqual(['2/0', 'id,store/0', 's/0', '/403', 'true/0', 'true/0', '/405', 'false/404', 'false/351']);
  });
});
