import type { Readable } from 'node:stream';
import { firstLook } from './classify.js';
import { acts, kindOf, type Family } from './kinds.js';
import { mustHoldNoMacros } from './office.js';
import { isActive } from './pdf.js';
import { walkGif, walkJpeg, walkPng, walkTiff, type Walked } from './pictures/index.js';
import { Refused, type Refusal } from './refusal.js';
import { bytesAt, type Source } from './source.js';
import { memberSource, unpack } from './unpack.js';
import { walkMp4 } from './video.js';
import { walkWebm } from './webm.js';
import { readZip, zipBounds, type ZipMember } from './zip.js';

/** How deep archives may lie in one another: a report in a bundle may hold a table, and there it ends. */
const deepest = 2;

/** A part of an archive, by its path ('annex.zip/tables/3.xlsx'), for whoever looks at each alone. */
export interface Part {
  path: string;
  bytes: number;
  /** Unpacks it from its beginning; the stream fails when the archive lied about it. */
  open(): Promise<Readable>;
}

export interface InspectOptions {
  /** Octets all parts of archives may come to. */
  unpackedMost?: number;
  /** Called for each file in an archive, and in the archives in it. */
  each?: (part: Part) => Promise<void>;
}

/** What a file turned out to be. */
export interface Inspected {
  mediaType: string;
  /** A PDF that does things by itself, or a bundle with such a PDF: never shown inline. */
  active: boolean;
}

const walks: Partial<Record<Family, (source: Source) => Promise<Walked>>> = { png: walkPng, jpeg: walkJpeg, gif: walkGif, tiff: walkTiff, mp4: walkMp4, webm: walkWebm };

/**
 * Looks through a whole file: a picture from its first octet to its last, every part of an archive unpacked and counted, what a PDF would do.
 * Memory stays within some 100 MiB whatever the file.
 * @returns what it is, or why it is not taken
 */
export async function inspect(fileName: string, source: Source, { unpackedMost = zipBounds.unpacked, each }: InspectOptions = {}): Promise<Inspected | Refusal> {
  const gate = new Gate({ ...zipBounds, unpacked: unpackedMost }, each);
  try {
    return await gate.look(fileName, source, [], 0);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** What computers leave in folders without being asked; small, and read by nobody. */
const litter = /^(\.ds_store|thumbs\.db|desktop\.ini)$/i;

class Gate {
  private readonly used = { members: 0, unpacked: 0 };

  constructor(
    private readonly bounds: { members: number; unpacked: number; ratio: number },
    private readonly each: ((part: Part) => Promise<void>) | undefined,
  ) {}

  async look(fileName: string, source: Source, path: string[], depth: number): Promise<Inspected> {
    const { kind, members } = await firstLook(fileName, source, this.bounds, this.used);
    let active = false;
    if (kind.family === 'pdf') active = await isActive(source);
    const walked = await walks[kind.family]?.(source);
    if (walked?.shows && kind.mediaType.startsWith('audio/')) throw new Refused('file-content', 'It holds pictures, and its name says that there is only something to hear. Name it .mp4 or .webm and send that.');
    if (members.length > 0) active = await this.through(source, members, kind.family === 'zip', path, depth);
    return { mediaType: kind.mediaType, active };
  }

  private async through(source: Source, members: readonly ZipMember[], isBundle: boolean, path: string[], depth: number): Promise<boolean> {
    this.used.members += members.length;
    for (const { bytes } of members) this.used.unpacked += bytes;
    let active = false;
    for (const member of members) {
      const at = [...path, member.name];
      try {
        if (member.isFolder) folderMustBeEmpty(member);
        else active = (await this.part(source, member, isBundle, at, depth)) || active;
      } catch (error) {
        if (error instanceof Refused) error.part ??= at.join('/');
        throw error;
      }
    }
    return active;
  }

  private async part(source: Source, member: ZipMember, isBundle: boolean, path: string[], depth: number): Promise<boolean> {
    const own = member.name.split('/').at(-1) ?? '';
    const part = await memberSource(source, member);
    const head = (await bytesAt(part, 0, 8)).toString('hex');
    let active = false;
    if (isBundle && !isLitter(member, own, head)) active = await this.inner(own, part, path, depth);
    else if (!isBundle && acts(own) && !ordinaryInside.test(own)) throw new Refused('active-content', 'It carries something that acts when it is opened. Take that part out and send it again.');
    else if (head.startsWith('504b0304')) active = await (isArchive(own) ? this.inner(own, part, path, depth) : this.embedded(part, path, depth));
    // A small part lies in memory by now, verified; a large one is unpacked once more, and verified on the way.
    if (this.each && member.bytes > 0) await this.each({ path: path.join('/'), bytes: part.size, open: () => part.read(0, part.size - 1) });
    if (!part.verified) for await (const chunk of await unpack(source, member)) void chunk;
    return active;
  }

  private async inner(name: string, part: Source, path: string[], depth: number): Promise<boolean> {
    if (isArchive(name)) mustNotBeTooDeep(depth);
    return (await this.look(name, part, path, depth + 1)).active;
  }

  /** An archive in an office file under a name of its own: a workbook in binary, a theme. */
  private async embedded(part: Source, path: string[], depth: number): Promise<boolean> {
    mustNotBeTooDeep(depth);
    const members = await readZip(part, this.bounds, this.used);
    mustHoldNoMacros(members);
    return this.through(part, members, false, path, depth + 1);
  }
}

/** What office files carry as a matter of course, and no browser ever gets to see. */
const ordinaryInside = /\.(svg|svgz|xml|html?|xhtml|rtf|url|doc|xls|ppt|xlsb)$/i;

function mustNotBeTooDeep(depth: number): void {
  if (depth >= deepest) throw new Refused('archive-nested', 'Archives lie in it more than two deep. Send the inner ones by themselves.');
}

function folderMustBeEmpty(member: ZipMember): void {
  if (member.bytes > 0) throw new Refused('archive-broken', 'A folder in it has a content of its own. Pack it again and send that.');
}

/** AppleDouble (00051607) beside each file of a Mac, and what is left in folders. */
const isLitter = (member: ZipMember, own: string, head: string) => member.bytes <= 2 ** 20 && (litter.test(own) || (member.name.startsWith('__MACOSX/') && own.startsWith('._') && head.startsWith('00051607')));

function isArchive(fileName: string): boolean {
  try {
    return ['zip', 'office', 'opendocument'].includes(kindOf(fileName).family);
  } catch {
    return false;
  }
}
