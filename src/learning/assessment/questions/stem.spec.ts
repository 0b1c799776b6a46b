import { faultsOfStem, saidIn, wordsOf } from './stem.js';

describe('the words of a question', () => {
  it('are Markdown of lessons, read into blocks and never into markup', () => {
    expect(saidIn('Is **this** <b>it</b>?')).toEqual([{ type: 'paragraph', text: [{ text: 'Is ' }, { text: 'this', strong: true }, { text: ' <b>it</b>?' }] }]);
    expect(faultsOfStem('Look:\n\n```\nP<UTOTANAKA<<MIRA\n```\n\n- one\n- two')).toEqual([]);
  });

  it.each([
    ['a step', '## First\n\nWords'],
    ['a bench', 'Look\n\n```bench\nspecimen: td3-genuine\n```'],
    ['another question', 'Look\n\n```question\ncode: M1-001\n```'],
    ['a link to somewhere', '[here](http://example.org)'],
  ])('hold no %s', (_what, stem) => expect(faultsOfStem(stem)).toEqual([{ path: 'stem', message: expect.any(String) as string }]));

  it('stand in a list as one line', () => {
    expect(wordsOf('Which **State**?\n\n1. *UTO*\n2. D\n\n```\nP<UTO\n```')).toBe('Which State? UTO; D P<UTO');
    expect(wordsOf('| a | b |\n| - | - |\n| c | d |')).toBe('a, b; c, d');
    expect(wordsOf('L898902C3<<')).toBe('L898902C3<<');
  });
});
