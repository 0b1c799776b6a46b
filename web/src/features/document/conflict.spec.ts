import { changesFrom, type Description } from '../../description/description';
import { clashes, merged } from './conflict';

const base: Description = { title: 'Ferries', language: 'en', abstract: '', subjects: ['sea_routes'], partiesConcerned: [], personalData: false, details: { method: 'a', periodFrom: '2026-01-01' } };

describe('two people editing one description', () => {
  it('sends only what has changed, whatever the order of keys', () => {
    expect(changesFrom(base, { ...base, details: { periodFrom: '2026-01-01', method: 'a' } })).toEqual({});
    expect(changesFrom(base, { ...base, title: 'Ferry routes' })).toEqual({ title: 'Ferry routes' });
  });
  it('do not clash when they change different parts, and both changes stay', () => {
    const mine = { ...base, title: 'Ferry routes' };
    const theirs = { ...base, abstract: 'Six cases.' };
    expect(clashes(base, mine, theirs)).toEqual([]);
    expect(merged(base, mine, theirs)).toMatchObject({ title: 'Ferry routes', abstract: 'Six cases.' });
  });
  it('do not clash when they change the same part to the same', () => {
    const both = { ...base, title: 'Ferry routes' };
    expect(clashes(base, both, both)).toEqual([]);
  });
  it('clash when they change the same part to different things', () => {
    expect(clashes(base, { ...base, title: 'Mine' }, { ...base, title: 'Theirs' })).toEqual(['title']);
  });
});
