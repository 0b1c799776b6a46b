import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { DocumentTexts } from './document-texts.js';
import { DocumentVersion } from './document-version.entity.js';
import { Document } from './document.entity.js';
import { MarkingSeal } from './marking-seal.js';
import { isMarked } from './preview/marks.js';

/** A document as one actor may have it, with the files that leave: released and looked through. */
export interface Shelved {
  document: Document;
  /** Oldest first. */
  files: DocumentVersion[];
  /** The verbs the actor has on it. */
  allows: string[];
  /** Whether every copy of it carries its reader's watermark, so that what cannot carry one is not given out. */
  isMarked: boolean;
}

/** Documents that another room points at. What is pointed at is read under the document's own marking, by whoever asks, each time. */
@Injectable()
export class Shelf {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly seal: MarkingSeal,
    private readonly texts: DocumentTexts,
  ) {}

  /** Those of these documents that the actor may read, by id. In the running unit of work. @throws Problem 503 when a marking does not match its seal */
  async readable(actor: Actor, ids: readonly string[]): Promise<Map<string, Shelved>> {
    if (ids.length === 0) return new Map();
    const documents = await this.access.scope(this.db.query(Document, 'document'), actor, 'read').andWhere('document.id = ANY(:ids)', { ids: [...ids] }).getMany();
    const versions = await this.db.query(DocumentVersion, 'version').where('version.documentId = ANY(:ids)', { ids: documents.map(({ id }) => id) }).orderBy('version.number').getMany();
    const found = new Map<string, Shelved>();
    for (const row of documents) {
      const own = versions.filter(({ documentId }) => documentId === row.id);
      for (const version of own) await this.texts.openFile(row.id, version);
      this.seal.verify(row, own);
      const document = await this.texts.open(row);
      found.set(row.id, { document, files: own.filter(leaves), allows: this.access.allows(actor, document), isMarked: isMarked(document) });
    }
    return found;
  }
}

const leaves = ({ releasedAt, scan }: DocumentVersion) => releasedAt !== null && (scan === 'clean' || scan === 'not_scanned');
