import { Global, Module } from '@nestjs/common';
import { Renderer } from './renderer.js';

/** Files as one looks at them: page images with their text, and watermarks. It keeps nothing and knows nothing of who may look. */
@Global()
@Module({ providers: [Renderer], exports: [Renderer] })
export class RenderingModule {}

export { Renderer, RenderingError } from './renderer.js';
export type { Mark, Outline, Run } from './shapes.js';
