import { inPieces } from './delta.js';

describe('a commit', () => {
  const long = '漢'.repeat(60_000);
  const joined = (pieces: { delta: Record<string, string> }[]) => pieces.flatMap(({ delta }) => Object.entries(delta));

  it('goes as it is, where one request carries it', () => {
    const commit = { unit: 'a', delta: { x: '1', y: '2' }, opening: true, final: true, sequencing: 'tree', position: null };
    expect(inPieces(commit)).toEqual([commit]);
    expect(inPieces({ unit: 'a', delta: {}, final: true })).toEqual([{ unit: 'a', delta: {}, final: true }]);
  });

  it('goes in pieces in its order otherwise: the first one begins, the last one ends', () => {
    const commit = { unit: 'a', delta: { one: long, two: long, three: 'x', four: long }, opening: true, final: true, sequencing: 's'.repeat(100_000) };
    const pieces = inPieces(commit);
    expect(pieces.every((piece) => Buffer.byteLength(JSON.stringify(piece)) < 256 * 1024)).toBe(true);
    expect(joined(pieces)).toEqual(Object.entries(commit.delta));
    expect(pieces.map((piece) => ['opening' in piece, 'final' in piece, 'sequencing' in piece])).toEqual([[true, false, false], [false, false, false], [false, false, false], [false, true, true]]);
  });

  it('of more elements than one request takes goes in pieces too', () => {
    const delta = Object.fromEntries(Array.from({ length: 6_001 }, (_, at) => [`e${at}`, 'v']));
    const pieces = inPieces({ unit: 'a', delta });
    expect([pieces.length, joined(pieces)]).toEqual([4, Object.entries(delta)]);
  });
});
