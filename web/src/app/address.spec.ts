import { parseSearch, stringifySearch } from './address';

describe('search parameters in the address', () => {
  it('stay readable: lists with commas, numbers without quotes', () => {
    expect(stringifySearch({ kind: 'alert,analysis', from: '2026-01-01', q: 'visa & label', state: undefined })).toBe('?kind=alert,analysis&from=2026-01-01&q=visa+%26+label');
  });
  it('come back as they went', () => {
    const search = { kind: 'alert,analysis', q: '2026' };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });
});
