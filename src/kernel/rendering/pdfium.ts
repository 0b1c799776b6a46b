import { readFile } from 'node:fs/promises';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { Refused } from './refused.js';
import type { Outline, Run } from './shapes.js';

/** Pixels as red, green, blue, alpha. */
export interface Pixels {
  width: number;
  height: number;
  data: Buffer;
}

const flags = { annotations: 0x01, redGreenBlue: 0x10 };
const mostRuns = 4_000;

/** PDFium as WebAssembly: whatever a hostile file makes of it stays within its own memory, without a file, a socket or a process to reach. */
export class Pdfium {
  private constructor(private readonly lib: WrappedPdfiumModule) {}

  /** Anew each time: it moves when it grows. */
  private get memory(): Uint8Array {
    return (this.lib.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
  }

  static async start(): Promise<Pdfium> {
    const file = await readFile(new URL('pdfium.wasm', import.meta.resolve('@embedpdf/pdfium')));
    const lib = await init({ wasmBinary: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer });
    lib.PDFiumExt_Init();
    return new Pdfium(lib);
  }

  /** @throws Refused when it is locked, or no PDF one can read */
  open(bytes: Buffer): number {
    const { lib } = this;
    const at = lib.pdfium.wasmExports.malloc(bytes.length);
    this.memory.set(bytes, at);
    const document = lib.FPDF_LoadMemDocument(at, bytes.length, '');
    if (document === 0) throw new Refused(lib.FPDF_GetLastError() === 4 ? 'locked' : 'unreadable');
    return document;
  }

  outline(document: number): Outline {
    const { lib } = this;
    const pages = Math.min(lib.FPDF_GetPageCount(document), 10_000);
    if (pages < 1) throw new Refused('unreadable');
    const at = lib.pdfium.wasmExports.malloc(8);
    const sizes = Array.from({ length: pages }, (_, page): [number, number] => {
      if (!lib.FPDF_GetPageSizeByIndexF(document, page, at)) return [595, 842];
      const [width = 595, height = 842] = new Float32Array(this.memory.buffer, at, 2);
      return [Math.round(width), Math.round(height)];
    });
    return { pages, sizes };
  }

  /** A page as pixels on white, or on nothing. @param longest pixels of its longer side */
  draw(document: number, number: number, longest: number, { clear = false } = {}): Pixels {
    const { lib } = this;
    const page = this.page(document, number);
    const [across, down] = [lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page)];
    const scale = longest / Math.max(across, down, 1);
    const [width, height] = [Math.max(1, Math.round(across * scale)), Math.max(1, Math.round(down * scale))];
    const bitmap = lib.FPDFBitmap_Create(width, height, 1);
    if (bitmap === 0) throw new Refused('too-large');
    lib.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, clear ? 0 : 0xffffffff);
    lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags.annotations | flags.redGreenBlue);
    const from = lib.FPDFBitmap_GetBuffer(bitmap);
    const data = Buffer.from(this.memory.subarray(from, from + width * height * 4));
    lib.FPDFBitmap_Destroy(bitmap);
    return { width, height, data };
  }

  /** The text of a page, line by line, each where it lies. */
  runs(document: number, number: number): Run[] {
    const { lib } = this;
    const page = this.page(document, number);
    const text = lib.FPDFText_LoadPage(page);
    if (text === 0) return [];
    const [width, height] = [lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page)];
    const runs: Run[] = [];
    let open: { text: string; box: [number, number, number, number] } | null = null;
    const close = () => {
      if (open && open.text.trim() && runs.length < mostRuns) runs.push(placed(open.text, open.box, width, height));
      open = null;
    };
    for (let at = 0, count = lib.FPDFText_CountChars(text); at < count; at++) {
      const character = lib.FPDFText_GetUnicode(text, at);
      if (character === 10 || character === 13 || character === 0) close();
      else {
        const box = this.box(text, at);
        if (open && box && farther(open.box, box)) close();
        const said: string = String.fromCodePoint(character);
        if (open) open = { text: open.text + said, box: box ? around(open.box, box) : open.box };
        else if (box && said.trim()) open = { text: said, box };
      }
    }
    close();
    lib.FPDFText_ClosePage(text);
    return runs;
  }

  /** Left, bottom, right, top in points; null for what has no place, like a space that was only meant. */
  private box(text: number, at: number): [number, number, number, number] | null {
    const { lib } = this;
    const where = this.scratch();
    if (!lib.FPDFText_GetLooseCharBox(text, at, where)) return null;
    const [left = 0, top = 0, right = 0, bottom = 0] = new Float32Array(this.memory.buffer, where, 4);
    return right > left ? [left, Math.min(bottom, top), right, Math.max(bottom, top)] : null;
  }

  private place = 0;
  private scratch(): number {
    this.place ||= this.lib.pdfium.wasmExports.malloc(16);
    return this.place;
  }

  private readonly pages = new Map<number, number>();
  private page(document: number, number: number): number {
    const known = this.pages.get(document * 100_000 + number);
    const page = known ?? this.lib.FPDF_LoadPage(document, number - 1);
    if (page === 0) throw new Refused('unreadable');
    this.pages.set(document * 100_000 + number, page);
    return page;
  }
}

type Box = [number, number, number, number];
const around = (a: Box, b: Box): Box => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

/** Whether the next character stands on another line, or as far off as another column. */
function farther(run: Box, next: Box): boolean {
  const tall = Math.max(run[3] - run[1], 1);
  const middle = (next[1] + next[3]) / 2;
  return middle < run[1] || middle > run[3] || next[0] - run[2] > tall * 2.5;
}

const part = (value: number) => Math.round(value * 10_000) / 10_000;
const placed = (text: string, [left, bottom, right, top]: Box, width: number, height: number): Run => ({
  text: text.trimEnd(), x: part(left / width), y: part((height - top) / height), width: part((right - left) / width), height: part((top - bottom) / height),
});
