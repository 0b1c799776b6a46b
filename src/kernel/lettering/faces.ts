import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'harfbuzzjs';
import { unpacked } from './woff.js';

export type Weight = 400 | 600;

/** A font of one script in one weight, opened once for the life of the process. */
export interface Face {
  name: string;
  font: Font;
  /** Units of the font to one em. */
  upem: number;
  covers(text: string): boolean;
}

const { resolve } = createRequire(import.meta.url);

/**
 * Noto Serif and its companions (SIL Open Font License), by ISO 15924 script. Latin stands last in every list: brackets, digits and
 * stops that a script's own font lacks come from it. Its files are three, as the fonts are cut: together they hold Vietnamese.
 */
const files: Readonly<Record<string, readonly [name: string, subset: string][]>> = {
  Latn: [['noto-serif', 'latin'], ['noto-serif', 'latin-ext'], ['noto-serif', 'vietnamese']],
  Grek: [['noto-serif', 'greek'], ['noto-serif', 'greek-ext']],
  Cyrl: [['noto-serif', 'cyrillic'], ['noto-serif', 'cyrillic-ext']],
  Arab: [['noto-naskh-arabic', 'arabic']],
  Beng: [['noto-serif-bengali', 'bengali']],
  Deva: [['noto-serif-devanagari', 'devanagari']],
  Khmr: [['noto-serif-khmer', 'khmer']],
  Laoo: [['noto-serif-lao', 'lao']],
  Mymr: [['noto-serif-myanmar', 'myanmar']],
  Sinh: [['noto-serif-sinhala', 'sinhala']],
  Taml: [['noto-serif-tamil', 'tamil']],
  Thai: [['noto-serif-thai', 'thai']],
};

/** Scripts that can be printed, by ISO 15924 code. */
export const scripts: readonly string[] = Object.keys(files);

const opened = new Map<string, Promise<Face>>();

/** The fonts to try for a script, best first. */
export function facesFor(script: string, weight: Weight): Promise<Face[]> {
  const wanted = script === 'Latn' ? (files.Latn ?? []) : [...(files[script] ?? []), ...(files.Latn ?? [])];
  return Promise.all(wanted.map(([name, subset]) => face(name, subset, weight)));
}

/** The bytes of a font as OpenType, for a program that embeds it whole. */
export function fontFile(name: string, subset: string, weight: Weight): Buffer {
  return unpacked(readFileSync(resolve(`@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff`)));
}

function face(name: string, subset: string, weight: Weight): Promise<Face> {
  const key = `${name}-${subset}-${weight}`;
  const known = opened.get(key) ?? open(name, subset, weight);
  opened.set(key, known);
  return known;
}

async function open(name: string, subset: string, weight: Weight): Promise<Face> {
  const { Blob, Face: Opened, Font: Scaled } = await import('harfbuzzjs');
  const found = new Opened(new Blob(fontFile(name, subset, weight)), 0);
  const letters = new Set(found.collectUnicodes());
  return {
    name: `${name}-${subset}`,
    font: new Scaled(found),
    upem: found.upem,
    // Joiners and marks of direction have no shape of their own; the shaper takes them without a glyph.
    covers: (text) => [...text].every((letter) => letters.has(letter.codePointAt(0) ?? 0) || /\p{Default_Ignorable_Code_Point}/u.test(letter)),
  };
}
