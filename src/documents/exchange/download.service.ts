import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { delivered, isPlayed } from '../../kernel/files/index.js';
import { notFound, unprocessable } from '../../kernel/problems.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import type { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import type { DocumentVersion } from '../document-version.entity.js';
import { isTaken } from '../portrait.js';
import { cannotBeMarked, Copies, type Copy } from '../preview/copies.js';
import { isMarked } from '../preview/marks.js';
import { Openings } from '../preview/openings.js';
import { Brake } from './brake.js';

/** A file that may leave now, as it is given to this reader. */
export interface Download extends Copy {
  version: DocumentVersion;
  number: number;
  /** Names these octets to this reader; a copy with a watermark is another one each time. */
  tag?: string;
}

/** As one file, or as part of a bundle. */
export interface Taking {
  rendition: 'download' | 'bundle';
  bundle?: string;
}

/** Files go out: asked for at this moment, recorded before the first byte, then streamed; with the reader's watermark where the marking asks for one. */
@Injectable()
export class DownloadService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly files: SealedFiles,
    private readonly scanner: Scanner,
    private readonly openings: Openings,
    private readonly copies: Copies,
    private readonly brake: Brake,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * A permission to read one file, with the event of reading committed. Whoever may upload for its originator gets the file without a watermark: it
   * would come back with the next version.
   * @throws Problem 404, 403 with the caveat that forbids it or when so many are taken that a fresh proof is wanted, 409 to its originator while it is inspected (nobody else knows of it until then), or when the watermark it needs cannot be put on
   */
  async permit(actor: Actor, id: string, number: number, taking: Taking = { rendition: 'download' }): Promise<Download> {
    const found = await this.db.write(actor, async () => {
      const { document, version, file } = await this.ask(actor, id, number);
      // Said after the commit: what was counted and told stays.
      if (!(await this.brake.lets(actor, [{ documentId: id, number, originator: document.originator }]))) return null;
      if (!this.isMarkedFor(actor, document)) {
        await this.record(actor, document, version, taking);
        return { given: { fileName: version.fileName, mediaType: version.mediaType, ...(await this.leaving(version, file)), tag: this.tag(actor, version), version, number } };
      }
      const opening = await this.openings.of(actor, document, number, taking.rendition);
      return { given: null, document, version, file, opening, mark: await this.openings.mark(actor, opening) };
    }, { repeatable: true });
    if (!found) throw this.brake.refusal(actor);
    if (found.given) return found.given;
    failPoint('copy-asked');
    const copy = await this.copies.marked(found.document, found.version, found.file, found);
    failPoint('copy-marked');
    // Putting it on took a while: the right to have it is asked for once more, and only then it is recorded.
    await this.db.write(actor, async () => {
      const { document, version } = await this.ask(actor, id, number);
      await this.record(actor, document, version, taking, found.opening.code);
    }, { repeatable: true });
    failPoint('copy-recorded');
    return { ...copy, version: found.version, number };
  }

  /**
   * A film or a recording, as a player asks for it piece by piece: recorded once an hour, like pages that are turned. Its octets leave, whatever the
   * player shows, so the right is that of a download; and none can carry a watermark, so none leaves where the marking asks for one.
   * @throws Problem as `permit` does, 422 when it is nothing to play
   */
  async play(actor: Actor, id: string, number: number): Promise<Download> {
    const found = await this.db.write(actor, async () => {
      const { document, version, file } = await this.ask(actor, id, number);
      if (!isPlayed(version.mediaType)) throw unprocessable('This file is no film and no recording. Download it to read it.', 'not-playable');
      if (this.isMarkedFor(actor, document)) throw cannotBeMarked('A film carries none.');
      if (!(await this.brake.lets(actor, [{ documentId: id, number, originator: document.originator }]))) return null;
      await this.openings.of(actor, document, number, 'play');
      return { fileName: version.fileName, mediaType: version.mediaType, ...(await this.leaving(version, file)), tag: this.tag(actor, version), version, number };
    }, { repeatable: true });
    if (!found) throw this.brake.refusal(actor);
    return found;
  }

  /** Whether it would be permitted now. Nothing is recorded: a client asks before it follows a plain link. @throws Problem as `permit` does */
  async allowed(actor: Actor, id: string, number: number): Promise<void> {
    const { document, version, file } = await this.db.read(actor, async () => {
      const found = await this.ask(actor, id, number);
      if (await this.brake.holds(actor, [{ documentId: id, number, originator: found.document.originator }])) throw this.brake.refusal(actor);
      return found;
    });
    if (this.isMarkedFor(actor, document)) await this.copies.mustCarry(document, version, file);
  }

  private isMarkedFor(actor: Actor, document: Document): boolean {
    return isMarked(document) && !this.access.can(actor, 'upload', document);
  }

  private async ask(actor: Actor, id: string, number: number): Promise<{ document: Document; version: DocumentVersion; file: KeptFile }> {
    const { document, versions } = await this.documents.opened(actor, id);
    const version = versions.find((one) => one.number === number);
    if (!version) throw notFound();
    this.access.require(actor, 'download', document);
    if (document.originator !== actor.party && !isTaken(version)) throw notFound();
    this.scanner.requireScanned(version.scan);
    return { document, version, file: await this.files.find(version.storageKey) };
  }

  private record(actor: Actor, document: Document, { number, sha256, delivered }: DocumentVersion, { bundle }: Taking, code?: string): Promise<void> {
    return this.events.record(actor, 'document.downloaded', subject(document), { number, sha256: delivered?.sha256 ?? sha256, tlp: document.tlp, caveats: document.handlingCaveats, code, bundle });
  }

  /** The file as it came, or without what it says of its maker. */
  private async leaving(version: DocumentVersion, file: KeptFile): Promise<Pick<Copy, 'bytes' | 'open' | 'pieces'>> {
    const delivery = version.delivered && (await this.documents.delivery(version));
    return delivery ? delivered(delivery, file) : { bytes: version.bytes, open: file.open, pieces: file.pieces };
  }

  /** Says to one reader whether these are still the same octets, and tells them nothing of the content. */
  private tag({ userId }: Actor, { documentId, number, sha256, delivered }: DocumentVersion): string {
    return createHmac('sha256', this.settings.cursorSecret).update(`file:${documentId}/${number}/${userId}/${delivered?.sha256 ?? sha256}`).digest('base64url').slice(0, 27);
  }
}
