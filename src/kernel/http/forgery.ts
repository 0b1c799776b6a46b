import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Settings } from '../config/index.js';
import { Problem } from '../problems.js';
import { bringsToken } from './route.js';

export const sessionCookie = (settings: Settings) => (settings.publicUrl.startsWith('https:') ? '__Host-sid' : 'sid');

/** The session's token from the cookie, or ''. */
export function sessionToken(request: Request, settings: Settings): string {
  const name = `${sessionCookie(settings)}=`;
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const pair = part.trim();
    if (pair.startsWith(name)) return pair.slice(name.length);
  }
  return '';
}

/** The value `X-CSRF` must carry for the session with this token. */
export const csrfOf = (token: string, settings: Settings) => createHmac('sha256', settings.cursorSecret).update(`csrf:${token}`).digest('base64url');

const refuse = (detail: string) => new Problem(403, '/problems/forged-request', 'Refused', detail);

/**
 * SR-100: an unsafe method must come from our own pages. The browser's word (Sec-Fetch-Site), the origin, and for a session a header only
 * our client can know. Whoever sends no cookie and no origin is no browser that could be tricked.
 * @param usesSession false for open routes, which act for nobody
 * @throws Problem 403
 */
export function refuseForgery(request: Request, settings: Settings, usesSession: boolean): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refuse('This request came from another site.');
  const { origin } = request.headers;
  // Under our own referrer policy a form of ours says "null"; the browser's word that it is ours then counts.
  const hidden = origin === 'null' && site === 'same-origin';
  if (origin !== undefined && !hidden && origin !== new URL(settings.publicUrl).origin) throw refuse('This request came from another origin.');
  const token = usesSession && !bringsToken(request) ? sessionToken(request, settings) : '';
  if (!token) return;
  const sent = Buffer.from(String(request.headers['x-csrf'] ?? ''));
  const wanted = Buffer.from(csrfOf(token, settings));
  if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted)) throw refuse('This request does not carry its session\'s token. Reload the page and try again.');
}
