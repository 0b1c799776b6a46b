import { membersSearch } from './search';

describe('the address of the members', () => {
  it('keeps kind, body, day and what is shown', () => {
    const search = { kind: 'state', body: 'AHG', asOf: '2026-11-24', show: 'audiences' };
    expect(membersSearch(search)).toEqual(search);
    expect(membersSearch({ show: 'standing' })).toEqual({ show: 'standing' });
  });

  it('forgets what there is not', () => expect(membersSearch({ kind: 'planet', body: 7, asOf: 'yesterday', show: 'x' })).toEqual({}));
});
