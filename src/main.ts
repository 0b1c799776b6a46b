import 'reflect-metadata';
import { createApp, playerFolder } from './app.js';
import { forgetSecrets, settingsOrExit } from './kernel/config/index.js';
import { armFailPoint } from './kernel/fail-point.js';
import { CannotServe } from './kernel/database/index.js';
import { Worker } from './kernel/jobs/index.js';
import { ContentSite } from './learning/index.js';

/** The web door: API and client on one port, imported courses on another; jobs too, unless a worker runs beside it. */
const settings = settingsOrExit(process.env);
forgetSecrets(process.env);
armFailPoint(settings.failPoint);
try {
  const app = await createApp(settings);
  await app.listen(settings.port, settings.host);
  await app.get(ContentSite).listen(playerFolder);
  if (settings.runJobs) await app.get(Worker).start();
  process.stdout.write(`Focalpoint is ready at ${settings.publicUrl}\n`);
} catch (error) {
  if (!(error instanceof CannotServe)) throw error;
  process.stderr.write(`Focalpoint does not start:\n${error.reasons.map((reason) => `  ${reason}\n`).join('')}`);
  process.exit(78);
}
