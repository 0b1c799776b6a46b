import { Accession, ways, type Way } from './accession.entity.js';

const open = (way: Way) => Object.assign(new Accession(), { way, state: 'open' });

describe('an accession case', () => {
  it.each<[Way, string[]]>([['invitation', ['invited', 'accepted', 'endorsed']], ['application', ['applied', 'supported', 'endorsed']]])('by %s takes the steps %j, in that order', (way, steps) => {
    const accession = open(way);
    expect(steps.map((_, done) => accession.next(done))).toEqual(steps);
    expect(accession.next(3)).toBeNull();
    for (const [done, step] of ways[way].entries()) expect(accession.take(step, done)).toBe(done + 1);
  });

  it('takes no other step, and none twice', () => {
    expect(() => open('invitation').take('endorsed', 0)).toThrow('The next step of this case is "invited"');
    expect(() => open('invitation').take('applied', 0)).toThrow('invited');
    expect(() => open('application').take('applied', 1)).toThrow('supported');
  });

  it.each([['endorsed'], ['withdrawn']] as const)('that is %s is closed for good', (state) => {
    const accession = Object.assign(open('application'), { state });
    expect(() => accession.take('supported', 1)).toThrow(`This case is ${state}`);
    expect(() => accession.withdraw('someone', 'a reason')).toThrow(`This case is ${state}`);
    expect(() => accession.endorse('someone')).toThrow(`This case is ${state}`);
  });

  it('keeps why it was withdrawn, when and by whom', () => {
    const accession = open('invitation');
    accession.withdraw('someone', 'the invitation was declined');
    expect(accession).toMatchObject({ state: 'withdrawn', closedBy: 'someone', closedAt: expect.any(Date), withdrawnBecause: 'the invitation was declined' });
  });
});
