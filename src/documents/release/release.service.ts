import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { requireProof } from '../../kernel/http/index.js';
import { Jobs } from '../../kernel/jobs/index.js';
import type { Marking } from '../../kernel/marking/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import type { Document } from '../document.entity.js';
import type { DocumentView } from '../document.dto.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import { DocumentVersion } from '../document-version.entity.js';
import { VersionWords } from '../exchange/version-words.js';
import { Portrait } from '../portrait.js';
import { ReleaseStage } from '../release-stage.entity.js';
import { AudienceService } from './audience.js';
import { Rehearsals } from './rehearsal.js';
import type { AudienceView, RehearsalInput, RehearsalView, ReleaseInput } from './release.dto.js';

/** Release, new marking, stages, recall, expiry: everything that changes who may read. */
@Injectable()
export class ReleaseService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly rehearsals: Rehearsals,
    private readonly audience: AudienceService,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly portrait: Portrait,
    private readonly words: VersionWords,
  ) {}

  rehearse(actor: Actor, id: string, input: RehearsalInput): Promise<RehearsalView> {
    return this.db.read(actor, async () => {
      const document = await this.documents.readable(actor, id);
      this.access.require(actor, 'rehearse', document);
      return this.rehearsals.of(actor, document, input);
    });
  }

  /** Releases, or releases anew: with new versions, a wider, a narrower or a lower marking. */
  release(actor: Actor, id: string, seen: number, input: ReleaseInput): Promise<DocumentView> {
    return this.db.write(actor, async () => {
      const document = await this.documents.changeable(actor, id, 'release', seen);
      document.mustBeEditable();
      await this.rehearsals.mustStand(actor, document, input);
      const audience = await this.rehearsals.confirm(document, input, input.rehearsal);
      if (document.state === 'released' && (input.stages?.length || (await this.audience.gains(document, audience)))) requireProof(actor);
      await this.cancelStages(document);
      const stages = input.embargoUntil ? [{ at: input.embargoUntil, marking: input.marking }, ...(input.stages ?? [])] : (input.stages ?? []);
      await this.plan(actor, document, stages);
      const before = document.state === 'released' ? document.marking : null;
      const scope = { people: audience.people, parties: audience.parties.map((party) => party.code) };
      document.expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
      if (input.embargoUntil) {
        document.mustBeDraft('put under embargo');
        document.proposedMarking = { ...input.marking };
        document.awaitingRelease = false;
        await this.documents.save(document, await this.documents.versions(document));
        await this.events.record(actor, 'document.embargoed', subject(document), { until: input.embargoUntil, marking: input.marking, ...scope, reason: input.reason });
      } else {
        const versions = await this.apply(document, input.marking);
        await this.events.record(actor, 'document.released', subject(document), { before, marking: input.marking, ...scope, versions, reason: input.reason });
      }
      if (document.expiresAt) await this.jobs.enqueue('expire-document', { id, party: document.originator }, { at: document.expiresAt, key: `expire/${id}` });
      return this.portrait.of(actor, id);
    });
  }

  recall(actor: Actor, id: string, seen: number, reason: string): Promise<DocumentView> {
    return this.db.write(actor, async () => {
      const document = await this.documents.changeable(actor, id, 'recall', seen);
      const { marking } = document;
      document.recall();
      await this.cancelStages(document);
      await this.documents.save(document, await this.documents.versions(document));
      await this.events.record(actor, 'document.recalled', subject(document), { before: marking, reason });
      return this.portrait.of(actor, id);
    });
  }

  /** Cancels one stage; the later ones pause, since they were planned to follow it. */
  cancelStage(actor: Actor, id: string, stageId: string, seen: number, reason: string): Promise<DocumentView> {
    return this.db.write(actor, async () => {
      const document = await this.documents.changeable(actor, id, 'release', seen);
      const stages = await this.documents.stages(document);
      const stage = stages.find((one) => one.id === stageId);
      if (!stage) throw notFound();
      if (stage.state !== 'pending') throw conflict(`This stage is ${stage.state} already.`);
      for (const later of stages.filter((one) => one.state === 'pending' && one.at >= stage.at)) {
        later.state = later === stage ? 'cancelled' : 'paused';
        await this.db.manager.save(later);
      }
      await this.documents.save(document, await this.documents.versions(document));
      await this.events.record(actor, 'document.stage-cancelled', subject(document), { at: stage.at.toISOString(), marking: stage.marking, reason });
      return this.portrait.of(actor, id);
    });
  }

  /** A stage falls due: its marking takes effect. Called by the clock; does nothing when the stage was applied, cancelled or is not due. */
  async stageDue(party: string, id: string, stageId: string): Promise<void> {
    const clock = systemActor('release-clock', party);
    await this.db.write(clock, async () => {
      const document = await this.documents.locked(id);
      const stage = await this.db.query(ReleaseStage, 'stage').where('stage.id = :stageId AND stage.at <= now()', { stageId }).getOne();
      if (!document || stage?.state !== 'pending') return;
      const before = document.state === 'released' ? document.marking : null;
      stage.state = 'applied';
      await this.db.manager.save(stage);
      await this.apply(document, stage.marking);
      const audience = await this.audience.of(await this.audience.withReaders(document));
      await this.events.record(clock, 'document.released', subject(document), {
        before, marking: stage.marking, people: audience.people, parties: audience.parties.map((one) => one.code), stage: stage.at.toISOString(),
      });
    }, { repeatable: true });
  }

  /** The end of a document's time. The fence closed it already, on the database's clock; this makes its state say so. */
  async expire(party: string, id: string): Promise<void> {
    const clock = systemActor('release-clock', party);
    await this.db.write(clock, async () => {
      const [due] = await this.db.sql('SELECT FROM app.documents WHERE id = $1 AND expires_at <= now()', [id]);
      const document = due ? await this.documents.locked(id) : null;
      if (document?.state !== 'released') return;
      document.expire();
      await this.documents.save(document, await this.documents.versions(document));
      await this.events.record(clock, 'document.expired', subject(document), { before: document.marking });
    }, { repeatable: true });
  }

  /** Who can see it now, and who cannot and why. For the originator alone. */
  audienceOf(actor: Actor, id: string): Promise<AudienceView> {
    return this.db.read(actor, async () => {
      const document = await this.documents.readable(actor, id);
      this.access.require(actor, 'audience', document);
      return this.audience.of(document);
    });
  }

  private async apply(document: Document, marking: Marking): Promise<number[]> {
    const versions = await this.documents.versions(document);
    // What was not taken, or was withdrawn before anybody saw it, is released to nobody.
    const fresh = versions.filter(({ releasedAt, scan }) => releasedAt === null && scan !== 'rejected' && scan !== 'infected');
    const now = new Date();
    for (const version of fresh) {
      version.releasedAt = now;
      await this.db.query(DocumentVersion, 'version').update().set({ releasedAt: now })
        .where('documentId = :id AND number = :number', { id: document.id, number: version.number }).execute();
    }
    document.languages = [...new Set([document.language, ...versions.filter(({ releasedAt }) => releasedAt !== null).map((version) => version.language)])].sort();
    document.release(marking, now, { expiresAt: document.expiresAt, fresh: fresh.length > 0 });
    await this.documents.save(document, versions);
    await this.words.follow(document);
    return fresh.map((version) => version.number);
  }

  private async plan(actor: Actor, document: Document, stages: readonly { at: string; marking: Marking }[]): Promise<void> {
    for (const { at, marking } of stages) {
      const stage = Object.assign(new ReleaseStage(), { id: randomUUID(), documentId: document.id, at: new Date(at), marking: { ...marking }, state: 'pending', createdBy: actor.userId });
      await this.db.manager.save(stage);
      await this.jobs.enqueue('release-stage', { id: document.id, stage: stage.id, party: document.originator }, { at: stage.at, key: `stage/${stage.id}` });
    }
  }

  private async cancelStages(document: Document): Promise<void> {
    await this.db.query(ReleaseStage, 'stage').update().set({ state: 'cancelled' })
      .where(`documentId = :id AND state IN ('pending', 'paused')`, { id: document.id }).execute();
  }
}
