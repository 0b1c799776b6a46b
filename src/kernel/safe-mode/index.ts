/** Whether the portal holds still: no jobs, no letters, nobody's identity provider. Set by a restore or a setting, ended by the operator. */
export { SafeMode } from './safe-mode.js';
export { SafeModeModule } from './safe-mode.module.js';
