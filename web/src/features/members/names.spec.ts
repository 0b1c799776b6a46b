import { standingNames } from './names';

const chosen = (language: string, name: string | null) => ({ language, name, sortName: name, chosenAt: null });

describe('the names of a party', () => {
  it('that stand are the latest of each language, the English one first', () => {
    expect(standingNames([chosen('id', 'B'), chosen('ar', 'C'), chosen('id', 'A'), chosen('en', 'E')]).map(({ name }) => name)).toEqual(['E', 'C', 'B']);
  });

  it('do not stand once they were taken back', () => expect(standingNames([chosen('id', null), chosen('id', 'A'), chosen('en', 'E')]).map(({ language }) => language)).toEqual(['en']));
});
