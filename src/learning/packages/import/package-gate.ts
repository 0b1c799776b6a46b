import type { Readable } from 'node:stream';
import { openArchive, refusalOf, unpack, type ArchiveRefusal, type Source, type ZipMember } from '../../../kernel/files/index.js';
import { spent } from '../../../kernel/let-go.js';
import { PackageRefused, type PackageFault } from './refusal.js';

/** What a package may be at the most. */
const most = { members: 10_000, unpacked: 500 * 2 ** 20, ratio: 200, member: 200 * 2 ** 20, name: 240 };

const faults: Partial<Record<NonNullable<ArchiveRefusal['fault']>, PackageFault>> = {
  path: 'ZIP_UNSAFE_PATH', link: 'ZIP_SYMLINK', twice: 'ZIP_DUPLICATE', ratio: 'ZIP_RATIO', size: 'ZIP_TOO_LARGE', members: 'ZIP_TOO_MANY', member: 'ENTRY_CORRUPT', empty: 'MANIFEST_MISSING',
};

const refused = ({ refused: code, fault, message }: ArchiveRefusal, part?: string) =>
  new PackageRefused((fault && faults[fault]) ?? (code === 'archive-encrypted' ? 'ZIP_ENCRYPTED' : 'NOT_A_ZIP'), message, part === undefined ? {} : { part });

/**
 * The files of a package, before one of them is unpacked: names, sizes and the archive's own structure. Archives inside are files like others
 * and never opened. @throws PackageRefused
 */
export async function filesOf(source: Source): Promise<ZipMember[]> {
  const members = await openArchive(source, most);
  if (!Array.isArray(members)) throw refused(members);
  for (const { name, bytes, isFolder } of members) {
    if (Buffer.byteLength(name) > most.name) throw new PackageRefused('ZIP_UNSAFE_PATH', `A file in it has a name of more than ${most.name} octets. Shorten it and pack it again.`, { part: name.slice(0, 80) });
    if (bytes > most.member) throw new PackageRefused('ZIP_TOO_LARGE', `A file in it is larger than ${most.member / 2 ** 20} MiB.`, { part: name });
    if (isFolder && bytes > 0) throw new PackageRefused('ENTRY_CORRUPT', 'A folder in it has a content of its own.', { part: name });
  }
  return members.filter(({ isFolder }) => !isFolder);
}

/**
 * Reads every file of a package to its end, so that each is known to be what the archive says: its length and its checksum.
 * @param each looks at the file itself, which it may read or not. @throws PackageRefused, and whatever `each` throws
 */
export async function mustBeWhole(source: Source, files: readonly ZipMember[], each?: (file: ZipMember, open: () => Promise<Readable>) => Promise<void>): Promise<void> {
  for (const file of files) {
    try {
      if (each) await each(file, () => unpack(source, file));
      for await (const piece of spent(await unpack(source, file))) void piece;
    } catch (error) {
      throw failure(error, file);
    }
  }
}

/** One small file of a package, whole. @throws PackageRefused */
export async function contentOf(source: Source, file: ZipMember, maxBytes: number): Promise<Buffer> {
  if (file.bytes > maxBytes) throw new PackageRefused('XML_LIMIT', `The manifest is larger than ${maxBytes / 2 ** 20} MiB.`, { part: file.name });
  try {
    const parts: Buffer[] = [];
    for await (const chunk of await unpack(source, file)) parts.push(chunk as Buffer);
    return Buffer.concat(parts);
  } catch (error) {
    throw failure(error, file);
  }
}

function failure(error: unknown, file: ZipMember): PackageRefused {
  return error instanceof PackageRefused ? error : refused(refusalOf(error), file.name);
}
