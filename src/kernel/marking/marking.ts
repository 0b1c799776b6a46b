import type { Actor, Conditions } from '../access/index.js';
import type { Fault } from '../problems.js';

/** TLP 2.0 (FIRST, August 2022): from widest to narrowest. A sharing boundary, not a classification. */
export const tlps = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof tlps)[number];

/** What a reader may do with what it reads. `view_only` takes download and print, `no_onward_sharing` and H2 take share; H0–H3 as Europol's handling codes. */
export const handlingCaveats = [
  'no_onward_sharing', 'no_use_in_proceedings', 'contact_before_action', 'no_derived_products', 'view_only', 'H0', 'H1', 'H2', 'H3',
] as const;
export type HandlingCaveat = (typeof handlingCaveats)[number];

/** Circles that are bodies of the forum; their names stand in a marking as they are. */
export const bodyCircles = ['AHG', 'STEERING_GROUP', 'CO_CHAIRS'] as const;

/** Who a record is for, as its originator says it. Party codes, names of bodies and ids of audiences; ids of users in `recipients`. */
export interface Marking {
  tlp: Tlp;
  releasableTo: string[];
  recipients: string[];
  withheldFrom: string[];
  handlingCaveats: HandlingCaveat[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isParty = (name: string) => !uuid.test(name) && !(bodyCircles as readonly string[]).includes(name);

/** What a marking contradicts itself in, each with the way out; the same lines the CHECK constraints draw. Empty when it stands. */
export function contradictions(marking: Marking): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, message: string) => faults.push({ path: `marking.${path}`, message });
  const { tlp, releasableTo, recipients, withheldFrom } = marking;
  if (tlp === 'clear' && withheldFrom.length > 0) say('withheldFrom', 'TLP:CLEAR is for everybody. Withhold from nobody, or choose a narrower marking.');
  if (tlp === 'red' && releasableTo.length > 0) say('releasableTo', 'TLP:RED names persons. Name them as recipients, or choose TLP:AMBER for parties and groups.');
  if (tlp === 'red' && recipients.length === 0) say('recipients', 'TLP:RED names at least one person.');
  if (tlp !== 'red' && recipients.length > 0) say('recipients', 'Only TLP:RED names persons. Remove them, or choose TLP:RED.');
  if ((tlp === 'clear' || tlp === 'green') && releasableTo.length > 0) say('releasableTo', `TLP:${tlp.toUpperCase()} names nobody: its readers follow from the label.`);
  if ((tlp === 'amber' || tlp === 'amber+strict') && releasableTo.length === 0) say('releasableTo', 'Name at least one party, audience or group.');
  if (tlp === 'amber+strict' && !releasableTo.every(isParty)) say('releasableTo', 'TLP:AMBER+STRICT names parties only, no wider circle. Choose TLP:AMBER for audiences and groups.');
  if (releasableTo.some((name) => withheldFrom.includes(name))) say('withheldFrom', 'The same name is both released to and withheld from. Withheld always wins: remove it from one list.');
  return faults;
}

/**
 * The grants every marked record makes: one for each way a marking can name the actor, none of them when it is withheld. Together they say
 * `readers && keys AND NOT withheld && keys`, which is what the fence says too; apart they can be told in words.
 */
export function addressedTo(actor: Actor): { conditions: Conditions; because: string }[] {
  const held = (names: readonly string[], because: string) => {
    const mine = names.filter((name) => actor.keys.includes(name));
    return mine.length === 0 ? [] : [{ conditions: { readers: { $in: mine }, withheldFrom: { $nin: actor.keys } }, because }];
  };
  const circles = actor.keys.filter((key) => uuid.test(key) && key !== actor.userId);
  return [
    ...held([actor.userId], 'its marking names you in person'),
    ...held([actor.party], 'its marking names your country or organisation'),
    ...held(bodyCircles, 'its marking names a body of the forum you belong to'),
    ...held(circles, 'its marking names an audience you belong to'),
    ...held(['community'], 'its marking names every member of the forum'),
    ...held(['public'], 'its marking is for everybody'),
  ];
}

/** The label in full, as TLP 2.0 writes it. */
export const tlpLabel = (tlp: Tlp): string => `TLP:${tlp.toUpperCase()}`;

/** The narrower of two labels; for tables and bundles that hold many records. */
export const narrowest = (labels: readonly Tlp[]): Tlp => labels.reduce<Tlp>((a, b) => (tlps.indexOf(b) > tlps.indexOf(a) ? b : a), 'clear');
