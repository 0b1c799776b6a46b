import { bankSearch } from './search';

describe('the address of a bank', () => {
  it('says what is looked for, and nothing the list does not know', () => {
    expect(bankSearch({ q: ' zone ', type: 'mrz', tag: 'm3', state: 'all', flag: 'any' })).toEqual({ q: 'zone', type: 'mrz', tag: 'm3', state: 'all', flag: 'any' });
    expect(bankSearch({ q: ' ', type: 'riddle', tag: 'M 3', state: 'gone', flag: 'odd', item: '../x', new: 'riddle', lacks: 'Arabic', language: '../x' })).toEqual({});
    expect(bankSearch({ lacks: 'ar', language: 'zh-Hant' })).toEqual({ lacks: 'ar', language: 'zh-Hant' });
  });
});
