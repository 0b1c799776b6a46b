import type { AreaShape, Specimen } from '../../../api/bench';

/** A place on a specimen, in fractions of its width and height. */
export interface Spot { x: number; y: number }

function covers(shape: AreaShape, { x, y }: Spot): boolean {
  switch (shape.kind) {
    case 'rectangle': return x >= shape.x && x <= shape.x + shape.width && y >= shape.y && y <= shape.y + shape.height;
    case 'ellipse': return ((x - shape.cx) / shape.rx) ** 2 + ((y - shape.cy) / shape.ry) ** 2 <= 1;
    case 'polygon':
      // A ray to the right crosses the outline an odd number of times from inside.
      return shape.points.reduce((inside, [ax, ay], index, all) => {
        const [bx, by] = all[(index + 1) % all.length] ?? [ax, ay];
        return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !inside : inside;
      }, false);
  }
}

const sizeOf = (shape: AreaShape) => (shape.kind === 'rectangle' ? shape.width * shape.height : shape.kind === 'ellipse' ? Math.PI * shape.rx * shape.ry : 0.02);

/** What lies at a place, the smallest first: told to those who do not see where the loupe is. The paper is everywhere, and named where nothing else is. */
export function partsAt({ areas }: Specimen, spot: Spot): string[] {
  const here = areas.filter(({ shape }) => covers(shape, spot)).sort((one, two) => sizeOf(one.shape) - sizeOf(two.shape));
  const parts = here.filter(({ shape }) => sizeOf(shape) < 0.9);
  return (parts.length > 0 ? parts : here).map(({ label }) => label);
}

const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Where an arrow key leads: 1 % at a time, 5 % with Shift. Null for any other key. */
export function moved({ x, y }: Spot, key: string, far: boolean): Spot | null {
  const step = steps[key];
  if (!step) return null;
  const within = (value: number) => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
  const by = far ? 0.05 : 0.01;
  return { x: within(x + step[0] * by), y: within(y + step[1] * by) };
}
