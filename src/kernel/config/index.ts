/** Settings: read once at start, checked whole, typed. The doors hand the environment in; nothing else of the server reads it. */
export { ConfigModule } from './config.module.js';
export { catalogue, forgetSecrets, loadSettings, Settings, settingsOrExit } from './settings.js';
export type { Environment } from './settings.js';
