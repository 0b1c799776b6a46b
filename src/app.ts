import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { urlencoded } from 'express';
import { AppModule } from './app.module.js';
import type { Settings } from './kernel/config/index.js';
import { Metrics } from './kernel/health/index.js';
import { cspReports, doorway, endStalled, securityHeaders, strictJson, strictQuery, webClient } from './kernel/http/index.js';
import { Logger } from './kernel/logging/index.js';
import { speaksTus } from './kernel/uploads/index.js';
import { apiDocs } from './api-docs.js';

/** Bodies that are no JSON: files, and the forms of the sign-in page. */
const otherBodies = [
  { method: 'POST', path: /^\/api\/v1\/documents\/[^/]+\/versions$/, mediaType: 'application/octet-stream' },
  { method: 'POST', path: /^\/api\/v1\/(package-)?uploads$/, mediaType: 'application/offset+octet-stream' },
  { method: 'PATCH', path: /^\/api\/v1\/(package-)?uploads\/[^/]+$/, mediaType: 'application/offset+octet-stream' },
  { method: 'PUT', path: /^\/api\/v1\/nominations\/[^/]+\/letter$/, mediaType: 'application/octet-stream' },
  { method: 'POST', path: /^\/sign-in(\/[\w/-]+)?$/, mediaType: 'application/x-www-form-urlencoded' },
];

/** The client's build, seen from `src` and from `dist/src` alike. */
const webFolder = fileURLToPath(new URL(import.meta.url.includes('/dist/src/') ? '../../web/dist' : '../web/dist', import.meta.url));

/** The player of imported courses, which the second origin serves. */
export const playerFolder = join(webFolder, 'player');

/**
 * The portal as a web application, not listening yet. What a request passes, in this order: doorway, headers, strict query and body,
 * guard, pipe, controller. Anything that goes wrong on the way leaves through the problem filter.
 */
export async function createApp(settings: Settings, options: { web?: string } = {}): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings), { bodyParser: false, bufferLogs: true, autoFlushLogs: false, abortOnError: false });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  app.set('trust proxy', settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(app.get(Metrics).timing, doorway(settings), endStalled(), ...securityHeaders(settings));
  app.use('/api/v1/csp-reports', ...cspReports);
  app.use(['/api/v1/uploads', '/api/v1/package-uploads'], speaksTus);
  app.use(strictQuery(), strictJson({}, otherBodies));
  app.use('/sign-in', urlencoded({ extended: false, limit: '8kb', parameterLimit: 10 }));
  app.use(webClient(options.web ?? webFolder));
  app.setGlobalPrefix('api/v1', { exclude: ['livez', 'readyz', 'sign-in', 'sign-in/*path'] });
  app.enableShutdownHooks();
  apiDocs(app);
  const { server } = { server: app.getHttpServer() as import('node:http').Server };
  server.requestTimeout = 0; // a large file on a slow line takes its time as long as it moves; headers do not
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  return app;
}
