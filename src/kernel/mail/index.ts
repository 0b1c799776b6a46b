/** Letters to people, in their language, by way of jobs; over SMTP, or into a folder where there is no server. */
export { Letters, Writes, type Posting, type Writer } from './letters.js';
export { MailModule } from './mail.module.js';
export type { Writing } from './wording.js';
