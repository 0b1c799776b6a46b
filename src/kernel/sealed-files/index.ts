/** Files encrypted at rest. Whoever keeps one owns its key's place; it knows nothing of who may read them. */
export { SealedFiles, type KeptFile, type SealedFile } from './sealed-files.js';
export { framesOf, newHeader, openFrames, sealedSize, sealFrames } from './frames.js';
export { SealedFilesModule } from './sealed-files.module.js';
