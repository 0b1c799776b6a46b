import { Injectable, Logger } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Handles, Jobs, type Payload } from '../../kernel/jobs/index.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import { extractText, segment } from '../../kernel/text/index.js';
import type { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import { DocumentVersion } from '../document-version.entity.js';

/** The words of files for the index: taken once a version is released below TLP:RED, given up when its document becomes TLP:RED (decision 0035). */
@Injectable()
export class VersionWords {
  private readonly log = new Logger('words');

  constructor(
    private readonly db: Database,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly files: SealedFiles,
  ) {}

  /** After a marking took effect, in its unit of work. */
  async follow(document: Document): Promise<void> {
    if (document.isConfidential) {
      await this.db.sql(`UPDATE app.document_versions SET content = NULL, content_state = 'unindexed' WHERE document_id = $1 AND content_state IN ('extracted', 'none')`, [document.id]);
      return;
    }
    const { id, originator } = document;
    const due = await this.db.sql<{ number: number }>(`SELECT number FROM app.document_versions WHERE document_id = $1 AND content_state = 'unindexed'`, [id]);
    for (const { number } of due) await this.ask(id, number, originator);
  }

  ask(id: string, number: number, party: string): Promise<void> {
    return this.jobs.enqueue('index-words', { id, number, party }, { key: `words/${id}/${number}` });
  }

  /** Run twice, or too early, it does nothing. */
  @Handles('index-words')
  async index(payload: Payload): Promise<void> {
    const { id, number, party } = { id: String(payload.id), number: Number(payload.number), party: String(payload.party) };
    const actor = systemActor('text-extraction', party);
    const found = await this.db.read(actor, async () => {
      const version = await this.due(id, number);
      return version && { version, file: await this.files.find(version.storageKey) };
    });
    if (!found) return;
    const words = await this.words(found.version, found.file);
    await this.db.write(actor, async () => {
      // The document first, then its version: in the order everybody else takes them, so that nobody waits in a circle.
      const document = await this.documents.locked(id);
      if (!document || !(await this.due(id, number))) return;
      await this.db.query(DocumentVersion, 'version').update()
        .set({ content: words || null, contentState: words === null ? 'failed' : words ? 'extracted' : 'none' })
        .where('documentId = :id AND number = :number', { id, number }).execute();
      await this.events.record(actor, 'document.indexed', { type: 'document', id, originator: party }, { number, words: words?.length ?? -1 });
    }, { repeatable: true });
  }

  private due(id: string, number: number): Promise<DocumentVersion | null> {
    return this.db.query(DocumentVersion, 'version')
      .innerJoin('documents', 'document', `document.id = version.documentId AND document.state <> 'draft' AND document.tlp <> 'red'`)
      .where(`version.documentId = :id AND version.number = :number AND version.contentState = 'unindexed' AND version.releasedAt IS NOT NULL`, { id, number })
      .getOne();
  }

  private async words(version: DocumentVersion, file: KeptFile): Promise<string | null> {
    try {
      const { text } = await extractText(version.mediaType, () => file.open());
      return segment(text, version.language);
    } catch (error) {
      this.log.warn(`no words from ${version.documentId}/${version.number}: ${String(error)}`);
      return null;
    }
  }
}
