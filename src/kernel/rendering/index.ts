import { Global, Module } from '@nestjs/common';
import { Office } from './office.js';
import { Renderer } from './renderer.js';

/** Files as one looks at them: page images with their text, and watermarks. It keeps nothing and knows nothing of who may look. */
@Global()
@Module({ providers: [Renderer, Office], exports: [Renderer, Office] })
export class RenderingModule {}

export { Office } from './office.js';
export { Renderer, RenderingError } from './renderer.js';
export type { Mark, Outline, Run } from './shapes.js';
