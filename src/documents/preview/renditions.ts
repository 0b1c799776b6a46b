import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { notFound } from '../../kernel/problems.js';
import { Office, Renderer, RenderingError, type Outline, type Run } from '../../kernel/rendering/index.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import { extractText, hasText } from '../../kernel/text/index.js';
import type { Document } from '../document.entity.js';
import type { DocumentVersion } from '../document-version.entity.js';

export const pdf = 'application/pdf';
const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/tiff'];

export const isPicture = (mediaType: string): boolean => pictures.includes(mediaType);

/** Larger files are to be downloaded: rendering takes the whole of it into memory. */
const mostOctets = 64 * 2 ** 20;
/** What is kept of a page: finer than what is sent, so that a watermark can be laid over it without spoiling it twice. */
const keptOctets = 600_000;
const lettersOfPage = 5_000;

/** What a version looks like. */
export interface Shape extends Outline {
  as: 'images' | 'text' | 'nothing';
  why: 'kind' | RenderingError['code'] | null;
}

const nothing = (why: Shape['why']): Shape => ({ as: 'nothing', why, pages: 0, sizes: [] });

/** Renditions of versions, bare: made once, on first asking, and kept sealed under the originator's key. Who may look is asked before. */
@Injectable()
export class Renditions {
  private readonly making = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly db: Database,
    private readonly files: SealedFiles,
    private readonly renderer: Renderer,
    private readonly office: Office,
  ) {}

  async shape(document: Document, version: DocumentVersion, file: KeptFile): Promise<Shape> {
    return JSON.parse((await this.part(document, version, 'outline', async () => Buffer.from(JSON.stringify(await this.looked(document, version, file))))).toString()) as Shape;
  }

  /** A page as WebP, with its text. @param longest pixels of its longer side @throws Problem 404, RenderingError */
  async page(document: Document, version: DocumentVersion, file: KeptFile, page: number, longest: number): Promise<{ image: Buffer; runs: Run[] }> {
    const shape = await this.shape(document, version, file);
    if (shape.as !== 'images' || page < 1 || page > shape.pages) throw notFound();
    const kept = await this.part(document, version, `page/${page}/${longest}`, async () => {
      const [bytes, mediaType] = await this.drawable(document, version, file);
      const { image, runs } = await this.renderer.page(bytes, mediaType, { page, longest, maxBytes: keptOctets });
      return Buffer.concat([Buffer.from(`${JSON.stringify(runs)}\n`), image]);
    });
    const cut = kept.indexOf(10);
    return { runs: JSON.parse(kept.subarray(0, cut).toString()) as Run[], image: kept.subarray(cut + 1) };
  }

  /** An office file as PDF; null where none is made of its kind here. @throws RenderingError */
  async pdf(document: Document, version: DocumentVersion, file: KeptFile): Promise<Buffer | null> {
    if (!this.office.takes(version.mediaType)) return null;
    return this.part(document, version, 'pdf', async () => this.office.pdf(await whole(file), version.mediaType));
  }

  /** The words of a page of a version without images. @throws Problem 404 */
  async text(document: Document, version: DocumentVersion, file: KeptFile, page: number): Promise<string> {
    const shape = await this.shape(document, version, file);
    if (shape.as !== 'text' || page < 1 || page > shape.pages) throw notFound();
    return inPages((await extractText(version.mediaType, () => file.open())).text)[page - 1] ?? '';
  }

  /** What page images are made of: the file, or its PDF. */
  private async drawable(document: Document, version: DocumentVersion, file: KeptFile): Promise<[Buffer, string]> {
    const converted = await this.pdf(document, version, file);
    return converted ? [converted, pdf] : [await whole(file), version.mediaType];
  }

  private async looked(document: Document, version: DocumentVersion, file: KeptFile): Promise<Shape> {
    const images = version.mediaType === pdf || isPicture(version.mediaType) || this.office.takes(version.mediaType);
    if (!images && !hasText(version.mediaType)) return nothing('kind');
    if (version.bytes > mostOctets) return nothing('too-large');
    try {
      if (images) return { as: 'images', why: null, ...(await this.renderer.outline(...(await this.drawable(document, version, file)))) };
      const pages = inPages((await extractText(version.mediaType, () => file.open())).text).length;
      return { as: 'text', why: null, pages, sizes: [] };
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'locked' || code === 'unreadable' || code === 'too-large' || code === 'too-slow') return nothing(code);
      throw error;
    }
  }

  /** What was kept, or what is made now and kept; asked for twice at once, it is made once. */
  private part(document: Document, version: DocumentVersion, part: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const name = `${document.id}/${version.number}/${part}`;
    const running = this.making.get(name) ?? this.kept(document, version, part, make).finally(() => this.making.delete(name));
    this.making.set(name, running);
    return running;
  }

  private async kept(document: Document, version: DocumentVersion, part: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const actor = systemActor('previews', document.originator);
    const which = [document.id, version.number, part];
    const known = await this.db.read(actor, async () => {
      const [row] = await this.db.sql<{ storage_key: string }>('SELECT storage_key FROM app.renditions WHERE document_id = $1 AND number = $2 AND part = $3', which);
      return row && (await this.files.find(row.storage_key));
    });
    if (known) return buffer(await known.open());
    const made = await make();
    const file = await this.files.put(Readable.from([made]), { owner: document.originator, subject: `rendition/${document.id}`, maxBytes: 2 * mostOctets, marking: document.tlp });
    failPoint('rendition-sealed');
    const entered = await this.db.write(actor, async () => {
      const [row] = await this.db.sql(
        `INSERT INTO app.renditions (document_id, number, part, storage_key)
         SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT FROM app.document_versions v WHERE v.document_id = $1 AND v.number = $2) ON CONFLICT DO NOTHING RETURNING part`, [...which, file.key],
      );
      if (row) await this.files.enter(file);
      failPoint('rendition-entered');
      return row;
    }).catch(async (error: unknown) => {
      await this.files.discard(file);
      throw error;
    });
    if (!entered) await this.files.discard(file);
    return made;
  }
}

const whole = async (file: KeptFile): Promise<Buffer> => {
  if (file.bytes > mostOctets) throw new RenderingError('too-large');
  return buffer(await file.open());
};

/** Text in pages of about a screen, cut between lines. */
function inPages(text: string): string[] {
  const pages: string[] = [];
  for (let rest = text; rest.length > 0; ) {
    const end = rest.length <= lettersOfPage ? rest.length : Math.max(rest.lastIndexOf('\n', lettersOfPage) + 1, 0) || lettersOfPage;
    pages.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return pages.length > 0 ? pages : [''];
}
