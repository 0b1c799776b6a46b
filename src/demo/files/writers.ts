import { stringify } from 'csv-stringify/sync';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import PDFDocument from 'pdfkit';
import { Resvg } from '@resvg/resvg-js';
import writeXlsxFile from 'write-excel-file/node';

/** What a demonstration file shows. */
export interface Sheet {
  title: string;
  head: string;
  language: string;
  paragraphs: readonly string[];
  table: readonly (readonly (string | number)[])[];
}

const rightToLeft = new Set(['ar', 'fa', 'ur', 'dv']);

/** For languages in Latin letters: the fonts every PDF reader has know no others. */
export function pdf({ title, head, paragraphs, table }: Sheet): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const page = new PDFDocument({ size: 'A4', margin: 64, info: { Title: title, Author: 'Focalpoint demonstration' } });
    const chunks: Buffer[] = [];
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
    page.font('Helvetica-Bold').fontSize(9).fillColor('#4a5866').text(head).moveDown(1.5);
    page.fontSize(20).fillColor('#0a3346').text(title).moveDown(0.75);
    page.font('Helvetica').fontSize(11).fillColor('#16202a');
    for (const paragraph of paragraphs) page.text(paragraph, { lineGap: 3 }).moveDown(0.6);
    for (const [index, row] of table.entries()) page.font(index === 0 ? 'Helvetica-Bold' : 'Helvetica').fontSize(10).text(row.join('   ·   '), { lineGap: 2 });
    page.end();
  });
}

export function docx({ title, head, language, paragraphs, table }: Sheet): Promise<Buffer> {
  const bidirectional = rightToLeft.has(language);
  const line = (text: string) => new Paragraph({ bidirectional, spacing: { after: 160 }, children: [new TextRun({ text, rightToLeft: bidirectional })] });
  const rows = table.map((row) => new TableRow({ children: row.map((cell) => new TableCell({ children: [line(String(cell))] })) }));
  const document = new Document({
    creator: 'Focalpoint demonstration',
    title,
    sections: [{
      children: [
        new Paragraph({ children: [new TextRun({ text: head, bold: true, size: 18, color: '4A5866' })] }),
        new Paragraph({ heading: HeadingLevel.HEADING_1, bidirectional, children: [new TextRun({ text: title, rightToLeft: bidirectional })] }),
        ...paragraphs.map(line),
        ...(rows.length > 0 ? [new Table({ rows })] : []),
      ],
    }],
  });
  return Packer.toBuffer(document);
}

export async function xlsx({ title, head, paragraphs, table }: Sheet): Promise<Buffer> {
  const cell = (value: string | number) => (typeof value === 'number' ? { value, type: Number } : { value, type: String });
  const rows = [[cell(head)], [cell(title)], ...paragraphs.map((paragraph) => [cell(paragraph)]), ...table.map((row) => row.map(cell))];
  const written = (await writeXlsxFile(rows as never, { sheet: 'Data' } as never)) as unknown as { toBuffer(): Promise<Buffer> };
  return written.toBuffer();
}

export async function csv({ title, head, paragraphs, table }: Sheet): Promise<Buffer> {
  return Buffer.from(stringify([[head], [title], ...paragraphs.map((paragraph) => [paragraph]), ...table.map((row) => [...row])], { bom: true, record_delimiter: 'windows' }));
}

export async function txt({ title, head, paragraphs }: Sheet): Promise<Buffer> {
  return Buffer.from([head, title, ...paragraphs, ''].join('\n\n'));
}

/** Bars for a table of names and figures; for anything else a specimen page of Utopia, a state that does not exist. */
export async function png({ title, head, table }: Sheet): Promise<Buffer> {
  const text = (value: string | number) => String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const figures = table.slice(1).map((row) => ({ name: row[0] ?? '', value: Number(row[1]) }));
  const largest = Math.max(1, ...figures.map(({ value }) => value));
  const bars = figures.map(({ name, value }, index) => {
    const y = 130 + index * 44;
    return `<text x="40" y="${y + 20}" font-size="18" fill="#16202a">${text(name)}</text><rect x="240" y="${y}" width="${(value / largest) * 480}" height="28" fill="#0b6e99"/><text x="${250 + (value / largest) * 480}" y="${y + 20}" font-size="18" fill="#16202a">${value}</text>`;
  }).join('');
  const specimen = `<rect x="60" y="130" width="680" height="300" rx="14" fill="#edf5f9" stroke="#0a4d68" stroke-width="3"/><rect x="90" y="170" width="150" height="190" fill="#c4d8e2"/>
<text x="270" y="200" font-size="22" fill="#16202a">UTOPIA · SPECIMEN</text><text x="270" y="240" font-size="18" fill="#4a5866">ERIKSSON, ANNA MARIA</text><text x="90" y="400" font-size="18" font-family="monospace" fill="#16202a">P&lt;UTOERIKSSON&lt;&lt;ANNA&lt;MARIA&lt;&lt;&lt;&lt;&lt;&lt;</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="480"><rect width="800" height="480" fill="#fff"/><text x="40" y="44" font-size="14" fill="#4a5866">${text(head)}</text><text x="40" y="86" font-size="26" font-weight="bold" fill="#0a3346">${text(title)}</text>${figures.length > 0 ? bars : specimen}</svg>`;
  return Buffer.from(new Resvg(svg, { font: { loadSystemFonts: true } }).render().asPng());
}
