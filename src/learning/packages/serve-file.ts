import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { contentDisposition, parseRange, unpack, type Source, type ZipMember } from '../../kernel/files/index.js';
import { Problem } from '../../kernel/problems.js';

/** What a browser may take a file of a package for; everything else is given to be kept, never to be run. */
const types: Record<string, string> = {
  html: 'text/html', htm: 'text/html', xhtml: 'application/xhtml+xml', js: 'text/javascript', mjs: 'text/javascript', css: 'text/css', json: 'application/json', xml: 'text/xml', txt: 'text/plain', vtt: 'text/vtt', csv: 'text/csv',
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif', svg: 'image/svg+xml', ico: 'image/x-icon', bmp: 'image/bmp',
  woff: 'font/woff', woff2: 'font/woff2', ttf: 'font/ttf', otf: 'font/otf', mp3: 'audio/mpeg', m4a: 'audio/mp4', ogg: 'audio/ogg', oga: 'audio/ogg', wav: 'audio/wav', mp4: 'video/mp4', m4v: 'video/mp4', webm: 'video/webm', ogv: 'video/ogg',
  pdf: 'application/pdf', wasm: 'application/wasm',
};

/**
 * Gives a file out of its archive as it lies there: what was packed travels packed, as gzip, to every browser that takes it; what was not is given in
 * ranges, so that films can be wound. Nothing is held in memory. @throws Problem 416
 */
export async function serveFile(request: Request, response: Response, source: Source, file: ZipMember): Promise<void> {
  const name = file.name.split('/').at(-1) ?? '';
  const type = types[name.split('.').at(-1)?.toLowerCase() ?? ''];
  response.setHeader('Content-Type', type ?? 'application/octet-stream'); // as it is: its pages name their own encoding
  response.set({ ...(type ? {} : { 'Content-Disposition': contentDisposition(name) }), 'Cache-Control': 'private, no-store', Vary: 'Accept-Encoding' });
  if (!file.deflated) return giveStored(request, response, source, file);
  if (!request.acceptsEncodings('gzip')) {
    response.setHeader('Content-Length', file.bytes);
    return send(request, response, () => unpack(source, file));
  }
  response.set({ 'Content-Encoding': 'gzip', 'Content-Length': String(file.packed + 18) });
  return send(request, response, async () => Readable.from(asGzip(source, file), { objectMode: false }));
}

async function giveStored(request: Request, response: Response, source: Source, file: ZipMember): Promise<void> {
  const range = file.bytes === 0 ? 'whole' : parseRange(request.headers.range, file.bytes);
  if (range === 'unsatisfiable') {
    response.set('Content-Range', `bytes */${file.bytes}`);
    throw new Problem(416, '/problems/range', 'Range not satisfiable', `The file has ${file.bytes} octets.`);
  }
  const { start, end } = range === 'whole' ? { start: 0, end: file.bytes - 1 } : range;
  response.set({ 'Accept-Ranges': 'bytes', 'Content-Length': String(end - start + 1) });
  if (range !== 'whole') response.status(206).set('Content-Range', `bytes ${start}-${end}/${file.bytes}`);
  return send(request, response, async () => (file.bytes === 0 ? Readable.from([]) : source.read(file.from + start, file.from + end)));
}

async function send(request: Request, response: Response, open: () => Promise<Readable>): Promise<void> {
  if (request.method === 'HEAD') return void response.end();
  await pipeline(await open(), response).catch(() => response.destroy());
}

/** The raw deflate of an archive, with the head and the tail of gzip around it (RFC 1952): not an octet is packed anew. */
async function* asGzip(source: Source, { from, packed, crc, bytes }: ZipMember): AsyncGenerator<Buffer> {
  yield Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  for await (const chunk of await source.read(from, from + packed - 1)) yield chunk as Buffer;
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc, 0);
  tail.writeUInt32LE(bytes % 2 ** 32, 4);
  yield tail;
}
