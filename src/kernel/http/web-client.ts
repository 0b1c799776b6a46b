import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';

/** Paths the server answers itself; everything else a browser asks for is the client's to show. */
const ours = /^\/(api|sign-in|livez|readyz)(\/|$)/;
const types: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml', json: 'application/json' };

/**
 * Serves the built client: hashed assets for a year, in the encoding the browser takes; for any other path the one page, with the nonce of
 * this answer. Nothing of it is secret: what is shown comes from the API.
 * @param folder the client's build
 */
export function webClient(folder: string): RequestHandler {
  const page = join(folder, 'index.html');
  const html = existsSync(page) ? readFileSync(page, 'utf8') : null;
  const files = express.static(folder, { index: false, etag: false, lastModified: false, cacheControl: false, redirect: false, dotfiles: 'ignore' });
  const script = versioned(folder, '/assets/passkey.js');
  return (request: Request, response: Response, next: NextFunction) => {
    response.locals.passkeyScript = script;
    if ((request.method !== 'GET' && request.method !== 'HEAD') || ours.test(request.path)) return next();
    if (/\.\w+$/.test(request.path)) return asset(folder, files, request, response, next);
    if (html === null) return next();
    response.type('html').send(html.replaceAll('__CSP_NONCE__', String(response.locals.nonce)));
  };
}

/** An address that changes with the file's content, for those whose name has no hash: they too are kept for a year. */
function versioned(folder: string, path: string): string {
  const file = join(folder, path);
  return existsSync(file) ? `${path}?v=${createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 10)}` : path;
}

function asset(folder: string, files: RequestHandler, request: Request, response: Response, next: NextFunction): void {
  const hashed = request.path.startsWith('/assets/');
  const type = types[request.path.split('.').at(-1) ?? ''];
  const encoding = hashed && type ? (['br', 'gzip'] as const).find((one) => request.acceptsEncodings(one) === one) : undefined;
  const packed = `${request.path}.${encoding === 'br' ? 'br' : 'gz'}`;
  const { url } = request;
  if (hashed) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  if (encoding && /^\/assets\/[\w.-]+$/.test(request.path) && existsSync(join(folder, packed))) {
    response.set({ 'Content-Encoding': encoding, 'Content-Type': type, Vary: 'Accept-Encoding' });
    request.url = packed;
  }
  files(request, response, (error?: unknown) => {
    request.url = url;
    response.removeHeader('Content-Encoding');
    response.setHeader('Cache-Control', 'no-store');
    next(error);
  });
}
