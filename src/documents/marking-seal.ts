import { Inject, Injectable, Logger } from '@nestjs/common';
import { Settings } from '../kernel/config/index.js';
import { sealHolds, sealOver } from '../kernel/marking/index.js';
import { unavailable } from '../kernel/problems.js';
import type { Document } from './document.entity.js';
import type { DocumentVersion } from './document-version.entity.js';

/** What of a document its seal covers. */
export type Sealed = Pick<Document, 'id' | 'originator' | 'state' | 'tlp' | 'releasableTo' | 'recipients' | 'withheldFrom' | 'grantedTo' | 'handlingCaveats' | 'expiresAt' | 'markingSeal'>;
type File = Pick<DocumentVersion, 'number' | 'sha256' | 'releasedAt'>;

/**
 * Binds marking and files together (SR-43): a marking changed behind the portal's back, or a file put in another's place, no longer
 * matches what the originator released, and is not served.
 */
@Injectable()
export class MarkingSeal {
  private readonly log = new Logger('marking-seal');

  constructor(@Inject(Settings) private readonly settings: Settings) {}

  /** The seal for what is about to be saved. */
  of(document: Sealed, versions: readonly File[]): string {
    return sealOver(this.settings.markingSecret, covered(document, versions));
  }

  /** Whether a document is as its originator released it. Drafts have no seal yet. */
  holds(document: Sealed, versions: readonly File[]): boolean {
    return document.state === 'draft' || sealHolds(this.settings.markingSecret, covered(document, versions), document.markingSeal);
  }

  /** @throws Problem 503 when a document that left the draft no longer matches its seal */
  verify(document: Document, versions: readonly File[]): void {
    if (this.holds(document, versions)) return;
    this.log.error({ document: document.id }, 'ALARM: a marking does not match its seal');
    throw unavailable('The marking of this document does not match its seal, so it is not served. Its originator and the operator must look into it.', 3600);
  }
}

function covered({ id, originator, state, tlp, releasableTo, recipients, withheldFrom, grantedTo, handlingCaveats, expiresAt }: Sealed, versions: readonly File[]): unknown[] {
  const files = versions.filter((version) => version.releasedAt).map(({ number, sha256 }) => [number, sha256]).sort((a, b) => Number(a[0]) - Number(b[0]));
  return [id, originator, state, tlp, releasableTo, recipients, withheldFrom, grantedTo, handlingCaveats, expiresAt?.toISOString() ?? null, files];
}
