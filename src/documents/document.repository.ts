import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import type { Delivery } from '../kernel/files/index.js';
import { notFound, outdated, preconditionRequired, Problem } from '../kernel/problems.js';
import { Document } from './document.entity.js';
import { DocumentTexts } from './document-texts.js';
import { DocumentVersion } from './document-version.entity.js';
import { MarkingSeal } from './marking-seal.js';
import { ReleaseStage } from './release-stage.entity.js';

/** Documents by name. Every read takes the actor: whoever may not see a row is told there is none. */
@Injectable()
export class DocumentRepository {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly seal: MarkingSeal,
    private readonly texts: DocumentTexts,
  ) {}

  /** @throws Problem 404; 503 when the marking does not match its seal */
  async readable(actor: Actor, id: string): Promise<Document> {
    return (await this.opened(actor, id)).document;
  }

  /** The same with its versions, which the seal is checked against. */
  async opened(actor: Actor, id: string): Promise<{ document: Document; versions: DocumentVersion[] }> {
    const query = this.access.scope(this.db.query(Document, 'document'), actor, 'read');
    const document = await query.andWhere('document.id = :id', { id }).getOne();
    if (!document) throw await this.gone(id);
    const versions = await this.versions(document);
    this.seal.verify(document, versions);
    return { document: await this.texts.open(document), versions };
  }

  /** The same, locked for a change, at the version the client saw. @throws Problem 404, 403, 428, 412 */
  async changeable(actor: Actor, id: string, verb: string, seen: number): Promise<Document> {
    const found = await this.access.scope(this.db.query(Document, 'document'), actor, 'read').andWhere('document.id = :id', { id }).getOne();
    if (!found) throw await this.gone(id);
    this.access.require(actor, verb, found);
    if (Number.isNaN(seen)) throw preconditionRequired();
    // Locked only now: the fence has no lock for rows that are not the actor's to change, and would hide why.
    const document = await this.locked(id);
    if (document?.rowVersion !== seen) throw outdated();
    this.seal.verify(document, await this.versions(document));
    return document;
  }

  /** For a task of the portal or whoever asked before: the row as the fence shows it, locked for a change. */
  async locked(id: string): Promise<Document | null> {
    const document = await this.db.query(Document, 'document').where('document.id = :id', { id }).setLock('pessimistic_write').getOne();
    return document && this.texts.open(document);
  }

  /** 410 for who could read what was disposed of, and for everybody else what there is to say of nothing. */
  private async gone(id: string): Promise<Problem> {
    const [tombstone] = await this.db.sql<{ disposed_at: Date; decided: string }>('SELECT disposed_at, decided FROM app.tombstones WHERE id = $1', [id]);
    if (!tombstone) return notFound();
    const how = tombstone.decided === 'schedule' ? 'under the schedule' : 'by two officers of its originator';
    return new Problem(410, '/problems/disposed', 'Disposed of', `This document was disposed of on ${tombstone.disposed_at.toISOString().slice(0, 10)} ${how}. What you downloaded of it should be destroyed too.`, { tombstone: id });
  }

  /** Every version the fence shows: all to the originator, released ones to readers. Oldest first. */
  async versions(document: Document): Promise<DocumentVersion[]> {
    const found = await this.db.query(DocumentVersion, 'version').where('version.documentId = :id', { id: document.id }).orderBy('version.number').getMany();
    for (const version of found) await this.texts.openFile(document.id, version);
    return found;
  }

  /** @throws Problem 404 */
  async version(document: Document, number: number): Promise<DocumentVersion> {
    return (await this.find(document.id, number)) ?? Promise.reject(notFound());
  }

  /** A version as the fence shows it, its document not asked for; for tasks of the portal. */
  async find(id: string, number: number): Promise<DocumentVersion | null> {
    const found = await this.db.query(DocumentVersion, 'version').where('version.documentId = :id AND version.number = :number', { id, number }).getOne();
    return found && this.texts.openFile(id, found);
  }

  /** How a version leaves when not as it came. */
  async delivery({ documentId, number }: DocumentVersion): Promise<Delivery | null> {
    const found = await this.db.query(DocumentVersion, 'version').select(['version.documentId', 'version.number', 'version.delivery'])
      .where('version.documentId = :documentId AND version.number = :number', { documentId, number }).getOne();
    return found?.delivery ?? null;
  }

  stages(document: Document): Promise<ReleaseStage[]> {
    return this.db.query(ReleaseStage, 'stage').where('stage.documentId = :id', { id: document.id }).orderBy('stage.at').getMany();
  }

  /** Saves with a fresh seal, and its confidential texts sealed. PostgreSQL computes the readers; load again to see them. */
  async save(document: Document, versions: readonly DocumentVersion[]): Promise<void> {
    document.markingSeal = document.state === 'draft' ? null : this.seal.of(document, versions);
    const { rowVersion } = await this.db.manager.save(Object.assign(new Document(), document, await this.texts.kept(document)));
    document.rowVersion = rowVersion;
  }

  async add(document: Document, version: DocumentVersion): Promise<void> {
    await this.db.manager.insert(DocumentVersion, { ...version, ...(await this.texts.keptFile(document.originator, version)) });
  }
}
