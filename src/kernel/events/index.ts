/**
 * What happened. One append-only record, written in the transaction of its cause, read by originators and auditors, listened to by
 * whoever reacts. It never holds content or secrets.
 */
export { Events, type Subject } from './events.js';
export { EventsModule } from './events.module.js';
export { On } from './on.js';
export { occasion } from './occasion.js';
