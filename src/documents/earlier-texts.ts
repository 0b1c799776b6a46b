import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { Handles } from '../kernel/jobs/index.js';
import { Document } from './document.entity.js';
import { DocumentTexts } from './document-texts.js';
import { DocumentVersion } from './document-version.entity.js';

const batch = 100;

/** Seals each night what an earlier build, or a hand at the database, left in clear and should lie sealed. Where all is sealed it does nothing. */
@Injectable()
export class EarlierTexts {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly texts: DocumentTexts,
  ) {}

  @Handles('seal-texts', { daily: true })
  async seal(): Promise<void> {
    const parties = await this.db.read(systemActor('file-keeping'), () => this.db.sql<{ code: string }>('SELECT code FROM app.parties ORDER BY code'));
    for (const { code } of parties) while ((await this.some(code)) >= batch);
  }

  private some(party: string): Promise<number> {
    const actor = systemActor('file-keeping', party);
    return this.db.write(actor, async () => {
      const documents = await this.db.query(Document, 'document')
        .where(`document.originator = :party AND document.sealed IS NULL AND (document.state = 'draft' OR document.tlp = 'red')`, { party }).orderBy('document.id').limit(batch).setLock('pessimistic_write').getMany();
      for (const document of documents) {
        const { title, abstract, details, sealed } = await this.texts.kept(document);
        await this.db.sql(`UPDATE app.documents SET title = $2, abstract = $3, details = $4, sealed = $5, words_title = '', words_abstract = '' WHERE id = $1`, [document.id, title, abstract, details, sealed]);
      }
      const versions = await this.db.query(DocumentVersion, 'version').innerJoin('documents', 'document', 'document.id = version.documentId AND document.originator = :party', { party })
        .where('version.sealed IS NULL').orderBy('version.documentId').addOrderBy('version.number').limit(batch).getMany();
      for (const version of versions) {
        const { fileName, note, sealed } = await this.texts.keptFile(party, version);
        await this.db.sql('UPDATE app.document_versions SET file_name = $3, note = $4, sealed = $5 WHERE document_id = $1 AND number = $2 AND sealed IS NULL', [version.documentId, version.number, fileName, note, sealed]);
      }
      const sealed = documents.length + versions.length;
      if (sealed > 0) await this.events.record(actor, 'party-key.texts-sealed', { type: 'party', id: party, originator: party }, { documents: documents.length, versions: versions.length });
      return Math.max(documents.length, versions.length);
    });
  }
}
