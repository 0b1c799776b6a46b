import { hindrance } from './letter';

describe('a letter of nomination', () => {
  it.each([
    ['letter.pdf', 1000, null], ['LETTER.JPEG', 1, null], ['scan.png', 10 * 2 ** 20, null], ['letter.docx', 1000, 'kind'], ['letter', 1000, 'kind'], ['letter.pdf', 0, 'empty'], ['letter.pdf', 10 * 2 ** 20 + 1, 'too-large'],
  ])('%s of %i octets: %s', (name, size, held) => expect(hindrance({ name, size })).toBe(held));
});
