/** Files encrypted at rest. Whoever keeps one owns its key's place; it knows nothing of who may read them. */
export { SealedFiles, type KeptFile, type SealedFile } from './sealed-files.js';
export { sealedSize } from './frames.js';
export { SealedFilesModule } from './sealed-files.module.js';
