import { Logger } from '@nestjs/common';
import { json, type NextFunction, type Request, type Response } from 'express';

const log = new Logger('content-security-policy');
const read = json({ type: ['application/csp-report', 'application/reports+json'], limit: '16kb' });

/** SR-101: browsers tell here what the content security policy stopped. Nothing of the report but two words goes to the log. */
export const cspReports = [
  read,
  (request: Request, response: Response, _next: NextFunction) => {
    const body: unknown = request.body;
    for (const report of Array.isArray(body) ? body.slice(0, 20) : [body]) {
      const told = ((report as { body?: object })?.body ?? (report as Record<string, object>)?.['csp-report'] ?? {}) as Record<string, unknown>;
      const word = (value: unknown) => String(value ?? '').replaceAll(/[^\w:./-]/g, '').slice(0, 80);
      log.warn(`stopped ${word(told.effectiveDirective ?? told['effective-directive'])} of ${word(told.blockedURL ?? told['blocked-uri'])}`);
    }
    response.status(204).end();
  },
];
