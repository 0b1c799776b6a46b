import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, invalid, notFound } from '../../kernel/problems.js';
import { Parties } from '../../members/index.js';
import { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import { About } from './about.js';
import { Disposals } from './disposals.js';
import { Holds } from './holds.js';
import { RetentionRequest, type Deed } from './retention-request.entity.js';
import type { RetentionDecisionInput, RetentionRequestInput, RetentionRequestsQuery, RetentionRequestView } from './retention.dto.js';

const most = 200;

/** What takes two officers of the originator: a legal hold, its end, a disposal. Asked by one, decided by another, done with the decision. */
@Injectable()
export class RetentionRequests {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly parties: Parties,
    private readonly about: About,
    private readonly holds: Holds,
    private readonly disposals: Disposals,
  ) {}

  /** @throws Problem 404, 403, 409 when it is not the moment, or somebody asked already */
  ask(actor: Actor, documentId: string, { deed, reason }: RetentionRequestInput): Promise<RetentionRequestView> {
    return this.db.write(actor, async () => {
      const document = await this.documents.readable(actor, documentId);
      this.access.require(actor, 'retain', document);
      await this.locked(documentId);
      await this.mustFit(document, deed);
      const id = randomUUID();
      const [made] = await this.db.sql(
        `INSERT INTO app.retention_requests (id, document_id, party, deed, reason, asked_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (document_id, deed) WHERE decision IS NULL DO NOTHING RETURNING id`, [id, documentId, document.originator, deed, reason, actor.userId],
      );
      if (!made) throw conflict('Somebody asked for this already; it waits for a second person.');
      await this.events.record(actor, 'retention-request.asked', subject({ id, party: document.originator }), { document: documentId, deed });
      await this.events.record(actor, `document.${deed}-asked`, { type: 'document', id: documentId, originator: document.originator }, { reason });
      return this.one(actor, id);
    });
  }

  /** Newest first; a party has few of them at a time. */
  list(actor: Actor, { state }: RetentionRequestsQuery): Promise<RetentionRequestView[]> {
    return this.db.read(actor, () => this.found(actor, { state }));
  }

  /** Those of one document that wait. In the running unit of work. */
  waiting(actor: Actor, documentId: string): Promise<RetentionRequestView[]> {
    return this.found(actor, { state: 'open', documentId });
  }

  /**
   * Decides, and does what was approved in the same unit of work.
   * @throws Problem 400 without a reason for a refusal, 404, 403, 409 for whoever asked, and when a hold stands in the way
   */
  decide(actor: Actor, id: string, { decision, reason }: RetentionDecisionInput): Promise<void> {
    return this.db.write(actor, async () => {
      const request = await this.changeable(actor, id, 'decide');
      if (decision === 'refuse' && !reason) throw invalid([{ path: 'reason', message: 'Say why it is refused.' }]);
      request.decide(decision === 'approve' ? 'approved' : 'refused', actor.userId, reason ?? null);
      await this.settle(actor, request);
      if (decision === 'approve') await this.carryOut(actor, request);
    });
  }

  /** Taken back by whoever asked. @throws Problem 404, 403, 409 */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.db.write(actor, async () => {
      const request = await this.changeable(actor, id, 'withdraw');
      request.decide('withdrawn', actor.userId, null);
      await this.settle(actor, request);
    });
  }

  private async settle(actor: Actor, request: RetentionRequest): Promise<void> {
    const { id, decision, decidedBy, decisionReason, documentId, deed } = request;
    await this.db.sql('UPDATE app.retention_requests SET decision = $2, decided_by = $3, decided_at = now(), decision_reason = $4 WHERE id = $1', [id, decision, decidedBy, decisionReason]);
    await this.events.record(actor, `retention-request.${decision}`, subject(request), { document: documentId, deed });
    if (decision !== 'approved') await this.events.record(actor, `document.${deed}-${decision}`, { type: 'document', id: documentId, originator: request.party }, { reason: decisionReason });
  }

  private async carryOut(actor: Actor, request: RetentionRequest): Promise<void> {
    const { id, documentId, party, deed, reason } = request;
    const document = await this.documents.readable(actor, documentId);
    await this.mustFit(document, deed);
    if (deed === 'dispose') return this.disposals.carryOut(actor, document, { decided: 'officers', askedBy: request.askedBy, askedAt: request.askedAt, confirmedBy: actor.userId, reason });
    if (deed === 'hold') await this.db.sql('INSERT INTO app.legal_holds (document_id, party, request_id) VALUES ($1, $2, $3)', [documentId, party, id]);
    else await this.db.sql('DELETE FROM app.legal_holds WHERE document_id = $1', [documentId]);
    await this.events.record(actor, deed === 'hold' ? 'document.held' : 'document.hold-lifted', { type: 'document', id: documentId, originator: party }, { reason });
  }

  private async mustFit(document: Document, deed: Deed): Promise<void> {
    if (deed === 'dispose') {
      if (document.state === 'draft') throw conflict('A draft is discarded: nobody outside of your party has seen it, so no trace of it is needed.');
      return this.holds.mustNotHold(document.id, 'disposed of');
    }
    const [hold] = await this.db.sql('SELECT FROM app.legal_holds WHERE document_id = $1', [document.id]);
    if (hold && deed === 'hold') throw conflict('It is under a legal hold already.');
    if (!hold && deed === 'lift') throw conflict('It is under no legal hold.');
  }

  /** The document first, then what is about it: in the order everybody else takes them, so that a hold and a disposal have one outcome. */
  private async changeable(actor: Actor, id: string, verb: string): Promise<RetentionRequest> {
    const scoped = () => this.access.scope(this.db.query(RetentionRequest, 'request'), actor, 'read').andWhere('request.id = :id', { id });
    const seen = await scoped().getOne();
    if (!seen) throw notFound();
    await this.locked(seen.documentId);
    const request = await scoped().getOne();
    if (!request) throw notFound();
    this.access.require(actor, verb, request);
    return request;
  }

  private async locked(documentId: string): Promise<void> {
    await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [documentId]);
  }

  private async one(actor: Actor, id: string): Promise<RetentionRequestView> {
    const [view] = await this.found(actor, { id });
    if (!view) throw notFound();
    return view;
  }

  private async found(actor: Actor, { id, state, documentId }: { id?: string; state?: 'open' | 'decided'; documentId?: string }): Promise<RetentionRequestView[]> {
    const scoped = this.access.scope(this.db.query(RetentionRequest, 'request'), actor, 'read');
    if (id) scoped.andWhere('request.id = :id', { id });
    if (documentId) scoped.andWhere('request.documentId = :documentId', { documentId });
    if (state) scoped.andWhere(state === 'open' ? 'request.decision IS NULL' : 'request.decision IS NOT NULL');
    const requests = await scoped.orderBy('request.askedAt', 'DESC').addOrderBy('request.id').take(most).getMany();
    const names = await this.parties.names();
    const about = await this.about.of(requests.map((request) => request.documentId));
    return requests.flatMap((request) => {
      const document = about.get(request.documentId);
      return document ? [{
        id: request.id, document, deed: request.deed, reason: request.reason,
        askedBy: names.get(request.askedBy) ?? null, askedAt: request.askedAt.toISOString(),
        decision: request.decision, decidedBy: names.get(request.decidedBy ?? '') ?? null, decidedAt: request.decidedAt?.toISOString() ?? null, decisionReason: request.decisionReason,
        needsAnother: request.decision === null && request.askedBy === actor.userId,
        allows: request.decision ? [] : this.access.allows(actor, request).filter((verb) => verb !== 'decide' || request.askedBy !== actor.userId),
      }] : [];
    });
  }
}

const subject = ({ id, party }: Pick<RetentionRequest, 'id' | 'party'>) => ({ type: 'retention-request', id, originator: party });
