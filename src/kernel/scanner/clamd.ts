import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** How long an answer may take: silence, and everything together for so many octets. */
export interface Patience {
  idleMs: number;
  /** Beside the idle time: what a scanner that works at all gets through. */
  bytesPerSecond: number;
}

const answerMost = 4096;

/**
 * One conversation with clamd: a command in its NUL form, after it what is to be scanned (u32 big-endian length and octets per chunk, then a
 * zero length), and the answer up to the NUL it has to end in. What goes wrong on the line throws `ScannerSilent`; what goes wrong with the
 * source throws as it is.
 * @param address 'unix:/path' or 'tcp:host:port'
 */
export async function converse(address: string, command: string, { idleMs, bytesPerSecond }: Patience, source?: Readable): Promise<string> {
  const socket = dial(address);
  const hearing = hear(socket, idleMs);
  hearing.answer.catch(() => undefined);
  try {
    socket.write(`z${command}\0`);
    if (source) await send(socket, source, hearing, bytesPerSecond, idleMs);
    return await hearing.answer;
  } finally {
    socket.destroy();
    source?.destroy();
  }
}

/** No answer, or none that can be understood as one. */
export class ScannerSilent extends Error {}

interface Hearing {
  answer: Promise<string>;
  /** Whether the answer, or the end of the line, came already. */
  over: boolean;
  late(ms: number): void;
}

function hear(socket: Socket, idleMs: number): Hearing {
  const hearing: Hearing = { answer: Promise.resolve(''), over: false, late: () => undefined };
  hearing.answer = new Promise<string>((resolve, reject) => {
    let heard = '';
    const end = (error: string | null) => {
      hearing.over = true;
      clearTimeout(timer);
      if (error === null) resolve(heard.slice(0, -1));
      else reject(new ScannerSilent(error));
      socket.destroy();
    };
    let timer = setTimeout(() => end('took too long'), idleMs);
    hearing.late = (ms) => {
      clearTimeout(timer);
      if (!hearing.over) timer = setTimeout(() => end('took too long'), ms);
    };
    socket.setTimeout(idleMs, () => end('silent'));
    socket.on('error', (error) => end(error.message));
    socket.on('close', () => end('closed without an answer'));
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      if (heard.indexOf('\0') >= 0) end(heard.endsWith('\0') && heard.indexOf('\0') === heard.length - 1 ? null : 'more than an answer');
      else if (heard.length > answerMost) end('no answer but noise');
    });
  });
  return hearing;
}

async function send(socket: Socket, source: Readable, hearing: Hearing, bytesPerSecond: number, idleMs: number): Promise<void> {
  const length = Buffer.alloc(4);
  let sent = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    if (chunk.length === 0) continue;
    if (hearing.over) return;
    length.writeUInt32BE(chunk.length);
    sent += chunk.length;
    hearing.late(idleMs * 2 + (sent / bytesPerSecond) * 1000);
    if (!socket.write(Buffer.concat([length, chunk]))) await drained(socket, hearing);
  }
  if (!hearing.over) socket.write(Buffer.alloc(4));
}

/** Room again on the line, or the end of it. */
function drained(socket: Socket, hearing: Hearing): Promise<void> {
  return new Promise((resolve) => {
    socket.once('drain', resolve);
    hearing.answer.then(() => resolve(), () => resolve());
  });
}

function dial(address: string): Socket {
  const [kind, ...rest] = address.split(':');
  return kind === 'unix' ? connect({ path: rest.join(':') }) : connect({ host: rest.slice(0, -1).join(':'), port: Number(rest.at(-1)) });
}
