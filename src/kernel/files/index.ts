/** Files as they come in and go out: their names, their kinds, their ranges. It stores nothing and scans for nothing. */
export { classify, type Source } from './classify.js';
export { cleanFileName, contentDisposition } from './file-name.js';
export { give } from './give.js';
export { parseRange } from './range.js';
export { membersOf } from './zip.js';
