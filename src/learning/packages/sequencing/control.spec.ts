import { cluster, flowing, leaf, Sequenced, words, type Planned } from '../../../../test/support/sequenced.js';

const { control, rule, rules, is, considerations, content, rollup, rollups } = words;
const always = 'condition="always"';
const three = (sequencing: string, ...of: (string | undefined)[]): Planned => cluster('root', sequencing, leaf('a', of[0]), leaf('b', of[1]), leaf('c', of[2]));
const passed = { 'cmi.success_status': 'passed', 'cmi.completion_status': 'completed' };
const failed = { 'cmi.success_status': 'failed', 'cmi.completion_status': 'completed' };

describe('control modes (SN 3.2)', () => {
  it('flow leads from unit to unit, forward and back, and ends the session at the end of the tree', () => {
    const learner = Sequenced.begun(three(control('choice="false" flow="true"')));
    expect([learner.at, learner.next().at, learner.next().at, learner.previous().at, learner.next().at]).toEqual(['a', 'b', 'c', 'b', 'c']);
    expect(learner.ways).toEqual({ next: false, previous: true, choices: [] });
    learner.ends('continue');
    expect(learner.isFinished).toBe(true);
  });

  it('without flow neither start nor continue leads anywhere; the learner chooses', () => {
    const learner = Sequenced.begun(three(control('choice="true" flow="false"')));
    expect(learner.ways).toMatchObject({ next: false, previous: false, choices: ['a', 'b', 'c'] });
    expect(learner.chooses('c').at).toBe('c');
  });

  it('without choice nothing can be chosen, whatever a unit asks for', () => {
    const learner = Sequenced.begun(three(control('choice="false" flow="true"')));
    expect(learner.get('adl.nav.request_valid.choice.{target=c}')).toBe('false');
    expect(learner.ends('{target=c}choice').at).toBeUndefined();
  });

  it('forwardOnly knows no way back, by flow or by choice', () => {
    const learner = Sequenced.begun(three(control('choice="true" flow="true" forwardOnly="true"'))).next();
    expect(learner.ways).toEqual({ next: true, previous: false, choices: ['b', 'c'] });
    expect([learner.get('adl.nav.request_valid.previous'), learner.get('adl.nav.request_valid.continue')]).toEqual(['false', 'true']);
  });

  it('choiceExit holds the learner within what is under way', () => {
    const learner = Sequenced.begun(cluster('root', flowing, cluster('k', control('choice="true" flow="true" choiceExit="false"'), leaf('a'), leaf('b')), leaf('c')));
    expect(learner.ways.choices).toEqual(['k', 'a', 'b']);
    expect(learner.ends('{target=c}choice').at).toBeUndefined();
  });

  it('backwards into a forward-only cluster begins at its first unit (SB.2.1)', () => {
    const learner = Sequenced.begun(cluster('root', flowing, cluster('k', control('flow="true" forwardOnly="true"'), leaf('a'), leaf('b')), leaf('c'))).next().next();
    expect([learner.at, learner.previous().at]).toEqual(['c', 'a']);
  });

  it('a cluster without flow in the way stops it there (SB.2.2-1)', () => {
    const learner = Sequenced.begun(cluster('root', flowing, leaf('a'), cluster('k', control('flow="false"'), leaf('b'))));
    expect(learner.ways.next).toBe(false);
    expect(learner.chooses('b').at).toBe('b');
  });
});

describe('choice (SB.2.9)', () => {
  const far = cluster('root', flowing, cluster('m1', flowing + considerations('constrainChoice="true"'), leaf('a'), leaf('b')), cluster('m2', flowing, leaf('c')), cluster('m3', flowing, leaf('d')));
  it('constrained reaches what lies next to the activity, and no farther', () => {
    expect(Sequenced.begun(far).ways.choices).toEqual(['m1', 'a', 'b', 'm2', 'c']);
  });

  it('preventActivation keeps choices out of what was not begun', () => {
    const learner = Sequenced.begun(cluster('root', flowing, leaf('a'), cluster('k', flowing + considerations('preventActivation="true"'), leaf('b'))));
    expect(learner.ways.choices).toEqual(['a', 'k']);
    expect(learner.chooses('k').at).toBe('b');
    expect(learner.ways.choices).toContain('b');
  });

  it('of a cluster flows to its first unit', () => {
    expect(Sequenced.begun(far).chooses('m2').at).toBe('c');
  });

  it('of a unit anew is a new attempt', () => {
    const learner = Sequenced.begun(three(flowing)).says({ 'cmi.location': 'p1', ...passed }).next();
    learner.chooses('a');
    expect([learner.get('cmi.entry'), learner.code('cmi.location'), learner.get('cmi.completion_status')]).toEqual(['ab-initio', 403, 'unknown']);
  });

  it('jump goes past control modes, to what is there', () => {
    const learner = Sequenced.begun(three(control('choice="false" flow="true"')));
    expect([learner.get('adl.nav.request_valid.jump.{target=c}'), learner.get('adl.nav.request_valid.jump.{target=x}')]).toEqual(['true', 'false']);
    expect(learner.ends('{target=c}jump').at).toBe('c');
  });
});

describe('precondition rules (SN 3.4)', () => {
  it.each<[string, string | undefined, string[]]>([
    ['skip', 'c', ['a', 'b', 'c']], ['disabled', undefined, ['a', 'c']], ['hiddenFromChoice', 'b', ['a', 'c']], ['stopForwardTraversal', 'b', ['a', 'b']],
  ])('%s', (action, next, choices) => {
    const learner = Sequenced.begun(three(flowing, undefined, rules(rule('pre', action, always))));
    expect(learner.ways).toEqual({ next: next !== undefined, previous: false, choices });
    if (next) expect(learner.next().at).toBe(next);
  });

  it('a learner behind a unit that stops forward traversal chooses back, not on', () => {
    const learner = Sequenced.begun(three(flowing, undefined, rules(rule('pre', 'stopForwardTraversal', is('satisfied', 'operator="not"'))) + content)).next();
    learner.says(failed);
    expect(learner.get('adl.nav.request_valid.choice.{target=c}')).toBe('false');
    learner.says(passed);
    expect(learner.get('adl.nav.request_valid.choice.{target=c}')).toBe('true');
  });

  it('skipping goes on in the direction of travel, and turns where nothing is left', () => {
    const learner = Sequenced.begun(three(flowing, undefined, rules(rule('pre', 'skip', is('attempted'))))).next();
    learner.next();
    expect([learner.at, learner.previous().at]).toEqual(['c', 'a']);
  });

  it.each<[string, Record<string, string>, boolean]>([
    [is('objectiveMeasureGreaterThan', 'measureThreshold="0.5"'), { 'cmi.score.scaled': '0.6' }, true], [is('objectiveMeasureGreaterThan', 'measureThreshold="0.5"'), { 'cmi.score.scaled': '0.5' }, false],
    [is('objectiveMeasureLessThan', 'measureThreshold="0.5"'), { 'cmi.score.scaled': '0.4' }, true], [is('objectiveMeasureLessThan', 'measureThreshold="0.5"'), {}, false],
    [is('objectiveMeasureLessThan', 'measureThreshold="0.5" operator="not"'), {}, false], // unknown stays unknown
    [is('objectiveMeasureKnown', 'operator="not"'), {}, true], [is('objectiveStatusKnown'), { 'cmi.success_status': 'failed' }, true], [is('satisfied'), { 'cmi.success_status': 'failed' }, false],
    [is('completed'), { 'cmi.completion_status': 'completed' }, true], [is('completed', 'operator="not"'), { 'cmi.completion_status': 'incomplete' }, true], [is('activityProgressKnown'), {}, false], [is('attempted'), {}, true],
  ])('%s after %j: %p', (condition, said, isSkipped) => {
    const learner = Sequenced.begun(three(flowing, undefined, rules(rule('pre', 'skip', condition)) + content)).chooses('b');
    expect(learner.at).toBe('b');
    learner.says(said).previous();
    expect(learner.next().at).toBe(isSkipped ? 'c' : 'b');
  });

  it('any and all combine in three values', () => {
    const rule2 = (combination: string) => rules(`<imsss:preConditionRule><imsss:ruleConditions conditionCombination="${combination}"><imsss:ruleCondition condition="always"/><imsss:ruleCondition condition="completed"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule>`);
    expect(Sequenced.begun(three(flowing, undefined, rule2('any'))).next().at).toBe('c');
    expect(Sequenced.begun(three(flowing, undefined, rule2('all'))).next().at).toBe('b');
  });

  it('an attempt limit lets nobody in once more (UP.1)', () => {
    const learner = Sequenced.begun(three(flowing, undefined, '<imsss:limitConditions attemptLimit="1"/>')).next().next();
    expect(learner.ways).toMatchObject({ previous: false, choices: ['a', 'c'] });
    expect(learner.previous().at).toBeUndefined();
  });
});

describe('exit and postcondition rules (TB.2.1, TB.2.2)', () => {
  it.each<[string, string, string | undefined]>([
    ['retry', 'continue', 'b'], ['continue', 'exit', 'c'], ['previous', 'exit', 'a'], ['exitParent', 'exit', undefined], ['retryAll', 'exit', 'a'], ['exitAll', 'continue', undefined],
  ])('%s, when the unit asks to %s, leads to %s', (action, request, to) => {
    const learner = Sequenced.begun(three(flowing, undefined, rules(rule('post', action, always)))).next();
    const before = learner.at;
    learner.ends(request);
    expect(before).toBe('b');
    if (to !== undefined) expect(learner.at).toBe(to);
    expect(learner.isFinished).toBe(to === undefined);
  });

  it('a retry begins a new attempt until the unit is passed', () => {
    const learner = Sequenced.begun(three(flowing, rules(rule('post', 'retry', is('satisfied', 'operator="not"'))) + content));
    expect(learner.says(failed).ends('continue').at).toBe('a');
    expect(learner.get('cmi.success_status')).toBe('unknown');
    expect(learner.says(passed).ends('continue').at).toBe('b');
  });

  it('exitParent goes up, where a rule of the parent may go on', () => {
    const learner = Sequenced.begun(cluster('root', flowing, cluster('k', flowing + rules(rule('post', 'continue', always)), leaf('a', rules(rule('post', 'exitParent', always))), leaf('b')), leaf('c')));
    expect(learner.ends('exit').at).toBe('c');
  });

  it('an exit rule ends a cluster whose condition holds, with all that runs below it', () => {
    const learner = Sequenced.begun(cluster('root', flowing, cluster('k', flowing + rules(rule('exit', 'exit', is('satisfied'))) +
      rollups('', rollup('satisfied', 'childActivitySet="any"', 'satisfied')), leaf('a', content), leaf('b', content)), leaf('c')));
    expect(learner.says(passed).ends('continue').at).toBe('c');
  });

  it('a suspended unit is asked no rules', () => {
    const learner = Sequenced.begun(three(flowing, rules(rule('post', 'retry', always)))).says({ 'cmi.exit': 'suspend' });
    expect(learner.ends('continue').at).toBe('b');
  });

  it('time-out and logout end everything (RTE 4.2.8)', () => {
    for (const exit of ['time-out', 'logout']) expect(Sequenced.begun(three(flowing)).says({ 'cmi.exit': exit }).ends('continue').isFinished).toBe(true);
  });

  it('abandon ends the attempt without its tracking, abandonAll the session', () => {
    const learner = Sequenced.begun(three(flowing, content, rules(rule('pre', 'skip', is('attempted'))))).says(passed).ends('abandon');
    expect(learner.isFinished).toBe(false);
    expect(learner.next().at).toBe('b');
    expect(learner.ends('abandonAll').isFinished).toBe(true);
  });

  it.each(['', flowing, control('choice="false" flow="true"')])('a course of one unit opens it again, however that had ended (%s)', (own) => {
    for (const exit of ['', 'normal', 'suspend', 'logout']) {
      for (const request of [undefined, 'exit', 'exitAll', 'continue', 'abandon', 'suspendAll']) {
        const learner = Sequenced.begun(cluster('root', own, leaf('a'))).says({ 'cmi.exit': exit }).ends(request);
        expect([exit, request, learner.elsewhere().at]).toEqual([exit, request, 'a']);
      }
    }
  });

  it('a course begins anew where its last unit ended without a wish, and neither button nor choice leads on', () => {
    const learner = Sequenced.begun(three(control('choice="false" flow="true" forwardOnly="true"'))).next().next().says({ 'cmi.completion_status': 'completed' }).ends();
    expect([learner.at, learner.elsewhere().at]).toEqual([undefined, 'a']);
    const earlier = Sequenced.begun(three(control('choice="false" flow="true" forwardOnly="true"'))).ends().elsewhere();
    expect([earlier.at, earlier.ways.next]).toEqual([undefined, true]); // here the learner goes on by the button
  });
});
