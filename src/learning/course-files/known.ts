import { gzipSync } from 'node:zlib';
import { areasOf } from '../assessment/banks/areas-of.js';
import type { AreasOf } from '../assessment/questions/index.js';
import { drawSpecimen } from '../specimens/index.js';

/** What a course may point at: the specimens with their lights and named areas, and what a picture weighs. */
export interface Known {
  areasOf: AreasOf;
  /** Octets of a picture of a specimen in a light; null when there is no such picture. */
  weigh: (specimen: string, light: string) => number | null;
}

const weights = new Map<string, number | null>();

/** The specimens this portal draws; they travel packed. */
export const specimensKnown: Known = {
  areasOf,
  weigh(specimen, light) {
    const name = `${specimen}/${light}`;
    let weight = weights.get(name);
    if (weight === undefined) {
      const drawn = drawSpecimen(specimen, light);
      weights.set(name, (weight = drawn === null ? null : gzipSync(drawn).length));
    }
    return weight;
  },
};
