import { copySearch, signs } from './search';

describe('the code of a copy', () => {
  it('is taken from the address as it was typed, and nothing else is', () => {
    expect(copySearch({ code: ' k7qw2 mxd0r ', other: 1 })).toEqual({ code: 'k7qw2 mxd0r' });
    expect([copySearch({ code: '  ' }), copySearch({ code: 7 }), copySearch({})]).toEqual([{}, {}, {}]);
  });

  it('has as many signs as are letters and digits', () => {
    expect([signs('K7QW2 MXD-0R'), signs('\u2067K٧QW2\u2069'), signs(' - ')]).toEqual([10, 5, 0]);
  });
});
