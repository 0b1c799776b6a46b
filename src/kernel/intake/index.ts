/**
 * Files come in: their name made harmless, streamed once to the store and hashed on the way, then looked into. What is refused leaves nothing
 * behind. Who may send one, and what it belongs to, is the caller's.
 */
export { Intake, refusal, type Received } from './intake.js';
export { IntakeModule } from './intake.module.js';
