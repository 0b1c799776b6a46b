import { directorySearch, nominateSearch, nominationsSearch } from './search';

describe('the address of the focal points', () => {
  it('keeps words, subject and language', () => {
    const search = { q: 'rahmawati', area: 'training', language: 'zh-Hans' };
    expect(directorySearch(search)).toEqual(search);
  });

  it('forgets what there is not', () => {
    expect(directorySearch({ q: '  ', area: 'gossip', language: 'Indonesian' })).toEqual({});
    expect(nominationsSearch({ state: 'lost' })).toEqual({});
    expect(nominateSearch({ party: 'fji' })).toEqual({});
  });

  it('keeps which nominations, and for whom', () => {
    expect(nominationsSearch({ state: 'refused' })).toEqual({ state: 'refused' });
    expect(nominateSearch({ party: 'FJI' })).toEqual({ party: 'FJI' });
  });
});
