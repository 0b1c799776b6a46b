import { readManifest } from '../../src/learning/packages/import/manifest.js';
import type { Outline } from '../../src/learning/packages/import/outline.js';
import { Model } from '../../src/learning/packages/run-time/model.js';
import type { RunState } from '../../src/learning/packages/run-time/run-state.js';
import { apply, begin, conclude, definitionOf, outcomeOf, untouched } from '../../src/learning/packages/run-time/tracking.js';
import { readKept, type Kept } from '../../src/learning/packages/sequencing/keeping.js';
import { Sequencer } from '../../src/learning/packages/sequencing/sequencer.js';

/** An activity of a manifest: what is within its `imsss:sequencing`, what else is in its item, and what lies below it. */
export interface Planned {
  id: string;
  sequencing?: string;
  more?: string;
  below?: Planned[];
}

export const flowing = '<imsss:controlMode choice="true" flow="true"/>';
export const leaf = (id: string, sequencing?: string, more?: string): Planned => ({ id, sequencing, more });
export const cluster = (id: string, sequencing: string, ...below: Planned[]): Planned => ({ id, sequencing, below });

const control = (attributes: string) => `<imsss:controlMode ${attributes}/>`;
/** A sequencing rule; conditions are attributes of `imsss:ruleCondition`. */
const rule = (kind: 'pre' | 'exit' | 'post', action: string, ...conditions: string[]) =>
  `<imsss:${kind}ConditionRule><imsss:ruleConditions>${conditions.map((one) => `<imsss:ruleCondition ${one}/>`).join('')}</imsss:ruleConditions><imsss:ruleAction action="${action}"/></imsss:${kind}ConditionRule>`;
const rules = (...all: string[]) => `<imsss:sequencingRules>${all.join('')}</imsss:sequencingRules>`;
const considerations = (attributes: string) => `<adlseq:constrainedChoiceConsiderations ${attributes}/>`;
const map = (target: string, attributes: string) => `<imsss:mapInfo targetObjectiveID="${target}" ${attributes}/>`;
/** Objectives, the primary one first. */
const objectives = (...all: { id: string; maps?: string; minimum?: number }[]) => `<imsss:objectives>${all.map(({ id, maps = '', minimum }, at) => {
  const name = at === 0 ? 'primaryObjective' : 'objective';
  return `<imsss:${name} objectiveID="${id}"${minimum === undefined ? '' : ' satisfiedByMeasure="true"'}>${minimum === undefined ? '' : `<imsss:minNormalizedMeasure>${minimum}</imsss:minNormalizedMeasure>`}${maps}</imsss:${name}>`;
}).join('')}</imsss:objectives>`;
/** A rule of roll-up; attributes of `imsss:rollupRule`, conditions of `imsss:rollupCondition`. */
const rollup = (action: string, attributes: string, ...conditions: string[]) =>
  `<imsss:rollupRule ${attributes}><imsss:rollupConditions>${conditions.map((one) => `<imsss:rollupCondition condition="${one}"/>`).join('')}</imsss:rollupConditions><imsss:rollupAction action="${action}"/></imsss:rollupRule>`;
const rollups = (attributes: string, ...all: string[]) => `<imsss:rollupRules ${attributes}>${all.join('')}</imsss:rollupRules>`;

/** What stands within `imsss:sequencing`. */
export const words = {
  control, rule, rules, considerations, map, objectives, rollup, rollups,
  is: (condition: string, more = '') => `condition="${condition}" ${more}`,
  content: '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>',
};

const sequencingOf = ({ sequencing }: Planned) => (sequencing === undefined ? '' : `<imsss:sequencing>${sequencing}</imsss:sequencing>`);
const item = (one: Planned): string =>
  `<item identifier="${one.id}"${one.below ? '' : ` identifierref="R-${one.id}"`}><title>Activity ${one.id}</title>${one.below?.map(item).join('') ?? ''}${one.more ?? ''}${sequencingOf(one)}</item>`;
const leaves = (one: Planned): string[] => one.below?.flatMap(leaves) ?? [one.id];

/** A manifest of SCORM 2004 4th edition; its root is the organisation. @param attributes of the organisation; @param collections within `imsss:sequencingCollection` */
export function manifestOf(root: Planned, attributes = '', collections = ''): string {
  return `<?xml version="1.0"?><manifest identifier="M" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
    xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"><metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
    <organizations default="${root.id}"><organization identifier="${root.id}" ${attributes}><title>A course</title>${root.below?.map(item).join('') ?? ''}${root.more ?? ''}${sequencingOf(root)}</organization></organizations>
    <resources>${leaves(root).map((id) => `<resource identifier="R-${id}" type="webcontent" adlcp:scormType="sco" href="${id}.html"><file href="${id}.html"/></resource>`).join('')}</resources>
    ${collections ? `<imsss:sequencingCollection>${collections}</imsss:sequencingCollection>` : ''}</manifest>`;
}

export const outlineOf = (manifest: string): Outline => readManifest(Buffer.from(manifest), () => true);

interface Stored {
  states: RunState['states'];
  sequencing: string | null;
  objectives: Record<string, unknown>;
  unit: string | null;
}

/**
 * A learner at the player, without a page: the same sequencer, the same data model on both sides of the line, and what the portal would have kept.
 * `at` is the unit on the stage.
 */
export class Sequenced {
  at: string | undefined;
  private model: Model | undefined;
  private delta: Record<string, string> = {};
  private readonly sequencer: Sequencer;

  private constructor(private readonly outline: Outline, private readonly stored: Stored, random?: () => number) {
    const { edition, units, tree, objectivesGlobal, storesGlobal } = outline;
    this.sequencer = new Sequencer({
      launchId: 'l', edition, title: 'A course', strict: false, learner: { id: 'opaque', alias: 'Trainee' }, units, tree, states: stored.states, sequencing: stored.sequencing, objectives: stored.objectives, objectivesGlobal, storesGlobal,
      unit: stored.unit, lastSeq: 0, savedAt: null,
    }, random);
  }

  static begun(root: Planned, { attributes, collections, random }: { attributes?: string; collections?: string; random?: () => number } = {}): Sequenced {
    const learner = new Sequenced(outlineOf(manifestOf(root, attributes, collections)), { states: {}, sequencing: null, objectives: {}, unit: null }, random);
    return learner.shown(learner.sequencer.start());
  }

  /** The same learner at another device: all there is came from the portal. */
  elsewhere(): Sequenced {
    const learner = new Sequenced(this.outline, JSON.parse(JSON.stringify(this.stored)) as Stored);
    return learner.shown(learner.sequencer.start());
  }

  /** What the portal holds of the whole course: the tree as the sequencer kept it. */
  get kept(): Kept {
    return readKept(this.sequencer.kept().sequencing) ?? (() => { throw new Error('nothing is kept'); })();
  }

  get isFinished(): boolean {
    return this.sequencer.isFinished;
  }

  /** What the player's buttons would do; the root itself can always be chosen. */
  get ways(): { next: boolean; previous: boolean; choices: string[] } {
    const { next, previous, choice } = this.sequencer.open;
    const all = (one: Outline['tree']): string[] => [one.id, ...(one.children ?? []).flatMap(all)];
    return { next, previous, choices: all(this.outline.tree).filter((id) => id !== this.outline.tree.id && choice(id)) };
  }

  get(element: string): string {
    return this.running.get(element).value;
  }

  code(element: string): number {
    return this.running.get(element).code;
  }

  /** @returns the code of the standard, 0 where it was taken */
  set(element: string, value: string): number {
    const code = this.running.set(element, value);
    if (code !== 0) return code;
    delete this.delta[element];
    this.delta[element] = value;
    return 0;
  }

  /** The unit sets values, all of which are taken. */
  says(values: Record<string, string>): this {
    for (const [element, value] of Object.entries(values)) {
      const code = this.set(element, value);
      if (code !== 0) throw new Error(`${element} = ${value}: ${code}`);
    }
    return this;
  }

  /** The unit terminates, with a request of its own or none. */
  ends(request?: string): this {
    if (request !== undefined) this.says({ 'adl.nav.request': request });
    return this.shown(this.over());
  }

  next = () => this.wishes('continue');
  previous = () => this.wishes('previous');
  chooses = (id: string) => this.wishes('choice', id);
  leaves = () => this.wishes('suspendAll');

  private wishes(request: string, target?: string): this {
    if (!this.model || !this.at) return this.shown(this.sequencer.go(request, target));
    this.over(target === undefined ? request : `{target=${target}}${request}`);
    return this.shown(this.sequencer.lastDelivered);
  }

  private get running(): Model {
    return this.model ?? (() => { throw new Error('nothing is on the stage'); })();
  }

  private over(wish?: string): string | undefined {
    const { outline, stored, at = '' } = this;
    const unit = this.unit(at);
    const model = this.running;
    if (this.sequencer.suspends((element) => model.said(element), wish)) this.says({ 'cmi.exit': 'suspend' });
    const next = this.sequencer.end((element) => model.said(element), wish);
    const server = apply(outline.edition, false, unit, stored.states[at] ?? untouched, this.delta);
    if ('code' in server) throw new Error(`the portal refuses ${server.element}: ${server.code}`);
    const concluded = conclude(outline.edition, unit, server);
    const was = stored.states[at]?.isComplete ?? false;
    stored.states[at] = { ...concluded, isComplete: was || outcomeOf(outline.edition, unit, concluded).isComplete };
    Object.assign(stored, { sequencing: this.sequencer.kept().sequencing, objectives: this.sequencer.kept().objectives, unit: next ?? at });
    this.model = undefined;
    return next;
  }

  private unit(id: string) {
    return this.outline.units.find(({ identifier }) => identifier === id) ?? (() => { throw new Error(`no unit ${id}`); })();
  }

  private shown(id: string | undefined): this {
    this.at = id;
    if (id === undefined) return this;
    const { edition } = this.outline;
    const state = begin(edition, this.unit(id), { id: 'opaque', alias: 'Trainee' }, this.stored.states[id] ?? untouched);
    const values = new Map(Object.entries(state.values));
    const model: Model = new Model(definitionOf(edition, false, this.unit(id), (request) => this.sequencer.valid(request, (element) => model.said(element))), values);
    const { objectives, stores } = this.sequencer.begin(values);
    for (const [element, value] of Object.entries(objectives)) model.put(element, value);
    for (const [at, { value }] of stores.entries()) if (value !== undefined) model.put(`adl.data.${at}.store`, value);
    this.stored.states[id] = { ...state, isComplete: this.stored.states[id]?.isComplete ?? false };
    this.model = model;
    this.delta = {};
    return this;
  }
}
