import { isOf, printableName } from './names.js';

describe('a name to be printed', () => {
  it.each([
    ['name', ' Nguyễn  Thị Ánh ', 'Nguyễn Thị Ánh'],
    ['name', "Seán O’Brien-Müller Jr.", "Seán O’Brien-Müller Jr."],
    ['name', 'Nguyễn'.normalize('NFD'), 'Nguyễn'],
    ['localName', 'ကြည်မြင့်', 'ကြည်မြင့်'],
    ['localName', 'ශ්‍රී ලංකා', 'ශ්‍රී ලංකා'],
    ['localName', 'محمد عبدالله', 'محمد عبدالله'],
    ['localName', 'สมหญิง ใจดีที่สุด', 'สมหญิง ใจดีที่สุด'],
    ['localName', 'ស្រីមុំ', 'ស្រីមុំ'],
  ] as const)('as %s is taken: %s', (where, typed, name) => expect(printableName(typed, where)).toBe(name));

  it.each([
    ['name', 'Kyi'.concat('\u202e', 'Myint')], ['name', 'Kyi\u0000'], ['name', 'Kyi <b>'], ['name', '007 Agent'], ['name', 'X'], ['name', '. - .'],
    ['name', 'Аnna'], // with a Cyrillic A
    ['name', 'ကြည်မြင့်'], ['name', `Zoe${'\u0301\u0302\u0303'.repeat(4)}`],
    ['localName', 'Kyi Myint'], ['localName', 'ကြည် Myint'], ['localName', 'สมหญิง ສົມ'], ['localName', '王小明'], ['localName', '၁၂၃'],
  ] as const)('as %s is refused: %j', (where, typed) => {
    expect(() => printableName(typed, where)).toThrow(expect.objectContaining({ status: 422, extra: { errors: [expect.objectContaining({ path: where })] } }));
  });

  it.each([
    ['Kyi Myint Aung', 'KYI MYINT', true], ['Nguyen Thi Anh', 'Nguyễn Thị Ánh', true], ['Mary Jones', 'Mary Smith', true],
    ['Mary Jones', 'Kyi Myint', false], ['M. Jones', 'M. Myint', false], ['Kyi Myint', 'ကြည်မြင့်', true],
  ])('%s with an account of %s: %s', (name, account, same) => expect(isOf(name, account)).toBe(same));
});
