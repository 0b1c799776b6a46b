/**
 * Lettering: text in any script of the region as shapes, for paper. PDF writers place letters one after the other, which loses the order
 * of Arabic and takes Myanmar apart; here they are shaped as a browser does it. Not for screens: browsers shape by themselves.
 */
export { lettered, type Glyph, type Line } from './line.js';
export { fontFile } from './faces.js';
export { Unprintable } from './runs.js';
