import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse } from '@nestjs/swagger';
import { spoken } from './tus.js';

/** A route that is spoken to in tus. */
export const Tus = () => ApiHeader({ name: 'Tus-Resumable', required: true, schema: { type: 'string', enum: [spoken.version] } });

/** The route that begins uploads. @param keys what the metadata may say */
export const Announces = (keys: string) => applyDecorators(
  HttpCode(201), Tus(),
  ApiHeader({ name: 'Upload-Length', required: true, schema: { type: 'integer' } }),
  ApiHeader({ name: 'Upload-Metadata', required: true, description: `Keys with values in Base64: ${keys}.` }),
  ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key of the same person is the same upload.' }),
  ApiResponse({ status: 201, headers: { Location: { schema: { type: 'string' } }, 'Upload-Offset': { schema: { type: 'integer' } }, 'Upload-Expires': { schema: { type: 'string' } } } }),
);

/** The route that takes a part. */
export const SendsPart = () => applyDecorators(
  HttpCode(204), Tus(),
  ApiHeader({ name: 'Upload-Offset', required: true, schema: { type: 'integer' } }),
  ApiHeader({ name: 'Upload-Checksum', required: false, description: 'sha256 or sha1, a space, and the digest of this part in Base64.' }),
  ApiConsumes(spoken.mediaType),
  ApiBody({ schema: { type: 'string', format: 'binary' } }),
);
