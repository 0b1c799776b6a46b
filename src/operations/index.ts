/**
 * What its operator does with a portal as a whole: look whether everything that must hold holds, have files scanned again, back it up, bring
 * it back. It reads past the fence, as a role of its own that can do nothing else, and only from the command line; it decides nothing about
 * anybody's records.
 */
export { backupCommand, restoreCommand, revocationsCommand, safeModeCommand, verifyCommand } from './backup/commands.js';
export { fsckCommand } from './fsck/commands.js';
export { Fsck, type FsckOptions } from './fsck/fsck.js';
export { rescanCommand } from './rescan/commands.js';
export { OperationsModule } from './operations.module.js';
