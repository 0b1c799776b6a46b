import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { SealedFiles } from '../../kernel/sealed-files/index.js';
import { Parties } from '../../members/index.js';
import type { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import { Certificates } from './certificates.js';
import { Holds } from './holds.js';
import type { AppliedRule } from './schedule/retention-rule.entity.js';
import { Tombstone } from './tombstone.entity.js';

/** By whose decision a document goes. */
export type Decision =
  | { decided: 'officers'; askedBy: string; askedAt: Date; confirmedBy: string; reason: string }
  | { decided: 'schedule'; rule: AppliedRule; due: string; announcedOn: string };

const mostEvents = 500;

/**
 * Takes a document out of the world: the keys of its files are gone when the unit of work commits, their octets soon after, every row with its words at
 * once. A tombstone without title stays, and a signed certificate for the originator.
 */
@Injectable()
export class Disposals {
  constructor(
    private readonly db: Database,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly files: SealedFiles,
    private readonly parties: Parties,
    private readonly holds: Holds,
    private readonly certificates: Certificates,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** In the unit of work of the originator, which has locked the document. @throws Problem 409 while it is held */
  async carryOut(actor: Actor, document: Document, decision: Decision): Promise<void> {
    const { id, originator, symbol } = document;
    await this.holds.mustNotHold(id, 'disposed of');
    const tombstone = await this.tombstone(document, decision);
    await this.db.manager.insert(Tombstone, tombstone as never);
    const { certificate, signature } = this.certificates.sign(await this.statement(tombstone, decision));
    await this.db.sql('INSERT INTO app.disposal_certificates (document_id, originator, certificate, public_key, signature) VALUES ($1, $2, $3, $4, $5)', [id, originator, certificate, signature.publicKey, signature.value]);
    failPoint('disposal-certified');
    const kept = (await this.documents.versions(document)).map((version) => version.storageKey);
    const made = await this.db.sql<{ storage_key: string }>('SELECT storage_key FROM app.renditions WHERE document_id = $1', [id]);
    const erased = await this.db.sql<{ storage_key: string }>('SELECT storage_key FROM app.erase_document($1)', [id]);
    failPoint('document-erased');
    for (const key of new Set([...kept, ...[...made, ...erased].map((row) => row.storage_key)])) await this.files.forget(key);
    await this.events.record(actor, 'document.disposed', { type: 'document', id, originator }, {
      symbol, tlp: tombstone.tlp, decided: decision.decided, versions: tombstone.versions.map(({ number, sha256 }) => ({ number, sha256 })), ...('rule' in decision ? { rule: decision.rule } : {}),
    });
    failPoint('disposal-recorded');
  }

  private async tombstone(document: Document, decision: Decision): Promise<Tombstone> {
    const { id, symbol, kind, originator, tlp, state, withheldFrom, createdAt, releasedAt } = document;
    const versions = (await this.documents.versions(document)).map(({ number, sha256, bytes, mediaType, uploadedAt }) => ({ number, sha256, bytes, mediaType, uploadedAt: uploadedAt.toISOString() }));
    const holders = await this.db.sql<{ actor: string }>(
      `SELECT DISTINCT actor FROM app.events WHERE subject_type = 'document' AND subject_id = $1 AND name = 'document.downloaded' AND outcome = 'done' AND actor IS NOT NULL`, [id],
    );
    const readers = [...new Set([...document.readers, ...holders.map(({ actor }) => actor)])];
    const rule = decision.decided === 'schedule' ? decision.rule : null;
    return Object.assign(new Tombstone(), { id, symbol, kind, originator, tlp, state, readers, withheldFrom, createdAt, releasedAt, versions, decided: decision.decided, rule, disposedAt: new Date(this.db.now()) });
  }

  private async statement(tombstone: Tombstone, decision: Decision): Promise<Record<string, unknown>> {
    const { id, symbol, kind, originator, tlp, state, createdAt, releasedAt, versions, disposedAt } = tombstone;
    const events = await this.db.sql<{ id: string; name: string; at: Date }>(
      `SELECT id, name, at FROM app.events WHERE subject_type = 'document' AND subject_id = $1 AND name NOT IN ('document.opened') AND outcome = 'done' ORDER BY at DESC, id DESC LIMIT ${mostEvents}`, [id],
    );
    return {
      statement: 'Certificate of disposal',
      format: 'focalpoint-disposal/1',
      portal: this.settings.publicUrl,
      document: { id, symbol, kind, originator, tlp, state, createdAt: createdAt.toISOString(), releasedAt: releasedAt?.toISOString() ?? null },
      versions,
      disposedAt: disposedAt.toISOString(),
      decision: await this.said(decision),
      done: 'The keys of its files were deleted and their octets removed from the store; its title, texts, index and correspondence were erased. Copies that were downloaded and backups made before are not reached by this.',
      events: events.map((event) => ({ id: event.id, name: event.name, at: event.at.toISOString() })),
    };
  }

  private async said(decision: Decision): Promise<Record<string, unknown>> {
    if (decision.decided === 'schedule') return { ...decision, rule: { ...decision.rule } };
    const names = await this.parties.names();
    const person = (userId: string) => ({ id: userId, name: names.get(userId) ?? null });
    return { decided: 'officers', askedBy: person(decision.askedBy), askedAt: decision.askedAt.toISOString(), confirmedBy: person(decision.confirmedBy), reason: decision.reason };
  }
}
