import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Settings } from '../config/index.js';
import { occasion } from '../events/index.js';

/** What a log line must never hold, wherever it turns up: cookies, tokens, passwords, what somebody searched for. */
const secrets = ['cookie', 'authorization', 'password', 'secret', 'token', 'csrf', 'x-csrf', 'set-cookie'];
const paths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

@Module({})
export class LoggingModule {
  static with(settings: Settings): DynamicModule {
    const logging = LoggerModule.forRoot({
      pinoHttp: {
        level: settings.logLevel,
        messageKey: 'message',
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        redact: { paths, censor: '[redacted]' },
        genReqId: () => occasion.getStore()?.requestId ?? '',
        customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
        serializers: {
          // The path without its query, which may hold words somebody searched for; no headers at all.
          req: (request: { id: string; method: string; url: string }) => ({ id: request.id, method: request.method, path: request.url.split('?')[0] }),
          res: (response: { statusCode: number }) => ({ status: response.statusCode }),
        },
        autoLogging: { ignore: (request: IncomingMessage) => /^\/(livez|readyz)$/.test(request.url ?? '') },
      },
      forRoutes: ['*path'],
    });
    return { module: LoggingModule, imports: [logging], exports: [logging] };
  }
}
