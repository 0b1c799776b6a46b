import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { forgetSecrets, settingsOrExit } from './kernel/config/index.js';
import { armFailPoint } from './kernel/fail-point.js';
import { Worker } from './kernel/jobs/index.js';
import { Logger } from './kernel/logging/index.js';
import { doesNotStart } from './why.js';

/** The jobs' door: works off the queue, answers nobody. */
const settings = settingsOrExit(process.env, 'work');
forgetSecrets(process.env);
armFailPoint(settings.failPoint);
try {
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), { bufferLogs: true, autoFlushLogs: false, abortOnError: false });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  app.enableShutdownHooks();
  await app.get(Worker).start();
} catch (error) {
  doesNotStart(error);
}
