import { gzipSync } from 'node:zlib';
import { areasOf } from '../assessment/banks/areas-of.js';
import { drawSpecimen } from '../specimens/index.js';
import type { Known } from './read-course.js';

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
