import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { Handles, type Payload } from '../../kernel/jobs/index.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import { DocumentVersion } from '../document-version.entity.js';
import { VersionWords } from './version-words.js';

/** Looks into a file that came in: whole, and free of malware; then it is asked whether its words go into the index. Run twice it comes to the same end. */
@Injectable()
export class InspectionJobs {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly files: SealedFiles,
    private readonly scanner: Scanner,
    private readonly words: VersionWords,
  ) {}

  @Handles('inspect-version')
  async inspect(payload: Payload): Promise<void> {
    const { id, number, party } = { id: String(payload.id), number: Number(payload.number), party: String(payload.party) };
    const actor = systemActor('text-extraction', party);
    failPoint('inspection-begins');
    const found = await this.db.read(actor, async () => {
      const version = await this.db.query(DocumentVersion, 'version').where('version.documentId = :id AND version.number = :number', { id, number }).getOne();
      return version?.contentState === 'pending' ? { version, file: await this.files.find(version.storageKey) } : null;
    });
    if (!found) return;
    const { version, file } = found;
    await this.mustBeWhole(version, file);
    failPoint('inspection-reads');
    const scan = await this.scanner.scan(() => file.open());
    failPoint('inspection-has-verdict');
    await this.db.write(actor, async () => {
      // The document first, then its version: in the order everybody else takes them, so that nobody waits in a circle.
      const [document] = await this.db.sql('SELECT id FROM app.documents WHERE id = $1 FOR UPDATE', [id]);
      if (!document) return;
      await this.db.query(DocumentVersion, 'version').update()
        .set({ scan, contentState: scan === 'infected' ? 'failed' : 'unindexed' })
        .where('documentId = :id AND number = :number', { id, number }).execute();
      await this.events.record(actor, 'document.inspected', { type: 'document', id, originator: party }, { number, scan });
      await this.words.ask(id, number, party);
      failPoint('inspection-recorded');
    });
  }

  private async mustBeWhole(version: DocumentVersion, file: KeptFile): Promise<void> {
    const hash = createHash('sha256');
    for await (const chunk of await file.open()) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== version.sha256) throw new Error(`the stored file of ${version.documentId}/${version.number} is not what was received`);
  }
}
