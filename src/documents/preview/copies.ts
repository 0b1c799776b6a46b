import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { inMemory, type Readings } from '../../kernel/files/index.js';
import { conflict } from '../../kernel/problems.js';
import { Renderer, RenderingError, type Mark } from '../../kernel/rendering/index.js';
import type { KeptFile } from '../../kernel/sealed-files/index.js';
import type { Document } from '../document.entity.js';
import type { DocumentVersion } from '../document-version.entity.js';
import { said, type Opening } from './marks.js';
import { isPicture, pdf, Renditions } from './renditions.js';

/** A file as it leaves. */
export interface Copy extends Readings {
  fileName: string;
  mediaType: string;
  bytes: number;
}

const texts = ['text/plain', 'text/csv'];
const mostOctets = 64 * 2 ** 20;

/** Copies that carry their reader's watermark; a file that cannot carry one is not given out (SR-70). */
@Injectable()
export class Copies {
  constructor(
    private readonly renderer: Renderer,
    private readonly renditions: Renditions,
  ) {}

  /** Whether a copy could carry one, before it is made. @throws Problem 409 as `marked` does */
  async mustCarry(document: Document, version: DocumentVersion, file: KeptFile): Promise<void> {
    if (file.bytes > mostOctets) throw tooLarge();
    if (texts.includes(version.mediaType)) return;
    const { as, why } = await this.renditions.shape(document, version, file);
    if (as !== 'images') throw why === null || why === 'kind' ? ofAnotherKind() : unreadable(why);
  }

  /**
   * A PDF stays one; a picture, and an office file where the portal can convert it, become one; text and tables say it in their first and last line.
   * The same opening makes the same file, so that a broken download resumes.
   * @throws Problem 409 `/problems/cannot-be-marked`
   */
  async marked(document: Document, version: DocumentVersion, file: KeptFile, { mark, opening }: { mark: Mark; opening: Opening }): Promise<Copy> {
    if (file.bytes > mostOctets) throw tooLarge();
    if (texts.includes(version.mediaType)) return held(version.fileName, version.mediaType, lined(await buffer(await file.open()), mark));
    const about = { title: document.symbol, at: opening.at };
    try {
      const [bytes, mediaType] = version.mediaType === pdf || isPicture(version.mediaType)
        ? [await buffer(await file.open()), version.mediaType]
        : [await this.renditions.pdf(document, version, file), pdf];
      if (!bytes) throw ofAnotherKind();
      return held(version.fileName.replace(/(\.[^.]+)?$/, '.pdf'), pdf, await this.renderer.stamp(bytes, mediaType, mark, about));
    } catch (error) {
      if (!(error instanceof RenderingError)) throw error;
      throw unreadable(error.code);
    }
  }
}

export const cannotBeMarked = (why: string) => conflict(`The marking of this document asks for a watermark on every copy, and none can be put on this file. ${why}`, 'cannot-be-marked');

const tooLarge = () => cannotBeMarked('It is too large to carry one.');
const ofAnotherKind = () => cannotBeMarked('A file of this kind carries none here. Ask its originator for a PDF.');
const unreadable = (code: RenderingError['code']) => cannotBeMarked(code === 'locked' ? 'It is locked by a password; its originator can send it without one.' : 'It cannot be read as what its name says, or takes too long to.');

const held = (fileName: string, mediaType: string, bytes: Buffer): Copy => ({ fileName, mediaType, ...inMemory(bytes) });

function lined(bytes: Buffer, mark: Mark): Buffer {
  const line = Buffer.from(`[${said(mark)}]`);
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = wide ? Buffer.from(new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)) : bytes;
  return Buffer.concat([line, Buffer.from('\r\n'), text, Buffer.from('\r\n'), line, Buffer.from('\r\n')]);
}
