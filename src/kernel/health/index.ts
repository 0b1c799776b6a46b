/** How the portal is: live, ready, and in figures for its operator. It knows nothing of records. */
export { HealthModule } from './health.module.js';
export { Metrics } from './metrics.js';
