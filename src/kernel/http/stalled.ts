import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Problem } from '../problems.js';
import { hasBody } from './json-guard.js';

/** As Node itself answers who sends no headers: past whoever waits for the rest, and the connection ends with it. */
function giveUp(request: Request, response: Response): void {
  const { type, title, status, detail } = new Problem(408, '/problems/silent', 'Nothing came', 'Nothing came for a while, so the connection was given up. Nothing was kept; send it again.');
  const said = JSON.stringify({ type, title, status, detail });
  if (!response.headersSent) request.socket.write(`HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${said.length}\r\n\r\n${said}`);
  request.socket.destroySoon();
}

/**
 * Ends a request whose sender announced a body and fell silent over it (SR-61), signed in or not. A slow sender is no silent one, and where we
 * are the ones who do not read on, nobody is given up. Files in parts are let go sooner, by their own patience, and keep what came.
 * @param patience milliseconds without an octet; at the most twice as long passes
 */
export function endStalled(patience = 30_000): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (!hasBody(request)) return next();
    const { socket } = request;
    let seen = socket.bytesRead;
    const timer = setInterval(() => {
      const weWait = !request.complete && request.readableLength === 0;
      if (weWait && socket.bytesRead === seen) giveUp(request, response);
      seen = weWait ? socket.bytesRead : -1;
    }, patience).unref();
    request.once('close', () => clearInterval(timer));
    next();
  };
}
