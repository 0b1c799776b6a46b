import { glyphDefinitions } from './glyphs.js';
import { tag } from './svg.js';

/** A whole image. Nothing in it is told but by what is drawn: no names, no classes, no comments. */
export function sheet(width: number, height: number, definitions: string, body: string): string {
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` };
  return tag('svg', attributes, tag('defs', {}, definitions, glyphDefinitions(definitions + body)), body);
}
