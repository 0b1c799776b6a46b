import type { Response } from 'express';
import { contentDisposition } from '../files/index.js';
import type { Written } from './tables.js';

/** Heads an answer that is a table to take away. @param name of the file, without extension */
export function attach(response: Response, { mediaType, extension }: Written, name: string): void {
  response.set({
    'Content-Type': mediaType,
    'Content-Disposition': contentDisposition(`${name}-${new Date().toISOString().slice(0, 10)}.${extension}`),
    'Cache-Control': 'private, no-store',
  });
}
