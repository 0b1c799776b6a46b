import { membersSearch } from './search';

describe('the address of the members', () => {
  it('keeps kind, body and day', () => {
    const search = { kind: 'state', body: 'AHG', asOf: '2026-11-24' };
    expect(membersSearch(search)).toEqual(search);
  });

  it('forgets what there is not', () => expect(membersSearch({ kind: 'planet', body: 7, asOf: 'yesterday', more: 'x' })).toEqual({}));
});
