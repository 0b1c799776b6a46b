/** A run of words in one look. `href` is an https address, or 'lesson:<code>' for another lesson of the same course. */
export interface Inline {
  text: string;
  strong?: true;
  emphasis?: true;
  code?: true;
  href?: string;
}

/** Blocks that do something; each has a component of its own in the client. */
export type LiveBlock =
  | { type: 'bench'; specimen: string; compare?: string; lights: string[] }
  | { type: 'mrz'; kind: string }
  | { type: 'question'; code: string }
  | VideoBlock;

/** In which a film may be had, the lightest first; the last has no pictures. */
export const qualities = ['144p', '240p', '480p', 'audio'] as const;
export type Quality = (typeof qualities)[number];

/** Words under a film from one moment to another, in milliseconds. The text may hold the marks `<v Name>`, `<i>`, `<b>` and `<u>` of WebVTT, and no others. */
export interface Cue {
  start: number;
  end: number;
  text: string;
}

/** A film beside its words. Its files are documents that go with the course; a lesson only names them, and each asks its own marking. */
export interface VideoBlock {
  type: 'video';
  title: string;
  files: { quality: Quality; document: string }[];
  /** A picture of a specimen that stands in its place until it is asked for: 'specimen:<id>/<layer>'. */
  poster?: string;
  /** There is nothing to hear, and so nothing to caption. */
  silent?: true;
  captions: { language: string; cues: Cue[] }[];
  /** All that is said and seen, in the language of the lesson. */
  transcript: Block[];
}

/** What a lesson is made of once it was read: a tree without markup, which the client draws piece by piece. */
export type Block =
  | { type: 'heading'; level: 3 | 4; text: Inline[] }
  | { type: 'paragraph'; text: Inline[] }
  | { type: 'list'; ordered: boolean; start?: number; items: Block[][] }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'note'; tone: 'note' | 'warning' | 'tip'; blocks: Block[] }
  /** `src` is 'specimen:<id>/<layer>'. */
  | { type: 'image'; src: string; alt: string; caption?: string }
  | { type: 'zone'; lines: string[] }
  | LiveBlock;

/** One page of a lesson. What stands before its first heading has no title. */
export interface Step {
  title: string;
  blocks: Block[];
}

/** What is wrong with a text, by the line an author sees. */
export interface TextFault {
  line: number;
  message: string;
}

export interface ReadText {
  steps: Step[];
  faults: TextFault[];
}

/** Bounds of a lesson: of what an author may write, and of what a slow line and an old laptop are asked to take. */
export const bounds = { octets: 200_000, steps: 60, blocks: 1_500, depth: 5, columns: 12, rows: 200, live: 40 } as const;
