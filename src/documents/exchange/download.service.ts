import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import type { DocumentVersion } from '../document-version.entity.js';

export interface Download {
  version: Pick<DocumentVersion, 'fileName' | 'mediaType' | 'bytes' | 'number'>;
  open: KeptFile['open'];
}

/** Files go out: asked for at this moment, recorded before the first byte, then streamed. */
@Injectable()
export class DownloadService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly files: SealedFiles,
    private readonly scanner: Scanner,
  ) {}

  /**
   * A permission to read one file, with the event of reading committed.
   * @throws Problem 404, 403 with the caveat that forbids it, 409 while it is inspected
   */
  async permit(actor: Actor, id: string, number: number): Promise<Download> {
    return this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, id);
      const version = await this.documents.version(document, number);
      this.access.require(actor, 'download', document);
      this.scanner.requireScanned(version.scan);
      const { open } = await this.files.find(version.storageKey);
      await this.events.record(actor, 'document.downloaded', subject(document), { number, sha256: version.sha256, tlp: document.tlp, caveats: document.handlingCaveats });
      return { version, open };
    });
  }
}
