import { readQuestion } from './read-question.js';

describe('areas an author draws', () => {
  const areasOf = () => [{ id: 'photo', label: 'The portrait', shape: { kind: 'rectangle' as const, x: 0, y: 0, width: 0.1, height: 0.1 } }];
  const read = (drawn: object[], areas: string[] = []) => readQuestion({ code: 'M4-001', type: 'hotspot', tags: ['m4'], stem: 'Where is it?', figure: { specimen: 'td3-photo', light: 'white' }, areas, drawn, senses: 'Only the eyes can find it.' }, areasOf);
  const area = (shape: object, label = 'The seal') => ({ label, shape });

  it('stand beside those the specimen names, and each gives a mark', async () => {
    const corners = [{ x: 0.1, y: 0.1 }, { x: 0.2, y: 0.1 }, { x: 0.2, y: 0.3 }];
    const { body, key } = await read([area({ kind: 'polygon', corners }), area({ kind: 'ellipse', cx: 0.5, cy: 0.5, rx: 0.1, ry: 0.2 }, 'The stamp')], ['photo']);
    expect(body).toMatchObject({ marks: 5 });
    expect(key).toMatchObject({ areas: [{ id: 'photo' }, { label: 'The seal', shape: { kind: 'polygon', points: [[0.1, 0.1], [0.2, 0.1], [0.2, 0.3]] } }, { label: 'The stamp', shape: { kind: 'ellipse', cx: 0.5, cy: 0.5, rx: 0.1, ry: 0.2 } }] });
  });

  it.each([
    ['of no shape there is', [area({ kind: 'star' })], 'drawn.0.shape.kind'],
    ['too small to be hit', [area({ kind: 'rectangle', x: 0.1, y: 0.1, width: 0.001, height: 0.1 })], 'drawn.0.shape.width'],
    ['beyond the picture', [area({ kind: 'rectangle', x: 0.6, y: 0.1, width: 0.5, height: 0.1 })], 'drawn.0'],
    ['with two corners', [area({ kind: 'polygon', corners: [{ x: 0, y: 0 }, { x: 1, y: 1 }] })], 'drawn.0.shape.corners'],
    ['without a name', [area({ kind: 'ellipse', cx: 0.5, cy: 0.5, rx: 0.1, ry: 0.2 }, '')], 'drawn.0.label'],
    ['twice by one name', [1, 2].map(() => area({ kind: 'ellipse', cx: 0.5, cy: 0.5, rx: 0.1, ry: 0.2 })), 'drawn.1'],
    ['that are none at all', [], 'areas'],
  ])('are refused %s', async (_how, drawn, path) => {
    await expect(read(drawn)).rejects.toMatchObject({ status: 400, extra: { errors: expect.arrayContaining([expect.objectContaining({ path })]) as object } });
  });
});
