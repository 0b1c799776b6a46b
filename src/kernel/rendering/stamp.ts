import { concatTransformationMatrix, degrees, EncryptedPDFError, PDFDocument, type PDFFont, type PDFPage, popGraphicsState, pushGraphicsState, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { Refused } from './refused.js';
import type { Mark } from './shapes.js';

const ink = rgb(0.05, 0.2, 0.28);

/** A PDF with the mark on every page and in its properties. The same mark at the same moment makes the same file, so that a download resumes. @throws Refused */
export async function stamped(bytes: Buffer, mark: Mark, { title, at }: { title: string; at: string }): Promise<Buffer> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false }).catch((error: unknown) => {
    throw new Refused(error instanceof EncryptedPDFError ? 'locked' : 'unreadable');
  });
  return finished(document, mark, title, new Date(at));
}

/** A picture as a PDF of one page that carries the mark. */
export async function framed(jpeg: Buffer, mark: Mark, { title, at }: { title: string; at: string }): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const picture = await document.embedJpg(jpeg);
  const scale = Math.min(1, 1400 / Math.max(picture.width, picture.height));
  const page = document.addPage([picture.width * scale, picture.height * scale]);
  page.drawImage(picture, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() });
  return finished(document, mark, title, new Date(at));
}

/** An empty page of this shape with the mark alone, to be laid over a picture of a page. */
export async function markAlone(width: number, height: number, mark: Mark): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  draw(document.addPage([width, height]), await document.embedFont(StandardFonts.Helvetica), mark);
  return Buffer.from(await document.save());
}

async function finished(document: PDFDocument, mark: Mark, title: string, at: Date): Promise<Buffer> {
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const page of document.getPages()) draw(page, font, mark);
  document.setTitle(title);
  document.setSubject(mark.lines.join(' · '));
  document.setKeywords([mark.lines[3]]);
  document.setProducer('Focalpoint');
  document.setModificationDate(at);
  return Buffer.from(await document.save());
}

/** Across the page in pale lines, and in full in its foot; upright however the page is turned. */
function draw(page: PDFPage, font: PDFFont, mark: Mark): void {
  const box = page.getCropBox();
  const turn = ((page.getRotation().angle % 360) + 360) % 360;
  const [width, height] = turn % 180 === 0 ? [box.width, box.height] : [box.height, box.width];
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...upright(turn, box)));
  across(page, font, mark, width, height);
  foot(page, font, mark, width);
  page.pushOperators(popGraphicsState());
}

function across(page: PDFPage, font: PDFFont, { lines: [name, party, moment, code] }: Mark, width: number, height: number): void {
  const size = Math.max(8, Math.min(width, height) / 34);
  const text = `${name} · ${party} · ${moment} · ${code}`;
  const long = font.widthOfTextAtSize(text, size) * 0.92 + size * 4;
  const tall = size * 9;
  for (let y = -height * 0.3, row = 0; y < height * 1.1; y += tall, row++) {
    for (let x = -width * 0.2 - (row % 2) * (long / 2); x < width; x += long) {
      page.drawText(text, { x, y, size, font, color: ink, opacity: 0.13, rotate: degrees(24) });
    }
  }
}

function foot(page: PDFPage, font: PDFFont, { lines }: Mark, width: number): void {
  const text = lines.join(' · ');
  const size = Math.min(Math.max(6, width / 75), (width - 16) / Math.max(1, font.widthOfTextAtSize(text, 1)));
  const long = font.widthOfTextAtSize(text, size);
  page.drawRectangle({ x: (width - long) / 2 - size / 2, y: size * 0.6, width: long + size, height: size * 1.5, color: rgb(1, 1, 1), opacity: 0.75 });
  page.drawText(text, { x: (width - long) / 2, y: size, size, font, color: ink, opacity: 0.85 });
}

type Matrix = [number, number, number, number, number, number];

/** From the page as one looks at it to the page as it is written. */
function upright(turn: number, { x, y, width, height }: { x: number; y: number; width: number; height: number }): Matrix {
  if (turn === 90) return [0, 1, -1, 0, x + width, y];
  if (turn === 180) return [-1, 0, 0, -1, x + width, y + height];
  if (turn === 270) return [0, -1, 1, 0, x, y + height];
  return [1, 0, 0, 1, x, y];
}
