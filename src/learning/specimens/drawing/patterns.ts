import { Draw } from '../../mrz/index.js';
import { group, line, short, tag } from './svg.js';

const points = (count: number, at: (turn: number) => readonly [number, number]): string => {
  const all = Array.from({ length: count + 1 }, (_, index) => at(index / count));
  return all.map(([x, y], index) => `${index === 0 ? 'M' : index === 1 ? 'L' : ' '}${short(x)} ${short(y)}`).join('');
};

/** A guilloche rosette: curves that swing between two radii, each a little turned against the one before. */
export function rosette(cx: number, cy: number, radius: number, { petals, inner, curves = 6, steps = 22 }: { petals: number; inner: number; curves?: number; steps?: number }): string {
  return Array.from({ length: curves }, (_, curve) =>
    points(petals * steps, (turn) => {
      const angle = turn * 2 * Math.PI;
      const r = radius * (inner + ((1 - inner) * (1 + Math.cos(petals * angle + (curve * 2 * Math.PI) / curves))) / 2);
      return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
    }),
  ).join('');
}

/** A ground of waves, one path used again and again. `id` must be of its own in the drawing. */
export function waves(id: string, width: number, from: number, to: number, gap: number, { length, height }: { length: number; height: number }, stroke: string | null, thick = 0.9): { definition: string; drawn: string } {
  if (stroke === null) return { definition: '', drawn: '' };
  const half = length / 2;
  const d = `M0 0q${short(half / 2)} ${short(-height)} ${short(half)} 0${`t${short(half)} 0`.repeat(Math.ceil(width / half))}`;
  const count = Math.max(0, Math.floor((to - from) / gap));
  const uses = Array.from({ length: count }, (_, index) => tag('use', { href: `#${id}`, y: from + index * gap, x: -(index % 4) * (half / 4) }));
  return { definition: tag('path', { id, d }), drawn: group({ fill: 'none', stroke, 'stroke-width': thick }, ...uses) };
}

/** A band of interlaced lines from one side to the other. */
export function braid(x: number, y: number, width: number, height: number, strands: number, turns: number): string {
  return Array.from({ length: strands }, (_, strand) =>
    points(turns * 14, (turn) => [x + turn * width, y + height / 2 + (height / 2) * Math.sin(turn * turns * 2 * Math.PI + (strand * 2 * Math.PI) / strands)]),
  ).join('');
}

/** Short curled fibres strewn over an area: three colours under ultraviolet. */
export function fibres(seed: string, count: number, x: number, y: number, width: number, height: number, colours: readonly string[]): string {
  const draw = new Draw(seed);
  return colours.map((colour, which) => {
    const strewn = Array.from({ length: Math.ceil(count / colours.length) }, () => {
      const [turn, long, bend] = [(draw.below(360) * Math.PI) / 180, draw.from(18, 34), draw.from(-14, 14)];
      const [dx, dy] = [long * Math.cos(turn), long * Math.sin(turn)];
      return `M${x + draw.below(width)} ${y + draw.below(height)}q${short(dx / 2 - (bend * dy) / long)} ${short(dy / 2 + (bend * dx) / long)} ${short(dx)} ${short(dy)}`;
    });
    return line(strewn.join(''), colour, which === 1 ? 2 : 2.6, { 'stroke-linecap': 'round' });
  }).join('');
}

/** A screen of dots as a fill, with one or more inks thrown upon the paper by chance: what an inkjet leaves. */
export function scattered(id: string, colours: readonly string[], size = 12, seed = id): string {
  const draw = new Draw(`dots:${seed}`);
  const dots = colours.flatMap((fill) => Array.from({ length: 5 }, () => tag('circle', { cx: draw.below(size * 10) / 10, cy: draw.below(size * 10) / 10, r: draw.from(6, 11) / 10, fill })));
  return tag('pattern', { id, width: size, height: size, patternUnits: 'userSpaceOnUse' }, ...dots);
}
