import { courseSearch } from './search';

describe('what is looked for in the catalogue', () => {
  it('is taken from the address as far as it makes sense', () => {
    expect(courseSearch({ q: ' zone ', language: 'en', level: 'level_1', length: 'day', box: 'ours' })).toEqual({ q: 'zone', language: 'en', level: 'level_1', length: 'day', box: 'ours' });
    expect(courseSearch({ q: 'a', language: 'english', level: 'x', length: 3, box: 'all' })).toEqual({});
  });
});
