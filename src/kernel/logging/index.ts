/** Logs as JSON, one line an event, with the request's id and without secrets. What happened to records is the event record's, not the log's. */
export { LoggingModule } from './logging.module.js';
export { Logger } from 'nestjs-pino';
