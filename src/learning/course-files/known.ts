import { areasOf } from '../assessment/banks/areas-of.js';
import type { AreasOf } from '../assessment/questions/index.js';
import { specimenWeight, type Weigh } from '../catalogue/text/weigh.js';

/** What a course may point at: the specimens with their lights and named areas, and what a picture weighs. */
export interface Known {
  areasOf: AreasOf;
  weigh: Weigh;
}

/** The specimens this portal draws. */
export const specimensKnown: Known = { areasOf, weigh: specimenWeight };
