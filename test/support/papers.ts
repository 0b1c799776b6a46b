import { deflateSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** A PDF of so many pages, each with what `draw` puts on it. */
export async function paper(pages: number, draw: (pdf: PDFKit.PDFDocument, page: number) => void, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', autoFirstPage: false, ...options });
  for (let page = 1; page <= pages; page++) draw(pdf.addPage(), page);
  pdf.end();
  return buffer(pdf);
}

const syllables = ['ka', 'no', 'ri', 'the', 'mor', 'an', 'sel', 'vi', 'tor', 'ba', 'lu', 'pen', 'gra', 'os', 'ti'];

/** Words nobody wrote, different on each page, the same each time. */
export function words(seed: number, count: number): string {
  let state = seed * 7919 + 17;
  const next = (most: number) => ((state = (state * 48_271) % 2_147_483_647), state % most);
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(3) }, () => syllables[next(syllables.length)]).join('')).join(' ');
}

/** A page full of text. */
export const written = (pages: number): Promise<Buffer> => paper(pages, (pdf, page) => pdf.fontSize(10).text(`Page ${page} begins. ${words(page, 480)}`));

/** A picture in which every pixel differs from the next: the worst there is to make small. */
export function noise(width: number, height: number, seed = 1): Buffer {
  let state = seed;
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let at = 0; at < rows.length; at++) rows[at] = at % (width * 3 + 1) === 0 ? 0 : (state = (state * 48_271) % 2_147_483_647) & 255;
  return png(width, height, deflateSync(rows, { level: 1 }));
}

/** A PNG of these compressed rows; its header may say what it likes. */
export function png(width: number, height: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
