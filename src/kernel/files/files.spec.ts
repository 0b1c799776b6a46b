import { Readable } from 'node:stream';
import fc from 'fast-check';
import { classify, cleanFileName, contentDisposition, parseRange } from './index.js';

const of = (content: Buffer | string) => {
  const bytes = Buffer.from(content);
  return { size: bytes.length, read: async (start: number, end: number) => Readable.from([bytes.subarray(start, end + 1)]) };
};

describe('a file name', () => {
  it.each(['report.pdf', 'Рапорт.docx', 'รายงาน 2026.xlsx', 'تقرير.pdf', 'a (1) - b_c.txt'])('%s stays as it is', (name) => expect(cleanFileName(name)).toEqual({ name }));

  it('is brought to one form of its letters', () => expect(cleanFileName('cafe\u0301.txt')).toEqual({ name: 'caf\u00e9.txt' }));

  it.each(['', ' ', '../a.txt', 'a/b.txt', 'a\\b.txt', 'a:b.txt', 'CON', 'nul.txt', 'com1.pdf', 'COM¹.txt', 'con .txt', 'conin$.txt', '.profile', 'a.txt.', 'a.txt ', 'a\u202efdp.exe', 'a\u200b.txt', 'a\u0007.txt', 'a\u2028b.txt', 'a\u{e0041}.txt', 'a\u3164.txt', 'a\u2066b.txt', 'a\0.txt', 'a.txt:hidden', 'x'.repeat(201)])('%j is refused with what to do', (name) => {
    expect(cleanFileName(name)).toEqual({ refused: 'file-name', message: expect.stringContaining('Rename the file') });
  });

  it('holds nothing that leads elsewhere or is not seen, once it is taken', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (given) => {
      const kept = cleanFileName(given);
      if ('name' in kept) expect(kept.name).not.toMatch(/[/\\:"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\.|[. ]$/u);
    }), { numRuns: 1000 });
  });

  it('stays readable beside its ASCII form', () => {
    const header = contentDisposition('รายงาน.pdf');
    expect(decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(header)?.[1] ?? '')).toBe('รายงาน.pdf');
  });

  it('never leaves its header, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (name) => {
      const kept = cleanFileName(name);
      if ('refused' in kept) return;
      expect(contentDisposition(kept.name)).toMatch(/^attachment[\x20-\x7e]*$/);
    }));
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }], ['bytes=5-', { start: 5, end: 9 }], ['bytes=-4', { start: 6, end: 9 }], ['bytes=-40', { start: 0, end: 9 }], ['bytes=2-400', { start: 2, end: 9 }],
    ['bytes=10-', 'unsatisfiable'], ['bytes=-0', 'unsatisfiable'], ['bytes=4-2', 'whole'], ['bytes=0-1,3-4', 'whole'], ['chars=0-1', 'whole'], ['bytes=', 'whole'], ['bytes=a-b', 'whole'], [undefined, 'whole'],
  ] as const)('%s of ten octets is %j', (header, range) => expect(parseRange(header, 10)).toEqual(range));

  it('never leads outside the file', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('0', '1', '9', '-'), maxLength: 8 }), fc.nat({ max: 200 }), (spec, size) => {
      const found = parseRange(`bytes=${spec}`, size);
      if (typeof found === 'string') return;
      expect(found.start).toBeGreaterThanOrEqual(0);
      expect(found.end).toBeGreaterThanOrEqual(found.start);
      expect(found.end).toBeLessThan(size);
    }), { numRuns: 1000 });
  });
});

describe('what a file is', () => {
  it('is told by its content and its ending together', async () => {
    expect(await classify('a.pdf', of('%PDF-1.7 ... %%EOF'))).toEqual({ mediaType: 'application/pdf' });
    expect(await classify('A.TXT', of('words'))).toEqual({ mediaType: 'text/plain' });
    expect(await classify('a.png', of(Buffer.from('89504e470d0a1a0a00', 'hex')))).toEqual({ mediaType: 'image/png' });
  });

  it.each([
    ['a.pdf', '%PDF-1.7 cut off'], ['a.pdf', 'MZ'], ['a.png', '<svg onload=alert(1)>'], ['a.txt', 'MZ\u0000\u0000'], ['a.txt', '<!doctype html><script>'], ['a.csv', '<html>'], ['a.docx', 'PK\u0003\u0004'],
    ['a.jpg', Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from('<script>')])], ['a.docm', 'PK'], ['a.svg', '<svg/>'], ['a.exe', 'MZ'], ['a.zip', 'PK\u0003\u0004'], ['noending', 'words'], ['a.__proto__', 'words'],
  ])('%s with %j is refused with a reason', async (name, content) => {
    expect(await classify(name, of(content))).toEqual({ refused: expect.stringMatching(/^(active-content|file-kind|file-content|cut-off|disguised|archive-broken)$/), message: expect.stringMatching(/\.$/) });
  });
});
