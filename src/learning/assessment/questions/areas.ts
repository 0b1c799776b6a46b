/** A place on a picture, in fractions of its width and height from its upper left corner. */
export interface Point {
  x: number;
  y: number;
}

export type Shape =
  | { kind: 'rectangle'; x: number; y: number; width: number; height: number }
  | { kind: 'ellipse'; cx: number; cy: number; rx: number; ry: number }
  | { kind: 'polygon'; points: [number, number][] };

/** A named part of a picture. */
export interface Area {
  id: string;
  label: string;
  shape: Shape;
}

const columns = 'ABCDEFGH';
const rows = 6;

/** Whether a point lies in a shape, its edge included for rectangles and ellipses. */
export function covers(shape: Shape, { x, y }: Point): boolean {
  switch (shape.kind) {
    case 'rectangle':
      return x >= shape.x && x <= shape.x + shape.width && y >= shape.y && y <= shape.y + shape.height;
    case 'ellipse':
      return ((x - shape.cx) / shape.rx) ** 2 + ((y - shape.cy) / shape.ry) ** 2 <= 1;
    case 'polygon':
      // A ray to the right crosses the outline an odd number of times from inside.
      return shape.points.reduce((inside, [ax, ay], index, all) => {
        const [bx, by] = all[(index + 1) % all.length] ?? [ax, ay];
        return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !inside : inside;
      }, false);
  }
}

/**
 * Places spread over a cell of the grid A1 to H6, fine enough that no named area slips between them. Who works by cells marks a whole cell, and
 * marks every area it touches: the grid must not ask for better eyes than the pointer does (WCAG 2.2, 2.5.7 and 2.5.8).
 */
export function placesOf(cell: string): Point[] {
  const [letter = '', digit = ''] = cell;
  const [left, top] = [columns.indexOf(letter), Number(digit) - 1];
  const steps = Array.from({ length: 21 }, (_, index) => index / 20);
  return steps.flatMap((down) => steps.map((across) => ({ x: (left + across) / columns.length, y: (top + down) / rows })));
}
