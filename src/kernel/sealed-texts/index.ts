/** Confidential texts that lie sealed in the database, under their party's key. It knows nothing of what they say or who may read them. */
export { SealedTexts, type Opened, type Unreadable } from './sealed-texts.js';
export { SealedTextsModule } from './sealed-texts.module.js';
