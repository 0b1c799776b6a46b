import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { apiPage } from './kernel/http/index.js';

/** The OpenAPI 3.1 document of the portal, made from the classes that validate and shape what goes in and out. */
export function openApi(app: NestExpressApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Focalpoint')
    .setDescription('Errors are problem details (RFC 9457). Lists are { items, next }. What is not yours to see is 404, whatever you ask of it.')
    .setVersion('1')
    .addCookieAuth('sid')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'fp_…', description: 'A token of a program: one delegation, and the verbs it was made for.' })
    .build();
  return SwaggerModule.createDocument(app, about, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
}

/** Serves it, as JSON and as a page to read that needs no script. */
export function apiDocs(app: NestExpressApplication): void {
  let document: OpenAPIObject | undefined;
  let page: string | undefined;
  app.use('/api/openapi.json', (_request: Request, response: Response) => void response.json((document ??= openApi(app))));
  app.use('/api/docs', (_request: Request, response: Response) => {
    page ??= apiPage((document ??= openApi(app)));
    response.type('html').send(page.replaceAll('__CSP_NONCE__', String(response.locals.nonce)));
  });
}
