/** Work for later, in PostgreSQL: enqueued with its cause, done at least once, by idempotent handlers. Time passes only here. */
export { Jobs, type Payload } from './jobs.js';
export { JobsModule } from './jobs.module.js';
export { Handles } from './handles.js';
export { Worker } from './worker.js';
