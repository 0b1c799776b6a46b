import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Settings } from '../config/index.js';
import { occasion } from '../events/index.js';
import { Problem } from '../problems.js';
import { send } from './problem-filter.js';

/**
 * What every request passes before anything reads it: an id made here, the address as our own proxies tell it, and a host that is ours
 * (SR-110: else 421). Method overrides and trailing tricks find no second way in: there is one guard, on the route.
 */
export function doorway(settings: Settings): RequestHandler {
  const hosts = new Set([new URL(settings.publicUrl).host, ...settings.extraHosts]);
  return (request: Request, response: Response, next: NextFunction) => {
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    occasion.run({ requestId, ip: request.ip, agent: request.headers['user-agent'] }, () => {
      if (!hosts.has(request.headers.host ?? '')) {
        send(response, new Problem(421, '/problems/misdirected', 'Misdirected request', 'This portal does not answer under that name.'));
        request.socket.end();
        return;
      }
      next();
    });
  };
}
