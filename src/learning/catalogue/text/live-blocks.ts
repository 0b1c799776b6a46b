import type { LiveBlock } from './blocks.js';

/** Blocks of a few lines `key: value`; a film is written in another way, see `readVideo`. */
type Lined = Exclude<LiveBlock, { type: 'video' }>;

const name = /^[a-z0-9][a-z0-9-]{0,59}$/;
const code = /^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/;
const layers = ['white', 'uv', 'ir', 'transmitted', 'tilt', 'loupe'] as const;
/** A picture of a specimen in one light. */
export const picture = new RegExp(`^specimen:[a-z0-9][a-z0-9-]{0,59}/(${layers.join('|')})$`);

type Reader = (said: ReadonlyMap<string, string>) => Lined | string;

/** How each kind of live block is read from its lines; a sentence when it cannot be. */
const kinds: Readonly<Record<Lined['type'], { keys: readonly string[]; read: Reader }>> = {
  bench: {
    keys: ['specimen', 'compare', 'lights'],
    read(said) {
      const [specimen = '', compare, lights = 'white'] = [said.get('specimen'), said.get('compare'), said.get('lights')];
      if (!name.test(specimen)) return 'A bench names a specimen: “specimen: td3-genuine”.';
      if (compare !== undefined && !name.test(compare)) return 'What a bench compares with is the name of a specimen.';
      const chosen = lights.split(',').map((light) => light.trim());
      if (!chosen.every((light) => (layers as readonly string[]).includes(light))) return `Lights are ${layers.join(', ')}, with commas between them.`;
      return { type: 'bench', specimen, ...(compare === undefined ? {} : { compare }), lights: [...new Set(chosen)] };
    },
  },
  mrz: { keys: ['kind'], read: (said) => (name.test(said.get('kind') ?? '') ? { type: 'mrz', kind: said.get('kind') ?? '' } : 'An exercise on the zone names its kind: “kind: check-digit”.') },
  question: { keys: ['code'], read: (said) => (code.test(said.get('code') ?? '') ? { type: 'question', code: said.get('code') ?? '' } : 'A question is named by its code in the bank: “code: M3-017”.') },
};

export const isLive = (info: string): info is LiveBlock['type'] => info === 'video' || Object.hasOwn(kinds, info);

/** Reads the lines `key: value` of a live block. A text means that it cannot be read, and says why. */
export function readLive(type: Lined['type'], content: string): Lined | string {
  const { keys, read } = kinds[type];
  const said = new Map<string, string>();
  for (const line of content.split('\n')) {
    if (!line.trim()) continue;
    const [, key = '', value = ''] = /^\s*([a-z]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (!keys.includes(key)) return `In a block “${type}” each line is one of: ${keys.map((one) => `${one}: …`).join(', ')}.`;
    if (said.has(key)) return `“${key}” stands twice.`;
    said.set(key, value);
  }
  return read(said);
}
