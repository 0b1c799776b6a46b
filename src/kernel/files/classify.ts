import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Refusal } from './file-name.js';
import { membersOf } from './zip.js';

/** A file that can be read in parts; both ends included. */
export interface Source {
  size: number;
  read(start: number, end: number): Promise<Readable>;
}

/** How far from its end an archive may say that it ends: its last record and the longest comment. */
const farthestEnd = 22 + 65_535;

type Look = (head: Buffer, tail: Buffer, source: Source) => Promise<string | null> | string | null;
interface Kind {
  mediaType: string;
  /** What speaks against it, or null. */
  wrong: Look;
}

const magic = (...bytes: number[][]): Look => (head) => (bytes.some((one) => one.every((byte, at) => head[at] === byte)) ? null : 'Its content is not what its name says.');
const ooxml = 'application/vnd.openxmlformats-officedocument';

/** What may come in: type by content and extension together (SR-62). Everything else is refused. */
const kinds: Record<string, Kind> = {
  pdf: { mediaType: 'application/pdf', wrong: pdf },
  docx: { mediaType: `${ooxml}.wordprocessingml.document`, wrong: office('word/') },
  xlsx: { mediaType: `${ooxml}.spreadsheetml.sheet`, wrong: office('xl/') },
  pptx: { mediaType: `${ooxml}.presentationml.presentation`, wrong: office('ppt/') },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', wrong: openDocument('application/vnd.oasis.opendocument.text') },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', wrong: openDocument('application/vnd.oasis.opendocument.spreadsheet') },
  png: { mediaType: 'image/png', wrong: magic([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  jpg: { mediaType: 'image/jpeg', wrong: magic([0xff, 0xd8, 0xff]) },
  jpeg: { mediaType: 'image/jpeg', wrong: magic([0xff, 0xd8, 0xff]) },
  gif: { mediaType: 'image/gif', wrong: magic([0x47, 0x49, 0x46, 0x38]) },
  tif: { mediaType: 'image/tiff', wrong: magic([0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]) },
  tiff: { mediaType: 'image/tiff', wrong: magic([0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]) },
  mp4: { mediaType: 'video/mp4', wrong: (head) => (head.subarray(4, 8).toString('latin1') === 'ftyp' ? null : 'Its content is not a video.') },
  csv: { mediaType: 'text/csv', wrong: text },
  txt: { mediaType: 'text/plain', wrong: text },
};

const active: Record<string, string> = {
  svg: 'an SVG image can hold scripts', html: 'a web page can hold scripts', htm: 'a web page can hold scripts', js: 'it is a program', mht: 'a web archive can hold scripts',
  exe: 'it is a program', dll: 'it is a program', bat: 'it is a program', cmd: 'it is a program', ps1: 'it is a program', sh: 'it is a program', hta: 'it is a program',
  lnk: 'it is a shortcut', iso: 'it is a disk image', docm: 'it holds macros', xlsm: 'it holds macros', pptm: 'it holds macros',
};

/** The media type of what came in, or why it is not taken. */
export async function classify(fileName: string, source: Source): Promise<{ mediaType: string } | Refusal> {
  const extension = /\.([^.]+)$/.exec(fileName.toLowerCase())?.[1] ?? '';
  const why = active[extension];
  if (why) return { refused: 'active-content', message: `Files ending in .${extension} are not taken: ${why}. Send it as PDF instead.` };
  const kind = Object.hasOwn(kinds, extension) ? kinds[extension] : undefined;
  if (!kind) {
    const taken = Object.keys(kinds).map((one) => `.${one}`).join(', ');
    return { refused: 'file-kind', message: `${extension ? `Files ending in .${extension}` : 'Files without an ending'} are not taken. Taken are ${taken}.` };
  }
  const head = await buffer(await source.read(0, Math.min(source.size, 1024) - 1));
  const tail = await buffer(await source.read(Math.max(0, source.size - farthestEnd), source.size - 1));
  const wrong = (await kind.wrong(head, tail, source)) ?? (kind.mediaType.startsWith('text/') ? null : disguised(head, tail));
  return wrong ? { refused: 'file-content', message: `${wrong} Nothing was kept; open and save it again in its own program, then send it.` } : { mediaType: kind.mediaType };
}

function pdf(head: Buffer, tail: Buffer): string | null {
  if (head.subarray(0, 5).toString('latin1') !== '%PDF-') return 'It does not begin as a PDF does.';
  return tail.subarray(-1024).includes('%%EOF') ? null : 'It ends before a PDF should; it was probably cut off.';
}

function text(head: Buffer, tail: Buffer): string | null {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!utf16 && (head.includes(0) || tail.includes(0))) return 'It is not text.';
  if (/<(html|script|svg|!doctype|\?xml)/i.test(head.toString('latin1'))) return 'It looks like a web page or a script, not like a plain table or text.';
  return null;
}

/** Something else in the same octets: markup a browser might run, or an archive at the end of what is none (SR-62). */
function disguised(head: Buffer, tail: Buffer): string | null {
  if (/<(html|script|svg)/i.test(head.toString('latin1'))) return 'It holds markup where its kind has none.';
  return !startsArchive(head) && tail.includes('PK\u0005\u0006') ? 'An archive hides at its end.' : null;
}

const startsArchive = (head: Buffer) => head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
const macros = /(^|\/)vbaproject\.bin$|^(basic|scripts)\//i;

function office(folder: string): Look {
  return archive((_head, members) => members.includes('[Content_Types].xml') && members.some((name) => name.startsWith(folder)));
}

function openDocument(mediaType: string): Look {
  return archive((head) => head.subarray(0, 256).toString('latin1').includes(`mimetype${mediaType}`));
}

/** An archive from its first octet on, through the gate of `membersOf`, without macros, and of the kind its name says. */
function archive(isKind: (head: Buffer, members: string[]) => boolean): Look {
  return async (head, _tail, source) => {
    if (!startsArchive(head)) return 'Its content is not what its name says.';
    const members = await membersOf(source);
    if (typeof members === 'string') return members;
    if (!isKind(head, members)) return 'Its content is not what its name says.';
    return members.some((name) => macros.test(name)) ? 'It holds macros.' : null;
  };
}
