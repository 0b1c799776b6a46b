import { chosen, cleared, filtersOf, inForce, toggled, toggledYear, yearOf } from './filters';
import { librarySearch } from './search';

describe('the address of the library', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(librarySearch({ q: ' visa ', kind: 'alert,analysis', from: '2026-13', sort: 'random', page: '3' })).toEqual({ q: 'visa', kind: 'alert,analysis' });
  });
  it('takes a value in and out of a list', () => {
    const one = toggled({}, 'kind', 'alert');
    const two = toggled(one, 'kind', 'analysis');
    expect(chosen(two, 'kind')).toEqual(['alert', 'analysis']);
    expect(toggled(toggled(two, 'kind', 'alert'), 'kind', 'analysis').kind).toBeUndefined();
  });
  it('takes a year as a period, and knows it again', () => {
    const year = toggledYear({ q: 'ferry' }, '2026');
    expect(year).toEqual({ q: 'ferry', from: '2026-01-01', to: '2026-12-31' });
    expect(yearOf(year)).toBe('2026');
    expect(toggledYear(year, '2026').from).toBeUndefined();
  });
  it('counts the filters in force, a period as one', () => {
    expect(inForce({ q: 'x', kind: 'alert,analysis', from: '2026-01-01', to: '2026-12-31', sort: 'title' })).toBe(3);
  });
  it('clears filters but keeps words and order', () => {
    expect(cleared({ q: 'x', kind: 'alert', sort: 'title' })).toEqual({ q: 'x', sort: 'title' });
    expect(filtersOf({ q: 'x', kind: 'alert', sort: 'title' })).toEqual({ q: 'x', kind: 'alert' });
  });
});
