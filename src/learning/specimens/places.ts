import type { Area, Shape } from './specimen.js';

/** A place on a document, in its own units: left, top, width, height. `round`: an ellipse; `edge`: only a strip of this width along the outline. */
export interface Place {
  label: string;
  at: readonly [x: number, y: number, width: number, height: number];
  round?: true;
  edge?: number;
}

/** The named areas of a document, in fractions of its image. */
export function areasOf<Name extends string>(places: Record<Name, Place>, width: number, height: number): Area[] {
  return Object.entries<Place>(places).map(([id, place]) => ({ id, label: place.label, shape: shapeOf(place, width, height) }));
}

function shapeOf({ at: [x, y, w, h], round, edge }: Place, width: number, height: number): Shape {
  const part = (value: number, of: number) => Math.round((Math.min(Math.max(value, 0), of) / of) * 10_000) / 10_000;
  if (round) return { kind: 'ellipse', cx: part(x + w / 2, width), cy: part(y + h / 2, height), rx: part(w / 2, width), ry: part(h / 2, height) };
  if (edge === undefined) return { kind: 'rectangle', x: part(x, width), y: part(y, height), width: part(w, width), height: part(h, height) };
  // One line around the outside and back around the inside: the strip between them, by the even-odd rule and by the winding rule alike.
  const ring = (by: number): [number, number][] => [[x - by, y - by], [x + w + by, y - by], [x + w + by, y + h + by], [x - by, y + h + by], [x - by, y - by]];
  const points = [...ring(edge / 2), ...ring(-edge / 2).reverse()];
  return { kind: 'polygon', points: points.map(([px, py]) => [part(px, width), part(py, height)]) };
}
