import { Refused } from './refusal.js';
import { bytesAt, type Source } from './source.js';
import { memberSource } from './unpack.js';
import type { Kind } from './kinds.js';
import type { ZipMember } from './zip.js';

const mismatch = () => new Refused('file-content', 'Its content is not what its name says. Open it in the program it was made with, save it again, and send that.');
const macros = () => new Refused('macros', 'It holds macros. Save it without them (as .docx, .xlsx, .pptx, or as PDF) and send that.');
const locked = () => new Refused('archive-encrypted', 'It is protected by a password, so nobody can look into it. Save it without one: the portal itself keeps it from others.');

/** Parts that act when the document is opened: code of Office, of OpenDocument, and controls of Windows. */
const acting = /(^|\/)vbaproject\.bin$|(^|\/)vbadata\.xml$|(^|\/)activex\/|(^|\/)macrosheets\/|^scripts\/./i;
/** The libraries of Basic an OpenDocument lists are no code; what stands in them is. */
const basic = /^basic\/(?!(?:[^/]+\/)?script-l[bc]\.xml$).*[^/]$|^dialogs\/(?!(?:[^/]+\/)?dialog-l[bc]\.xml$).*[^/]$/i;

/** Nothing in it acts when it is opened. @throws Refused */
export function mustHoldNoMacros(members: readonly ZipMember[], isOpenDocument = false): void {
  if (members.some(({ name }) => acting.test(name) || (isOpenDocument && basic.test(name)))) throw macros();
}

/** An office file is of the kind its name says, by the list of contents it keeps itself, and without macros (SR-62, SR-66). @throws Refused */
export async function mustBeOffice(source: Source, members: readonly ZipMember[], kind: Kind): Promise<void> {
  const named = (name: string) => members.find((member) => member.name === name);
  mustHoldNoMacros(members, kind.family === 'opendocument');
  if (kind.family === 'opendocument') return mustBeOpenDocument(source, members[0], named('META-INF/manifest.xml'), kind.mediaType);
  const types = named('[Content_Types].xml');
  if (!types || !members.some(({ name }) => name.startsWith(kind.folder ?? ''))) throw mismatch();
  const listed = await xmlOf(source, types);
  if (/macroEnabled|vbaProject|ms-office\.activeX/i.test(listed)) throw macros();
  if (!listed.includes(`${kind.mediaType}.main+xml`)) throw mismatch();
}

async function mustBeOpenDocument(source: Source, first: ZipMember | undefined, manifest: ZipMember | undefined, mediaType: string): Promise<void> {
  if (first?.name !== 'mimetype' || first.deflated || (await bytesAt(source, first.from, first.packed)).toString('latin1').trim() !== mediaType) throw mismatch();
  if (manifest && /encryption-data/.test(await xmlOf(source, manifest))) throw locked();
}

/** A list of contents as text; it is short, in whatever encoding. */
async function xmlOf(source: Source, member: ZipMember): Promise<string> {
  if (member.bytes > 4 * 2 ** 20) throw mismatch();
  const part = await memberSource(source, member);
  const bytes = await bytesAt(part, 0, part.size);
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(wide).decode(bytes);
}
