/** Where a run of text lies on its page, in parts of the page's width and height from its upper left corner. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a file looks like as pages. */
export interface Outline {
  pages: number;
  /** Width and height of each, in points or pixels. */
  sizes: [number, number][];
}

/** What a watermark says: who, for whom, when, and the code that leads to the record. Drawn across the page and in its foot. */
export interface Mark {
  lines: [name: string, party: string, moment: string, code: string];
}

/** What the far side is asked for; the file follows it. */
export type Order =
  | { task: 'outline'; mediaType: string }
  | { task: 'page'; mediaType: string; page: number; longest: number; maxBytes: number }
  | { task: 'fit'; maxBytes: number; mark?: Mark }
  | { task: 'stamp'; mediaType: string; mark: Mark; title: string; at: string };

/** What it answers; octets may follow. */
export type Answer = { done: true; outline?: Outline; width?: number; height?: number; runs?: Run[] } | { done: false; code: 'unreadable' | 'locked' | 'too-large' };

/** Pictures that may be decoded: no more pixels than this, looked at before decoding (SR-71). */
export const mostPixels = 50_000_000;
