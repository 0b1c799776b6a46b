import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { membersOf } from '../files/index.js';

/** Words found in a file. `truncated`: the file held more than is kept. */
export interface Words {
  text: string;
  truncated: boolean;
}

export class ExtractionError extends Error {
  constructor(readonly code: 'too-large' | 'unreadable' | 'too-slow') {
    super(code);
  }
}

const office = 'application/vnd.openxmlformats-officedocument';
const readers: Record<string, string> = {
  'application/pdf': 'pdf',
  [`${office}.wordprocessingml.document`]: 'docx',
  [`${office}.spreadsheetml.sheet`]: 'xlsx',
  'text/csv': 'text',
  'text/plain': 'text',
};

const limits = { octets: 64 * 2 ** 20, characters: 1_000_000, seconds: 20, milliseconds: 120_000, megabytes: 256 };
let running = 0;
const waiting: (() => void)[] = [];

/** Whether text is looked for in files of this kind. */
export const hasText = (mediaType: string): boolean => Object.hasOwn(readers, mediaType);

/**
 * The text of a PDF, DOCX, XLSX, CSV or TXT file; nothing for other kinds. Parsed in a thread of its own with a bound on memory, on the processor's
 * time and, further off, on time, so that a hostile file can stall nobody.
 * @throws ExtractionError
 */
export async function extractText(mediaType: string, open: () => Promise<Readable>): Promise<Words> {
  const reader = Object.hasOwn(readers, mediaType) ? readers[mediaType] : undefined;
  if (!reader) return { text: '', truncated: false };
  const bytes = await bounded(await open());
  if (reader === 'text') return cut(decode(bytes));
  if (reader !== 'pdf') {
    const members = await membersOf({ size: bytes.length, read: async (start, end) => Readable.from([bytes.subarray(start, end + 1)]) });
    if (typeof members === 'string') throw new ExtractionError('unreadable');
  }
  return cut(await inThread(reader, bytes));
}

async function bounded(source: Readable): Promise<Buffer> {
  let octets = 0;
  source.on('data', (chunk: Buffer) => {
    octets += chunk.length;
    if (octets > limits.octets) source.destroy(new ExtractionError('too-large'));
  });
  return buffer(source);
}

const cut = (text: string): Words => ({ text: text.slice(0, limits.characters).replaceAll('\0', ' '), truncated: text.length > limits.characters });

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.length - text.replaceAll('\ufffd', '').length;
  // As spreadsheets of Windows still write tables; a damaged letter or two do not make a text one of those.
  return lost > text.replaceAll(/[\u0000-\u007f\ufffd]+/g, '').length ? new TextDecoder('windows-1252').decode(bytes) : text;
}

async function inThread(reader: string, bytes: Buffer): Promise<string> {
  if (running >= Math.max(1, availableParallelism() - 1)) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise<string>((resolve, reject) => {
      const entry = new URL(import.meta.url.endsWith('.ts') ? './extract-thread.ts' : './extract-thread.js', import.meta.url);
      const thread = new Worker(entry, {
        workerData: { reader, bytes },
        env: {},
        execArgv: [],
        stdout: true,
        stderr: true,
        resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      });
      const began = performance.now();
      const watch = setInterval(() => void look().catch(() => undefined), 500);
      const look = async () => {
        const { user, system } = await thread.cpuUsage(); // microseconds
        if ((user + system) / 1e6 < limits.seconds && performance.now() - began < limits.milliseconds) return;
        await thread.terminate();
        reject(new ExtractionError('too-slow'));
      };
      thread.once('message', (text: string | null) => (text === null ? reject(new ExtractionError('unreadable')) : resolve(text)));
      thread.once('error', () => reject(new ExtractionError('unreadable')));
      thread.once('exit', () => {
        clearInterval(watch);
        reject(new ExtractionError('unreadable'));
      });
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
