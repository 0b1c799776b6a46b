import { timespan12 } from '../run-time/formats.js';
import { inside, withParameters } from './href.js';
import type { Activity, Edition, Outline, Unit } from './outline.js';
import { PackageRefused, type PackageFault } from './refusal.js';
import { presentationOf, sequencingOf, type Collections } from './sequencing.js';
import { parseXml, type Element } from './xml.js';

/** What the gate of a package knows of its files. */
type HasFile = (path: string) => boolean;

interface Resource {
  element: Element;
  bases: string[];
}

const most = { units: 2_000, title: 500, data: 64_000, identifier: 500 };

const child = (element: Element, name: string) => element.children.find((one) => one.name === name);
const children = (element: Element, name: string) => element.children.filter((one) => one.name === name);
/** A boolean of XML Schema, which has two spellings for each. */
const isSaid = (element: Element, name: string, otherwise: boolean) => {
  const text = element.attributes.get(name)?.trim();
  return otherwise ? text !== 'false' && text !== '0' : text === 'true' || text === '1';
};
const textOf = (element: Element | undefined) => element?.text.trim() ?? '';
const refuse = (code: PackageFault, message: string, element?: Element) => new PackageRefused(code, message, element ? { line: element.line } : {});

/**
 * What a package is made of, by its `imsmanifest.xml` (SCORM 1.2 CAM 2.3; SCORM 2004 4th edition CAM 3 and 5). What a tool merely spelt oddly is a
 * warning; what cannot be run, or leads out of the package, is refused. @throws PackageRefused
 */
export function readManifest(bytes: Buffer, has: HasFile): Outline {
  const root = parseXml(bytes);
  if (root.name !== 'manifest') throw refuse('MANIFEST_INVALID', 'imsmanifest.xml is no manifest: its first element is another one.', root);
  return new Reader(root, has).read();
}

class Reader {
  private readonly warnings: string[] = [];
  private readonly units: Unit[] = [];
  private readonly resources = new Map<string, Resource>();
  private readonly collections: Collections = new Map();
  private readonly identifiers = new Set<string>();
  /** Manifests within the manifest, by their identifiers (IMS CP 1.1.4, 4.7): an item may refer to one as a whole. */
  private readonly manifests = new Map<string, Element>();
  private readonly edition: Edition;
  private readonly version: string;

  constructor(
    private readonly root: Element,
    private readonly has: HasFile,
  ) {
    [this.edition, this.version] = this.editionOf();
  }

  read(): Outline {
    this.readResources(this.root, []);
    for (const identifier of this.resources.keys()) this.dependenciesMustEnd(identifier, []);
    this.metadataMustBeInside(this.root);
    for (const sequencing of this.root.children.filter(({ name }) => name === 'sequencingcollection').flatMap((one) => one.children)) this.collections.set(sequencing.attributes.get('id') ?? '', sequencing);
    const organization = this.organization(this.root);
    const title = this.title(organization, 'The course');
    const tree = this.activity(organization, 0);
    if (!tree || this.units.length === 0) throw refuse('UNITS_MISSING', 'There is nothing in the default organisation that could be opened.', organization);
    return {
      edition: this.edition, version: this.version, identifier: (this.root.attributes.get('identifier') ?? '').slice(0, 200), title, units: this.units, tree: { ...tree, title },
      objectivesGlobal: isSaid(organization, 'objectivesglobaltosystem', true), storesGlobal: isSaid(organization, 'shareddataglobaltosystem', true), warnings: this.warnings.slice(0, 200),
    };
  }

  private editionOf(): [Edition, string] {
    const metadata = child(this.root, 'metadata');
    const said = textOf(metadata && child(metadata, 'schemaversion'));
    if (/^1\.2$/.test(said)) return ['scorm12', '1.2'];
    if (/2004|CAM 1\.3/i.test(said)) return ['scorm2004', said.slice(0, 60)];
    const spaces = new Set<string>();
    const walk = (element: Element) => {
      spaces.add(element.namespace);
      element.children.forEach(walk);
    };
    walk(this.root);
    const is2004 = [...spaces].some((space) => /adlcp_v1p3|imsss|imscp_v1p1$/.test(space));
    this.warnings.push(`The manifest does not say which edition of SCORM it follows (${said ? `"${said.slice(0, 60)}"` : 'there is no schemaversion'}); it is run as ${is2004 ? '2004' : '1.2'}.`);
    return is2004 ? ['scorm2004', '2004'] : ['scorm12', '1.2'];
  }

  private organization(manifest: Element): Element {
    const holder = child(manifest, 'organizations');
    const all = holder ? children(holder, 'organization') : [];
    const wanted = holder?.attributes.get('default');
    const found = all.find((one) => one.attributes.get('identifier') === wanted);
    if (wanted !== undefined && found) return found;
    throw refuse('ORGANIZATION_MISSING', wanted === undefined ? 'The manifest names no default organisation, so there is no order in which to show the course. Its organizations need a "default" with the identifier of one of them.' : `The manifest's default organisation, "${wanted.slice(0, 100)}", is not in it.`, holder ?? manifest);
  }

  private readResources(manifest: Element, above: readonly (string | undefined)[]): void {
    const holder = child(manifest, 'resources');
    const around = [...above, manifest.attributes.get('xml:base')];
    const outer = [...around, holder?.attributes.get('xml:base')];
    for (const inner of children(manifest, 'manifest')) {
      this.manifests.set(inner.attributes.get('identifier') ?? '', inner);
      this.readResources(inner, around);
    }
    for (const element of holder ? children(holder, 'resource') : []) {
      const identifier = element.attributes.get('identifier') ?? '';
      const bases = [...outer, element.attributes.get('xml:base')].filter((one) => one !== undefined);
      if (this.resources.has(identifier)) throw refuse('MANIFEST_INVALID', `Two resources have the identifier "${identifier.slice(0, 100)}".`, element);
      const href = element.attributes.get('href');
      if (href !== undefined) inside(href, bases);
      for (const file of children(element, 'file')) {
        const own = file.attributes.get('xml:base');
        const { path, spelt } = inside(file.attributes.get('href') ?? '', own === undefined ? bases : [...bases, own]);
        if (!this.has(path) && !this.has(spelt)) this.warnings.push(`A file the manifest lists is not in the package: ${path.slice(0, 200)}.`);
      }
      this.resources.set(identifier, { element, bases });
    }
  }

  /** Metadata may lie in files of their own (CAM 3.4.1.2, `adlcp:location`); they are not read, but lie in the package. */
  private metadataMustBeInside(element: Element): void {
    for (const one of element.name === 'metadata' ? children(element, 'location') : []) {
      const { path } = inside(textOf(one), []);
      if (!this.has(path)) this.warnings.push(`Metadata the manifest names are not in the package: ${path.slice(0, 200)}.`);
    }
    for (const one of element.children) this.metadataMustBeInside(one);
  }

  private readonly settled = new Set<string>();
  private dependenciesMustEnd(identifier: string, path: readonly string[]): void {
    if (path.includes(identifier)) throw refuse('REFERENCE_CYCLE', `Resources depend on one another in a circle: ${[...path, identifier].join(' → ').slice(0, 300)}.`, this.resources.get(identifier)?.element);
    if (this.settled.has(identifier)) return;
    if (path.length > 200) throw refuse('REFERENCE_CYCLE', 'Resources depend on one another more than 200 deep.', this.resources.get(identifier)?.element);
    for (const dependency of children(this.resources.get(identifier)?.element ?? this.root, 'dependency')) {
      const target = dependency.attributes.get('identifierref') ?? '';
      if (this.resources.has(target)) this.dependenciesMustEnd(target, [...path, identifier]);
      else this.warnings.push(`A resource depends on one that is not in the manifest: "${target.slice(0, 100)}".`);
    }
    this.settled.add(identifier);
  }

  /** An item with all below it; undefined where there is nothing in it to open, so that nothing leads there. */
  private activity(element: Element, depth: number): Activity | undefined {
    const identifier = element.attributes.get('identifier') ?? '';
    if (identifier === '') throw refuse('MANIFEST_INVALID', 'An item has no identifier.', element);
    if (identifier.length > most.identifier) throw refuse('MANIFEST_INVALID', `An item has an identifier of more than ${most.identifier} characters: "${identifier.slice(0, 60)}…".`, element);
    if (this.identifiers.has(identifier)) throw refuse('MANIFEST_INVALID', `Two items have the identifier "${identifier.slice(0, 100)}".`, element);
    this.identifiers.add(identifier);
    const title = this.title(element, identifier);
    const isVisible = isSaid(element, 'isvisible', true);
    const reference = element.attributes.get('identifierref');
    const within = reference === undefined || this.resources.has(reference) ? undefined : this.manifests.get(reference);
    if (within) this.manifests.delete(reference ?? ''); // once: a manifest that refers to itself would not end
    const inner = within ? children(this.organization(within), 'item') : children(element, 'item');
    const items = inner.map((item) => this.activity(item, depth + 1)).filter((one) => one !== undefined);
    const sequencing = this.edition === 'scorm2004' ? sequencingOf(element, this.collections, this.warnings) : {};
    const presentation = this.edition === 'scorm2004' ? presentationOf(element) : {};
    const isUnit = depth > 0 && inner.length === 0 && reference !== undefined && !within;
    if (isUnit) this.unit(element, { identifier, title, isVisible, reference, sequencing: { ...sequencing, ...presentation } });
    else if (reference !== undefined && !within) this.warnings.push(`"${title}" has items below it and a resource of its own, which is not shown.`);
    else if (depth > 0 && items.length === 0) this.warnings.push(`"${title}" holds nothing that could be opened.`);
    if (!isUnit && items.length === 0) return undefined;
    return { id: identifier, title, isVisible, ...sequencing, ...presentation, ...(items.length > 0 ? { children: items } : {}) };
  }

  private unit(item: Element, { identifier, title, isVisible, reference, sequencing }: { identifier: string; title: string; isVisible: boolean; reference: string; sequencing: Partial<Activity> }): void {
    const resource = this.resources.get(reference);
    if (!resource) throw refuse('REFERENCE_MISSING', `"${title}" refers to a resource that is not in the manifest: "${reference.slice(0, 100)}".`, item);
    const { element, bases } = resource;
    const { path: meant, spelt, rest } = inside(element.attributes.get('href') ?? '', bases);
    const path = this.has(meant) || !this.has(spelt) ? meant : spelt;
    if (path === '' || !this.has(path)) throw refuse('HREF_MISSING', `"${title}" opens a file that is not in the package: ${path.slice(0, 200) || '(none is named)'}.`, element);
    if (this.units.length >= most.units) throw refuse('XML_LIMIT', `There are more than ${most.units} units.`, item);
    const kind = element.attributes.get('scormtype')?.toLowerCase() === 'sco' ? 'sco' : 'asset';
    this.units.push({ identifier, title, kind, path, rest: withParameters(rest, item.attributes.get('parameters') ?? ''), isVisible, ...this.settings(item, title, sequencing), ...measuresOf(sequencing) });
  }

  private settings(item: Element, title: string, { attemptAbsoluteDurationLimit }: Partial<Activity>): Partial<Unit> {
    const said = (name: string) => {
      const text = textOf(child(item, name));
      return text === '' ? undefined : text;
    };
    const mastery = said('masteryscore');
    const limit = said('timelimitaction');
    const time = said('maxtimeallowed');
    if (time !== undefined && timespan12(time) !== 'ok') this.warnings.push(`The time allowed for "${title}" is not written as HHHH:MM:SS and is left out.`);
    if (mastery !== undefined && !(Number(mastery) >= 0 && Number(mastery) <= 100)) this.warnings.push(`The mastery score of "${title}" is no number from 0 to 100 and is left out.`);
    if (limit !== undefined && !/^(exit|continue),(no )?message$/.test(limit)) this.warnings.push(`What happens to "${title}" when its time is over is not one of the four words SCORM knows, and is left out.`);
    if (said('prerequisites') !== undefined) this.warnings.push(`"${title}" names prerequisites; they are noted, and nothing is held back by them.`);
    const threshold = child(item, 'completionthreshold');
    const measure = threshold && isSaid(threshold, 'completedbymeasure', false) ? Number(threshold.attributes.get('minprogressmeasure') ?? '1') : Number(textOf(threshold) || 'NaN');
    return Object.fromEntries(Object.entries({
      masteryScore: mastery !== undefined && Number(mastery) >= 0 && Number(mastery) <= 100 ? Number(mastery) : undefined,
      maxTimeAllowed: time !== undefined && timespan12(time) === 'ok' ? time : (attemptAbsoluteDurationLimit as string | undefined), // 2004: from the limit conditions (RTE 4.2.16)
      timeLimitAction: limit !== undefined && /^(exit|continue),(no )?message$/.test(limit) ? limit : undefined,
      dataFromLms: said('datafromlms')?.slice(0, most.data),
      prerequisites: said('prerequisites')?.slice(0, 500),
      completionThreshold: measure >= 0 && measure <= 1 ? measure : undefined,
    }).filter(([, value]) => value !== undefined));
  }

  private title(element: Element, fallback: string): string {
    const title = textOf(child(element, 'title')).replaceAll(/\s+/g, ' ').slice(0, most.title);
    if (title === '') this.warnings.push(`"${fallback.slice(0, 100)}" has no title.`);
    return title || fallback.slice(0, most.title);
  }
}

/** What the run-time is told of an activity's objectives (RTE 4.2.17, 4.2.21). */
function measuresOf(sequencing: Partial<Activity>): Pick<Unit, 'objectives' | 'scaledPassingScore' | 'stores' | 'storesUnread' | 'storesUnwritten' | 'setsCompletion'> {
  const primary = sequencing.primaryObjective as { objectiveID?: string; satisfiedByMeasure?: boolean; minNormalizedMeasure?: number } | undefined;
  const stores = (sequencing.sharedDataMaps ?? []) as Store[];
  const others = (sequencing.objectives ?? []) as { objectiveID: string }[];
  return {
    objectives: [primary?.objectiveID, ...others.map(({ objectiveID }) => objectiveID)].filter((one): one is string => one !== undefined && one !== ''),
    ...(stores.length > 0 ? { stores: stores.map(({ targetID }) => targetID) } : {}), ...unless(stores, 'readSharedData', 'storesUnread'), ...unless(stores, 'writeSharedData', 'storesUnwritten'),
    ...((sequencing.deliveryControls as { completionSetByContent?: boolean } | undefined)?.completionSetByContent ? { setsCompletion: true } : {}),
    ...(primary?.satisfiedByMeasure ? { scaledPassingScore: primary.minNormalizedMeasure ?? 1 } : {}),
  };
}

interface Store { targetID: string; readSharedData?: boolean; writeSharedData?: boolean }

function unless(stores: readonly Store[], may: 'readSharedData' | 'writeSharedData', name: 'storesUnread' | 'storesUnwritten'): Partial<Unit> {
  const barred = stores.filter((store) => store[may] === false).map(({ targetID }) => targetID);
  return barred.length > 0 ? { [name]: barred } : {};
}
