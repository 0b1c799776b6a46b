import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { Inspector, type Inspection } from '../../kernel/inspection/index.js';
import { Handles, type Payload } from '../../kernel/jobs/index.js';
import type { Scan } from '../../kernel/scanner/index.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import { DocumentRepository } from '../document.repository.js';
import { DocumentTexts } from '../document-texts.js';
import { DocumentVersion } from '../document-version.entity.js';
import { VersionWords } from './version-words.js';

interface Named {
  actor: Actor;
  id: string;
  number: number;
  party: string;
}

interface Waiting {
  version: DocumentVersion;
  file: KeptFile;
}

/** Files leave quarantine here: taken, or rejected with the reason; then it is asked whether their words go into the index. They are looked into again when the scanner knows more. Each run twice comes to the same end. */
@Injectable()
export class InspectionJobs {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly files: SealedFiles,
    private readonly inspector: Inspector,
    private readonly documents: DocumentRepository,
    private readonly texts: DocumentTexts,
    private readonly words: VersionWords,
  ) {}

  /** The first inspection. What is rejected is given up within the same unit of work; its name and the reason stay. */
  @Handles('inspect-version')
  async inspect(payload: Payload): Promise<void> {
    const named = namedIn(payload);
    failPoint('inspection-begins');
    const found = await this.waiting(named, ['pending']);
    if (!found) return;
    const { version, file } = found;
    failPoint('inspection-reads');
    const inspection = await this.inspector.inspect(version.fileName, version.sha256, file);
    failPoint('inspection-has-verdict');
    const { rejection, scan, finding } = inspection;
    await this.settle(named, found, inspection, { contentState: rejection ? 'failed' : 'unindexed' }, async () => {
      if (rejection && rejection.code !== 'damaged') await this.files.forget(file.key);
      await this.event(named, rejection ? 'document.rejected' : 'document.inspected', rejection ? { code: rejection.code, ...(finding ? { finding } : {}) } : { scan });
      if (!rejection) await this.words.ask(named.id, named.number, named.party);
      failPoint('inspection-recorded');
    });
  }

  /** By other signatures than before, or by a scanner at last. A hit withdraws the version from everybody; it is kept as evidence, and its originator is told. */
  @Handles('again-version')
  async again(payload: Payload): Promise<void> {
    const named = namedIn(payload);
    const found = await this.waiting(named, ['clean', 'not_scanned']);
    if (!found) return;
    const inspection = await this.inspector.again(found.version.fileName, found.file);
    await this.settle(named, found, inspection, {}, async () => {
      const { scan, finding } = inspection;
      if (scan === 'infected') await this.event(named, 'document.infected', { finding });
      else if (scan !== found.version.scan) await this.event(named, 'document.inspected', { scan });
    });
  }

  private waiting({ actor, id, number }: Named, scans: readonly Scan[]): Promise<Waiting | null> {
    return this.db.read(actor, async () => {
      const version = await this.documents.find(id, number);
      return version && scans.includes(version.scan) ? { version, file: await this.files.find(version.storageKey) } : null;
    });
  }

  /** Writes what was found, unless the version went, or was settled, meanwhile. */
  private async settle({ actor, id, number, party }: Named, { version, file }: Waiting, inspection: Inspection, more: Partial<DocumentVersion>, then: () => Promise<void>): Promise<void> {
    const { scan, rejection, active, delivery, signatures } = inspection;
    await this.db.write(actor, async () => {
      // The document first, then its version: in the order everybody else takes them, so that nobody waits in a circle.
      await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [id]);
      const { affected } = await this.db.query(DocumentVersion, 'version').update()
        .set({ ...more, scan, rejection: await this.texts.keptRejection(party, version, rejection), active, delivery, delivered: delivery && { bytes: delivery.bytes, sha256: delivery.sha256 }, signatures, scannedAt: () => 'now()' })
        .where('documentId = :id AND number = :number AND storageKey = :key AND scan = :scan', { id, number, key: version.storageKey, scan: version.scan }).execute();
      if (affected !== 1) return;
      await this.inspector.record(file, inspection);
      await then();
    }, { repeatable: true });
  }

  private event({ actor, id, number, party }: Named, name: string, detail: object): Promise<void> {
    return this.events.record(actor, name, { type: 'document', id, originator: party }, { number, ...detail });
  }
}

function namedIn(payload: Payload): Named {
  const party = String(payload.party);
  return { actor: systemActor('text-extraction', party), id: String(payload.id), number: Number(payload.number), party };
}
