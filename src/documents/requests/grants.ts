import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { conflict, notFound, unprocessable } from '../../kernel/problems.js';
import { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import type { ReleaseRequest } from './release-request.entity.js';

/** Grants: circles with an end, named by the document beside its marking. Whoever stands in one reads until it lapses; withheld still wins. */
@Injectable()
export class Grants {
  constructor(
    private readonly db: Database,
    private readonly documents: DocumentRepository,
  ) {}

  /** For the party that asked, or the parties it would pass the document on to; of TLP:RED for the person alone. @throws Problem 409, 422 */
  async make(actor: Actor, request: ReleaseRequest, until: Date): Promise<void> {
    const document = await this.document(actor, request);
    if (document.state !== 'released') throw conflict(`The document is ${document.state}; there is nothing to grant.`);
    const parties = request.wish === 'wider_use' ? request.recipients : [request.party];
    const withheld = parties.filter((party) => document.withheldFrom.includes(party));
    if (withheld.length > 0) {
      throw unprocessable(`The document is withheld from ${withheld.join(', ')}, and withheld always wins. Release it anew without that, or decline.`, 'withheld');
    }
    const person = document.tlp === 'red' && request.wish === 'access' ? request.userId : null;
    for (const party of parties) {
      const id = randomUUID();
      await this.db.sql(
        'INSERT INTO app.release_grants (id, request_id, document_id, originator, party, user_id, until) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [id, request.id, document.id, document.originator, party, person, until],
      );
      document.grantedTo = [...document.grantedTo, id];
    }
    await this.documents.save(document, await this.documents.versions(document));
  }

  async end(actor: Actor, request: ReleaseRequest): Promise<void> {
    const document = await this.document(actor, request);
    const ended = await this.db.sql<{ id: string }>('UPDATE app.release_grants SET ended_at = now() WHERE request_id = $1 AND ended_at IS NULL RETURNING id', [request.id]);
    document.grantedTo = document.grantedTo.filter((id) => !ended.some((grant) => grant.id === id));
    await this.documents.save(document, await this.documents.versions(document));
  }

  private async document(actor: Actor, request: ReleaseRequest): Promise<Document> {
    if (!request.documentId) throw notFound();
    await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [request.documentId]);
    return this.documents.readable(actor, request.documentId);
  }
}
