/** Ways of looking at a specimen: by eye, under ultraviolet of 365 nm, in the infrared, against the light, tilted, through a loupe of ten times. */
export const layers = ['white', 'uv', 'ir', 'transmitted', 'tilt', 'loupe'] as const;
export type Layer = (typeof layers)[number];

/** A shape in fractions 0 to 1 of the image's width and height. */
export type Shape =
  | { kind: 'rectangle'; x: number; y: number; width: number; height: number }
  | { kind: 'ellipse'; cx: number; cy: number; rx: number; ry: number }
  | { kind: 'polygon'; points: [number, number][] };

export interface Area {
  id: string;
  label: string;
  shape: Shape;
}

/** A document, or a piece of one, of the fictional State UTO. What its title and texts say is what everybody sees, never a verdict. */
export interface Specimen {
  id: string;
  title: string;
  description: string;
  /** Of the image, in tenths of a millimetre of the document it shows. */
  width: number;
  height: number;
  layers: readonly Layer[];
  /** What is to be seen in each light, for those who cannot. */
  seen: Partial<Record<Layer, string>>;
  areas: readonly Area[];
}

/** A specimen with what only the server knows. `altered`: the areas in which it differs from its genuine pattern. */
export interface Drawn extends Specimen {
  genuine: string | null;
  altered: readonly string[];
  draw: (layer: Layer) => string;
}
