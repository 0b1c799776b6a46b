import { harmless, worded } from './wording.js';

const writing = { en: { subject: 'About {party}', text: 'There are {count} of {party} and {nothing}.' }, ar: { subject: 'عن {party}', text: 'العدد {count}' }, values: { party: 'Côte\nd\'Or', count: 3 }, link: '/people' };

describe('the words of a letter', () => {
  it.each([['en', 'About Côte d\'Or'], ['fr', 'About Côte d\'Or'], ['ar', 'عن \u2068Côte d\'Or\u2069'], ['ar-EG', 'عن \u2068Côte d\'Or\u2069']])('are chosen for %s', (locale, subject) =>
    expect(worded(writing, { name: 'Ana', locale }, 'https://portal.forum.test').subject).toBe(subject));

  it('address the person, take the values in, leave what nobody filled, and end with where to go on', () => {
    const { text } = worded(writing, { name: 'Ana', locale: 'en' }, 'https://portal.forum.test');
    expect(text.split('\n').slice(0, 4)).toEqual(['Ana,', '', 'There are 3 of Côte d\'Or and {nothing}.', 'https://portal.forum.test/people']);
  });

  it('let no value bring lines, directions, addresses or blanks of its own', () => {
    expect(harmless('a\r\nb\tc\u202Ed\u0000', 'en')).toBe('a b cd');
    expect(harmless('see https://evil.example or www.evil.example', 'en')).toBe('see https: //evil.example or www .evil.example');
    expect(worded({ ...writing, values: { party: '{name}', count: 1 } }, { name: 'Ana', locale: 'en' }, 'https://portal.forum.test').subject).toBe('About {name}');
    expect(harmless('x'.repeat(300), 'en')).toHaveLength(200);
  });

  it('set apart what runs the other way, and nothing else', () => {
    expect(harmless('سلمى', 'en')).toBe('\u2068سلمى\u2069');
    expect(harmless('سلمى', 'ar')).toBe('سلمى');
  });
});
