import bidi from 'bidi-js';
import { facesFor, scripts, type Face, type Weight } from './faces.js';

/** A stretch of one script, one direction and one font, in the order of reading. Offsets count UTF-16 units. */
export interface Run {
  start: number;
  end: number;
  /** Embedding level (UAX #9): odd runs from right to left. */
  level: number;
  script: string;
  face: Face;
}

/** Letters no font of ours can draw. */
export class Unprintable extends Error {
  constructor(readonly letters: string[]) {
    super(`no font draws ${letters.join(' ')}`);
  }
}

// The package is CommonJS whose types say it is not: what is imported is the factory itself.
const { getEmbeddingLevels } = (bidi as unknown as typeof bidi.default)();
const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
const tests = scripts.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);
const common = /^[\p{Script=Common}\p{Script=Inherited}]+$/u;

/** The text cut where its script, its direction or its font changes (UAX #9, UAX #24). @throws Unprintable */
export async function runsOf(text: string, weight: Weight): Promise<Run[]> {
  const { levels } = getEmbeddingLevels(text, 'auto');
  const pieces = [...clusters.segment(text)].map(({ segment, index }) => ({ segment, index, script: scriptOf(segment) }));
  // What belongs to no script takes that of what stands before it, at the beginning of what follows.
  let last = pieces.find(({ script }) => script)?.script ?? 'Latn';
  const runs: Run[] = [];
  const missing: string[] = [];
  for (const { segment, index, script } of pieces) {
    last = script ?? last;
    const before = runs.at(-1);
    const able = before && !script && before.face.covers(segment) ? before.face : (await facesFor(last, weight)).find((face) => face.covers(segment));
    if (!able) {
      missing.push(segment);
      continue;
    }
    const level = levels[index] ?? 0;
    if (before && before.end === index && before.level === level && before.script === last && before.face === able) before.end += segment.length;
    else runs.push({ start: index, end: index + segment.length, level, script: last, face: able });
  }
  if (missing.length > 0) throw new Unprintable([...new Set(missing)]);
  return runs;
}

/** Rule L2 of UAX #9: from the highest level down, what stands at it or above is turned round. */
export function asSeen(runs: readonly Run[]): Run[] {
  const seen = [...runs];
  const highest = Math.max(0, ...seen.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < seen.length; from++) {
      if ((seen[from]?.level ?? 0) < level) continue;
      let to = from;
      while ((seen[to]?.level ?? -1) >= level) to++;
      seen.splice(from, to - from, ...seen.slice(from, to).reverse());
      from = to;
    }
  }
  return seen;
}

function scriptOf(cluster: string): string | undefined {
  if (common.test(cluster)) return undefined;
  return tests.find(([, test]) => test.test(cluster))?.[0] ?? 'Zzzz';
}
