import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Audiences } from '../members/index.js';
import type { Document } from './document.entity.js';
import type { DocumentVersion } from './document-version.entity.js';
import { DocumentRepository } from './document.repository.js';
import type { DocumentRow, DocumentView, FileView, VersionView } from './document.dto.js';

/** How a document looks to one actor: what its marking lets them know of it, why, and what they may do. */
@Injectable()
export class Portrait {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly audiences: Audiences,
  ) {}

  /** @throws Problem 404 when it is not theirs to see */
  async of(actor: Actor, id: string): Promise<DocumentView> {
    const { document, versions } = await this.documents.opened(actor, id);
    const ours = document.originator === actor.party;
    const shown = ours ? versions : versions.filter(isTaken);
    const stages = ours ? await this.documents.stages(document) : [];
    const named = [...document.releasableTo, ...(ours ? document.withheldFrom : []), ...(document.proposedMarking?.releasableTo ?? [])];
    return {
      ...this.row(actor, document, newest(shown), document.state === 'draft' ? (stages.find((stage) => stage.state === 'pending')?.at ?? null) : null),
      abstract: document.abstract,
      details: document.details,
      partiesConcerned: document.partiesConcerned,
      personalData: document.personalData,
      marking: ours ? document.marking : { ...document.marking, recipients: document.recipients.filter((id) => id === actor.userId), withheldFrom: [] },
      proposedMarking: ours ? document.proposedMarking : null,
      audienceNames: await this.audiences.names(named),
      stages: stages.map((stage) => ({ id: stage.id, at: stage.at.toISOString(), marking: stage.marking, state: stage.state })),
      versions: shown.map(versionView),
      createdAt: document.createdAt.toISOString(),
      createdBy: ours ? await this.author(document.createdBy) : null,
      keeper: ours && document.keeper ? await this.author(document.keeper) : null,
      rowVersion: document.rowVersion,
    };
  }

  /** The row of a list. `file` is the one it offers. */
  row(actor: Actor, document: Document, file: FileView | null, embargo: Date | null): DocumentRow {
    const ours = document.originator === actor.party;
    return {
      id: document.id,
      symbol: document.symbol,
      title: document.title,
      unreadable: document.unreadable,
      kind: document.kind,
      originator: document.originator,
      state: document.state,
      tlp: document.tlp,
      releasableTo: document.releasableTo,
      handlingCaveats: document.handlingCaveats,
      language: document.language,
      languages: document.languages,
      subjects: document.subjects,
      releasedAt: document.releasedAt?.toISOString() ?? null,
      expiresAt: document.expiresAt?.toISOString() ?? null,
      awaitingRelease: ours && document.awaitingRelease,
      embargoUntil: embargo?.toISOString() ?? null,
      file,
      snippet: null,
      because: this.access.because(actor, 'read', document),
      allows: this.access.allows(actor, document),
    };
  }

  private async author(id: string): Promise<{ id: string; name: string } | null> {
    const [user] = await this.db.sql<{ id: string; name: string }>('SELECT id, name FROM app.users WHERE id = $1', [id]);
    return user ?? null;
  }
}

/** Until a file is taken nobody but its originator knows of it. */
export const isTaken = ({ scan }: Pick<DocumentVersion, 'scan'>): boolean => scan !== 'pending' && scan !== 'rejected';

/** A version as its document's readers see it. */
export const versionView = (version: DocumentVersion): VersionView => ({
  ...version, released: version.releasedAt !== null, uploadedAt: version.uploadedAt.toISOString(), scannedAt: version.scannedAt?.toISOString() ?? null,
});

function newest(versions: readonly DocumentVersion[]): FileView | null {
  const version = versions.findLast((one) => one.releasedAt !== null && one.scan !== 'rejected') ?? versions.findLast((one) => one.scan !== 'rejected');
  if (!version) return null;
  const { number, language, fileName, mediaType, bytes } = version;
  return { number, language, fileName, mediaType, bytes };
}
