import { randomBytes } from 'node:crypto';
import helmet from 'helmet';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Settings } from '../config/index.js';

/**
 * SR-101, SR-102: the same headers on every answer, 404 and 500 and static files alike. The policy is set whole, without `unsafe-*`;
 * styles carry a nonce per response for the few components that insert a sheet of their own.
 */
export function securityHeaders(settings: Settings): RequestHandler[] {
  const years = settings.mode === 'production' ? 2 : 1;
  return [
    (_request: Request, response: Response, next: NextFunction) => {
      response.locals.nonce = randomBytes(16).toString('base64');
      // Imported courses say how they end in "unload", which browsers are giving up: only where the page around them allows it do they hear of it.
      response.setHeader('Permissions-Policy', 'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=(), unload=*');
      response.setHeader('Reporting-Endpoints', 'csp="/api/v1/csp-reports"');
      response.setHeader('Cache-Control', 'no-store');
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", (_request, response) => `'nonce-${(response as Response).locals.nonce}'`],
          imgSrc: ["'self'", 'blob:'],
          mediaSrc: ["'self'"],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          frameSrc: [settings.contentOrigin || "'none'"],
          manifestSrc: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          requireTrustedTypesFor: ["'script'"],
          reportTo: ['csp'],
        },
      },
      strictTransportSecurity: { maxAge: years * 31_536_000, includeSubDomains: true },
      xFrameOptions: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      crossOriginEmbedderPolicy: { policy: 'require-corp' },
    }),
  ];
}
