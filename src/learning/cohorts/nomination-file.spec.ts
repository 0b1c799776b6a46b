import { mostNominees, nomineesTemplate, readNominees } from './nomination-file.js';

const file = (...lines: string[]) => readNominees(['email;course;starts;reason', ...lines].join('\r\n'));
const said = (text: string) => readNominees(text).faults.map(({ line, message }) => [line, message]);

describe('a file of nominees', () => {
  it('is read with headings of any case and order, with commas or semicolons', () => {
    expect(readNominees('\ufeffCourse,E-mail\ndoc-101,Anna@Example.org\n').nominees).toEqual([{ line: 2, email: 'anna@example.org', course: 'DOC-101', starts: null, reason: '' }]);
    expect(readNominees(nomineesTemplate)).toMatchObject({ rows: 1, faults: [], nominees: [{ starts: '2027-03-01' }] });
  });

  it.each([
    ['anna;DOC-101', /no e-mail/], [';DOC-101', /missing/], ['a@b.org;', /code of the course is missing/], ['a@b.org;DOC-101;31.03.2027', /no day/], ['a@b.org;DOC-101;2027-02-30', /no day/],
    ["a@b.org;DOC-101;;=cmd|' /C calc'!A0", /formula/], ['a@b.org;DOC-101;;＝1+1', /formula/], ['@b.org;DOC-101', /formula/], ['a@b.org;DOC-101;;x;y', /5 cells/], ['a@b.org;DOC-101;;Caf\ufffd', /in UTF-8/],
  ])('tells what is wrong with %s', (line, message) => expect(file(line)).toMatchObject({ nominees: [], faults: [{ line: 2, message: expect.stringMatching(message) }] }));

  it('sends nobody to a course twice', () => {
    expect(file('a@b.org;DOC-101', 'a@b.org;DOC-102', 'A@B.org;doc-101')).toMatchObject({ nominees: [{ line: 2 }, { line: 3 }], faults: [{ line: 4, message: expect.stringMatching(/line 2/) }] });
  });

  it('is refused as a whole without its columns, too long, or torn', () => {
    expect(said('')).toEqual([[1, expect.stringMatching(/empty/)]]);
    expect(said('mail;code\na@b.org;DOC-101')).toEqual([[1, expect.stringMatching(/"email"/)]]);
    expect(said(`email;course\n${Array.from({ length: mostNominees + 1 }, (_, n) => `p${n}@b.org;DOC-101`).join('\n')}`)).toEqual([[mostNominees + 2, expect.stringMatching(/at most/)]]);
    expect(said('email;course\n"a@b.org;DOC-101')).toEqual([[expect.any(Number), expect.stringMatching(/quotation/)]]);
  });
});
