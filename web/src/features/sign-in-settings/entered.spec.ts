import { enteredOf, sentOf } from './entered';

describe('a provider as it is typed', () => {
  it('keeps the secret that is there when none is typed', () => {
    expect('clientSecret' in sentOf(enteredOf(null))).toBe(false);
    expect(sentOf({ ...enteredOf(null), clientSecret: 'sixteen characters' }).clientSecret).toBe('sixteen characters');
  });

  it('reads lists however they are separated, each word once', () => {
    expect(sentOf({ ...enteredOf(null), acrValues: ' urn:a,urn:b\nurn:a  ' }).acrValues).toEqual(['urn:a', 'urn:b']);
    expect(sentOf({ ...enteredOf(null), amrValues: '' }).amrValues).toEqual([]);
  });

  it('is the same again after it was kept', () => {
    const kept = { id: 'a', changedAt: '', rowVersion: 1, people: 0, name: 'Office', issuer: 'https://login.example.org', clientId: 'portal', scopes: ['openid'], acrValues: ['urn:a'], amrValues: [], algorithms: ['ES256' as const], enabled: true };
    const { id: _i, changedAt: _c, rowVersion: _r, people: _p, ...configuration } = kept;
    expect(sentOf(enteredOf(kept))).toEqual(configuration);
  });
});
