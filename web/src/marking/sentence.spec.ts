import { sentence } from './sentence';

describe('a clause of the policy', () => {
  it.each([
    ['its marking names you', 'Its marking names you.'],
    ['You may not read it.', 'You may not read it.'],
    ['', ''],
  ])('%j becomes the sentence %j', (clause, text) => expect(sentence(clause)).toBe(text));

  it('goes on in small letters where the sentence has begun', () => expect(sentence('its marking names you', true)).toBe('its marking names you.'));
});
