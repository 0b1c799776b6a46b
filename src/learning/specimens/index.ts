/**
 * Specimens: documents of the fictional State UTO, genuine and altered, in every light, drawn by our own code and by nothing else. They stand
 * for no State's document and teach no technique beyond what an officer looks for. What was altered is known here, and leaves for nobody.
 */
import { cards } from './card/cards.js';
import { faces } from './faces/faces.js';
import { spreads } from './pages/spreads.js';
import { passports } from './passport/passports.js';
import { prints } from './prints/prints.js';
import type { Drawn, Specimen } from './specimen.js';
import { visas } from './visa/visas.js';

export type { Area, Layer, Shape, Specimen } from './specimen.js';

const all = new Map<string, Drawn>([...passports, ...spreads, ...cards, ...visas, ...prints, ...faces].map((specimen) => [specimen.id, specimen]));

/** All there are, without what is altered. */
export const specimens: readonly Specimen[] = [...all.values()].map(({ genuine: _genuine, altered: _altered, draw: _draw, ...specimen }) => specimen);

/** The areas in which a specimen differs from its genuine pattern, for whoever checks questions; null when there is no such specimen. Never for a trainee. */
export const alteredIn = (id: string): readonly string[] | null => all.get(id)?.altered ?? null;

/** The genuine pattern of an altered specimen. */
export const patternOf = (id: string): string | null => all.get(id)?.genuine ?? null;

/** A specimen in one light, as an SVG: the same to the byte each time. Null when there is none. */
export function drawSpecimen(id: string, layer: string): string | null {
  const found = all.get(id);
  const light = found?.layers.find((one) => one === layer);
  return found && light ? found.draw(light) : null;
}
