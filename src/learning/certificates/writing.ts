import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import { fontFile, lettered } from '../../kernel/lettering/index.js';

const sea = '#0a3346';
const gold = '#e0a100';
const ink = '#16202a';
const muted = '#4a5866';
const [wide, high] = [841.89, 595.28];
const margin = 72;
const inner = wide - 2 * margin;

interface LineStyle {
  size: number;
  weight?: 400 | 600;
  colour: string;
}

/**
 * The paper a certificate is written on: A4 across, tagged (PDF/UA in what it can be without a signature of conformance). Words of ours are
 * embedded letters; names, which may be in any script, are drawn as shapes, with their text laid invisibly beneath for search and for reading aloud.
 */
export class Writing {
  private readonly pdf: PDFKit.PDFDocument;
  private readonly root: PDFKit.PDFStructureElement;
  private readonly done: Promise<Buffer>;

  constructor(title: string, at: Date) {
    const pdf = new PDFDocument({
      size: 'A4', layout: 'landscape', margin: 0, tagged: true, pdfVersion: '1.7', lang: 'en', displayTitle: true,
      info: { Title: title, Author: 'Focalpoint', Producer: 'Focalpoint', Creator: 'Focalpoint', CreationDate: at, ModDate: at },
    });
    this.pdf = pdf;
    const chunks: Buffer[] = [];
    this.done = new Promise((resolve, reject) => {
      pdf.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
    });
    pdf.registerFont('plain', fontFile('noto-sans', 'latin', 400));
    pdf.registerFont('strong', fontFile('noto-sans', 'latin', 600));
    pdf.registerFont('title', fontFile('noto-serif', 'latin', 600));
    this.root = pdf.struct('Document');
    pdf.addStructure(this.root);
  }

  finish(): Promise<Buffer> {
    this.root.end();
    this.pdf.end();
    return this.done;
  }

  /** Band, gold rule, mark and border: ornament, which a screen reader passes over. */
  frame(): void {
    const { pdf } = this;
    pdf.markContent('Artifact', { type: 'Layout' });
    pdf.rect(0, 0, wide, 76).fill(sea);
    pdf.rect(0, 76, wide, 4).fill(gold);
    pdf.lineWidth(0.75).strokeColor('#c9d3da').rect(28, 104, wide - 56, high - 132).stroke();
    pdf.lineWidth(0.35).strokeColor('#c9d3da').rect(32, 108, wide - 64, high - 140).stroke();
    this.mark(margin, 22, 32, '#ffffff', sea);
    this.rosette(wide / 2, 322, 170);
    pdf.endMarkedContent();
    this.text('P', () => pdf.font('strong').fontSize(19).fillColor('#ffffff').text('Focalpoint', margin + 44, 25, { lineBreak: false }));
  }

  heading(text: string, y: number): void {
    this.text('H1', () => this.pdf.font('title').fontSize(25).fillColor(sea).text(text, margin, y, { width: inner, align: 'center' }));
  }

  label(text: string, y: number): void {
    this.text('P', () => this.pdf.font('plain').fontSize(11).fillColor(muted).text(text, margin, y, { width: inner, align: 'center' }));
  }

  rule(y: number): void {
    const { pdf } = this;
    pdf.markContent('Artifact', { type: 'Layout' });
    pdf.lineWidth(1).strokeColor(gold).moveTo(wide / 2 - 60, y).lineTo(wide / 2 + 60, y).stroke();
    pdf.endMarkedContent();
  }

  /** A line in any script in the middle of the page, made smaller where it would be too long. @throws Unprintable */
  async line(text: string, y: number, { size, weight, colour }: LineStyle): Promise<void> {
    const { pdf } = this;
    const { glyphs, width, text: normal } = await lettered(text, weight);
    const scale = Math.min(size, inner / Math.max(width, 0.01));
    const [left, base] = [(wide - width * scale) / 2, y + size * 1.05];
    this.text('P', () => {
      pdf.markContent('Span', { actual: normal });
      // Text of mode 3 is not painted (ISO 32000-1, 9.3.6): a space stretched to the width of the line, which stands for the whole of it.
      pdf.save().addContent('3 Tr');
      pdf.font('plain').fontSize(scale);
      pdf.scale((width * scale) / pdf.widthOfString(' '), 1, { origin: [left, base] }).text(' ', left, base - scale, { lineBreak: false });
      pdf.restore();
      for (const { outline, x, y: up, scale: unit } of glyphs) {
        if (!outline) continue;
        pdf.save().translate(left + x * scale, base - up * scale).scale(unit * scale, -unit * scale);
        pdf.path(outline).fill(colour, 'non-zero');
        pdf.restore();
      }
      pdf.endMarkedContent();
    }, normal);
  }

  /** Short facts side by side, each under its word. */
  facts(facts: readonly [label: string, value: string][], y: number): void {
    const { pdf } = this;
    const width = inner / facts.length;
    facts.forEach(([label, value], n) => this.text('P', () => {
      pdf.font('plain').fontSize(9).fillColor(muted).text(`${label} `, margin + n * width, y, { width, align: 'center' });
      pdf.font('strong').fontSize(12).fillColor(ink).text(value, margin + n * width, y + 15, { width, align: 'center' });
    }));
  }

  /** Where and how to check it, beside the same address as a QR code (ISO/IEC 18004) of level Q. */
  check(serial: string, address: string, y: number): void {
    const { pdf } = this;
    const side = 66;
    const { data, size } = encode(address, { ecc: 'Q', border: 0 });
    const dot = side / size;
    const left = wide - margin - side;
    this.root.add(pdf.struct('Figure', { alt: `QR code of ${address}` }, () => {
      data.forEach((row, r) => row.forEach((dark, c) => dark && pdf.rect(left + c * dot, y + r * dot, dot + 0.02, dot + 0.02)));
      pdf.fill(ink);
    }));
    this.text('P', () => {
      pdf.font('plain').fontSize(9).fillColor(muted).text('Serial ', margin, y + 4);
      pdf.font('strong').fontSize(15).fillColor(ink).text(serial, margin, y + 16);
    });
    this.text('P', () => {
      pdf.font('plain').fontSize(9).fillColor(muted).text('Anyone can check that this certificate is genuine and current at ', margin, y + 42);
      pdf.font('strong').fontSize(9).fillColor(sea).text(address, margin, y + 55, { link: address });
    });
  }

  private text(tag: 'H1' | 'P', write: () => unknown, actual?: string): void {
    this.root.add(this.pdf.struct(tag, { actual }, () => void write()));
  }

  /** A pale rosette of turned ellipses behind the words. */
  private rosette(x: number, y: number, radius: number): void {
    const { pdf } = this;
    pdf.save().lineWidth(0.4).strokeColor('#dfe7ec');
    for (let turn = 0; turn < 180; turn += 5) {
      pdf.save().rotate(turn, { origin: [x, y] }).ellipse(x, y, radius, radius * 0.42).stroke().restore();
    }
    pdf.restore();
  }

  /** A table, a focus, a horizon. */
  private mark(x: number, y: number, side: number, line: string, ground: string): void {
    const { pdf } = this;
    pdf.save().translate(x, y).scale(side / 32);
    pdf.fillOpacity(0.26).path('M3.5 16a12.5 12.5 0 0 0 25 0z').fill(line).fillOpacity(1);
    pdf.lineWidth(2.5).circle(16, 16, 13.25).stroke(line);
    pdf.circle(16, 16, 6.6).fill(ground).circle(16, 16, 4.6).fill(gold);
    pdf.restore();
  }
}
