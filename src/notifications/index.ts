/** Turns what happened into messages to people. Nobody imports it, and it never says what a record holds: a reference and a link. */
export { NotificationsModule } from './notifications.module.js';
