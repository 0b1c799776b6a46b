import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict } from '../../kernel/problems.js';
import { Storage, type ByteRange } from '../../kernel/storage/index.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import type { DocumentVersion } from '../document-version.entity.js';

export interface Download {
  version: Pick<DocumentVersion, 'fileName' | 'mediaType' | 'bytes' | 'number'>;
  open(range?: ByteRange): Promise<Readable>;
}

/** Files go out: asked for at this moment, recorded before the first byte, then streamed. */
@Injectable()
export class DownloadService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly storage: Storage,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * A permission to read one file, with the event of reading committed.
   * @throws Problem 404, 403 with the caveat that forbids it, 409 while it is inspected
   */
  async permit(actor: Actor, id: string, number: number): Promise<Download> {
    const version = await this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, id);
      const found = await this.documents.version(document, number);
      this.access.require(actor, 'download', document);
      if (found.scan === 'infected') throw conflict('Malware was found in this file. It is kept as evidence and given to nobody.', 'infected');
      if (found.scan === 'not_scanned' && this.settings.mode === 'production') throw conflict('This file was never scanned for malware, so it is not given out. Its originator can upload it again.', 'not-scanned');
      if (found.scan === 'pending') throw conflict('This file is still being inspected. Try again in a moment.', 'not-inspected-yet');
      await this.events.record(actor, 'document.downloaded', subject(document), { number, sha256: found.sha256, tlp: document.tlp, caveats: document.handlingCaveats });
      return found;
    });
    return { version, open: (range) => this.storage.open(version.storageKey, range) };
  }
}
