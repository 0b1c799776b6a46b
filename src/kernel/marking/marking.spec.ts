import fc from 'fast-check';
import { actorOf } from '../access/index.js';
import { addressedTo, contradictions, handlingCaveats, narrowest, tlpLabel, tlps, type Marking } from './index.js';

const names = ['AUS', 'IDN', 'AHG', '33333333-3333-4333-8333-333333333333'];
const marking = fc.record({ tlp: fc.constantFrom(...tlps), releasableTo: fc.subarray(names), recipients: fc.subarray(['11111111-1111-4111-8111-111111111111']), withheldFrom: fc.subarray(names), handlingCaveats: fc.subarray([...handlingCaveats]) });
const none: Omit<Marking, 'tlp'> = { releasableTo: [], recipients: [], withheldFrom: [], handlingCaveats: [] };

describe('a marking', () => {
  it.each([
    [{ tlp: 'clear', ...none }], [{ tlp: 'green', ...none }], [{ tlp: 'green', ...none, withheldFrom: ['IDN'] }], [{ tlp: 'amber', ...none, releasableTo: ['AHG', 'IDN'] }],
    [{ tlp: 'amber+strict', ...none, releasableTo: ['IDN'] }], [{ tlp: 'red', ...none, recipients: ['11111111-1111-4111-8111-111111111111'] }],
  ] as [Marking][])('%j stands', (one) => expect(contradictions(one)).toEqual([]));

  it('that stands says who it is for in one way only', () => {
    fc.assert(fc.property(marking, (one) => {
      if (contradictions(one).length > 0) return;
      expect(one.releasableTo.length > 0).toBe(one.tlp === 'amber' || one.tlp === 'amber+strict');
      expect(one.recipients.length > 0).toBe(one.tlp === 'red');
      if (one.tlp === 'clear') expect(one.withheldFrom).toEqual([]);
      expect(one.releasableTo.filter((name) => one.withheldFrom.includes(name))).toEqual([]);
    }), { numRuns: 500 });
  });

  it('names each contradiction with its member and the way out', () => {
    for (const fault of contradictions({ tlp: 'red', ...none, releasableTo: ['AHG'] })) expect(fault).toEqual({ path: expect.stringMatching(/^marking\.\w+$/), message: expect.stringMatching(/\.$/) });
  });

  it('addresses an actor by every name it has, and never when withheld from one of them', () => {
    const actor = actorOf({ userId: '11111111-1111-4111-8111-111111111111', party: 'IDN', keys: ['community', 'IDN', 'AHG', '33333333-3333-4333-8333-333333333333', '11111111-1111-4111-8111-111111111111'] });
    const grants = addressedTo(actor);
    expect(grants.map(({ because }) => because)).toEqual([
      'its marking names you in person', 'its marking names your country or organisation', 'its marking names a body of the forum you belong to', 'its marking names an audience you belong to',
      'its marking names every member of the forum', 'its marking is for everybody',
    ]);
    for (const { conditions } of grants) expect(conditions.withheldFrom).toEqual({ $nin: actor.keys });
  });

  it('is written as TLP 2.0 writes it, the narrowest of several leading', () => {
    expect(tlpLabel('amber+strict')).toBe('TLP:AMBER+STRICT');
    expect(narrowest(['clear', 'red', 'amber'])).toBe('red');
    expect(narrowest([])).toBe('clear');
  });
});

describe('a contradiction', () => {
  const user = '11111111-1111-4111-8111-111111111111';
  const audience = '33333333-3333-4333-8333-333333333333';
  it.each<[string, Partial<Marking> & Pick<Marking, 'tlp'>, string[]]>([
    ['CLEAR that withholds', { tlp: 'clear', withheldFrom: ['IDN'] }, ['withheldFrom']], ['CLEAR that names parties', { tlp: 'clear', releasableTo: ['IDN'] }, ['releasableTo']], ['CLEAR that names a person', { tlp: 'clear', recipients: [user] }, ['recipients']],
    ['GREEN that names parties', { tlp: 'green', releasableTo: ['IDN'] }, ['releasableTo']], ['GREEN that names a person', { tlp: 'green', recipients: [user] }, ['recipients']],
    ['AMBER for nobody', { tlp: 'amber' }, ['releasableTo']], ['AMBER that names a person', { tlp: 'amber', releasableTo: ['IDN'], recipients: [user] }, ['recipients']],
    ['AMBER to and not to the same', { tlp: 'amber', releasableTo: ['IDN', 'AHG'], withheldFrom: ['AHG'] }, ['withheldFrom']],
    ['AMBER+STRICT for nobody', { tlp: 'amber+strict' }, ['releasableTo']], ['AMBER+STRICT for a body', { tlp: 'amber+strict', releasableTo: ['IDN', 'AHG'] }, ['releasableTo']],
    ['AMBER+STRICT for an audience', { tlp: 'amber+strict', releasableTo: [audience] }, ['releasableTo']], ['RED for nobody', { tlp: 'red' }, ['recipients']], ['RED for parties', { tlp: 'red', releasableTo: ['IDN'], recipients: [user] }, ['releasableTo']],
    ['everything at once', { tlp: 'red', releasableTo: ['IDN'], withheldFrom: ['IDN'] }, ['releasableTo', 'recipients', 'withheldFrom']],
  ])('stands at the member it is about: %s', (_case, one, members) => {
    expect(contradictions({ ...none, ...one }).map(({ path }) => path)).toEqual(members.map((member) => `marking.${member}`));
  });

  it('is none that a caveat makes', () => {
    expect(contradictions({ tlp: 'green', ...none, handlingCaveats: [...handlingCaveats] })).toEqual([]);
  });
});

describe('the grants of a marking', () => {
  const all = ['IDN', 'AUS', 'AHG', 'CO_CHAIRS', 'community', 'public', '33333333-3333-4333-8333-333333333333', '11111111-1111-4111-8111-111111111111'];

  it('together reach exactly those among the readers from whom nothing is withheld', () => {
    const actors = fc.record({ userId: fc.constantFrom('', '11111111-1111-4111-8111-111111111111'), party: fc.constantFrom('', 'IDN'), more: fc.subarray(['AHG', 'CO_CHAIRS', 'community', '33333333-3333-4333-8333-333333333333']) })
      .map(({ userId, party, more }) => actorOf({ userId, party, keys: [...more, ...[userId, party].filter(Boolean)] }));
    fc.assert(fc.property(actors, fc.subarray(all), fc.subarray(all), (actor, readers, withheldFrom) => {
      const held = ({ conditions }: ReturnType<typeof addressedTo>[number]) => {
        const { $in } = conditions.readers as { $in: string[] };
        const { $nin } = conditions.withheldFrom as { $nin: string[] };
        return readers.some((one) => $in.includes(one)) && !withheldFrom.some((one) => $nin.includes(one));
      };
      const keyed = (names: string[]) => names.some((name) => actor.keys.includes(name));
      expect(addressedTo(actor).some(held)).toBe(keyed(readers) && !keyed(withheldFrom));
    }), { numRuns: 1000 });
  });
});
