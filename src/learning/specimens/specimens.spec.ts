import { gzipSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { readZone } from '../mrz/index.js';
import { alteredIn, type Area, drawSpecimen, patternOf, type Specimen, specimens } from './index.js';

const pictures = specimens.flatMap((specimen) => specimen.layers.map((layer) => ({ specimen, layer, name: `${specimen.id}/${layer}` })));
const drawn = (id: string, layer: string) => drawSpecimen(id, layer) ?? '';
const one = (id: string) => specimens.find((specimen) => specimen.id === id) as Specimen;
/** What the texts of a specimen say of its zone. */
const zoneOf = (id: string) => (/Zone: ([A-Z0-9< /]+)\./.exec(one(id).seen.white ?? '')?.[1] ?? '').split(' / ');
const on = new Date('2026-11-26');

/** The corners of an area, in pixels of a picture of this width. */
function bounds({ shape }: Area, width: number, height: number): [number, number, number, number] {
  const margin = 8;
  const [x1, y1, x2, y2] = shape.kind === 'rectangle' ? [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height]
    : shape.kind === 'ellipse' ? [shape.cx - shape.rx, shape.cy - shape.ry, shape.cx + shape.rx, shape.cy + shape.ry]
    : [Math.min(...shape.points.map(([x]) => x)), Math.min(...shape.points.map(([, y]) => y)), Math.max(...shape.points.map(([x]) => x)), Math.max(...shape.points.map(([, y]) => y))];
  return [x1 * width - margin, y1 * height - margin, x2 * width + margin, y2 * height + margin];
}

const rendered = new Map<string, { width: number; pixels: Buffer }>();
function pixels(id: string, layer: string): { width: number; pixels: Buffer } {
  const kept = rendered.get(`${id}/${layer}`);
  if (kept) return kept;
  const image = new Resvg(drawn(id, layer), { fitTo: { mode: 'width', value: 500 } }).render();
  const made = { width: image.width, pixels: image.pixels };
  if (patternOf(id) === null) rendered.set(`${id}/${layer}`, made);
  return made;
}

describe('specimens', () => {
  it('are all there', () => {
    const ids = specimens.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('face-'))).toHaveLength(40);
    expect(ids).toEqual(expect.arrayContaining([
      'td3-genuine', 'td3-photo', 'td3-laminate', 'td3-expiry', 'td3-mrz', 'td3-number', 'td3-inkjet', 'td3-uv-bright', 'td3-impossible-date', 'td3-blank', 'td3-page-genuine', 'td3-page-removed', 'td3-stamp', 'td1-genuine', 'td1-photo',
      'td1-number', 'visa-genuine', 'visa-altered', 'print-offset', 'print-letterpress', 'print-intaglio', 'print-screen', 'print-inkjet', 'print-laser', 'print-dye-sublimation', 'print-engraved', 'face-01-a', 'face-20-b',
    ]));
    expect(drawSpecimen('td9', 'white')).toBeNull();
    expect(drawSpecimen('face-01-a', 'uv')).toBeNull();
  });

  it.each(pictures)('$name is well drawn, small, and tells nothing but what it shows', ({ specimen, layer }) => {
    const svg = drawn(specimen.id, layer);
    expect(drawn(specimen.id, layer)).toBe(svg);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null|<!--|<script|<text|data-|class=|href="(?!#)/);
    expect(gzipSync(svg).length).toBeLessThan(40_960);
    const small = new Resvg(svg, { fitTo: { mode: 'width', value: 60 } }).render(); // the parser refuses what is no XML
    expect(small.height).toBe(Math.round((60 * specimen.height) / specimen.width));
    for (const [, used] of svg.matchAll(/(?:href="#|url\(#)([\w-]+)/g)) expect(svg).toContain(`id="${used}"`);
    expect((specimen.seen[layer] ?? '').length).toBeGreaterThan(20);
  });

  it.each(specimens)('$id names areas that lie within its image, and alters none but these', ({ id, areas }) => {
    for (const area of areas) {
      const numbers = area.shape.kind === 'polygon' ? area.shape.points.flat() : Object.values(area.shape).filter((value) => typeof value === 'number');
      expect(numbers.every((value) => value >= 0 && value <= 1)).toBe(true);
      const [x1, y1, x2, y2] = bounds(area, 500, 500);
      expect((x2 - x1) * (y2 - y1)).toBeGreaterThan(24 * 24);
    }
    expect(areas.map((area) => area.id)).toEqual(expect.arrayContaining([...(alteredIn(id) ?? [])]));
    expect(JSON.stringify({ ...one(id), id: '' })).not.toMatch(/altered|genuine":|forge|counterfeit|false /i);
  });

  it.each(specimens.filter(({ id }) => patternOf(id) !== null && !id.startsWith('face-')))('$id differs from its genuine pattern where told, and there alone', ({ id, layers, width, height, areas }) => {
    const told = (alteredIn(id) ?? []).flatMap((name) => areas.filter((area) => area.id === name)).map((area) => bounds(area, 500, (500 * height) / width));
    let differing = 0;
    for (const layer of layers) {
      const [own, pattern] = [pixels(id, layer), pixels(patternOf(id) ?? '', layer)];
      const [a, b] = [own.pixels, pattern.pixels];
      const outside: [number, number][] = [];
      for (let at = 0; at < a.length; at += 4) {
        if (Math.abs((a[at] ?? 0) - (b[at] ?? 0)) + Math.abs((a[at + 1] ?? 0) - (b[at + 1] ?? 0)) + Math.abs((a[at + 2] ?? 0) - (b[at + 2] ?? 0)) < 24) continue;
        differing += 1;
        const [x, y] = [(at / 4) % own.width, Math.floor(at / 4 / own.width)];
        if (!told.some(([x1, y1, x2, y2]) => x >= x1 && x <= x2 && y >= y1 && y <= y2)) outside.push([x, y]);
      }
      expect({ layer, outside: outside.slice(0, 3) }).toEqual({ layer, outside: [] });
    }
    expect(differing).toBeGreaterThan(20);
  });

  it('show other things in other light', () => {
    for (const { id, layers } of specimens.filter(({ layers: all }) => all.length > 1)) expect(new Set(layers.map((layer) => drawn(id, layer))).size).toBe(layers.length);
  });

  it.each(['td3-genuine', 'td3-impossible-date', 'td1-genuine', 'visa-genuine'])('%s has a zone whose check digits agree', (id) => {
    const faults = readZone(zoneOf(id), on)?.faults;
    expect(faults).toEqual(id === 'td3-impossible-date' ? [{ kind: 'date', field: 'birth', found: '910230' }] : []);
  });

  it('alter the zone so that its check digits tell', () => {
    expect(readZone(zoneOf('td3-mrz'), on)?.faults).toEqual([expect.objectContaining({ kind: 'check-digit', check: 'birth' }), expect.objectContaining({ kind: 'check-digit', check: 'composite' })]);
    expect(zoneOf('td3-expiry')).toEqual(zoneOf('td3-genuine'));
  });

  it('draw one person twice or two people, half and half', () => {
    const pairs = Array.from({ length: 20 }, (_, index) => alteredIn(`face-${String(index + 1).padStart(2, '0')}-b`) ?? []);
    expect(pairs.filter((altered) => altered.length === 0)).toHaveLength(10);
    expect(pairs.every((altered) => altered.length === 0 || altered.length >= 2)).toBe(true);
  });
});
