/** Pictures walked octet by octet, none of them decoded: whether they are whole and nothing else, and what in them speaks of their maker. */
export { walkGif } from './gif.js';
export { walkJpeg } from './jpeg.js';
export { walkPng } from './png.js';
export { orientationAt, walkTiff } from './tiff.js';
export type { Aside, Walked } from './walked.js';
