import 'reflect-metadata';
import { createApp, playerFolder } from './app.js';
import { forgetSecrets, settingsOrExit } from './kernel/config/index.js';
import { armFailPoint } from './kernel/fail-point.js';
import { Worker } from './kernel/jobs/index.js';
import { ContentSite } from './learning/index.js';
import { doesNotStart } from './why.js';

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
  doesNotStart(error);
}
