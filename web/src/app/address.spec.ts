import { parseSearch, stringifySearch } from './address';

describe('search parameters in the address', () => {
  it('stay readable: lists with commas, numbers without quotes', () => {
    expect(stringifySearch({ kind: 'alert,analysis', from: '2026-01-01', q: 'visa & label', state: undefined })).toBe('?kind=alert,analysis&from=2026-01-01&q=visa+%26+label');
  });
  it('carry lists of objects, and leave brackets people type alone', () => {
    expect(parseSearch(stringifySearch({ stages: [{ at: '2027-01-01' }] }))).toEqual({ stages: [{ at: '2027-01-01' }] });
    expect(parseSearch('?q=[{visa')).toEqual({ q: '[{visa' });
  });
  it('come back as they went', () => {
    const search = { kind: 'alert,analysis', q: '2026' };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });
});
