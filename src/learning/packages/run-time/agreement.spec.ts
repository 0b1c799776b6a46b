import type { Edition, Unit } from '../import/outline.js';
import { mustGoBefore, type Delta } from './delta.js';
import { Model } from './model.js';
import { scoApi } from './sco-api.js';
import { apply, begin, definitionOf, untouched, type UnitState } from './tracking.js';

const unit: Unit = { identifier: 'u', title: 'Unit', kind: 'sco', path: 'a.html', rest: '', isVisible: true, objectives: ['o1', 'o2'], stores: ['s', 't'], storesUnwritten: ['t'], completionThreshold: 0.8, scaledPassingScore: 0.5 };
const learner = { id: 'opaque', alias: 'Trainee 7' };

/** The same numbers for the same seed. */
function seeded(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) | 0;
    return (((state ^ (state >>> 13)) >>> 0) % 100_003) % below;
  };
}

const values = ['', 'a', 'b', 'passed', 'completed', 'incomplete', 'not attempted', 'unknown', 'suspend', 'time-out', '0', '1', '-1', '0.5', '101', '1e3', '00:10:00', 'PT10M', '2026-11-26T10:00:00', 'choice', 'numeric', 'true-false', 'fill-in', 'a[,]b', '1[:]2', 'a[.]b',
  '{lang=fr}oui', 'true', 'correct', 'continue', '{target=u}choice', 'x y', 'n'.repeat(300), 'w'.repeat(1_100)];

/** What a SCO of an edition may try: every element of its model with indexes around what is there, and some that are none. */
function elements(edition: Edition, pick: (below: number) => number): string {
  const shapes = [...Object.keys(definitionOf(edition, false, unit).leaves), 'cmi.interactions._count', 'cmi.objectives._children', 'cmi.nothing', '', 'cmi.core', 'cmi.interactions.n', 'adl.nav.request_valid.continue'];
  // The records are where order counts.
  const records = shapes.filter((shape) => shape.includes('.n.'));
  const from = pick(3) === 0 ? shapes : records;
  return (from[pick(from.length)] ?? '').split('.').map((part) => (part === 'n' ? String(pick(3)) : part)).join('.');
}

describe.each<Edition>(['scorm12', 'scorm2004'])('%s: the player and the portal', (edition) => {
  const [set, last] = edition === 'scorm12' ? (['LMSSetValue', 'LMSGetLastError'] as const) : (['SetValue', 'GetLastError'] as const);
  const initialize = edition === 'scorm12' ? 'LMSInitialize' : 'Initialize';

  it.each(Array.from({ length: 12 }, (_, seed) => seed))('judge alike whatever a package sets, and end with the same values (%i)', (seed) => {
    const pick = seeded(seed + 1);
    const began = begin(edition, unit, learner, untouched);
    const model = new Model(definitionOf(edition, false, unit), new Map(Object.entries(began.values)));
    let portal: UnitState = began;
    let delta: Delta = {};
    const sent = () => {
      const next = apply(edition, false, unit, portal, delta);
      if ('code' in next) throw new Error(`the player took ${next.element} = ${delta[next.element] ?? ''}, the portal answers ${next.code}: ${JSON.stringify(delta)}`);
      portal = next;
      delta = {};
    };
    const api = scoApi(edition, {
      begun: () => model, commit: () => undefined, ended: () => undefined,
      set: (element, value) => {
        if (mustGoBefore(delta, element, value)) sent();
        delta[element] = value;
      },
    });
    api[initialize]?.('');
    for (let call = 0; call < 400; call++) {
      const [element, value] = [elements(edition, pick), values[pick(values.length)] ?? ''];
      const before = apply(edition, false, unit, { ...portal, values: model.state() }, { [element]: value });
      const answer = api[set]?.(element, value);
      expect([element, value, answer, Number(api[last]?.())]).toEqual([element, value, 'code' in before ? 'false' : 'true', 'code' in before ? before.code : 0]);
      if (pick(20) === 0) sent();
    }
    sent();
    expect(portal.values).toEqual(model.state());
  });
});
