/** Files as they come in and go out: their names, their kinds, what is in them, their ranges. It stores nothing and asks no scanner. */
export { classify } from './classify.js';
export { delivered, deliveryOf, inMemory, type Delivery, type Readings } from './delivery.js';
export { cleanFileName, contentDisposition } from './file-name.js';
export { give } from './give.js';
export { inspect, type Inspected, type Part } from './inspect.js';
export { isPlayed } from './kinds.js';
export { parseRange } from './range.js';
export type { Refusal, RefusalCode } from './refusal.js';
export { sourceOf, type Source } from './source.js';
export { unpack } from './unpack.js';
export { membersOf, openArchive, refusalOf, type ArchiveRefusal, type ZipMember } from './zip.js';
