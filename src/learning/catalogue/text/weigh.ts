import { gzipSync } from 'node:zlib';
import { drawSpecimen } from '../../specimens/index.js';
import type { Block, Step, TextFault } from './blocks.js';

/** What a lesson may weigh on the line, its pictures included (a third of a minute at 256 kbit/s). */
export const heaviest = 500_000;

/** Octets of a picture of a specimen in a light; null when there is no such picture. */
export type Weigh = (specimen: string, light: string) => number | null;

const weights = new Map<string, number | null>();

/** Specimens as this portal draws them; they travel packed. Each is drawn once and its weight remembered. */
export const specimenWeight: Weigh = (specimen, light) => {
  const name = `${specimen}/${light}`;
  let weight = weights.get(name);
  if (weight === undefined) {
    const drawn = drawSpecimen(specimen, light);
    weights.set(name, (weight = drawn === null ? null : gzipSync(drawn).length));
  }
  return weight;
};

/** What a text weighs with the pictures it shows, each counted once and a film not at all, since nobody is sent it unasked; and the pictures there are none of, by the line that names them. */
export function weighText(body: string, steps: readonly Step[], weigh: Weigh): { bytes: number; faults: TextFault[] } {
  const [pictures, faults, lineOf] = [new Map<string, number>(), [] as TextFault[], lineFinder(body)];
  const see = (specimen: string, light: string, words: string) => {
    const weight = weigh(specimen, light);
    if (weight === null) faults.push({ line: lineOf(words), message: `There is no specimen ${specimen} in the light ${light}.` });
    else pictures.set(`${specimen}/${light}`, weight);
  };
  for (const block of steps.flatMap(({ blocks }) => [...within(blocks)])) {
    const picture = block.type === 'image' ? block.src : block.type === 'video' ? block.poster : undefined;
    if (picture?.startsWith('specimen:')) {
      const [specimen = '', light = ''] = picture.slice('specimen:'.length).split('/');
      see(specimen, light, picture);
    }
    if (block.type === 'bench') for (const specimen of [block.specimen, block.compare]) if (specimen) for (const light of block.lights) see(specimen, light, specimen);
  }
  return { bytes: Buffer.byteLength(body) + [...pictures.values()].reduce((sum, weight) => sum + weight, 0), faults };
}

/** Every block of a tree, what stands inside lists, quotes, notes and transcripts too. */
export function* within(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.type === 'list') for (const item of block.items) yield* within(item);
    if (block.type === 'quote' || block.type === 'note') yield* within(block.blocks);
    if (block.type === 'video') yield* within(block.transcript);
  }
}

/** The line on which words stand; a tree has no lines any more, but what is looked for is rare enough to be found. */
export const lineFinder = (text: string) => {
  const lines = text.split('\n');
  return (words: string) => Math.max(1, 1 + lines.findIndex((line) => line.includes(words)));
};
