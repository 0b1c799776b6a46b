import type { Readable } from 'node:stream';
import type { Source, ZipMember } from '../../../kernel/files/index.js';
import { unavailable } from '../../../kernel/problems.js';
import type { Scanner } from '../../../kernel/scanner/index.js';
import type { SealedFile } from '../../../kernel/sealed-files/index.js';
import { filesOf, mustBeWhole } from './package-gate.js';
import { PackageRefused } from './refusal.js';

/** Malware in a package, or in one file of it. */
export class PackageInfected extends PackageRefused {
  constructor(
    /** What the scanner called it. */
    readonly finding: string,
    part: string | undefined,
  ) {
    super('INFECTED', 'Malware was found in it. Nothing of it was kept.', part === undefined ? {} : { part });
  }
}

type Kept = Pick<SealedFile, 'bytes' | 'open'>;

export const sourceOf = (kept: Kept): Source => ({ size: kept.bytes, read: (start, end) => kept.open({ start, end }) });

/**
 * Reads every file of a package to its end, and has each looked at by the scanner alone, then all together, where there is a scanner.
 * @throws PackageRefused; `PackageInfected`; Problem 503 when the scanner gives no verdict
 */
export async function mustBeHarmless(scanner: Scanner, kept: Kept, files?: readonly ZipMember[]): Promise<void> {
  const source = sourceOf(kept);
  const mustBeClean = async (open: () => Promise<Readable>, part?: string) => {
    const verdict = await scanner.inspect(open);
    if (verdict.verdict === 'infected') throw new PackageInfected(verdict.finding, part);
    if (verdict.verdict !== 'clean') throw unavailable('The scanner gives no answer, and nothing comes in unscanned. Nothing was kept; send it again in a while.', 60);
  };
  await mustBeWhole(source, files ?? (await filesOf(source)), scanner.isConfigured ? (file, open) => (file.bytes > 0 ? mustBeClean(open, file.name) : Promise.resolve()) : undefined);
  if (scanner.isConfigured) await mustBeClean(() => kept.open());
}
