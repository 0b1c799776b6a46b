import type { Specimen } from '../../../api/bench';
import { moved, partsAt } from './areas';

const specimen = {
  areas: [
    { id: 'fibres', label: 'Paper', shape: { kind: 'rectangle', x: 0, y: 0, width: 1, height: 1 } },
    { id: 'photo', label: 'Photo', shape: { kind: 'rectangle', x: 0.1, y: 0.1, width: 0.3, height: 0.5 } },
    { id: 'foil', label: 'Foil', shape: { kind: 'ellipse', cx: 0.4, cy: 0.5, rx: 0.1, ry: 0.1 } },
    { id: 'edge', label: 'Edge', shape: { kind: 'polygon', points: [[0.09, 0.09], [0.41, 0.09], [0.41, 0.61], [0.09, 0.61], [0.09, 0.09], [0.11, 0.11], [0.11, 0.59], [0.39, 0.59], [0.39, 0.11], [0.11, 0.11]] } },
  ],
} as unknown as Specimen;

describe('the loupe', () => {
  it.each([[0.2, 0.2, ['Photo']], [0.1, 0.3, ['Edge', 'Photo']], [0.45, 0.5, ['Foil']], [0.9, 0.9, ['Paper']]])('tells what lies at %d, %d', (x, y, labels) => {
    expect(partsAt(specimen, { x, y })).toEqual(labels);
  });

  it('moves by arrow keys, and stays on the document', () => {
    expect(moved({ x: 0.5, y: 0.5 }, 'ArrowRight', false)).toEqual({ x: 0.51, y: 0.5 });
    expect(moved({ x: 0.5, y: 0.02 }, 'ArrowUp', true)).toEqual({ x: 0.5, y: 0 });
    expect(moved({ x: 0.5, y: 0.5 }, 'Enter', false)).toBeNull();
  });
});
