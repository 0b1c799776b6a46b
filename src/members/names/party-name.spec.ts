import { languagesFor, readLanguage, readName } from './party-name.js';

describe('a name a party chooses', () => {
  it.each([
    ['  Côte   d’Ivoire ', 'Côte d’Ivoire'], ['Co\u0302te', 'Côte'], ['الإمارات العربية المتحدة', 'الإمارات العربية المتحدة'], ['می\u200Cخواهم', 'می\u200Cخواهم'], ['ශ්\u200Dරී ලංකාව', 'ශ්\u200Dරී ලංකාව'],
  ])('%j is kept as %j', (text, name) => expect(readName(text)).toEqual({ name }));

  it.each([[''], ['   '], ['---'], ['A\u202EB'], ['A\u2066B\u2069'], ['A\u200FB'], ['A\u0000B'], ['A\nB'], ['A\u2028B'], ['A\u200BB'], ['\uE000A'], ['x'.repeat(201)]])('%j is refused', (text) => {
    expect(readName(text)).toEqual({ fault: expect.any(String) });
  });

  it('is counted in characters, not in code units', () => expect(readName('𞤀'.repeat(200))).toEqual({ name: '𞤀'.repeat(200) }));
});

describe('the language of a name', () => {
  it.each([['ar', 'ar'], ['AR', 'ar'], ['zh-hant', 'zh-Hant'], ['pt-br', 'pt-BR'], ['es-419', 'es-419'], ['fil', 'fil']])('%s is %s', (tag, language) => expect(readLanguage(tag)).toBe(language));

  it.each([[''], ['x'], ['english'], ['en_GB'], ['en-x-mine'], ['ar-u-nu-latn'], ['i-klingon'], ['de-1901'], ['und'], ['../..']])('%j is none', (tag) => expect(readLanguage(tag)).toBeNull());

  it.each([
    ['ar-EG', ['ar-EG', 'ar', 'en']], ['en', ['en']], [undefined, ['en']], ['nonsense!', ['en']], ['zh-Hant-HK', ['zh-Hant-HK', 'zh-Hant', 'zh-HK', 'zh', 'en']],
  ])('%s is answered in %j, the first that there is', (tag, languages) => expect(languagesFor(tag)).toEqual(languages));
});
