import { byParty } from './by-party';

describe('readings by party', () => {
  it('counts people once and readings each time, most first', () => {
    const readings = [
      { party: 'IDN', name: 'Sari' }, { party: 'AUS', name: 'Jo' }, { party: 'AUS', name: 'Jo' }, { party: 'AUS', name: 'Kim' }, { party: null, name: null },
    ];
    expect(byParty(readings)).toEqual([{ party: 'AUS', people: 2, readings: 3 }, { party: 'IDN', people: 1, readings: 1 }]);
  });
});
