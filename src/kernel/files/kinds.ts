import { Refused } from './refusal.js';

/** What a kind is made of, and so what it has to withstand. */
export type Family = 'pdf' | 'office' | 'opendocument' | 'zip' | 'png' | 'jpeg' | 'gif' | 'tiff' | 'mp4' | 'webm' | 'text';

export interface Kind {
  mediaType: string;
  family: Family;
  /** Of an OOXML file: the folder of its main part. */
  folder?: string;
}

const ooxml = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

/** What may come in (SR-62). Everything else is refused. */
const kinds: Record<string, Kind> = {
  pdf: { mediaType: 'application/pdf', family: 'pdf' },
  docx: { mediaType: `${ooxml}.wordprocessingml.document`, family: 'office', folder: 'word/' },
  xlsx: { mediaType: `${ooxml}.spreadsheetml.sheet`, family: 'office', folder: 'xl/' },
  pptx: { mediaType: `${ooxml}.presentationml.presentation`, family: 'office', folder: 'ppt/' },
  odt: { mediaType: `${open}.text`, family: 'opendocument' },
  ods: { mediaType: `${open}.spreadsheet`, family: 'opendocument' },
  odp: { mediaType: `${open}.presentation`, family: 'opendocument' },
  png: { mediaType: 'image/png', family: 'png' },
  jpg: { mediaType: 'image/jpeg', family: 'jpeg' },
  jpeg: { mediaType: 'image/jpeg', family: 'jpeg' },
  gif: { mediaType: 'image/gif', family: 'gif' },
  tif: { mediaType: 'image/tiff', family: 'tiff' },
  tiff: { mediaType: 'image/tiff', family: 'tiff' },
  mp4: { mediaType: 'video/mp4', family: 'mp4' },
  m4a: { mediaType: 'audio/mp4', family: 'mp4' },
  webm: { mediaType: 'video/webm', family: 'webm' },
  weba: { mediaType: 'audio/webm', family: 'webm' },
  csv: { mediaType: 'text/csv', family: 'text' },
  txt: { mediaType: 'text/plain', family: 'text' },
  zip: { mediaType: 'application/zip', family: 'zip' },
};

const program = 'it is a program or a script';
const page = 'a page can hold scripts';
const shortcut = 'it leads to something else';
const disk = 'it is the image of a disk';
const macro = 'it is made to hold macros';
const former = 'nobody can tell what such a file does when it is opened';
const all = (why: string, endings: string) => endings.split(' ').map((ending): [string, string] => [ending, why]);

/** Kinds that act when they are opened (SR-66), each with why it is not taken. */
const active: ReadonlyMap<string, string> = new Map([
  ...all('an SVG image can hold scripts', 'svg svgz'), ...all(page, 'html htm xhtml shtml mht mhtml xml xsl xslt'),
  ...all(program, 'js mjs jse vbs vbe wsf wsh hta exe dll scr com pif msi msix bat cmd ps1 psm1 sh bash py pyw pl rb php jar apk app dmg pkg deb rpm cpl reg chm swf'),
  ...all(shortcut, 'lnk url webloc desktop scf library-ms'), ...all(disk, 'iso img vhd vhdx'),
  ...all(macro, 'docm dotm xlsm xltm xlsb xlam pptm potm ppsm ppam sldm'), ...all(former, 'doc xls ppt dot xlt pot rtf'),
]);

export const endingOf = (fileName: string) => /\.([^./\\]+)$/.exec(fileName.toLowerCase())?.[1] ?? '';

/** Why a file of this name acts when it is opened, or null. */
export const acts = (fileName: string): string | null => active.get(endingOf(fileName)) ?? null;

/** What a file is by its name. @throws Refused */
export function kindOf(fileName: string): Kind {
  const ending = endingOf(fileName);
  const why = active.get(ending);
  if (why === macro || why === former) throw new Refused('active-content', `Files ending in .${ending} are not taken: ${why}. Save it as .docx, .xlsx, .pptx or PDF and send that.`);
  if (why) throw new Refused('active-content', `Files ending in .${ending} are not taken: ${why}. Send it as PDF instead.`);
  const kind = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
  if (kind) return kind;
  throw new Refused('file-kind', `${ending ? `Files ending in .${ending}` : 'Files without an ending'} are not taken. Taken are ${Object.keys(kinds).map((one) => `.${one}`).join(', ')}.`);
}

/** What a player plays: films, and recordings without pictures. */
export const isPlayed = (mediaType: string): boolean => /^(video|audio)\//.test(mediaType);

/** WebP comes in from nobody: it is what the portal makes of pages. */
const served = new Set([...Object.values(kinds).map(({ mediaType }) => mediaType), 'image/webp']);

/** The media type a file may leave with: one the portal takes, else octets without a meaning (SR-68). */
export const servedType = (mediaType: string): string => (served.has(mediaType) ? mediaType : 'application/octet-stream');
