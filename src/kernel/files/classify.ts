import { kindOf, type Kind } from './kinds.js';
import { mustBeOffice } from './office.js';
import { Refused, type Refusal } from './refusal.js';
import { bytesAt, type Source } from './source.js';
import { readZip, zipBounds, type ZipBounds, type ZipMember, type ZipUse } from './zip.js';

/** How far from its end an archive may say that it ends: its last record and the longest comment. */
const farthestEnd = 22 + 65_535;

const hint = 'Nothing was kept; open it in its own program, save it again, and send that.';
const mismatch = (why: string) => new Refused('file-content', `${why} ${hint}`);

const magics: Record<string, string[]> = {
  png: ['89504e470d0a1a0a'], jpeg: ['ffd8ff'], gif: ['474946383761', '474946383961'], tiff: ['49492a00', '4d4d002a'], pdf: ['255044462d'], webm: ['1a45dfa3'],
  office: ['504b0304'], opendocument: ['504b0304'], zip: ['504b0304', '504b0506'],
};

/** What a first look at a file found. */
export interface Looked {
  kind: Kind;
  /** The parts, when it is an archive. */
  members: ZipMember[];
}

/** The media type of what came in, or why it is not taken. A first look, at the ends of the file and the directory of an archive; `inspect` sees the rest. */
export async function classify(fileName: string, source: Source): Promise<{ mediaType: string } | Refusal> {
  try {
    return { mediaType: (await firstLook(fileName, source)).kind.mediaType };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** Type by content and extension together (SR-62). @throws Refused */
export async function firstLook(fileName: string, source: Source, bounds: ZipBounds = zipBounds, used?: ZipUse): Promise<Looked> {
  const kind = kindOf(fileName);
  const { family } = kind;
  const head = await bytesAt(source, 0, 1024);
  const tail = await bytesAt(source, Math.max(0, source.size - farthestEnd), farthestEnd);
  if (family === 'text') mustBeText(head, tail);
  else mustBegin(family, head);
  if (family === 'pdf' && !tail.subarray(-1024).includes('%%EOF')) throw new Refused('cut-off', `It ends before a PDF should; it was probably cut off. ${hint}`);
  if (family !== 'text') mustBeOneThing(head, tail);
  if (!['office', 'opendocument', 'zip'].includes(family)) return { kind, members: [] };
  const members = await readZip(source, bounds, used);
  if (family !== 'zip') await mustBeOffice(source, members, kind);
  return { kind, members };
}

function mustBegin(family: string, head: Buffer): void {
  if (family === 'mp4') {
    if (head.toString('latin1', 4, 8) !== 'ftyp') throw mismatch('Its content is not a video.');
    return;
  }
  if (magics[family]?.some((magic) => head.toString('hex', 0, magic.length / 2) === magic)) return;
  if (head.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1') {
    throw new Refused('archive-encrypted', 'It is protected by a password, or of the kind used before 2007. Save it without a password as .docx, .xlsx, .pptx or PDF and send that.');
  }
  throw mismatch('Its content is not what its name says.');
}

function mustBeText(head: Buffer, tail: Buffer): void {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!utf16 && (head.includes(0) || tail.includes(0))) throw mismatch('It is not text.');
  if (/^mime-version:|<(html|script|svg|!doctype|\?xml|hta:)/im.test(plain(head, utf16))) throw mismatch('It looks like a web page or a script, not like a plain table or text.');
}

const plain = (head: Buffer, utf16: boolean) => (utf16 ? head.toString('latin1').replaceAll('\0', '') : head.toString('latin1'));

/** Nothing else in the same octets: markup a browser might run, or an archive at the end of what is none. */
function mustBeOneThing(head: Buffer, tail: Buffer): void {
  if (/<(html|script|svg)/i.test(head.toString('latin1'))) throw new Refused('disguised', `It holds markup where its kind has none. ${hint}`);
  const isArchive = head.toString('latin1', 0, 2) === 'PK';
  if (!isArchive && (tail.includes('PK\u0005\u0006') || tail.includes('PK\u0006\u0006'))) throw new Refused('disguised', `An archive hides at its end. ${hint}`);
}
