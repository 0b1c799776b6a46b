import { formatAgo, formatBytes, formatDate, formatNumber, languageName } from './formats';

describe('official dates', () => {
  it.each([
    ['en', '9 Nov 2026'],
    ['ar', '9 نوفمبر 2026'],
    ['en-XA', '9 Nov 2026'],
  ])('are Gregorian with Latin digits in %s', (locale, text) => {
    expect(formatDate('2026-11-09', locale).replaceAll('\u200f', '')).toBe(text);
  });

  it('stay Gregorian where the usual calendar is another', () => {
    expect(formatDate('2026-11-09', 'th')).toContain('2026');
    expect(formatDate('2026-11-09', 'fa-AF')).toContain('2026');
  });

  it('do not move a bare day across time zones', () => {
    expect(formatDate('2026-01-01', 'en', 'long', 'Pacific/Apia')).toBe('1 January 2026');
  });

  it('name the zone of a moment', () => {
    expect(formatDate('2026-11-22T00:12:00Z', 'en', 'moment', 'Asia/Jakarta')).toMatch(/22 Nov 2026.*07:12.*GMT\+7/);
  });
});

describe('sizes', () => {
  it.each([[0, '0 B'], [999, '999 B'], [277_400, '277 KB'], [1_840_000, '1.8 MB'], [2_000_000, '2 MB'], [2_000_000_000, '2 GB']])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('other values', () => {
  it('say how long ago in the largest fitting unit', () => {
    const now = Date.parse('2026-11-23T00:00:00Z');
    expect(formatAgo('2026-11-20T00:00:00Z', 'en', now)).toBe('3 days ago');
    expect(formatAgo('2026-11-22T20:00:00Z', 'en', now)).toBe('4 hours ago');
  });

  it('group numbers with Latin digits', () => expect(formatNumber(12345, 'ar')).toMatch(/^12.345$/));
  it('name languages, and keep a code nobody knows', () => {
    expect(languageName('th', 'en')).toBe('Thai');
    expect(languageName('not a code', 'en')).toBe('not a code');
  });
});
