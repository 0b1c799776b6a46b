import type { WrittenShape } from '../../../api/banks';
import type { Place, Shape } from '../../../api/examinations';

export type Pen = WrittenShape['kind'];
/** Smaller could not be hit; the server refuses it too. */
export const least = 0.01;

export const within = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** What stands between two corners; null where it is too small to be found. */
export function between(pen: 'rectangle' | 'ellipse', a: Place, b: Place): WrittenShape | null {
  const [x, y, width, height] = [Math.min(a.x, b.x), Math.min(a.y, b.y), rounded(Math.abs(a.x - b.x)), rounded(Math.abs(a.y - b.y))];
  if (width < least || height < least) return null;
  return pen === 'rectangle' ? { kind: pen, x, y, width, height } : { kind: pen, cx: rounded(x + width / 2), cy: rounded(y + height / 2), rx: rounded(width / 2), ry: rounded(height / 2) };
}

/** As it is drawn over a picture. */
export const asShape = (shape: WrittenShape): Shape => (shape.kind === 'polygon' ? { kind: 'polygon', points: shape.corners.map(({ x, y }) => [x, y]) } : shape);

/** The middle of a shape and how far it reaches, in hundredths, to be said in words. */
export function extent(shape: WrittenShape): { left: number; top: number; width: number; height: number } {
  const hundredths = (value: number) => Math.round(value * 100);
  if (shape.kind === 'rectangle') return { left: hundredths(shape.x), top: hundredths(shape.y), width: hundredths(shape.width), height: hundredths(shape.height) };
  if (shape.kind === 'ellipse') return { left: hundredths(shape.cx - shape.rx), top: hundredths(shape.cy - shape.ry), width: hundredths(2 * shape.rx), height: hundredths(2 * shape.ry) };
  const [xs, ys] = [shape.corners.map(({ x }) => x), shape.corners.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left: hundredths(left), top: hundredths(top), width: hundredths(Math.max(...xs) - left), height: hundredths(Math.max(...ys) - top) };
}
