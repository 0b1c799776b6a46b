import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { notFound, Problem, unprocessable } from '../../kernel/problems.js';
import { Renderer, RenderingError, type Mark } from '../../kernel/rendering/index.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import type { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import type { DocumentVersion } from '../document-version.entity.js';
import { isMarked, isRecorded, said } from './marks.js';
import { isTaken } from '../portrait.js';
import { Openings } from './openings.js';
import type { PagesView, PageTextView } from './preview.dto.js';
import { Renditions } from './renditions.js';

/** No page image has more octets than this. */
const mostBytes = 60 * 1024;
const longest = { page: 1_400, fine: 2_200 };

type Use = 'preview' | 'print';

interface Admitted {
  document: Document;
  version: DocumentVersion;
  file: KeptFile;
  mark: Mark | undefined;
  code: string;
}

/** Versions looked at, page by page, without taking the file along. Each answer is asked for anew; what is recorded, and marked, the marking says. */
@Injectable()
export class Previews {
  /** Page images as they were sent, by version, page and watermark; so that a range, or turning back, makes none anew. */
  private readonly sent = new LRUCache<string, Buffer>({ maxSize: 24 * 2 ** 20, sizeCalculation: (image) => image.length, ttl: 3_600_000 });

  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly openings: Openings,
    private readonly files: SealedFiles,
    private readonly scanner: Scanner,
    private readonly renderer: Renderer,
    private readonly renditions: Renditions,
  ) {}

  /** @throws Problem 404, 403, 409 while it is inspected */
  async pages(actor: Actor, id: string, number: number): Promise<PagesView> {
    const { document, version, file, mark } = await this.admit(actor, id, number, 'preview');
    const { as, why, pages, sizes } = await this.renditions.shape(document, version, file);
    return { as, why, pages, sizes: sizes.slice(0, 500), watermark: mark ? said(mark) : null, recorded: isRecorded(document), mostBytes };
  }

  /** A page as WebP of at most 60 KiB. @throws Problem 404, 403, 409, 422 */
  async image(actor: Actor, id: string, number: number, page: number, { use = 'preview', size = 'page' }: { use?: Use; size?: 'page' | 'fine' }): Promise<{ image: Buffer; symbol: string }> {
    const { document, version, file, mark, code } = await this.admit(actor, id, number, use);
    const name = `${version.storageKey}/${page}/${size}/${code}`;
    const known = this.sent.get(name);
    if (known) return { image: known, symbol: document.symbol };
    try {
      const bare = await this.renditions.page(document, version, file, page, longest[size]);
      const image = mark || bare.image.length > mostBytes ? await this.renderer.fit(bare.image, mostBytes, mark) : bare.image;
      this.sent.set(name, image);
      return { image, symbol: document.symbol };
    } catch (error) {
      throw refusal(error);
    }
  }

  /** The words of a page, and where they stand. @throws Problem 404, 403, 409, 422 */
  async text(actor: Actor, id: string, number: number, page: number): Promise<PageTextView> {
    const { document, version, file, mark } = await this.admit(actor, id, number, 'preview');
    try {
      const { as } = await this.renditions.shape(document, version, file);
      if (as === 'images') return { runs: (await this.renditions.page(document, version, file, page, longest.page)).runs, text: null };
      const text = await this.renditions.text(document, version, file, page);
      return { runs: [], text: mark ? `[${said(mark)}]\n${text}\n[${said(mark)}]` : text };
    } catch (error) {
      throw refusal(error);
    }
  }

  private admit(actor: Actor, id: string, number: number, use: Use): Promise<Admitted> {
    return this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, id);
      const version = await this.documents.version(document, number);
      this.access.require(actor, use, document);
      if (document.originator !== actor.party && !isTaken(version)) throw notFound();
      this.scanner.requireScanned(version.scan);
      const file = await this.files.find(version.storageKey);
      const opening = isRecorded(document) || use === 'print' ? await this.openings.of(actor, document, number, use) : null;
      const mark = opening && (isMarked(document) || use === 'print') ? await this.openings.mark(actor, opening) : undefined;
      return { document, version, file, mark, code: mark && opening ? opening.code : '' };
    });
  }
}

const reasons: Record<RenderingError['code'], string> = {
  locked: 'It is locked by a password, so no page of it can be shown.',
  unreadable: 'It cannot be read as what its name says, so no page of it can be shown.',
  'too-large': 'It is too large for a preview. Download it to read it.',
  'too-slow': 'Making its pages takes more time or memory than a file may have. Download it to read it.',
};

function refusal(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof RenderingError)) return error;
  return unprocessable(reasons[error.code], `no-preview-${error.code}`);
}
