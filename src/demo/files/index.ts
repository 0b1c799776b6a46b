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
