import { cluster, flowing, leaf, Sequenced, words, type Planned } from '../../../../test/support/sequenced.js';

const { control, rule, rules, is, map, objectives, rollup, rollups, considerations } = words;

/** What one unit is expected to see, what it says, and how it is left: by a request of its own, or by the learner (`next`, `previous`, `leaves`, `returns`). */
interface Step {
  at: string;
  sees?: Record<string, string>;
  says?: Record<string, string>;
  asks?: string;
  by?: 'next' | 'previous' | 'elsewhere';
  chooses?: string;
}

interface Case {
  proves: string;
  course: Planned;
  collections?: string;
  /** What the learner chooses first, where nothing leads anywhere. */
  first?: string;
  steps: Step[];
  isOver?: true;
}

const flow = control('choice="false" flow="true"');
const course = (...below: Planned[]) => cluster('root', flow, ...below);
const leaves = (...ids: string[]) => ids.map((id) => leaf(id));
const skip = (...conditions: string[]) => rules(rule('pre', 'skip', ...conditions));
const threshold = (least: number) => `<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="${least}"/>`;
/** `adlseq:mapInfo` of objectives, beside those of IMS. */
const shared = (...all: [id: string, maps: string][]) => `<adlseq:objectives>${all.map(([id, maps]) => `<adlseq:objective objectiveID="${id}">${maps}</adlseq:objective>`).join('')}</adlseq:objectives>`;
const adlMap = (target: string, attributes = '') => `<adlseq:mapInfo targetObjectiveID="${target}" ${attributes}/>`;
const primary = (attributes = 'objectiveID="p"', within = '') => `<imsss:objectives><imsss:primaryObjective ${attributes}>${within}</imsss:primaryObjective></imsss:objectives>`;
const minimum = (least: number) => `<imsss:minNormalizedMeasure>${least}</imsss:minNormalizedMeasure>`;
const untracked = '<imsss:deliveryControls tracked="false"/>';
const writesStatus = 'writeSatisfiedStatus="true"';
const on = (...at: string[]): Step[] => at.map((id) => ({ at: id, asks: 'continue' }));

const exitAndBack = (condition: string) => rules(rule('exit', 'exit', is(condition)), rule('post', 'previous', is(condition)));
const passed = { 'cmi.success_status': 'passed' };
const failed = { 'cmi.success_status': 'failed' };

/** Two clusters of lessons that are asked again until what they share is passed; the one around them asks for its own objective. */
const remedial = ((): Planned => {
  const reads = (id: string) => map(`g-${id}`, `readNormalizedMeasure="false" ${writesStatus}`);
  const of = (...ids: string[]) => objectives({ id: 'p' }, ...ids.map((id) => ({ id, maps: reads(id) })));
  const anyMissing = (a: string, b: string) => `<imsss:postConditionRule><imsss:ruleConditions conditionCombination="any">${[a, b].map((id) => `<imsss:ruleCondition operator="not" condition="satisfied" referencedObjective="${id}"/>`).join('')}</imsss:ruleConditions><imsss:ruleAction action="retryAll"/></imsss:postConditionRule>`;
  const known = (id: string) => rule('pre', 'skip', is('satisfied', `referencedObjective="${id}"`));
  const lesson = (id: string, other: string) => leaf(id, rules(known(other)) + of(other));
  const last = (id: string, first: string, own: string) => leaf(id, rules(known(own), anyMissing(first, own)) + of(first, own));
  const apart = rollups('rollupObjectiveSatisfied="false" rollupProgressCompletion="false"');
  const intro = (id: string) => leaf(id, skip(is('satisfied')) + apart + objectives({ id: 'p', maps: reads(id) }));
  return course(intro('u1'), intro('u2'), cluster('u3', flow + rules(rule('post', 'retry', is('satisfied', 'operator="not" referencedObjective="o5"'))) + of('o5'),
    cluster('u4', flow, lesson('u5', '3a'), last('u6', '3a', '3b')), cluster('u7', flow, lesson('u8', '4a'), last('u9', '4a', '4b')),
    leaf('u10', rules(rule('post', 'exitParent', is('always'))) + apart + of('o5', '3a', '3b', '4a', '4b'))));
})();
const told = (...all: [string, boolean][]) => Object.fromEntries(all.map(([id, is]) => [`#${id}.success_status`, is ? 'passed' : 'failed']));

const flowed: Case[] = [
  {
    proves: 'an exit rule ends a cluster once all its units completed, by word or by measure, and its post rule leads back before it (SX-02)',
    course: course(leaf('u1'), cluster('u2', flow + exitAndBack('satisfied') + rollups('', rollup('satisfied', 'childActivitySet="all"', 'completed')), leaf('u3', undefined, threshold(0.5)), leaf('u4'), leaf('u5', undefined, threshold(0.75))), leaf('u6')),
    steps: [
      { at: 'u1', sees: { 'adl.nav.request_valid.continue': 'true', 'adl.nav.request_valid.previous': 'false', 'adl.nav.request_valid.choice.{target=u3}': 'false' }, by: 'next' },
      { at: 'u3', sees: { 'adl.nav.request_valid.previous': 'true' }, says: { 'cmi.completion_status': 'incomplete', 'cmi.progress_measure': '0.5' }, by: 'next' },
      { at: 'u4', says: failed, by: 'next' }, { at: 'u5', says: { 'cmi.progress_measure': '0.9' }, by: 'next' }, { at: 'u1' },
    ],
  },
  {
    proves: 'a measure read from a global objective satisfies by the minimum of its reader, whatever its status is there (SX-03)',
    course: course(
      leaf('u1', skip(is('always', 'operator="not"')) + objectives({ id: 'p' }, ...['o1', 'o2', 'o3'].map((id) => ({ id, maps: map(id, `readSatisfiedStatus="false" readNormalizedMeasure="false" ${writesStatus} writeNormalizedMeasure="true"`) })))),
      cluster('u2', flow + exitAndBack('completed') + rollups('', rollup('completed', 'childActivitySet="all"', 'satisfied')), leaf('u3', primary('objectiveID="p" satisfiedByMeasure="true"', minimum(0.6) + map('o1', ''))), leaf('u4'), leaf('u5')), leaf('u6')),
    steps: [
      { at: 'u1', says: { '#o1.score.scaled': '0.75', '#o1.success_status': 'failed', '#o2.score.scaled': '0.9', '#o2.success_status': 'passed', '#o3.success_status': 'failed' }, asks: 'continue' },
      ...on('u3', 'u4'), { at: 'u5', says: passed, asks: 'continue' }, { at: 'u1' },
    ],
  },
  {
    proves: 'what is abandoned tells its global objectives nothing (SX-04a)',
    course: course(leaf('u1', skip(is('satisfied')) + primary('objectiveID="p"', map('g', writesStatus))), ...leaves('u2', 'u3')),
    steps: [{ at: 'u1', says: passed, asks: 'abandonAll', by: 'elsewhere' }, { at: 'u1' }],
  },
  {
    proves: 'remediation asks again for what is missing, from the beginning of the whole or of a cluster, and skips what is known (SX-05)',
    course: remedial,
    steps: [
      { at: 'u1', says: passed, asks: 'continue' }, { at: 'u2', says: passed, asks: 'continue' },
      { at: 'u5', says: told(['3a', true]), asks: 'continue' }, { at: 'u6', says: told(['3a', true], ['3b', true]), asks: 'continue' }, { at: 'u8', says: told(['4a', true]), asks: 'continue' }, { at: 'u9', says: told(['4a', true], ['4b', true]), asks: 'continue' },
      { at: 'u10', says: told(['3a', false], ['3b', false], ['4a', false], ['4b', false], ['o5', false]), asks: 'continue' },
      { at: 'u5', says: told(['3a', true]), asks: 'continue' }, { at: 'u6', says: told(['3a', true], ['3b', false]), asks: 'continue' }, { at: 'u6', says: told(['3a', true], ['3b', true]), asks: 'continue' },
      { at: 'u8', says: told(['4a', false]), asks: 'continue' }, { at: 'u9', says: told(['4a', true], ['4b', false]), asks: 'continue' }, { at: 'u9', says: told(['4a', true], ['4b', true]), asks: 'continue' },
      { at: 'u10', says: told(['3a', true], ['3b', false], ['4a', true], ['4b', false], ['o5', false]), asks: 'continue' },
      { at: 'u6', says: told(['3a', true], ['3b', true]), asks: 'continue' }, { at: 'u9', says: told(['4a', true], ['4b', true]), asks: 'continue' },
      { at: 'u10', says: told(['3a', false], ['3b', false], ['4a', false], ['4b', false], ['o5', true]), asks: 'continue' },
    ],
    isOver: true,
  },
  {
    proves: 'rules of its own go before those of the collection an activity refers to, and a post rule before the wish of its unit (SX-06)',
    course: course(leaf('u1'), { id: 'u2', more: `<imsss:sequencing IDRef="s">${rules(rule('post', 'continue', is('completed')), rule('post', 'retry', is('completed', 'operator="not"')))}</imsss:sequencing>` }, leaf('u3')),
    collections: `<imsss:sequencing ID="s">${rules(rule('post', 'exitAll', is('completed', 'operator="not"')))}</imsss:sequencing>`,
    steps: [...on('u1'), { at: 'u2', says: { 'cmi.completion_status': 'not attempted' }, asks: 'continue' }, { at: 'u2', says: { 'cmi.completion_status': 'completed' }, asks: 'previous' }, { at: 'u3' }],
  },
  {
    proves: 'back into a cluster that knows no way back begins at its first unit, and skips on from there (SX-07a)',
    course: course(cluster('u1', control('choice="false" flow="true" forwardOnly="true"'), leaf('u2', skip(is('completed', 'operator="not"'))), ...leaves('u3', 'u4')), leaf('u5')),
    steps: [{ at: 'u2', says: { 'cmi.completion_status': 'incomplete' }, asks: 'continue' }, ...on('u3', 'u4'), { at: 'u5', asks: 'previous' }, { at: 'u3' }],
  },
  {
    proves: 'a post rule ends a session for good (SX-10a)',
    course: cluster('root', flowing, leaf('u1', rules(rule('post', 'exitAll', is('satisfied', 'referencedObjective="o1"'))) + objectives({ id: 'p' }, { id: 'o1', maps: map('g', writesStatus) })), leaf('u2')),
    steps: [{ at: 'u1', says: { '#o1.success_status': 'passed' }, asks: 'continue' }],
    isOver: true,
  },
  {
    proves: 'an exit rule that always holds ends a cluster as its unit ends; while that is suspended, no post rule is asked (RU-12a)',
    course: course(leaf('u1'), cluster('u2', flow + rules(rule('exit', 'exit', is('always')), rule('post', 'previous', is('objectiveStatusKnown', 'operator="not"')), rule('post', 'retry', is('satisfied'))) +
      rollups('', '<imsss:rollupRule childActivitySet="all"><imsss:rollupConditions><imsss:rollupCondition operator="not" condition="satisfied"/></imsss:rollupConditions><imsss:rollupAction action="notSatisfied"/></imsss:rollupRule>'), leaf('u3')), leaf('u4')),
    steps: [...on('u1'), { at: 'u3', says: { ...failed, 'cmi.exit': 'suspend' }, asks: 'continue' }, { at: 'u4', asks: 'previous' }, { at: 'u3', says: passed, asks: 'continue' }, { at: 'u4' }],
  },
  {
    proves: 'a cluster left by choice is not satisfied while one of its units is not known; what was never begun stays open (RU-18a)',
    course: cluster('root', control('flow="true"'), cluster('u1', control('flow="true"') + rules(rule('post', 'retry', is('satisfied', 'operator="not"'))), leaf('u2'), cluster('u3', control('flow="true"'), ...leaves('u4', 'u5', 'u6')), leaf('u7', rules(rule('post', 'exitParent', is('satisfied'))))), leaf('u8')),
    steps: [...on('u2'), { at: 'u4', asks: '{target=u6}choice' }, ...on('u6', 'u7'), { at: 'u8' }],
  },
];

flowed.push(
  {
    proves: 'what a unit says not to know nobody decides for it when it ends (CM-06)', course: course(leaf('u1'), leaf('u2', rules(rule('post', 'retry', is('activityProgressKnown')))), leaf('u3')),
    steps: [...on('u1'), { at: 'u2', says: { 'cmi.completion_status': 'unknown' }, asks: 'continue' }, { at: 'u3', asks: 'continue' }], isOver: true,
  },
  {
    proves: 'a cluster that is not tracked never completes, whatever its units did (RU-10)',
    course: course(leaf('u1'), cluster('u2', flow + exitAndBack('completed') + rollups('', rollup('completed', 'childActivitySet="all"', 'satisfied')) + untracked, ...leaves('u3', 'u4', 'u5')), leaf('u6')),
    steps: [...on('u1'), ...['u3', 'u4', 'u5'].map((at) => ({ at, says: passed, asks: 'continue' })), { at: 'u6' }],
  },
  {
    proves: 'a course opened again begins where its rules lead by what is known now (RU-13e)',
    course: course(cluster('u1', flow + rules(rule('pre', 'skip', is('attempted'), is('objectiveMeasureKnown', 'referencedObjective="o1" operator="not"')), rule('post', 'exitParent', is('satisfied'))) + rollups('', rollup('satisfied', 'childActivitySet="atLeastCount" minimumCount="1"', 'satisfied')) + objectives({ id: 'p' }, { id: 'o1', maps: map('g1', '') }),
      leaf('u2', rules(`<imsss:preConditionRule><imsss:ruleConditions conditionCombination="any"><imsss:ruleCondition referencedObjective="o1" operator="not" condition="objectiveMeasureKnown"/><imsss:ruleCondition referencedObjective="o1" operator="not" condition="satisfied"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule>`) + objectives({ id: 'p' }, { id: 'o1', minimum: 0.5, maps: map('g2', '') })), leaf('u3'),
      leaf('u4', rules(rule('post', 'exitParent', is('always'))) + objectives({ id: 'p' }, { id: 'o1', maps: map('g1', `readNormalizedMeasure="false" readSatisfiedStatus="false" ${writesStatus} writeNormalizedMeasure="true"`) }, { id: 'o2', maps: map('g2', 'readNormalizedMeasure="false" readSatisfiedStatus="false" writeNormalizedMeasure="true"') })), leaf('u5')), leaf('u6')),
    steps: [...on('u3'), { at: 'u4', says: { '#o1.score.scaled': '1.0', '#o1.success_status': 'failed', '#o2.score.scaled': '0.7', 'cmi.exit': 'normal' }, asks: 'exitAll', by: 'elsewhere' }, { at: 'u2', sees: { '#o1.success_status': 'passed' } }],
  },
  {
    proves: 'a cluster any of which failed counts as satisfied by its rule, and is skipped when the course is opened again (RU-14d)',
    course: course(cluster('u1', flow + skip(is('satisfied')) + rollups('', '<imsss:rollupRule childActivitySet="any"><imsss:rollupConditions><imsss:rollupCondition operator="not" condition="satisfied"/></imsss:rollupConditions><imsss:rollupAction action="satisfied"/></imsss:rollupRule>'), ...leaves('u2', 'u3')), leaf('u4')),
    steps: [...on('u2'), { at: 'u3', says: failed, asks: 'exitAll', by: 'elsewhere' }, { at: 'u4' }],
  },
  { proves: 'what is not known is not denied either: nothing is skipped for want of knowledge (SX-12a)', course: course(leaf('u1'), leaf('u2', skip(is('satisfied', 'operator="not"'))), leaf('u3')), steps: [...on('u1'), { at: 'u2' }] },
  {
    proves: 'a cluster judged by measure asks no rules for its status; a unit without weight does not move it (RU-15d)',
    course: course(leaf('u1'), cluster('u2', flow + rules(rule('post', 'continue', is('satisfied')), rule('post', 'previous', is('satisfied', 'operator="not"'))) + rollups('', rollup('satisfied', 'childActivitySet="any"', 'satisfied')) + primary('objectiveID="p" satisfiedByMeasure="true"', minimum(0.3)),
      leaf('u3', skip(is('objectiveMeasureKnown'), is('attempted')) + '<adlseq:rollupConsiderations requiredForSatisfied="ifNotSkipped"/>'), leaf('u4', rollups('objectiveMeasureWeight="0.01"')), leaf('u5', rules(rule('post', 'exitParent', is('always'))) + rollups('rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.00"'))), leaf('u6')),
    steps: [...on('u1'), { at: 'u3', says: { 'cmi.score.scaled': '-0.5' }, asks: 'continue' }, { at: 'u4', says: passed, asks: 'continue' }, { at: 'u5', says: { 'cmi.score.scaled': '1.0' }, asks: 'continue' }, { at: 'u1' }],
  },
);

const weighed = (considered: string) => course(leaf('u1'), cluster('u2', flow + rules(rule('pre', 'skip', is('satisfied')), rule('exit', 'exit', is('satisfied')), rule('post', 'previous', is('satisfied'))) + primary('satisfiedByMeasure="true"', minimum(0.6)) + considered,
  ...leaves('u3', 'u4'), leaf('u5', rollups('objectiveMeasureWeight="0.25"'))), leaf('u6'));
const scaled = (at: string, measure: string): Step => ({ at, says: { 'cmi.score.scaled': measure }, asks: 'continue' });
const measured: Case[] = [
  {
    proves: 'weights let a cluster be satisfied before all its units were seen, and a unit jumps into it all the same (MS-05a)',
    course: weighed(''),
    steps: [...on('u1'), scaled('u3', '1.0'), scaled('u4', '1.0'), { at: 'u1', asks: '{target=u3}jump' }, { at: 'u3' }],
  },
  {
    proves: 'a cluster whose measure is not to be judged while it is active runs to its end (MS-06)',
    course: weighed('<adlseq:rollupConsiderations measureSatisfactionIfActive="false"/>'),
    steps: [...on('u1'), scaled('u3', '1.0'), scaled('u4', '0.75'), scaled('u5', '0.5'), { at: 'u6', asks: 'previous' }, { at: 'u1' }],
  },
  {
    proves: 'a global measure satisfies a cluster at once, and a retry begins it anew (OB-16d)',
    course: course(cluster('u1', flow + rules(`<imsss:exitConditionRule><imsss:ruleConditions conditionCombination="any"><imsss:ruleCondition condition="completed"/><imsss:ruleCondition condition="satisfied"/></imsss:ruleConditions><imsss:ruleAction action="exit"/></imsss:exitConditionRule>`, rule('post', 'retry', is('satisfied', 'operator="not"')), rule('post', 'continue', is('satisfied'))) + primary('objectiveID="p" satisfiedByMeasure="true"', minimum(0.7) + map('g', '')),
      leaf('u2', primary('objectiveID="p" satisfiedByMeasure="true"', minimum(0.5) + map('g', 'readNormalizedMeasure="false" readSatisfiedStatus="false" writeNormalizedMeasure="true"'))), leaf('u3')), leaf('u4')),
    steps: [scaled('u2', '0.05'), ...on('u3'), scaled('u2', '0.95'), { at: 'u4' }],
  },
];

const mapped = (id: string, maps: string) => primary(`objectiveID="${id}"`) + shared([id, maps]);
const completing: Case[] = [
  { proves: 'completion goes through a global objective (CO-01)', course: course(leaf('u1', mapped('p1', adlMap('g', 'writeCompletionStatus="true"'))), leaf('u2', skip(is('completed')) + mapped('p2', adlMap('g'))), leaf('u3')), steps: [{ at: 'u1', says: { 'cmi.completion_status': 'completed' }, asks: 'continue' }, { at: 'u3' }] },
  {
    proves: 'progress a unit tells of its primary objective completes by the threshold of whoever reads it (CO-02a)',
    course: course(leaf('u1', mapped('p', adlMap('g', 'writeCompletionStatus="true" writeProgressMeasure="true"'))), leaf('u2', skip(is('completed')) + mapped('p', adlMap('g')), threshold(0.5)), leaf('u3')),
    steps: [{ at: 'u1', says: { '#p.progress_measure': '0.8', '#p.completion_status': 'incomplete' }, asks: 'continue' }, { at: 'u3' }],
  },
  {
    proves: 'a cluster is skipped once all of it was completed elsewhere: by word, by what was left unsaid, by measure (CO-03)',
    course: course(leaf('u1', mapped('p', adlMap('g1', 'readCompletionStatus="false" readProgressMeasure="false" writeCompletionStatus="true"') + adlMap('g3', 'readCompletionStatus="false" readProgressMeasure="false" writeProgressMeasure="true"'))), leaf('u2', mapped('p', adlMap('g2', 'writeCompletionStatus="true"'))),
      cluster('u3', flow + skip(is('satisfied')) + rollups('', rollup('satisfied', 'childActivitySet="all"', 'completed')), leaf('u4', mapped('p', adlMap('g1'))), leaf('u5', mapped('p', adlMap('g2'))), leaf('u6', mapped('p', adlMap('g3')), threshold(0.5))), leaf('u7')),
    steps: [{ at: 'u1', says: { 'cmi.progress_measure': '0.55' }, asks: 'continue' }, { at: 'u2', says: { 'cmi.completion_status': 'completed' }, asks: 'continue' }, { at: 'u7' }],
  },
  {
    proves: 'of an activity that is not tracked nothing is known, whatever it reads (CO-05a)',
    course: course(leaf('u1', mapped('p', adlMap('g', 'writeCompletionStatus="true" writeProgressMeasure="true"'))), cluster('u2', flow + skip(is('activityProgressKnown')) + primary() + untracked + shared(['p', adlMap('g')]), ...leaves('u3', 'u4')), leaf('u5')),
    steps: [{ at: 'u1', says: { '#p.completion_status': 'completed', '#p.progress_measure': '0.5' }, asks: 'continue' }, { at: 'u3' }],
  },
  {
    proves: 'what a unit tells of its primary objective is told of itself, and goes before what it leaves unsaid (CO-06)',
    course: course(leaf('u1', mapped('o1', adlMap('g', 'writeCompletionStatus="true"'))), { id: 'u2', more: `<imsss:sequencing IDRef="s">${skip(is('activityProgressKnown', 'referencedObjective="o1"'), is('completed', 'operator="not" referencedObjective="o1"'))}</imsss:sequencing>` }, leaf('u3')),
    collections: `<imsss:sequencing ID="s">${mapped('o1', adlMap('g'))}</imsss:sequencing>`,
    steps: [{ at: 'u1', says: { '#o1.completion_status': 'incomplete' }, asks: 'continue' }, { at: 'u3' }],
  },
  {
    proves: 'an activity that is not tracked writes nothing (CO-08a)',
    course: course(leaf('u1', primary() + untracked + shared(['p', adlMap('g', 'readCompletionStatus="false" writeCompletionStatus="true"')])), leaf('u2', skip(is('completed')) + mapped('p', adlMap('g', 'writeCompletionStatus="true"'))), leaf('u3', primary() + untracked + shared(['p', adlMap('g')]))),
    steps: [{ at: 'u1', sees: { 'cmi.objectives._count': '1', '#p.completion_status': 'unknown' }, says: { '#p.completion_status': 'completed' }, by: 'next' }, { at: 'u2', says: { '#p.completion_status': 'incomplete' }, by: 'next' }, { at: 'u3' }],
  },
  {
    proves: 'progress of the primary objective that reaches its threshold is known, whatever the unit says not to know (CO-09)',
    course: course(leaf('u1'), leaf('u2', rules(rule('post', 'continue', is('activityProgressKnown', 'referencedObjective="p"'))) + mapped('p', adlMap('g')), threshold(0.4)), leaf('u3')),
    steps: [...on('u1'), { at: 'u2', says: { 'cmi.completion_status': 'unknown', '#p.progress_measure': '0.4' }, asks: 'previous' }, { at: 'u3' }],
  },
  {
    proves: 'a unit nobody knows anything of is skipped, and so is a cluster none of which is completed (CO-11)',
    course: course(leaf('u1', skip(is('objectiveStatusKnown', 'operator="not"'))), leaf('u2', mapped('p', adlMap('g', 'writeCompletionStatus="true" writeProgressMeasure="true"'))),
      cluster('u3', flow + skip(is('satisfied')) + rollups('', '<imsss:rollupRule childActivitySet="all"><imsss:rollupConditions><imsss:rollupCondition operator="not" condition="completed"/></imsss:rollupConditions><imsss:rollupAction action="satisfied"/></imsss:rollupRule>'), leaf('u4', mapped('p', adlMap('g'))), leaf('u5', mapped('p', adlMap('g')), threshold(0.3))),
      leaf('u6', skip(is('objectiveStatusKnown', 'operator="not"')) + mapped('p', adlMap('g'))), leaf('u7')),
    steps: [{ at: 'u2', says: { 'cmi.completion_status': 'incomplete', 'cmi.progress_measure': '0.1' }, asks: 'continue' }, { at: 'u7' }],
  },
];

completing.push({
  proves: 'a cluster completed by measure asks no rules for it, and wants all of it where it says no less (CT-07)',
  course: course(leaf('u1'), { ...cluster('u2', flow + exitAndBack('completed') + rollups('', rollup('completed', 'childActivitySet="atLeastPercent" minimumPercent=".5"', 'attempted')), leaf('u3'), leaf('u4', undefined, '<adlcp:completionThreshold progressWeight="0.75"></adlcp:completionThreshold>'), leaf('u5', undefined, '<adlcp:completionThreshold progressWeight="0.25"/>')), more: '<adlcp:completionThreshold completedByMeasure="true"></adlcp:completionThreshold>' }, leaf('u6')),
  steps: [...on('u1'), ...([['u3', '0.0'], ['u4', '0.75'], ['u5', '0.5']] as const).map(([at, amount]) => ({ at, says: { 'cmi.progress_measure': amount }, asks: 'continue' })), { at: 'u6' }],
});

/** Three units that share four objectives, each with a threshold of its own; the last one is not tracked. */
const threeShare = ((): Planned => {
  const writes = 'writeCompletionStatus="true" writeProgressMeasure="true"';
  const of = (id: string, least: number, delivery: string) => leaf(id, objectives({ id: 'p' }, { id: 'o1' }, { id: 'o2' }, { id: 'o3' }) + `<imsss:deliveryControls ${delivery} objectiveSetByContent="true"/>` +
    shared(['p', adlMap('g4', writes)], ['o2', adlMap('g2', writes)], ['o3', adlMap('g3', writes)], ['o1', adlMap('g1', `${writes} writeRawScore="true" writeMinScore="true" writeMaxScore="true"`)]), threshold(least));
  return course(of('u1', 0.4, ''), of('u2', 0.15, ''), of('u3', 0.6, 'tracked="false"'));
})();
const o1 = (progress: string, completion: string, raw: string, min: string, max: string) => ({ '#o1.progress_measure': progress, '#o1.completion_status': completion, '#o1.score.raw': raw, '#o1.score.min': min, '#o1.score.max': max });
const sharing: Case[] = [
  {
    proves: 'a unit reads what its global objectives know now, also when it is resumed, and judges by its own threshold only what it writes (CO-10)',
    course: threeShare,
    steps: [
      { at: 'u1', says: { '#p.progress_measure': '0.2', ...o1('0.5', 'incomplete', '50', '23', '200'), '#o2.completion_status': 'not attempted', '#o3.progress_measure': '0.1', 'cmi.exit': 'suspend' }, asks: 'continue' },
      { at: 'u2', sees: { '#p.progress_measure': '0.2', '#p.completion_status': 'incomplete', ...o1('0.5', 'incomplete', '50', '23', '200'), '#o2.completion_status': 'incomplete', '#o3.progress_measure': '0.1' }, says: { '#p.progress_measure': '0.3', ...o1('0.99', 'completed', '7', '0', '99'), '#o2.completion_status': 'completed', '#o3.progress_measure': '0.25', 'cmi.exit': 'suspend' }, asks: 'continue' },
      { at: 'u3', sees: { '#p.progress_measure': '0.3', '#p.completion_status': 'completed', ...o1('0.99', 'completed', '7', '0', '99'), '#o2.completion_status': 'completed', '#o3.progress_measure': '0.25' }, says: { '#p.progress_measure': '0.65', ...o1('0.2', 'incomplete', '76.8', '10', '76.9'), '#o2.completion_status': 'incomplete', '#o3.progress_measure': '0.8' }, asks: 'previous' },
      { at: 'u2', sees: { '#p.progress_measure': '0.3', '#p.completion_status': 'completed', ...o1('0.99', 'completed', '7', '0', '99'), '#o2.completion_status': 'completed', '#o3.progress_measure': '0.25' }, says: { 'cmi.progress_measure': '0.39', '#o1.progress_measure': '0.4', '#o3.progress_measure': '0.29' }, asks: 'previous' },
      { at: 'u1', sees: { '#p.progress_measure': '0.39', '#p.completion_status': 'completed', ...o1('0.4', 'completed', '7', '0', '99'), '#o2.completion_status': 'completed', '#o3.progress_measure': '0.29' }, says: { '#p.progress_measure': '0.6', '#o2.completion_status': 'incomplete', 'cmi.exit': 'suspend' }, asks: 'continue' },
      { at: 'u2', sees: { '#p.progress_measure': '0.6', '#p.completion_status': 'completed', ...o1('0.4', 'completed', '7', '0', '99'), '#o2.completion_status': 'incomplete', '#o3.progress_measure': '0.29' }, says: { '#p.progress_measure': '0.1', '#o2.completion_status': 'not attempted' }, asks: 'previous' },
      { at: 'u1', sees: { 'cmi.progress_measure': '403', '#p.progress_measure': '0.1', '#p.completion_status': 'incomplete', ...o1('0.4', 'completed', '7', '0', '99'), '#o2.completion_status': 'incomplete', '#o3.progress_measure': '0.29' } },
    ],
  },
  {
    proves: 'identifiers of objectives are the same whatever surrounds them and however a space in them is spelt (OB-02a)',
    course: course(leaf('u1', objectives({ id: 'p' }, { id: 'o1', maps: map('g', writesStatus) })), leaf('u2', skip(is('satisfied', 'operator="not" referencedObjective="  %20obj%20%201%20  "')) + objectives({ id: 'p' }, { id: 'obj%201', maps: map(' g ', '') })), leaf('u3')),
    steps: [{ at: 'u1', says: { ...passed, '#o1.success_status': 'failed' }, asks: 'continue' }, { at: 'u3' }],
  },
  {
    proves: 'identifiers differ by case, a new attempt knows nothing of the one before, and a global objective is read by whoever is not tracked (OB-10d)',
    course: course(
      leaf('u1', objectives({ id: 'p', maps: map('g', 'readSatisfiedStatus="false" writeNormalizedMeasure="true"') }, { id: 'o1' }, { id: 'O1' }) + untracked + shared(['o1', adlMap('g2')], ['O1', adlMap('g2', 'writeRawScore="true"')])),
      leaf('u2', skip(is('objectiveMeasureGreaterThan', 'measureThreshold="0.7"')) + primary('objectiveID="p"', map('g', 'writeNormalizedMeasure="true"')) + shared(['p', adlMap('g2')])), leaf('u3', primary('objectiveID="p"', map('g', '')) + untracked)),
    steps: [
      { at: 'u1', says: { 'cmi.score.scaled': '0.7', '#o1.score.raw': '900', '#O1.score.raw': '100' }, asks: 'continue' },
      { at: 'u2', sees: { 'cmi.score.scaled': '403', '#p.score.raw': '403' }, says: { 'cmi.score.scaled': '0.4' }, asks: 'continue' }, { at: 'u3', sees: { '#p.score.scaled': '0.4' } },
    ],
  },
  {
    proves: 'what is not tracked writes neither kind of map; targets are the same however their spaces are spelt (OB-11a)',
    course: course(
      leaf('u1', objectives({ id: 'p' }, { id: 'o', maps: map('g', `readSatisfiedStatus="false" ${writesStatus}`) }) + untracked + shared(['   o   ', adlMap('  %20g%20-%20x  ', 'writeMaxScore="true" writeCompletionStatus="true" writeProgressMeasure="true"')])),
      leaf('u2', skip(is('satisfied')) + objectives({ id: 'p' }, { id: 'o', maps: map('g', writesStatus) }) + shared(['o', adlMap('   g%20%20%20-%20x ')])), leaf('u3', objectives({ id: 'p' }, { id: 'o', maps: map('g', '') }) + untracked)),
    steps: [
      { at: 'u1', says: { '#o.success_status': 'passed', '#o.score.max': '800', '#o.completion_status': 'not attempted', '#o.progress_measure': '0.89' }, asks: 'continue' },
      { at: 'u2', sees: { '#o.success_status': 'unknown', '#o.score.max': '403', '#o.completion_status': 'unknown', '#o.progress_measure': '403' }, says: { '#o.success_status': 'failed' }, asks: 'continue' }, { at: 'u3', sees: { '#o.success_status': 'failed' } },
    ],
  },
  {
    proves: 'a unit that says not to know takes from a global objective what that knew; a measure judges all the same (OB-17b)',
    course: (() => {
      const both = `${writesStatus} writeNormalizedMeasure="true"`;
      const ids = ['p', 'o1', 'o2', 'o3', 'o4'];
      const of = (id: string, attributes: string, least?: number) => leaf(id, objectives(...ids.map((one) => ({ id: one, maps: map(`g-${one}`, `${attributes} ${both}`), ...(one === 'o4' && least !== undefined ? { minimum: least } : {}) }))));
      return course(of('u1', 'readSatisfiedStatus="false" readNormalizedMeasure="false"'), of('u2', '', 0.75), of('u3', '', 0.75));
    })(),
    steps: [
      { at: 'u1', says: { ...failed, 'cmi.score.scaled': '0.6', '#o2.success_status': 'passed', '#o2.score.scaled': '-0.4', '#o3.success_status': 'failed', '#o3.score.scaled': '0.01', '#o4.success_status': 'failed', '#o4.score.scaled': '0.99' }, asks: 'continue' },
      { at: 'u2', sees: { '#p.success_status': 'failed', '#p.score.scaled': '0.6', '#o1.success_status': 'unknown', '#o2.success_status': 'passed', '#o2.score.scaled': '-0.4', '#o3.success_status': 'failed', '#o3.score.scaled': '0.01', '#o4.success_status': 'passed', '#o4.score.scaled': '0.99' }, says: { '#o2.success_status': 'unknown', '#o2.score.scaled': '0.8', '#o3.success_status': 'passed', '#o4.success_status': 'unknown' }, asks: 'continue' },
      { at: 'u3', sees: { '#p.success_status': 'failed', '#p.score.scaled': '0.6', '#o1.success_status': 'unknown', '#o2.success_status': 'unknown', '#o2.score.scaled': '0.8', '#o3.success_status': 'passed', '#o3.score.scaled': '0.01', '#o4.success_status': 'passed', '#o4.score.scaled': '0.99' }, says: { '#p.success_status': 'unknown', '#p.score.scaled': '-0.4', '#o2.success_status': 'failed', '#o2.score.scaled': '1.0', '#o3.score.scaled': '-1', '#o4.success_status': 'passed', '#o4.score.scaled': '0.5' }, asks: 'previous' },
      { at: 'u2', sees: { '#p.success_status': 'unknown', '#p.score.scaled': '-0.4', '#o1.success_status': 'unknown', '#o2.success_status': 'failed', '#o2.score.scaled': '1', '#o3.success_status': 'passed', '#o3.score.scaled': '-1', '#o4.success_status': 'failed', '#o4.score.scaled': '0.5' } },
    ],
  },
  {
    proves: 'a map reads by value: what it does not read stays the unit\'s own, when it is resumed too (SX-11a)',
    course: course(leaf('u1', objectives({ id: 'p' }, { id: 'o' }) + shared(['o', adlMap('g', 'writeRawScore="true" writeMinScore="true" writeMaxScore="true" writeCompletionStatus="true" writeProgressMeasure="true"')])), leaf('u2', objectives({ id: 'p' }, { id: 'o' }) + shared(['o', adlMap('g', 'readMaxScore="false" readCompletionStatus="false" readProgressMeasure="false"')]))),
    steps: [
      { at: 'u1', says: { '#o.score.raw': '2000', '#o.score.min': '-4.008', '#o.score.max': '11000', '#o.completion_status': 'incomplete', '#o.progress_measure': '0.66', 'cmi.score.raw': '28', 'cmi.score.min': '6', 'cmi.score.max': '87', 'cmi.completion_status': 'completed', 'cmi.progress_measure': '0.1' }, asks: 'continue' },
      { at: 'u2', sees: { '#o.score.raw': '2000', '#o.score.min': '-4.008', '#o.score.max': '403', '#o.completion_status': 'unknown', '#o.progress_measure': '403' }, says: { '#o.score.raw': '356', '#o.score.min': '-3', '#o.score.max': '3000', '#o.completion_status': 'completed', '#o.progress_measure': '0.8', 'cmi.suspend_data': 'hello', 'cmi.exit': 'suspend' }, asks: 'previous' },
      { at: 'u1', sees: { '#o.score.raw': '2000', '#o.score.min': '-4.008', '#o.score.max': '11000', '#o.completion_status': 'incomplete', '#o.progress_measure': '0.66' }, says: { '#o.score.raw': '7', '#o.score.min': '1', '#o.score.max': '3.3333', '#o.completion_status': 'unknown', '#o.progress_measure': '0.011' }, asks: 'continue' },
      { at: 'u2', sees: { '#o.score.raw': '7', '#o.score.min': '1', '#o.score.max': '3000', '#o.completion_status': 'completed', '#o.progress_measure': '0.8', 'cmi.suspend_data': 'hello' } },
    ],
  },
  {
    proves: 'a measure is known where no status is (OB-13b)',
    course: course(leaf('u1'), leaf('u2', objectives({ id: 'p' }, { id: 'o1', maps: map('g', `writeNormalizedMeasure="true" ${writesStatus}`) })), leaf('u3', skip(is('objectiveStatusKnown', 'operator="not" referencedObjective="o1"'), is('objectiveMeasureKnown', 'referencedObjective="o1"')) + objectives({ id: 'p' }, { id: 'o1', maps: map('g', '') })), leaf('u4')),
    steps: [...on('u1'), { at: 'u2', says: { '#o1.score.scaled': '0.4' }, asks: 'continue' }, { at: 'u4' }],
  },
];

const again = (id: string) => `{target=${id}}choice`;
const suspended = { 'cmi.exit': 'suspend' };
const visits: Case[] = [
  {
    proves: 'a unit chosen anew goes on where it was suspended, adds its time up, and begins anew after any other end (DMB 1)',
    course: cluster('root', control('choice="true"'), ...leaves('u1', 'u2')),
    steps: [
      { at: 'u1', sees: { 'cmi.entry': 'ab-initio', 'cmi.total_time': 'PT0H0M0S', 'cmi.completion_status': 'unknown', 'cmi.suspend_data': '403' }, says: { 'cmi.session_time': 'PT01M', 'cmi.suspend_data': 'visit=2', ...suspended }, asks: again('u1') },
      { at: 'u1', sees: { 'cmi.entry': 'resume', 'cmi.total_time': 'PT0H1M0S', 'cmi.suspend_data': 'visit=2' }, says: { 'cmi.completion_status': 'completed', 'cmi.session_time': 'PT0H0M0S', 'cmi.suspend_data': 'visit=3', ...suspended }, asks: again('u1') },
      { at: 'u1', sees: { 'cmi.entry': 'resume', 'cmi.total_time': 'PT0H1M0S', 'cmi.completion_status': 'completed' }, says: { 'cmi.progress_measure': '0.5', 'cmi.completion_status': 'incomplete', 'cmi.session_time': 'PT01H059M020S', 'cmi.suspend_data': 'visit=4', ...suspended }, asks: again('u1') },
      { at: 'u1', sees: { 'cmi.entry': 'resume', 'cmi.total_time': 'PT2H0M20S', 'cmi.completion_status': 'incomplete' }, says: { 'cmi.exit': 'time-out' }, asks: again('u1'), by: 'elsewhere' },
      { at: 'u1', sees: { 'cmi.entry': 'ab-initio', 'cmi.total_time': 'PT0H0M0S', 'cmi.completion_status': 'unknown', 'cmi.suspend_data': '403' }, says: { 'cmi.session_time': 'P0Y029DT0H', 'cmi.completion_status': 'incomplete', 'cmi.suspend_data': 'visit=7' }, asks: 'suspendAll', by: 'elsewhere' },
      { at: 'u1', sees: { 'cmi.entry': 'resume', 'cmi.total_time': 'PT696H0M0S', 'cmi.completion_status': 'incomplete', 'cmi.suspend_data': 'visit=7' }, says: { 'cmi.completion_status': 'not attempted', 'cmi.exit': 'normal' }, asks: again('u1') },
      { at: 'u1', sees: { 'cmi.entry': 'ab-initio', 'cmi.total_time': 'PT0H0M0S', 'cmi.suspend_data': '403' }, says: { 'cmi.exit': '' }, asks: again('u1') },
      { at: 'u1', sees: { 'cmi.entry': 'ab-initio' }, says: { 'cmi.suspend_data': 'kept', 'cmi.exit': 'normal' }, asks: 'suspendAll', by: 'elsewhere' },
      { at: 'u1', sees: { 'cmi.entry': 'resume', 'cmi.suspend_data': 'kept' }, asks: again('u2') }, { at: 'u2', sees: { 'cmi.entry': 'ab-initio' } },
    ],
  },
  {
    proves: 'measures decide over words, from one session to the next (DMB 2 to 6)',
    course: cluster('root', control('choice="true"'), leaf('u2', undefined, threshold(0.8)), leaf('u3', primary('objectiveID="p" satisfiedByMeasure="true"', minimum(-0.5))), leaf('u5', primary('objectiveID="p" satisfiedByMeasure="true"')), leaf('u7', primary('objectiveID="p"', minimum(0.8)))),
    steps: [
      { at: 'u2', sees: { 'cmi.completion_threshold': '0.8', 'cmi.scaled_passing_score': '403', 'cmi.completion_status': 'unknown' }, says: { 'cmi.progress_measure': '0.5', 'cmi.completion_status': 'not attempted', ...suspended }, asks: again('u2') },
      { at: 'u2', sees: { 'cmi.completion_status': 'incomplete' }, says: { 'cmi.progress_measure': '0.9', 'cmi.completion_status': 'incomplete', ...suspended }, asks: again('u2') },
      { at: 'u2', sees: { 'cmi.completion_status': 'completed' }, asks: again('u3') },
      { at: 'u3', sees: { 'cmi.scaled_passing_score': '-0.5', 'cmi.success_status': 'unknown' }, says: { ...failed, 'cmi.score.scaled': '-0.5', ...suspended }, asks: again('u3') },
      { at: 'u3', sees: { 'cmi.success_status': 'passed' }, asks: again('u5') }, { at: 'u5', sees: { 'cmi.scaled_passing_score': '1' }, asks: again('u7') }, { at: 'u7', sees: { 'cmi.scaled_passing_score': '403' } },
    ],
  },
];

const hidden = (...conditions: string[]) => rule('pre', 'hiddenFromChoice', ...conditions);
const anyOf = (action: string, ...conditions: string[]) => `<imsss:preConditionRule><imsss:ruleConditions conditionCombination="any">${conditions.map((one) => `<imsss:ruleCondition ${one}/>`).join('')}</imsss:ruleConditions><imsss:ruleAction action="${action}"/></imsss:preConditionRule>`;
const measure = (kind: 'Less' | 'Greater', threshold: string, of: string) => is(`objectiveMeasure${kind}Than`, `measureThreshold="${threshold}" referencedObjective="${of}"`);
const to = (id: string, kind = 'choice') => `{target=${id}}${kind}`;
const offers = (...all: [id: string, is: boolean][]) => Object.fromEntries(all.map(([id, isOpen]) => [`adl.nav.request_valid.choice.{target=${id}}`, String(isOpen)]));
const flowingOnly = control('flow="true"');
const goesOn = (at: string, says?: Record<string, string>): Step => ({ at, says, asks: 'continue' });
const goesBack = (at: string, says?: Record<string, string>): Step => ({ at, says, asks: 'previous' });
const unless = (condition: string, more = '') => is(condition, `operator="not" ${more}`);
const readsOnly = (id: string, target: string) => primary(`objectiveID="${id}"`, map(target, ''));

const more: Case[] = [
  {
    proves: 'what is read from a global objective that knows nothing is not known, whatever the activity itself came to (CM-13)',
    course: cluster('root', flowingOnly, cluster('u1', flowingOnly + rules(hidden(is('satisfied', 'referencedObjective="p"'))) + readsOnly('p', 'g'), leaf('u2', rules(hidden(is('satisfied'))) + readsOnly('p', 'g')), leaf('u3', readsOnly('p', 'g'))), leaf('u4')),
    steps: [{ at: 'u2', asks: to('u3') }, { at: 'u3', asks: to('u2') }, { at: 'u2', asks: to('u1') }, { at: 'u2' }],
  },
  {
    proves: 'a rule for all of nothing holds: of units that are not tracked (RU-11)',
    course: course(leaf('u1'), cluster('u2', flow + exitAndBack('completed') + rollups('', `<imsss:rollupRule childActivitySet="all"><imsss:rollupConditions><imsss:rollupCondition operator="not" condition="objectiveStatusKnown"/></imsss:rollupConditions><imsss:rollupAction action="completed"/></imsss:rollupRule>`), ...['u3', 'u4', 'u5'].map((id) => leaf(id, untracked))), leaf('u6')),
    steps: [goesOn('u1'), goesOn('u3', passed), { at: 'u1' }],
  },
  {
    proves: 'what was read completes a cluster by its rule; roll-up rules of a unit mean nothing (OB-15)',
    course: course(leaf('u1', skip(unless('activityProgressKnown'))), leaf('u2', primary('objectiveID="p"', map('g', writesStatus))), cluster('u3', flow + skip(is('completed')) + rollups('', rollup('completed', 'childActivitySet="all"', 'satisfied')), leaf('u4', readsOnly('p', 'g')), leaf('u5', readsOnly('p', 'g'))),
      leaf('u6', skip(unless('activityProgressKnown')) + rollups('', rollup('completed', 'childActivitySet="all"', 'satisfied')) + readsOnly('p', 'g')), leaf('u7')),
    steps: [goesOn('u2', passed), { at: 'u7' }],
  },
  {
    proves: 'measures are compared to the last digit, of the objective that is named (MS-07)',
    course: ((): Planned => {
      const writes = objectives({ id: 'p', maps: map('g1', 'writeNormalizedMeasure="true"') }, { id: 'o', maps: map('g2', 'writeNormalizedMeasure="true"') });
      const reads = objectives({ id: 'p', maps: map('g1', '') }, { id: 'o', maps: map('g2', '') });
      const outside = (low: string, high: string) => rules(...['skip', 'hiddenFromChoice'].map((action) => anyOf(action, measure('Less', low, 'o'), measure('Greater', high, 'o'))));
      return cluster('root', flowingOnly, leaf('u1', writes), cluster('u2', flowingOnly, cluster('u3', flowingOnly + outside('0.0051', '0.0051') + reads, leaf('u4')),
        cluster('u5', flow + outside('0.001', '0.0050') + reads, leaf('u6', writes), leaf('u7', flowingOnly + skip(measure('Less', '0.40', 'o'), measure('Greater', '0.60', 'q')) + objectives({ id: '' }, { id: 'o', maps: map('g1', '') }, { id: 'q', maps: map('g2', '') })))), leaf('u8'));
    })(),
    steps: [
      goesOn('u1', { 'cmi.score.scaled': '0.0049', '#o.score.scaled': '0.0051' }), { at: 'u4', sees: offers(['u5', false]), asks: 'previous' }, goesOn('u1', { 'cmi.score.scaled': '0.0051', '#o.score.scaled': '0.0049' }),
      { at: 'u6', sees: offers(['u3', false]), says: { 'cmi.score.scaled': '0.20', '#o.score.scaled': '0.81' }, asks: 'continue' }, { at: 'u8' },
    ],
  },
  {
    proves: 'back into a cluster that knows no way back begins at its first unit, and skips what was done since (SX-07e)',
    course: course(leaf('u1'), cluster('u2', control('choice="false" flow="true" forwardOnly="true"'), leaf('u3'), leaf('u4', skip(is('satisfied'))), leaf('u5', skip(is('satisfied')) + primary('objectiveID="p" satisfiedByMeasure="true"', minimum(0))), leaf('u6', skip(is('completed')))), leaf('u7')),
    steps: [goesOn('u1'), goesOn('u3'), goesOn('u4'), goesOn('u5', { ...failed, 'cmi.score.scaled': '0.90' }), goesOn('u6', { 'cmi.completion_status': 'completed' }), goesBack('u7'), goesOn('u3'), { at: 'u7' }],
  },
  {
    proves: 'a cluster one unit of which says not to know keeps its progress unknown (RU-19b)',
    course: course(cluster('u1', flow + rules(rule('exit', 'exit', is('activityProgressKnown')), rule('post', 'retry', is('activityProgressKnown'))), ...leaves('u2', 'u3', 'u4')), leaf('u5')),
    steps: [goesOn('u2'), goesOn('u3'), goesOn('u4', { 'cmi.completion_status': 'unknown' }), { at: 'u5' }],
  },
  {
    proves: 'completion read from a global objective goes before what a cluster\'s own rules made of it (CO-12b)',
    course: course(cluster('u1', flow + rules(rule('exit', 'exit', is('satisfied')), rule('post', 'retry', unless('completed')), rule('post', 'continue', is('completed'))) + rollups('', '<imsss:rollupRule childActivitySet="any"><imsss:rollupConditions><imsss:rollupCondition operator="not" condition="completed"/></imsss:rollupConditions><imsss:rollupAction action="completed"/></imsss:rollupRule>') + mapped('p', adlMap('g')),
      leaf('u2', rules(rule('post', 'exitParent', is('completed'))) + mapped('p', adlMap('g', 'readCompletionStatus="false" readProgressMeasure="false" writeCompletionStatus="true"'))), leaf('u3')), leaf('u4')),
    steps: [goesOn('u2', { 'cmi.completion_status': 'not attempted' }), goesOn('u3'), goesOn('u2', { 'cmi.completion_status': 'completed' }), { at: 'u4' }],
  },
  {
    proves: 'what is abandoned is not done, and can be chosen by its course (SX-04b)',
    course: cluster('root', flowing, leaf('u1', rules(anyOf('skip', is('satisfied'), is('completed')))), ...leaves('u2', 'u3')),
    steps: [{ at: 'u1', says: passed, asks: 'abandon', chooses: 'root' }, { at: 'u1' }],
  },
  {
    proves: 'a jump goes where choice cannot, and a unit that says not to know is not asked again for being known (CM-15)',
    course: cluster('root', control('choice="false"'), cluster('u1', flow, leaf('u2', rules(rule('post', 'retry', is('objectiveStatusKnown')))), leaf('u3')), cluster('u4', '', ...leaves('u5', 'u6'))),
    first: 'u5',
    steps: [{ at: 'u5', asks: to('u2', 'jump') }, goesOn('u2', { 'cmi.success_status': 'unknown' }), { at: 'u3', asks: to('u6') }, { at: 'u6' }],
  },
  {
    proves: 'where nothing constrains it but the root, a choice reaches everything, also after the course was suspended (CM-16)',
    course: cluster('root', considerations('constrainChoice="true"'), ...leaves('u1', 'u2', 'u3')),
    steps: [{ at: 'u1', asks: to('u2') }, { at: 'u2', asks: 'suspendAll', by: 'elsewhere' }, { at: 'u2', asks: to('u3') }, { at: 'u3', asks: to('u1') }, { at: 'u1' }],
  },
  {
    proves: 'back into a cluster begins at its last unit, and passes over what was done on the way out (SX-07d)',
    course: course(leaf('u1'), cluster('u2', flow, leaf('u3', skip(is('satisfied')) + primary('objectiveID="p" satisfiedByMeasure="true"', minimum(-0.5))), leaf('u4', skip(is('completed'))), leaf('u5', skip(is('satisfied'))), leaf('u6')), leaf('u7')),
    steps: [goesOn('u1'), goesOn('u3', { ...failed, 'cmi.score.scaled': '0.0' }), goesOn('u4'), goesOn('u5', passed), goesOn('u6'), goesBack('u7'), goesBack('u6'), { at: 'u1' }],
  },
  {
    proves: 'a cluster whose progress is not known when its unit is suspended is asked no post rule, and none of a rule for the other action completes it (RU-12b)',
    course: course(leaf('u1'), cluster('u2', flow + rules(rule('exit', 'exit', is('always')), rule('post', 'previous', unless('activityProgressKnown')), rule('post', 'retry', is('completed'))) +
      rollups('', '<imsss:rollupRule childActivitySet="all"><imsss:rollupConditions><imsss:rollupCondition operator="not" condition="completed"/></imsss:rollupConditions><imsss:rollupAction action="incomplete"/></imsss:rollupRule>'), leaf('u3')), leaf('u4')),
    steps: [goesOn('u1'), goesOn('u3', { 'cmi.completion_status': 'incomplete', 'cmi.exit': 'suspend' }), goesBack('u4'), goesOn('u3', { 'cmi.completion_status': 'completed' }), { at: 'u4' }],
  },
  {
    proves: 'a unit whose attempts are used up is passed over, and counts no more for the cluster around it (RU-09)',
    course: course(leaf('u1'), cluster('u2', flow + rules(rule('exit', 'exit', is('satisfied')), rule('post', 'retryAll', unless('completed')), rule('post', 'continue', is('completed'))), leaf('u3'),
      leaf('u4', skip(is('attemptLimitExceeded')) + '<imsss:limitConditions attemptLimit="2"/><adlseq:rollupConsiderations requiredForSatisfied="ifNotSkipped" requiredForIncomplete="ifNotSkipped" requiredForCompleted="ifNotSkipped"/>'), leaf('u5')), leaf('u6')),
    steps: [
      goesOn('u1'), ...(['completed', 'incomplete', 'completed'] as const).map((status, at) => goesOn(`u${at + 3}`, { 'cmi.completion_status': status })),
      goesOn('u1'), ...(['incomplete', 'completed', 'completed'] as const).map((status, at) => goesOn(`u${at + 3}`, { 'cmi.completion_status': status })),
      goesOn('u1'), goesOn('u3', { 'cmi.completion_status': 'completed' }), goesBack('u5', { 'cmi.completion_status': 'completed' }), { at: 'u6' },
    ],
  },
  {
    proves: 'progress is rolled up by weight, of one where nothing is said, and a cluster is left as soon as that is enough (CT-05)',
    course: course(leaf('u1'), { ...cluster('u2', flow + exitAndBack('completed'), leaf('u3', undefined, '<adlcp:completionThreshold completedByMeasure="true"/>'), leaf('u4'), leaf('u5', undefined, '<adlcp:completionThreshold progressWeight="0.25"/>')), more: threshold(0.6) }, leaf('u6')),
    steps: [goesOn('u1'), goesOn('u3', { 'cmi.progress_measure': '0.95' }), goesOn('u4', { 'cmi.progress_measure': '1.0', 'cmi.completion_status': 'incomplete' }), { at: 'u1' }],
  },
  {
    proves: 'an objective beside the primary one is satisfied by its measure, and ends the course by its post rule (SX-10d)',
    course: cluster('root', flowingOnly, leaf('u1', rules(rule('post', 'exitAll', is('satisfied', 'referencedObjective="o"'))) + objectives({ id: '' }, { id: 'o', minimum: -0.7, maps: map('g', 'writeNormalizedMeasure="true"') })), leaf('u2')),
    steps: [goesOn('u1', { '#o.score.scaled': '0.00' })], isOver: true,
  },
  {
    proves: 'any condition of a rule will do where nothing else is said, and less than half is not half (RU-04ba)',
    course: course(leaf('u1'), cluster('u2', flow + exitAndBack('completed') + rollups('', rollup('completed', 'childActivitySet="atLeastPercent" minimumPercent="0.5"', 'completed', 'objectiveMeasureKnown')), ...leaves('u3', 'u4', 'u5')), leaf('u6')),
    steps: [goesOn('u1'), goesOn('u3', { 'cmi.completion_status': 'incomplete' }), goesOn('u4', failed), goesOn('u5', { 'cmi.completion_status': 'incomplete' }), { at: 'u6' }],
  },
  {
    proves: 'rules of a collection hold beside those of the activity; of a unit nobody attempted, none about attempts holds (RU-03a)',
    course: course(leaf('u1'), { ...cluster('u2', ''), sequencing: undefined, below: leaves('u3', 'u4', 'u5'), more: `<imsss:sequencing IDRef="s">${exitAndBack('completed')}</imsss:sequencing>` }, leaf('u6')),
    collections: `<imsss:sequencing ID="s">${flow}${rollups('', '<imsss:rollupRule childActivitySet="atLeastCount" minimumCount="1"><imsss:rollupConditions conditionCombination="all"><imsss:rollupCondition condition="attempted"/><imsss:rollupCondition operator="not" condition="completed"/></imsss:rollupConditions><imsss:rollupAction action="completed"/></imsss:rollupRule>')}</imsss:sequencing>`,
    steps: [goesOn('u1'), goesOn('u3', { 'cmi.completion_status': 'completed' }), goesOn('u4'), goesBack('u5', { 'cmi.completion_status': 'incomplete' }), { at: 'u1' }],
  },
  {
    proves: 'what is not tracked moves no measure; a cluster is passed over on the way back for what it measures by then (MS-04)',
    course: course(leaf('u1'), cluster('u2', flow + skip(measure('Less', '0.25', '')), leaf('u3'), leaf('u4', untracked), leaf('u5', rollups('objectiveMeasureWeight="0.25"'))), leaf('u6')),
    steps: [{ at: 'u1', by: 'next' }, { at: 'u3', says: { 'cmi.score.scaled': '0.1' }, by: 'next' }, { at: 'u4', says: { 'cmi.score.scaled': '1.0' }, by: 'next' }, { at: 'u5', says: { 'cmi.score.scaled': '0.5' }, by: 'next' }, { at: 'u6', by: 'previous' }, { at: 'u1' }],
  },
  {
    proves: 'objectives of a unit\'s own and those it shares keep apart through suspended visits, and what is added later stays behind them (OB-14b)',
    course: ((): Planned => {
      const both = `${writesStatus} writeNormalizedMeasure="true"`;
      const own = (...ids: string[]) => ids.map((id) => ({ id }));
      return course(
        leaf('u1', objectives({ id: '' }, ...own('o4', 'o1', 'O1', 'o3'), { id: 'o2', minimum: 0.5, maps: map('g1', both) }, { id: 'o', maps: map('o1', both) })),
        leaf('u2', objectives({ id: 'p', maps: map('g2', both) }, ...own('o3', 'o2', 'o1'), { id: 'o5', maps: map('g3', both) }, { id: 'o4' })),
        leaf('u3', objectives({ id: '' }, { id: 'o5' }, { id: 'o4', maps: map('g1', both) }, { id: 'o3', maps: map('g2', '') }, { id: 'o1', maps: map('g3', '') }, { id: 'o2' }) + untracked),
        leaf('u4', objectives({ id: '' }, { id: 'o1', maps: map('g3', `${both} readNormalizedMeasure="false" readSatisfiedStatus="false"`) + map('g1', '') }, { id: 'o2', maps: map('g2', '') })));
    })(),
    steps: [
      { at: 'u1', sees: { 'cmi.objectives._count': '6' }, says: { '#o1.success_status': 'failed', '#O1.success_status': 'passed', '#o2.score.scaled': '0.7', '#o3.success_status': 'failed', '#o3.score.scaled': '0.4', '#o4.score.scaled': '0.25', 'cmi.objectives.6.id': 'o5', 'cmi.objectives.6.success_status': 'failed', 'cmi.objectives.7.id': 'o6', 'cmi.objectives.7.score.scaled': '0.63', ...suspended }, asks: 'continue' },
      { at: 'u2', sees: { 'cmi.objectives._count': '6' }, says: { 'cmi.score.scaled': '0.7', '#o1.score.scaled': '0.9', '#o2.success_status': 'passed', '#o3.success_status': 'failed', '#o3.score.scaled': '0.75', '#o4.score.scaled': '0.1', '#o5.success_status': 'failed', '#o5.score.scaled': '0.2', 'cmi.objectives.6.id': 'o6', 'cmi.objectives.6.success_status': 'failed', 'cmi.objectives.6.score.scaled': '0.7', ...suspended }, asks: 'continue' },
      { at: 'u3', sees: { 'cmi.objectives._count': '5', '#o1.success_status': 'failed', '#o1.score.scaled': '0.2', '#o3.success_status': 'unknown', '#o3.score.scaled': '0.7', '#o4.success_status': 'passed', '#o4.score.scaled': '0.7' }, says: { '#o1.success_status': 'passed', '#o1.score.scaled': '0.9', '#o2.score.scaled': '0.99', '#o3.success_status': 'failed', '#o3.score.scaled': '0.2', '#o4.success_status': 'passed', '#o4.score.scaled': '0.98', '#o5.success_status': 'failed', 'cmi.objectives.5.id': 'o6', 'cmi.objectives.5.success_status': 'failed', ...suspended }, asks: 'continue' },
      { at: 'u4', sees: { 'cmi.objectives._count': '2', '#o1.success_status': 'passed', '#o1.score.scaled': '0.7', '#o2.success_status': 'unknown', '#o2.score.scaled': '0.7' }, says: { '#o1.success_status': 'passed', '#o1.score.scaled': '-0.5' }, asks: 'previous' },
      { at: 'u3', sees: { 'cmi.objectives._count': '6', '#o1.success_status': 'passed', '#o1.score.scaled': '-0.5', '#o2.score.scaled': '0.99', '#o3.success_status': 'failed', '#o3.score.scaled': '0.7', '#o4.success_status': 'passed', '#o4.score.scaled': '0.7', '#o5.success_status': 'failed', '#o6.success_status': 'failed' }, asks: 'previous' },
      { at: 'u2', sees: { 'cmi.objectives._count': '7', 'cmi.success_status': 'unknown', 'cmi.score.scaled': '0.7', '#o1.score.scaled': '0.9', '#o2.success_status': 'passed', '#o3.success_status': 'failed', '#o3.score.scaled': '0.75', '#o4.score.scaled': '0.1', '#o5.success_status': 'passed', '#o5.score.scaled': '-0.5', '#o6.success_status': 'failed', '#o6.score.scaled': '0.7' }, asks: 'previous' },
      { at: 'u1', sees: { 'cmi.objectives._count': '8', '#o1.success_status': 'failed', '#O1.success_status': 'passed', '#o2.success_status': 'passed', '#o2.score.scaled': '0.7', '#o3.success_status': 'failed', '#o3.score.scaled': '0.4', '#o4.score.scaled': '0.25', '#o5.success_status': 'failed', '#o6.success_status': 'unknown', '#o6.score.scaled': '0.63', '#o.success_status': 'unknown' } },
    ],
  },
  {
    proves: 'what one unit learns of several global objectives reaches the clusters of clusters that read them at once (RU-16)',
    course: ((): Planned => {
      const done = flow + skip(is('satisfied')) + rollups('', rollup('satisfied', 'childActivitySet="all"', 'satisfied'));
      const reads = (id: string, target: string) => leaf(id, readsOnly('p', target));
      return course(leaf('u1', objectives({ id: 'p', maps: map('g1', writesStatus) }, ...['o1', 'o2', 'o3'].map((id, at) => ({ id, maps: map(`g${at + 2}`, writesStatus) })))), cluster('u2', done, cluster('u3', done, reads('u4', 'g2')), cluster('u5', done, reads('u6', 'g3'), reads('u7', 'g4'))), leaf('u8'));
    })(),
    steps: [goesOn('u1', { ...passed, ...told(['o1', true], ['o2', true], ['o3', true]) }), { at: 'u8' }],
  },
  {
    proves: 'of two rules that both hold the one that affirms wins, two clusters up, when a global objective is told on the way (RU-17b)',
    course: ((): Planned => {
      const either = rollups('', rollup('satisfied', 'childActivitySet="any"', 'satisfied'), '<imsss:rollupRule childActivitySet="any"><imsss:rollupConditions><imsss:rollupCondition operator="not" condition="satisfied"/></imsss:rollupConditions><imsss:rollupAction action="notSatisfied"/></imsss:rollupRule>');
      return course(leaf('u1', rollups('rollupProgressCompletion="false" rollupObjectiveSatisfied="false"') + objectives({ id: 'p' }, { id: 'o1', maps: map('g2', writesStatus) })),
        cluster('u2', flow, cluster('u3', flow, cluster('u4', flow, ...leaves('u5', 'u6')), cluster('u7', flow, leaf('u8'), leaf('u9', primary('objectiveID="p"', map('g1', writesStatus))))),
          cluster('u10', flow + skip(is('satisfied')) + either, cluster('u11', flow + objectives({ id: 'p' }, { id: 'o1', maps: map('g2', '') }), ...leaves('u12', 'u13')), cluster('u14', flow + either, leaf('u15'), leaf('u16', readsOnly('p', 'g1'))))), leaf('u17'));
    })(),
    steps: [goesOn('u1', told(['o1', false])), goesOn('u5'), goesOn('u6'), goesOn('u8'), goesOn('u9', passed), { at: 'u17' }],
  },
];

describe('published behaviours of SCORM 2004, 4th edition', () => {
  it.each([...flowed, ...measured, ...completing, ...sharing, ...visits, ...more])('$proves', ({ course: root, collections, first, steps, isOver }) => {
    let learner = Sequenced.begun(root, collections === undefined ? {} : { collections });
    if (first !== undefined) learner.chooses(first);
    const named = (element: string) => element.replace(/^#([^.]+)/, (_whole, id: string) => {
      const count = Number(learner.get('cmi.objectives._count'));
      return `cmi.objectives.${Array.from({ length: count }, (_, at) => at).find((at) => learner.get(`cmi.objectives.${at}.id`) === id) ?? count}`;
    });
    const seen: unknown[] = [];
    const wanted: unknown[] = [];
    for (const { at, sees = {}, says = {}, asks, by, chooses } of steps) {
      const found = Object.keys(sees).map((element) => { const code = learner.code(named(element)); return [element, code === 0 ? learner.get(named(element)) : String(code)]; });
      seen.push([learner.at, Object.fromEntries(found)]);
      wanted.push([at, sees]);
      if (learner.at !== at) break;
      learner.says(Object.fromEntries(Object.entries(says).map(([element, value]) => [named(element), value])));
      if (asks !== undefined) learner.ends(asks);
      if (chooses !== undefined) learner.chooses(chooses);
      if (by === 'elsewhere') learner = learner.elsewhere();
      else if (by) learner[by]();
    }
    expect(seen).toEqual(wanted);
    if (isOver) expect(learner.isFinished).toBe(true);
  });

  it('whoever may not leave by choice goes on by the buttons; what is disabled is never offered (CM-07a)', () => {
    const stays = control('choiceExit="false"');
    const never = rules(rule('pre', 'disabled', is('always')));
    const learner = Sequenced.begun(cluster('root', flowingOnly,
      cluster('u1', control('flow="true" choiceExit="false"'), cluster('u2', flowingOnly, leaf('u3'), leaf('u4'), leaf('u5', never)), leaf('u6', stays), leaf('u7')),
      cluster('u8', control('flow="true" choiceExit="false"'), leaf('u9'), leaf('u10', stays), cluster('u11', flowingOnly, leaf('u12'), leaf('u13'), leaf('u14', never)))));
    const offered = (...ids: string[]) => [learner.at, ...ids.map((id) => learner.ways.choices.includes(id))];
    const elsewhere = () => learner.ways.choices.filter((id) => id !== learner.at).length > 0;
    expect(offered('u5', 'u7', 'u10', 'u14')).toEqual(['u3', false, true, false, false]);
    learner.chooses('u6');
    expect([learner.at, elsewhere(), learner.ways.previous, learner.ways.next]).toEqual(['u6', false, false, true]);
    learner.next();
    expect([...offered('u9', 'u4'), learner.ways.next, learner.ways.previous]).toEqual(['u7', false, true, true, true]);
    learner.next();
    expect([...offered('u1', 'u3', 'u13'), learner.ways.previous, learner.ways.next]).toEqual(['u9', false, false, true, true, true]);
    learner.chooses('u13');
    expect([...offered('u11', 'u1', 'u14'), learner.ways.previous]).toEqual(['u13', true, false, false, true]);
    learner.chooses('u10');
    expect([learner.at, elsewhere(), learner.ways.previous, learner.ways.next]).toEqual(['u10', false, true, true]);
    learner.next();
    expect([learner.at, elsewhere(), learner.next().at]).toEqual(['u12', true, 'u13']);
  });

  it('what must not be activated by choice is reached through the cluster it lies in (CM-17b)', () => {
    const held = control('flow="true"') + considerations('preventActivation="true"');
    const learner = Sequenced.begun(cluster('root', control('choice="true"'), leaf('u1'), cluster('u2', held, leaf('u3'), cluster('u4', held, ...leaves('u5', 'u6')), leaf('u7')), leaf('u8'))).chooses('u2');
    const open = (...ids: string[]) => ids.map((id) => learner.ways.choices.includes(id));
    expect([learner.at, ...open('u1', 'u4', 'u6')]).toEqual(['u3', true, true, false]);
    expect([learner.next().at, ...open('u1', 'u2', 'u6')]).toEqual(['u5', true, true, true]);
    expect([learner.chooses('u7').at, ...open('u2', 'u6')]).toEqual(['u7', true, false]);
  });

  it('a choice that is constrained, or must not activate, reaches what lies near (CM-07d)', () => {
    const near = considerations('constrainChoice="true" preventActivation="true"');
    const learner = Sequenced.begun(cluster('root', flow,
      cluster('u1', control('flow="true"'), ...leaves('u2', 'u3')),
      cluster('u4', considerations('constrainChoice="true"'), cluster('u5', '', leaf('u6'), leaf('u7', control('choice="false"'))), leaf('u8')),
      cluster('u9', control('flow="true"') + considerations('constrainChoice="true"'), leaf('u10'), cluster('u11', control('flow="true"') + considerations('constrainChoice="true"'),
        cluster('u12', control('flow="true"') + considerations('preventActivation="true"'), leaf('u13', near), leaf('u14')), leaf('u15'))),
      cluster('u16', control('flow="true"') + near, ...leaves('u17', 'u18'))));
    const open = () => learner.ways.choices;
    expect([learner.at, learner.chooses('u3').at]).toEqual(['u2', 'u3']);
    expect(open()).toEqual(expect.arrayContaining(['u7', 'u10']));
    expect(open()).not.toEqual(expect.arrayContaining(['u13']));
    expect(open()).not.toContain('u18');
    expect(learner.chooses('u6').at).toBe('u6');
    expect(open()).toEqual(expect.arrayContaining(['u3', 'u15']));
    expect(open().filter((id) => ['u13', 'u18'].includes(id))).toEqual([]);
    expect(learner.chooses('u10').at).toBe('u10');
    expect(['u2', 'u7', 'u13', 'u18'].map((id) => open().includes(id))).toEqual([false, true, false, false]);
    expect(learner.next().at).toBe('u13');
    expect(['u3', 'u7', 'u13', 'u10', 'u14', 'u18'].map((id) => open().includes(id))).toEqual([false, false, true, true, true, false]);
    expect(learner.chooses('u15').at).toBe('u15');
    expect(['u7', 'u10', 'u18'].map((id) => open().includes(id))).toEqual([false, true, false]);
    expect(learner.next().at).toBe('u17');
    expect(['u2', 'u6', 'u10', 'u14', 'u18'].map((id) => open().includes(id))).toEqual([false, false, true, false, true]);
  });
});
