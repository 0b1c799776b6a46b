import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { Pdfium, type Pixels } from './pdfium.js';
import { Pictures } from './pictures.js';
import { Refused } from './refused.js';
import type { Answer, Mark, Order } from './shapes.js';

// The far side of renderer.ts: one order on standard input, one answer on standard output, then it is gone.
const pdf = 'application/pdf';

async function carryOut(order: Order, file: Buffer): Promise<{ answer: Answer; bytes?: Buffer }> {
  if (order.task === 'outline') return { answer: { done: true, outline: await outlineOf(order.mediaType, file) } };
  if (order.task === 'stamp') return stamp(order, file);
  const pictures = await Pictures.start();
  if (order.task === 'fit') {
    const pixels = pictures.pixels(file, 4_000);
    const { bytes, width, height } = pictures.webp(order.mark ? await marked(pixels, order.mark) : pixels, order.maxBytes);
    return { answer: { done: true, width, height }, bytes };
  }
  const pdfium = order.mediaType === pdf ? await Pdfium.start() : null;
  const document = pdfium?.open(file) ?? 0;
  const pixels = pdfium ? pdfium.draw(document, order.page, order.longest) : pictures.pixels(file, order.longest);
  const { bytes, width, height } = pictures.webp(pixels, order.maxBytes);
  return { answer: { done: true, width, height, runs: pdfium?.runs(document, order.page) ?? [] }, bytes };
}

async function outlineOf(mediaType: string, file: Buffer) {
  if (mediaType !== pdf) return { pages: 1, sizes: [(await Pictures.start()).size(file)] };
  const pdfium = await Pdfium.start();
  return pdfium.outline(pdfium.open(file));
}

async function stamp({ mediaType, mark, title, at }: Extract<Order, { task: 'stamp' }>, file: Buffer): Promise<{ answer: Answer; bytes: Buffer }> {
  // Names within the file are drawn by chance; from the mark's own chance, so that the same mark makes the same file.
  Math.random = chanceOf(mark.lines[3]);
  const { framed, stamped } = await import('./stamp.js');
  if (mediaType === pdf) return { answer: { done: true }, bytes: await stamped(file, mark, { title, at }) };
  const pictures = await Pictures.start();
  return { answer: { done: true }, bytes: await framed(pictures.jpeg(pictures.pixels(file, 4_000)), mark, { title, at }) };
}

/** The mark laid over a page. */
async function marked(page: Pixels, mark: Mark): Promise<Pixels> {
  const { markAlone } = await import('./stamp.js');
  const pdfium = await Pdfium.start();
  const points = 842 / Math.max(page.width, page.height);
  const alone = pdfium.open(await markAlone(page.width * points, page.height * points, mark));
  const layer = pdfium.draw(alone, 1, Math.max(page.width, page.height), { clear: true });
  const data = Buffer.from(page.data);
  for (let y = 0; y < Math.min(page.height, layer.height); y++) {
    for (let x = 0; x < Math.min(page.width, layer.width); x++) {
      const [to, from] = [(y * page.width + x) * 4, (y * layer.width + x) * 4];
      const alpha = (layer.data[from + 3] ?? 0) / 255;
      if (alpha > 0) for (let band = 0; band < 3; band++) data[to + band] = (data[to + band] ?? 0) * (1 - alpha) + (layer.data[from + band] ?? 0) * alpha;
    }
  }
  return { ...page, data };
}

function chanceOf(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

// Whoever ordered it ends it when it takes too long; should they be gone, it ends itself, however busy it is.
new Worker(`setTimeout(() => process.kill(${process.pid}, 'SIGKILL'), ${Number(process.argv[2])})`, { eval: true }).unref();

const told = await buffer(process.stdin);
const cut = told.indexOf(10);
const order = JSON.parse(told.subarray(0, cut).toString()) as Order;
const { answer, bytes } = await carryOut(order, told.subarray(cut + 1)).catch((error: unknown): { answer: Answer; bytes?: Buffer } => ({
  answer: { done: false, code: error instanceof Refused ? error.code : 'unreadable' },
}));
process.stdout.write(Buffer.concat([Buffer.from(`${JSON.stringify(answer)}\n`), bytes ?? Buffer.alloc(0)]), () => process.exit(0));
