/** Words out of files and texts, for the index. It reads what it is given and knows nothing of documents or who may see them. */
export { extractText, hasText, type Words } from './extract.js';
export { scriptOf, segment } from './segment.js';
