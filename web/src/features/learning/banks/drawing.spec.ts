import { asShape, between, extent, within } from './drawing';

describe('an area drawn on a picture', () => {
  it('stands between two corners, whichever comes first', () => {
    expect(between('rectangle', { x: 0.5, y: 0.6 }, { x: 0.2, y: 0.1 })).toEqual({ kind: 'rectangle', x: 0.2, y: 0.1, width: 0.3, height: 0.5 });
    expect(between('ellipse', { x: 0.2, y: 0.2 }, { x: 0.4, y: 0.6 })).toEqual({ kind: 'ellipse', cx: 0.3, cy: 0.4, rx: 0.1, ry: 0.2 });
  });
  it('is none where it is too small to be found', () => expect(between('rectangle', { x: 0.2, y: 0.2 }, { x: 0.205, y: 0.9 })).toBeNull());
  it('stays within the picture', () => expect([within(-0.1), within(1.2), within(0.12345)]).toEqual([0, 1, 0.123]));
  it('is said in hundredths', () => {
    const corners = [{ x: 0.1, y: 0.2 }, { x: 0.5, y: 0.2 }, { x: 0.3, y: 0.8 }];
    expect(extent({ kind: 'polygon', corners })).toEqual({ left: 10, top: 20, width: 40, height: 60 });
    expect(asShape({ kind: 'polygon', corners })).toEqual({ kind: 'polygon', points: [[0.1, 0.2], [0.5, 0.2], [0.3, 0.8]] });
  });
});
