import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { invalid } from '../kernel/problems.js';
import { SealedFiles } from '../kernel/sealed-files/index.js';
import { Parties } from '../members/index.js';
import { Document } from './document.entity.js';
import { faultsInDetails } from './document-kinds.js';
import { DocumentRepository } from './document.repository.js';
import type { DescriptionInput, DocumentView, DraftInput } from './document.dto.js';
import { Portrait } from './portrait.js';
import { Holds } from './retention/holds.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Drafts: begun, described, discarded. Whatever is here is private to its originator. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly events: Events,
    private readonly parties: Parties,
    private readonly portrait: Portrait,
    private readonly holds: Holds,
    private readonly files: SealedFiles,
  ) {}

  draft(actor: Actor, input: DraftInput): Promise<DocumentView> {
    return this.db.write(actor, async () => {
      const document = Object.assign(new Document(), {
        id: randomUUID(),
        symbol: symbolOf(new Date()),
        originator: actor.party,
        languages: [], abstract: '', subjects: [], partiesConcerned: [], details: {}, personalData: false, awaitingRelease: false, proposedMarking: null,
        state: 'draft', tlp: 'red', releasableTo: [], recipients: [], withheldFrom: [], grantedTo: [], handlingCaveats: [],
        markingSeal: null, releasedAt: null, expiresAt: null, createdAt: new Date(), createdBy: actor.userId, keeper: null, sealed: null,
      });
      await this.describe(document, input);
      this.access.require(actor, 'create', document);
      await this.documents.save(document, []);
      await this.events.record(actor, 'document.drafted', subject(document));
      return this.portrait.of(actor, document.id);
    });
  }

  /** A record of content read: written before the answer leaves (SR-90). */
  open(actor: Actor, id: string): Promise<DocumentView> {
    return this.db.write(actor, async () => {
      const view = await this.portrait.of(actor, id);
      await this.events.record(actor, 'document.opened', { type: 'document', id, originator: view.originator }, { tlp: view.tlp, because: view.because });
      return view;
    }, { repeatable: true });
  }

  edit(actor: Actor, id: string, seen: number, input: DescriptionInput): Promise<DocumentView> {
    return this.db.write(actor, async () => {
      const document = await this.documents.changeable(actor, id, 'edit', seen);
      document.mustBeEditable();
      const { proposedMarking, awaitingRelease, personalData, ...description } = input;
      await this.describe(document, description);
      if (personalData !== undefined) document.personalData = personalData;
      if (proposedMarking !== undefined) document.proposedMarking = { ...proposedMarking };
      if (awaitingRelease !== undefined) {
        document.mustBeDraft('sent for release');
        document.awaitingRelease = awaitingRelease;
      }
      await this.documents.save(document, await this.documents.versions(document));
      await this.events.record(actor, 'document.edited', subject(document), { members: Object.keys(input) });
      return this.portrait.of(actor, id);
    });
  }

  async discard(actor: Actor, id: string, seen: number): Promise<void> {
    await this.db.write(actor, async () => {
      const document = await this.documents.changeable(actor, id, 'discard', seen);
      document.mustBeDraft('discarded');
      await this.holds.mustNotHold(id, 'discarded');
      const versions = await this.documents.versions(document);
      await this.db.manager.remove(document);
      await this.events.record(actor, 'document.discarded', { type: 'document', id, originator: actor.party }, { symbol: document.symbol });
      for (const version of versions) await this.files.forget(version.storageKey);
    });
  }

  private async describe(document: Document, input: DescriptionInput): Promise<void> {
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    Object.assign(document, given);
    const faults = faultsInDetails(document.kind, document.details, true);
    const unknown = await this.parties.unknown(document.partiesConcerned);
    faults.push(...unknown.map((code) => ({ path: 'partiesConcerned', message: `There is no party with the code ${code}.` })));
    if (faults.length > 0) throw invalid(faults);
  }
}

export const subject = (document: Document) => ({ type: 'document', id: document.id, originator: document.originator });

/** 'FP-2026-K7QX3M': the year and 30 bits of chance, in an alphabet without I, L, O and U. Unique per originator, checked by the database. */
const symbolOf = (now: Date) => `FP-${now.getUTCFullYear()}-${Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
