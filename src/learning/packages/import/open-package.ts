import type { Source, ZipMember } from '../../../kernel/files/index.js';
import { readManifest } from './manifest.js';
import type { Outline } from './outline.js';
import { contentOf, filesOf } from './package-gate.js';
import { PackageRefused } from './refusal.js';

const manifestMost = 10 * 2 ** 20;
const manifestName = 'imsmanifest.xml';

/** What is in a package: its files, and what its manifest makes of them. Nothing but the manifest is unpacked. @throws PackageRefused */
export async function openPackage(source: Source): Promise<{ files: ZipMember[]; outline: Outline }> {
  const files = await filesOf(source);
  const manifest = files.find(({ name }) => keyOf(name) === manifestName);
  if (!manifest) throw withoutManifest(files);
  const known = new Set(files.map(({ name }) => keyOf(name)));
  return { files, outline: readManifest(await contentOf(source, manifest, manifestMost), (path) => known.has(keyOf(path))) };
}

/** How a file's name is compared: no two of a package differ in case or composition alone. */
export const keyOf = (path: string): string => path.normalize('NFC').toLowerCase();

function withoutManifest(files: readonly ZipMember[]): PackageRefused {
  const deeper = files.find(({ name }) => name.toLowerCase().endsWith(`/${manifestName}`));
  if (deeper) {
    const folder = deeper.name.slice(0, -manifestName.length - 1);
    return new PackageRefused('MANIFEST_MISSING', `imsmanifest.xml lies in the folder "${folder}", not at the top of the archive. Pack what is in that folder, without the folder itself.`, { folder });
  }
  const endings = new Set(files.map(({ name }) => name.split('.').at(-1)?.toLowerCase()));
  if (['au', 'crs', 'cst', 'des'].filter((ending) => endings.has(ending)).length >= 2) return new PackageRefused('UNSUPPORTED_AICC', 'This is a course of AICC. SCORM 1.2 and SCORM 2004 are taken; most tools can export one of them.');
  return new PackageRefused('MANIFEST_MISSING', 'There is no imsmanifest.xml at the top of the archive, so it is no package of SCORM.');
}
