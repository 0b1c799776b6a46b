import { lettered, type Line, Unprintable } from './index.js';

/** Where in the text each shape comes from, from left to right. */
const clusters = ({ glyphs }: Line) => glyphs.map(({ cluster }) => cluster);
const shapeOf = async (text: string) => (await lettered(text)).glyphs.map(({ id }) => id);
const falling = (numbers: number[]) => numbers.every((one, n) => n === 0 || one <= (numbers[n - 1] ?? 0));

describe('lettering', () => {
  // Widths in ems as Chromium 153 lays out the same text with the same fonts, which shapes with its own copy of the engine and its own bidi.
  it.each([
    ['Latin with the marks of Vietnamese', 'Nguyễn Thị Ánh Tuyết', 10.714],
    ['Thai', 'สมหญิง ใจดีที่สุด', 7],
    ['Lao', 'ສົມພອນ ແກ້ວມະນີ', 6.885],
    ['Khmer', 'ស្រីមុំ ព្រះស្រី', 5.072],
    ['Myanmar', 'ကြည်မြင့် ဒေါ်အောင်ဆန်း', 10.117],
    ['Urdu', 'فاطمہ ٹیپو چھوٹی', 6.698],
    ['Sinhala', 'ශ්‍රී ලංකා', 4.085],
    ['Bengali', 'কৃষ্ণ ক্ষমা বিশ্বাস', 5.614],
    ['Devanagari', 'किरण शर्मा प्रिया', 5.55],
    ['Tamil', 'கொடி ஸ்ரீநிவாசன்', 10.016],
  ])('sets %s as wide as a browser does', async (_script, name, width) => {
    expect((await lettered(name)).width).toBeCloseTo(width, 2);
  });

  it('puts the medial ra of Myanmar before the consonant it belongs to', async () => {
    const { glyphs } = await lettered('ကြ');
    const [alone] = await shapeOf('က');
    expect(glyphs).toHaveLength(2);
    expect(glyphs[1]?.id).toBe(alone);
    expect(glyphs[0]?.x).toBeLessThan(glyphs[1]?.x ?? 0);
  });

  it('joins Arabic letters and runs from right to left', async () => {
    const line = await lettered('محمد');
    expect(clusters(line)).toEqual([3, 2, 1, 0]);
    const alone = await Promise.all([...'دمحم'].map(async (letter) => (await shapeOf(letter))[0]));
    expect(line.glyphs.filter(({ id }, n) => id === alone[n])).toHaveLength(0);
  });

  it('keeps a Latin word within Arabic from left to right, and the spaces around it', async () => {
    const order = clusters(await lettered('علی Ali رضا'));
    expect(order.indexOf(4)).toBeLessThan(order.indexOf(5));
    expect(order.indexOf(8)).toBeLessThan(order.indexOf(4));
    expect(order.indexOf(4)).toBeLessThan(order.indexOf(0));
    expect(order).toEqual(expect.arrayContaining([3, 7]));
  });

  it('keeps digits of a Persian line in their order', async () => {
    const order = clusters(await lettered('گروه ۱۲'));
    expect(order.indexOf(5)).toBeLessThan(order.indexOf(6));
    expect(falling(order.slice(2))).toBe(true);
  });

  it('hangs the second consonant of Khmer under the first, without a coeng of its own', async () => {
    const coeng = await shapeOf('\u17d2');
    const stacked = await shapeOf('ក្ក');
    expect(stacked).toHaveLength(2);
    expect(stacked).not.toEqual(expect.arrayContaining(coeng.slice(-1)));
  });

  it('puts the short i of Devanagari before its consonant, and makes conjuncts', async () => {
    const [vowel, consonant] = await shapeOf('कि');
    expect(consonant).toBe((await shapeOf('क'))[0]);
    expect(vowel).not.toBe(consonant);
    expect(await shapeOf('क्ष')).toHaveLength(1);
  });

  it('finds each letter of Vietnamese, composed or not', async () => {
    expect(await lettered('Nguyễn'.normalize('NFD'))).toEqual(await lettered('Nguyễn'));
    expect((await lettered('Nguyễn')).glyphs.every(({ id }) => id > 0)).toBe(true);
  });

  it('names the letters that no font of ours draws', async () => {
    await expect(lettered('王 Wang')).rejects.toEqual(new Unprintable(['王']));
  });

  it('sets a line of spaces and one of nothing', async () => {
    expect(await lettered('')).toMatchObject({ width: 0, glyphs: [] });
    expect((await lettered('a b')).glyphs[1]?.outline).toBe('');
  });
});
