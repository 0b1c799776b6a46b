/**
 * The way to PostgreSQL: units of work that tell it who acts, with every statement inside one transaction. What may be seen is decided by
 * policies and by the fence in the migrations, not here.
 */
export { isAway } from './answers.js';
export { Database, StaleActor, type Vouch } from './database.js';
export { CannotServe, DatabaseModule } from './database.module.js';
export { provision } from './provision.js';
