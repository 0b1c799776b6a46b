import { shareSearch } from './search';

const stage = { at: '2027-01-01T00:00:00Z', marking: { tlp: 'green', releasableTo: [], recipients: [], withheldFrom: [], handlingCaveats: [] } };

describe('the address of a document being shared', () => {
  it('keeps the step, the times and the stages', () => {
    const search = { step: 'check', expires: '2027-02-01T23:59:59Z', embargo: '2027-01-01T00:00:00Z', stages: [stage] };
    expect(shareSearch(search)).toEqual(search);
  });

  it('forgets what nobody could have meant', () => {
    expect(shareSearch({ step: 'fifth', expires: 'soon', embargo: 7, stages: [{ at: 'x' }, null, 'y', stage] })).toEqual({ stages: [stage] });
  });
});
