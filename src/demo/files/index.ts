import type { DemoDocument, DemoText } from '../demo-document.js';
import { csv, docx, pdf, png, txt, xlsx, type Sheet } from './writers.js';

const writers = { pdf, docx, xlsx, csv, png, txt };

/** The file of one text of a document, written now. Each page or head of it says that it is a demonstration, and how it is marked. */
export async function fileFor(document: DemoDocument, text: DemoText, symbol: string): Promise<{ fileName: string; content: Buffer }> {
  const sheet: Sheet = {
    title: text.title ?? document.title,
    head: `DEMONSTRATION DATA · ${document.marking ? `TLP:${document.marking.tlp.toUpperCase()}` : 'DRAFT'} · ${symbol}`,
    language: text.language,
    paragraphs: text.paragraphs,
    table: text.table ?? [],
  };
  const name = document.title.normalize('NFKD').replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 60).toLowerCase() || symbol.toLowerCase();
  return { fileName: `${name}-${text.language}.${text.file}`, content: await writers[text.file](sheet) };
}

/** The letter with which a party's authority nominates somebody. */
export async function letterFor({ name, area, rank, agency }: { name: string; area: string; rank: string; agency: string }, party: string): Promise<{ fileName: string; content: Buffer }> {
  const content = await pdf({
    title: 'Letter of nomination', head: `DEMONSTRATION DATA · ${party} · to the secretariat`, language: 'en', table: [],
    paragraphs: [
      `The competent authority of ${party} nominates ${name} (${agency}) as a national focal point: subject ${area.replaceAll('_', ' ')}, rank ${rank}.`,
      'The nominee has been told of the duties of a focal point, of the terms of use, and that the mandate is confirmed once a year.',
      'Please verify this letter with our permanent contact before it is acted upon. This letter is invented, like the authority that signs it.',
    ],
  });
  return { fileName: `letter-of-nomination-${party.toLowerCase()}.pdf`, content };
}
