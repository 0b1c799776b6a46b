/** Where files lie. Streams in and out, hashed in flight; it knows nothing of who may read them. */
export { Storage, type ByteRange, type Stored } from './storage.js';
export { StorageModule } from './storage.module.js';
