import type { Weight } from './faces.js';
import { asSeen, runsOf, type Run } from './runs.js';

/** A shape on the line, in ems from its beginning on the base line, y upwards. */
export interface Glyph {
  face: string;
  id: number;
  /** Where in the text it comes from, in UTF-16 units. */
  cluster: number;
  x: number;
  y: number;
  /** Ems to one unit of the outline. */
  scale: number;
  /** Outline as SVG path data in units of the font; empty for a space. */
  outline: string;
}

/** A line of shaped text, its glyphs from left to right. */
export interface Line {
  text: string;
  width: number;
  glyphs: Glyph[];
}

/**
 * Shapes a line of text as its script asks: letters joined, stacked and put in the order they are seen in (OpenType, UAX #9).
 * @throws Unprintable
 */
export async function lettered(text: string, weight: Weight = 400): Promise<Line> {
  const normal = text.normalize('NFC');
  const line: Line = { text: normal, width: 0, glyphs: [] };
  for (const run of asSeen(await runsOf(normal, weight))) line.width = await set(line, run);
  return line;
}

async function set({ text, width, glyphs }: Line, { start, end, level, script, face }: Run): Promise<number> {
  const { Buffer: Text, Direction, shape } = await import('harfbuzzjs');
  const buffer = new Text();
  buffer.addText(text, start, end - start);
  buffer.setDirection(level % 2 === 1 ? Direction.RTL : Direction.LTR);
  buffer.setScript(script);
  shape(face.font, buffer);
  const positions = buffer.getGlyphPositions();
  let pen = width;
  buffer.getGlyphInfos().forEach(({ codepoint: id, cluster }, n) => {
    const { xAdvance, xOffset, yOffset } = positions[n] ?? { xAdvance: 0, xOffset: 0, yOffset: 0 };
    const scale = 1 / face.upem;
    glyphs.push({ face: face.name, id, cluster, x: pen + xOffset * scale, y: yOffset * scale, scale, outline: face.font.glyphToPath(id) });
    pen += xAdvance * scale;
  });
  return pen;
}
