import { cluster, flowing, leaf, Sequenced, words, type Planned } from '../../../../test/support/sequenced.js';

const { control, rule, rules, is, map, objectives, rollup, rollups, content } = words;
const passed = { 'cmi.success_status': 'passed', 'cmi.completion_status': 'completed' };
const failed = { 'cmi.success_status': 'failed', 'cmi.completion_status': 'completed' };
const four = (of: string): Planned => cluster('root', flowing, cluster('k', flowing + of, ...['a', 'b', 'c', 'd'].map((id) => leaf(id, content))), leaf('z', content));
/** What the tree knows of an activity now: satisfied, completed, measure. */
const known = (learner: Sequenced, id: string) => {
  const { o: [primary = {}] = [], c } = learner.kept.activities[id] ?? {};
  return { satisfied: primary.SatisfiedStatus, completed: c === undefined ? undefined : c === 1, measure: primary.NormalizedMeasure };
};
/** Walks through units, each saying its part. */
const walked = (learner: Sequenced, ...said: Record<string, string>[]) => said.reduce((here, one) => here.says(one).next(), learner);

describe('roll-up by rules (RB.1.2 b, RB.1.3 b, RB.1.4)', () => {
  it('without rules of its own a cluster is satisfied and completed with all its units, and not before', () => {
    const learner = walked(Sequenced.begun(four('')), passed, passed, passed);
    expect(known(learner, 'k')).toEqual({ satisfied: undefined, completed: undefined, measure: undefined });
    expect(known(learner.says(failed).chooses('d'), 'k')).toMatchObject({ satisfied: false, completed: true });
    expect(known(learner.says(passed).next(), 'k')).toMatchObject({ satisfied: true, completed: true });
  });

  it.each<[string, number, boolean | undefined]>([
    ['childActivitySet="all"', 3, undefined], ['childActivitySet="all"', 4, true], ['childActivitySet="any"', 1, true], ['childActivitySet="none"', 0, undefined], ['childActivitySet="atLeastCount" minimumCount="2"', 1, undefined],
    ['childActivitySet="atLeastCount" minimumCount="2"', 2, true], ['childActivitySet="atLeastPercent" minimumPercent="0.5"', 1, undefined], ['childActivitySet="atLeastPercent" minimumPercent="0.5"', 2, true], ['childActivitySet="atLeastPercent" minimumPercent="0.75"', 3, true],
  ])('satisfied where %s of the units are: with %i passed, %p', (set, count, wanted) => {
    const learner = walked(Sequenced.begun(four(rollups('', rollup('satisfied', set, 'satisfied'), rollup('notSatisfied', 'childActivitySet="any"', 'attemptLimitExceeded')))), ...Array.from({ length: count }, () => passed));
    expect(known(learner, 'k').satisfied).toBe(wanted);
  });

  it('none wants every unit to deny it', () => {
    const learner = walked(Sequenced.begun(four(rollups('', rollup('notSatisfied', 'childActivitySet="none"', 'satisfied')))), failed, failed, failed);
    expect(known(learner, 'k').satisfied).toBeUndefined();
    expect(known(learner.says(failed).next(), 'k').satisfied).toBe(false);
  });

  it('a unit that takes no part, or is not tracked, is not asked', () => {
    const of = (sequencing: string) => cluster('root', flowing, leaf('a', content), leaf('b', sequencing));
    const apart = rollups('rollupObjectiveSatisfied="false" rollupProgressCompletion="false"');
    expect(known(walked(Sequenced.begun(of(content + apart)), passed), 'root')).toMatchObject({ satisfied: true, completed: true });
    expect(known(walked(Sequenced.begun(of('<imsss:deliveryControls tracked="false"/>')), passed), 'root')).toMatchObject({ satisfied: true, completed: true });
    expect(known(walked(Sequenced.begun(of(content)), passed), 'root')).toMatchObject({ satisfied: undefined, completed: undefined });
  });

  it.each<[string, boolean | undefined]>([['always', undefined], ['ifAttempted', true], ['ifNotSuspended', true], ['ifNotSkipped', true]])('a unit required %s, that is skipped, leaves the cluster %p', (required, wanted) => {
    const considered = `<adlseq:rollupConsiderations requiredForSatisfied="${required}" requiredForCompleted="${required}"/>`;
    const learner = walked(Sequenced.begun(cluster('root', flowing, cluster('k', flowing, leaf('a', content), leaf('b', content + rules(rule('pre', 'skip', is('always'))) + considered)), leaf('z'))), passed);
    expect(known(learner, 'k')).toMatchObject({ satisfied: wanted, completed: wanted });
  });

  it('what content leaves unsaid is done and satisfied when its attempt ends (UP.4), unless content is to say so', () => {
    expect(known(Sequenced.begun(cluster('root', flowing, leaf('a'), leaf('b'))).next(), 'a')).toMatchObject({ satisfied: true, completed: true });
    expect(known(Sequenced.begun(cluster('root', flowing, leaf('a', content), leaf('b'))).next(), 'a')).toMatchObject({ satisfied: undefined, completed: undefined });
    expect(known(Sequenced.begun(cluster('root', flowing, leaf('a'), leaf('b'))).says({ 'cmi.exit': 'suspend' }).next(), 'a')).toMatchObject({ satisfied: undefined, completed: undefined });
  });
});

describe('roll-up by measure (RB.1.1, RB.1.2 a, RB.1.3 a)', () => {
  const weighed = (minimum: number | undefined, ...weights: number[]) => cluster('root', flowing, cluster('k', flowing + objectives({ id: 'k', minimum }), ...weights.map((weight, at) => leaf(`u${at}`, rollups(`objectiveMeasureWeight="${weight}"`) + content))), leaf('z'));
  it('is the mean by weights; what has no measure counts with nothing', () => {
    const learner = walked(Sequenced.begun(weighed(undefined, 3, 1)), { 'cmi.score.scaled': '0.8' });
    expect(known(learner, 'k').measure).toBeCloseTo(0.6);
    expect(known(learner.says({ 'cmi.score.scaled': '-0.4' }).next(), 'k').measure).toBeCloseTo(0.5);
  });

  it('weights of nothing measure nothing', () => {
    expect(known(walked(Sequenced.begun(weighed(undefined, 0, 0)), { 'cmi.score.scaled': '0.8' }), 'k').measure).toBeUndefined();
  });

  it('satisfies a cluster that is satisfied by measure', () => {
    const after = rules(rule('pre', 'skip', is('satisfied')));
    const of = (minimum: number) => cluster('root', flowing, leaf('s'), cluster('k', flowing + after + objectives({ id: 'k', minimum }), leaf('u0', content), leaf('u1', content)), leaf('z'));
    const at = (minimum: number) => walked(Sequenced.begun(of(minimum)), {}, { 'cmi.score.scaled': '0.5' }, { 'cmi.score.scaled': '0.7' }).previous();
    expect([at(0.6).at, at(0.61).at]).toEqual(['s', 'u1']);
  });

  it('tells a unit what it has to reach, and judges by it, whatever the unit says (RTE 4.2.22.1)', () => {
    const learner = Sequenced.begun(cluster('root', flowing, leaf('a', objectives({ id: 'o', minimum: 0.7 }) + content), leaf('b')));
    expect(learner.get('cmi.scaled_passing_score')).toBe('0.7');
    learner.says({ 'cmi.success_status': 'passed' });
    expect(learner.get('cmi.success_status')).toBe('unknown');
    learner.says({ 'cmi.score.scaled': '0.6' });
    expect(learner.get('cmi.success_status')).toBe('failed');
    learner.says({ 'cmi.score.scaled': '0.7' });
    expect(learner.get('cmi.success_status')).toBe('passed');
  });

  it('completes by progress against a threshold, in a unit and in the cluster above it', () => {
    const threshold = (attributes: string) => `<adlcp:completionThreshold ${attributes}/>`;
    const k: Planned = { ...cluster('k', flowing, leaf('a', content, threshold('completedByMeasure="true" minProgressMeasure="0.8" progressWeight="3"')), leaf('b', content, threshold('progressWeight="1"'))), more: threshold('completedByMeasure="true" minProgressMeasure="0.7"') };
    const learner = Sequenced.begun(cluster('root', flowing, k, leaf('z')));
    expect(learner.get('cmi.completion_threshold')).toBe('0.8');
    learner.says({ 'cmi.completion_status': 'completed' });
    expect(learner.get('cmi.completion_status')).toBe('unknown');
    learner.says({ 'cmi.progress_measure': '0.8' });
    expect(learner.get('cmi.completion_status')).toBe('completed');
    learner.next();
    expect(known(learner, 'k')).toMatchObject({ completed: false }); // 0.8 × 3 + 0 × 1 of 4
    expect(known(learner.says({ 'cmi.progress_measure': '0.4' }).next(), 'k')).toMatchObject({ completed: true });
  });
});

describe('global objectives (SN 3.10)', () => {
  const writes = 'readSatisfiedStatus="false" readNormalizedMeasure="false" writeSatisfiedStatus="true" writeNormalizedMeasure="true"';
  const reads = 'readSatisfiedStatus="true" readNormalizedMeasure="true"';
  const test = leaf('test', objectives({ id: 'p' }, { id: 't1', maps: map('g1', writes) }, { id: 't2', maps: map('g2', writes) }) + content);
  const lesson = (id: string, target: string) => leaf(id, objectives({ id, maps: map(target, reads) }) + rules(rule('pre', 'skip', is('satisfied'))) + content);
  const course = cluster('root', flowing, test, lesson('l1', 'g1'), lesson('l2', 'g2'), leaf('end'));

  it('carry what a test found to the lessons it spares', () => {
    const learner = Sequenced.begun(course).says({ 'cmi.objectives.1.success_status': 'passed', 'cmi.objectives.1.score.scaled': '1', 'cmi.objectives.2.success_status': 'failed', 'cmi.objectives.2.score.scaled': '0.2' });
    expect([learner.get('cmi.objectives._count'), learner.get('cmi.objectives.1.id')]).toEqual(['3', 't1']);
    learner.next();
    expect([learner.at, learner.get('cmi.objectives.0.success_status'), learner.get('cmi.objectives.0.score.scaled')]).toEqual(['l2', 'failed', '0.2']);
  });

  it('are read at another device, where the portal kept them', () => {
    const learner = Sequenced.begun(course).says({ 'cmi.objectives.1.success_status': 'passed' }).leaves().elsewhere();
    expect([learner.at, learner.get('cmi.entry'), learner.get('cmi.objectives.1.success_status')]).toEqual(['test', 'resume', 'passed']);
    expect(learner.next().at).toBe('l2');
  });

  it('count for the clusters of those that read them, at once', () => {
    const learner = Sequenced.begun(cluster('root', flowing, test, cluster('k', flowing, lesson('l1', 'g1'), leaf('l3', rollups('rollupObjectiveSatisfied="false"'))), leaf('end'))).says({ 'cmi.objectives.1.success_status': 'passed' });
    expect(learner.get('adl.nav.request_valid.continue')).toBe('true'); // whoever asks has told what was said so far
    expect(known(learner, 'k').satisfied).toBe(true);
  });

  it('of the 4th edition carry raw, minimum, maximum, completion and progress too', () => {
    const more = (of: 'read' | 'write') => ['RawScore', 'MinScore', 'MaxScore', 'CompletionStatus', 'ProgressMeasure'].map((name) => `readX="" ${['read', 'write'].map((one) => `${one}${name}="${one === of}"`).join(' ')}`.replace('readX="" ', '')).join(' ');
    const adl = (id: string, of: 'read' | 'write') => `<adlseq:objectives><adlseq:objective objectiveID="${id}"><adlseq:mapInfo targetObjectiveID="g" ${more(of)}/></adlseq:objective></adlseq:objectives>`;
    const learner = Sequenced.begun(cluster('root', flowing, leaf('a', objectives({ id: 'oa' }) + adl('oa', 'write') + content), leaf('b', objectives({ id: 'ob' }) + adl('ob', 'read') + content)))
      .says({ 'cmi.objectives.0.score.raw': '7', 'cmi.objectives.0.score.min': '0', 'cmi.objectives.0.score.max': '10', 'cmi.completion_status': 'incomplete', 'cmi.progress_measure': '0.5' }).next();
    expect(['score.raw', 'score.min', 'score.max', 'completion_status', 'progress_measure'].map((name) => learner.get(`cmi.objectives.0.${name}`))).toEqual(['7', '0', '10', 'incomplete', '0.5']);
    expect(learner.get('cmi.objectives.0.success_status')).toBe('unknown');
  });

  it('outlive an attempt on the whole, unless the course says otherwise', () => {
    const again = (attributes: string) => {
      const learner = Sequenced.begun(cluster('root', flowing, test, lesson('l1', 'g1'), leaf('end')), { attributes }).says({ 'cmi.objectives.1.success_status': 'passed' }).ends('exitAll');
      expect(learner.isFinished).toBe(true);
      return learner.elsewhere().next().at;
    };
    expect([again(''), again('adlseq:objectivesGlobalToSystem="false"')]).toEqual(['end', 'l1']);
  });
});

describe('attempts, selection and what is kept', () => {
  it('suspended as a whole, a course is resumed elsewhere with its tree as it was', () => {
    const learner = Sequenced.begun(cluster('root', control('choice="false" flow="true"'), leaf('a', content), leaf('b', content), leaf('c'))).says(passed).next().says({ 'cmi.location': 'p3' }).leaves();
    expect(learner.isFinished).toBe(true);
    const there = learner.elsewhere();
    expect([there.at, there.ways.previous, known(there, 'a').satisfied]).toEqual(['b', true, true]);
    expect(there.kept.activities.b?.n).toBe(1); // no attempt anew
    expect(there.next().at).toBe('c');
  });

  it('a unit by itself asks for suspendAll', () => {
    const there = Sequenced.begun(cluster('root', flowing, leaf('a'), leaf('b'))).next().says({ 'cmi.suspend_data': 'x', 'cmi.exit': 'suspend' }).ends('suspendAll').elsewhere();
    expect([there.at, there.get('cmi.entry'), there.get('cmi.suspend_data')]).toEqual(['b', 'resume', 'x']);
  });

  it('a learner who left after a unit had ended goes on from there', () => {
    const there = Sequenced.begun(cluster('root', flowing, leaf('a'), leaf('b'))).says(passed).ends().elsewhere();
    expect(there.at).toBeUndefined();
    expect(known(there, 'a').completed).toBe(true);
    expect(there.next().at).toBe('b');
  });

  it('a new attempt on a cluster asks anew only what it is to ask anew (useCurrentAttempt…)', () => {
    const of = (more: string) => cluster('root', flowing, cluster('k', control(`choice="true" flow="true" ${more}`) + rules(rule('post', 'retry', is('satisfied', 'operator="not"'))), leaf('a', content), leaf('b', content + rules(rule('post', 'exitParent', is('always'))))), leaf('z'));
    const again = (more: string) => {
      const learner = walked(Sequenced.begun(of(more)), failed).says(passed).ends('exit');
      expect(learner.at).toBe('a');
      learner.says(passed).get('adl.nav.request_valid.continue');
      return known(learner, 'k');
    };
    expect(again('')).toMatchObject({ satisfied: undefined, completed: undefined });
    expect(again('useCurrentAttemptObjectiveInfo="false"')).toMatchObject({ satisfied: true, completed: undefined });
    expect(again('useCurrentAttemptProgressInfo="false"')).toMatchObject({ satisfied: undefined, completed: true });
  });

  it('selects once and keeps the choice, and draws in an order of its own', () => {
    const random = () => 0;
    const of = (attributes: string) => cluster('root', flowing, cluster('k', flowing + `<imsss:randomizationControls ${attributes}/>`, ...['a', 'b', 'c', 'd'].map((id) => leaf(id))), leaf('z'));
    const walk = (learner: Sequenced) => {
      const seen = [learner.at];
      while (learner.ways.next) seen.push(learner.next().at);
      return seen;
    };
    const selected = walk(Sequenced.begun(of('selectionTiming="once" selectCount="2"'), { random }));
    expect(selected).toHaveLength(3);
    expect(selected).toEqual([...selected].sort());
    const learner = Sequenced.begun(of('randomizationTiming="once" reorderChildren="true"'), { random });
    const first = learner.leaves().elsewhere();
    const order = walk(first);
    expect(order).toEqual(['b', 'c', 'd', 'a', 'z']);
  });

  it('what activities share by adl.data is told on, as far as each may read and write it', () => {
    const data = (attributes = '') => `<adlcp:data><adlcp:map targetID="notes" ${attributes}/></adlcp:data>`;
    const learner = Sequenced.begun(cluster('root', flowing, leaf('a', undefined, data('readSharedData="false"')), leaf('b', undefined, data('writeSharedData="false"')), leaf('c')));
    expect([learner.get('adl.data._count'), learner.get('adl.data.0.id'), learner.code('adl.data.0.store')]).toEqual(['1', 'notes', 405]);
    learner.says({ 'adl.data.0.store': 'from a' }).next();
    expect([learner.get('adl.data.0.store'), learner.set('adl.data.0.store', 'x')]).toEqual(['from a', 404]);
    const there = learner.leaves().elsewhere();
    expect(there.get('adl.data.0.store')).toBe('from a');
    expect(there.next().code('adl.data.0.store')).toBe(301);
  });

  it('collections of sequencing give what activities share (CAM 5.1.12)', () => {
    const collections = `<imsss:sequencing ID="s">${control('choice="true" flow="true"')}${rules(rule('post', 'exitAll', is('always')))}</imsss:sequencing>`;
    const root: Planned = { id: 'root', sequencing: flowing, below: [{ id: 'a', more: '<imsss:sequencing IDRef="s"/>' }, { id: 'b' }] };
    expect(Sequenced.begun(root, { collections }).ends('continue').isFinished).toBe(true);
  });

  it('a course that draws one of its units is complete with that one', () => {
    const learner = Sequenced.begun(cluster('root', control('choice="false" flow="true"') + '<imsss:randomizationControls selectionTiming="once" selectCount="1"/>', leaf('a'), leaf('b'), leaf('c')));
    learner.says({ 'cmi.completion_status': 'completed' }).ends('continue');
    expect([learner.isFinished, learner.kept.activities.root?.c]).toEqual([true, 1]);
  });

  it('nothing is complete because nothing counts for it', () => {
    const learner = Sequenced.begun(cluster('root', flowing, ...['a', 'b'].map((id) => leaf(id, rollups('rollupObjectiveSatisfied="false" rollupProgressCompletion="false"')))));
    learner.says({ 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed' }).ends('continue');
    expect(learner.kept.activities.root?.c).toBeUndefined();
  });
});
