import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { Intake, type Received } from '../../kernel/intake/index.js';
import { Quarantine } from '../../kernel/inspection/index.js';
import { Jobs } from '../../kernel/jobs/index.js';
import { conflict, unprocessable } from '../../kernel/problems.js';
import { SealedFiles } from '../../kernel/sealed-files/index.js';
import { Quotas } from '../../members/index.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import { versionView } from '../portrait.js';
import { DocumentVersion } from '../document-version.entity.js';
import { Holds } from '../retention/holds.js';
import type { VersionView } from '../document.dto.js';
import type { UploadQuery } from './exchange.dto.js';

/** Files come in: streamed once to the store, hashed on the way, then entered as a version nobody but the originator sees. */
@Injectable()
export class UploadService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly files: SealedFiles,
    private readonly intake: Intake,
    private readonly quotas: Quotas,
    private readonly holds: Holds,
    private readonly quarantine: Quarantine,
  ) {}

  /**
   * Asks before a byte is read, stores, looks at what came, and only then writes the row: an upload that breaks off leaves nothing.
   * @param declared octets announced by the client, or null
   * @param once the client's `Idempotency-Key`, or null: the same file sent again under it is the same version
   * @throws Problem 404, 403, 409, 413 (too large, or no room left to the party), 415, 422, 503 (quarantine is full)
   */
  async receive(actor: Actor, id: string, query: UploadQuery, body: AsyncIterable<Buffer>, declared: number | null, once: string | null = null): Promise<VersionView> {
    const fileName = this.intake.named(query.fileName);
    const owner = await this.db.read(actor, async () => {
      const document = await this.documents.readable(actor, id);
      this.access.require(actor, 'upload', document);
      document.mustBeEditable();
      await this.quotas.expectRoom(document.originator, declared ?? 1);
      return document.originator;
    });
    await this.quarantine.mustHaveRoom();
    return this.intake.receive(body, { owner, subject: `document/${id}`, fileName, declared }, async (file) => {
      const { version, again } = await this.enterOnce(actor, id, { ...query, fileName }, file, once);
      failPoint('version-committed');
      if (again) await this.files.discard(file);
      return version;
    });
  }

  /** Takes back a version that was never released. */
  async withdraw(actor: Actor, id: string, number: number): Promise<void> {
    await this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, id);
      this.access.require(actor, 'upload', document);
      await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [id]);
      const version = await this.documents.version(document, number);
      await this.holds.mustNotHold(id, 'changed in this way');
      if (version.releasedAt) throw conflict('A released version stays on record. Upload a new one, or recall the document.');
      await this.db.manager.delete(DocumentVersion, { documentId: id, number });
      await this.events.record(actor, 'document.version-withdrawn', subject(document), { number, sha256: version.sha256 });
      await this.files.forget(version.storageKey);
    });
  }

  /** Enters a sealed file as the next version, seen by nobody but the originator. Joins a running unit of work. @throws Problem 403, 404, 409, 413 */
  enter(actor: Actor, id: string, query: UploadQuery, file: Received): Promise<VersionView> {
    return this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, id);
      this.access.require(actor, 'upload', document);
      document.mustBeEditable();
      await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [id]);
      await this.quotas.requireRoom(document.originator, file.bytes);
      const number = ((await this.documents.versions(document)).at(-1)?.number ?? 0) + 1;
      const version = Object.assign(new DocumentVersion(), {
        documentId: id, number, language: query.language ?? document.language, fileName: query.fileName, mediaType: file.mediaType, bytes: file.bytes,
        sha256: file.sha256, storageKey: file.key, scan: 'pending' as const, rejection: null, active: false, delivered: null, signatures: null, scannedAt: null, note: query.note ?? '', contentState: 'pending' as const,
        releasedAt: null, uploadedAt: new Date(), uploadedBy: actor.userId, sealed: null,
      });
      await this.files.enter(file);
      await this.documents.add(document, version);
      failPoint('version-entered');
      await this.events.record(actor, 'document.uploaded', subject(document), { number, bytes: file.bytes, sha256: file.sha256, mediaType: file.mediaType });
      await this.jobs.enqueue('inspect-version', { id, number, party: document.originator }, { key: `inspect/${id}/${number}` });
      failPoint('version-recorded');
      return versionView(version);
    });
  }

  private async enterOnce(actor: Actor, id: string, query: UploadQuery, file: Received, key: string | null): Promise<{ version: VersionView; again: boolean }> {
    if (key === null) return { version: await this.enter(actor, id, query, file), again: false };
    return this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, id);
      await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 31))', [`${actor.userId}/${key}`]); // twice at once is once
      const digest = createHash('sha256').update(JSON.stringify([id, query.fileName, query.language ?? '', query.note ?? '', file.sha256])).digest('hex');
      const [earlier] = await this.db.sql<{ digest: string; number: number }>('SELECT digest, number FROM app.upload_keys WHERE key = $1', [key]);
      if (earlier && earlier.digest !== digest) throw unprocessable('This Idempotency-Key already stands for another file. Use a new one for each file.', 'idempotency-key');
      if (earlier) return { version: versionView(await this.documents.version(document, earlier.number)), again: true };
      const version = await this.enter(actor, id, query, file);
      await this.db.sql('INSERT INTO app.upload_keys (user_id, party, key, digest, document_id, number) VALUES ($1, $2, $3, $4, $5, $6)', [actor.userId, actor.party, key, digest, id, version.number]);
      return { version, again: false };
    });
  }
}
