/** Where blobs lie, on a disk or in an S3 bucket. Streams in and out, hashed in flight; it knows nothing of who may read them. */
export { Storage, StorageError, type ByteRange, type Stored } from './storage.js';
export { LocalDisk } from './local-disk.js';
export { openStorage, StorageModule } from './storage.module.js';
