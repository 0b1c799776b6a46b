import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { Unprintable } from '../../kernel/lettering/index.js';
import { certificatePdf } from './certificate-pdf.js';
import { dayInWords, hoursInWords, type Printed } from './printed.js';

const printed: Printed = {
  name: 'Kyi Myint', localName: 'ကြည်မြင့်', course: 'Travel Document Examination — Introduction', courseCode: 'DOC-101', originator: 'Regional Support Office',
  completedOn: '2026-11-20', issuedOn: '2026-11-26', expiresOn: '2029-11-25', minutes: 780, grade: 87, serial: 'XPJ1-DCXH-A7QB-ZK88',
};
const address = 'https://portal.example.org/check/XPJ1-DCXH-A7QB-ZK88';
const file = (change: Partial<Printed> = {}) => certificatePdf({ ...printed, ...change }, address);
const textOf = (value: unknown) => (value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : undefined);

/** Every value of this name in the dictionaries of the file, as text. */
async function said(bytes: Buffer, name: string): Promise<(string | undefined)[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  return pdf.context.enumerateIndirectObjects().flatMap(([, one]) => (one instanceof PDFDict && one.has(PDFName.of(name)) ? [textOf(one.get(PDFName.of(name)))] : []));
}

describe('the file of a certificate', () => {
  it('is one page of A4 across, tagged, in a language, with a title that is shown', async () => {
    const pdf = await PDFDocument.load(await file(), { updateMetadata: false });
    expect(pdf.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())])).toEqual([[842, 595]]);
    expect(pdf.catalog.lookup(PDFName.of('MarkInfo'), PDFDict).get(PDFName.of('Marked'))?.toString()).toBe('true');
    expect(pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict).lookup(PDFName.of('K'), PDFArray).size()).toBe(1);
    expect(textOf(pdf.catalog.get(PDFName.of('Lang')))).toBe('en');
    expect(pdf.getTitle()).toBe('Certificate XPJ1-DCXH-A7QB-ZK88: Kyi Myint, Travel Document Examination — Introduction');
  });

  it('says in letters what it draws in shapes, for search and for reading aloud', async () => {
    expect(await said(await file(), 'ActualText')).toEqual(expect.arrayContaining(['Kyi Myint', 'ကြည်မြင့်', printed.course, 'DOC-101 · Regional Support Office']));
  });

  it('describes its picture, and leads to the page that checks it', async () => {
    const bytes = await file();
    expect(await said(bytes, 'Alt')).toEqual([`QR code of ${address}`]);
    expect(await said(bytes, 'URI')).toEqual([address]);
  });

  it('is the same file for the same words', async () => {
    expect((await file()).equals(await file())).toBe(true);
    expect((await file()).equals(await file({ grade: 88 }))).toBe(false);
  });

  it('is not made with letters that would be missing', async () => {
    await expect(file({ localName: '王小明' })).rejects.toBeInstanceOf(Unprintable);
  });

  it('holds the longest names and titles on their line', async () => {
    expect((await PDFDocument.load(await file({ name: 'Wolfeschlegelsteinhausen '.repeat(5).trim(), course: 'A long title of a course '.repeat(8) }))).getPageCount()).toBe(1);
  });
});

describe('words on a certificate', () => {
  it.each([['2026-03-03', '3 March 2026'], ['2029-12-31', '31 December 2029']])('says %s as %s', (day, words) => expect(dayInWords(day)).toBe(words));
  it.each([[780, '13 hours'], [60, '1 hour'], [10, '0.5 hours'], [100, '1.5 hours']])('says %i minutes as %s', (minutes, words) => expect(hoursInWords(minutes)).toBe(words));
});
