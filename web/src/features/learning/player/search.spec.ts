import { placeSearch } from './search';

describe('the place in a course', () => {
  it.each([
    [{ lesson: 'm3-zone', step: 2 }, { lesson: 'm3-zone', step: 2 }], [{ lesson: 'm3-zone', step: '2' }, { lesson: 'm3-zone', step: 2 }], [{ lesson: 'm3-zone', step: 0 }, { lesson: 'm3-zone' }],
    [{ step: 2 }, {}], [{ lesson: '../x', step: 1 }, {}], [{ lesson: 5 }, {}],
  ])('%j is read as %j', (raw, search) => expect(placeSearch(raw)).toEqual(search));
});
