import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { contradictions, type Marking } from '../../kernel/marking/index.js';
import { conflict, unprocessable, type Fault } from '../../kernel/problems.js';
import { Audiences, Parties } from '../../members/index.js';
import { Document } from '../document.entity.js';
import { faultsInDetails } from '../document-kinds.js';
import { DocumentRepository } from '../document.repository.js';
import { AudienceService, type Audience } from './audience.js';
import type { OpenedView, RehearsalInput, RehearsalView, WarningView } from './release.dto.js';

const lifetime = 30 * 60_000;

/** A release tried out: who would read, who would not and why, what changes. Nothing is written, and nobody is told. */
@Injectable()
export class Rehearsals {
  constructor(
    private readonly db: Database,
    private readonly documents: DocumentRepository,
    private readonly audience: AudienceService,
    private readonly parties: Parties,
    private readonly audiences: Audiences,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @throws Problem 422 listing every contradiction */
  async of(actor: Actor, document: Document, input: RehearsalInput): Promise<RehearsalView> {
    await this.mustStand(actor, document, input);
    const now = Date.now();
    const proposed = await this.audience.withReaders(markedAs(document, input.marking));
    const will = await this.audience.of(proposed);
    const previous = await this.previous(document);
    const did = previous ? await this.audience.of(previous) : null;
    const before = new Set(did?.parties.map((party) => party.code));
    const after = new Set(will.parties.map((party) => party.code));
    const removed = [...before].filter((code) => !after.has(code));
    return {
      digest: this.digest(now, document, input, will),
      at: new Date(now).toISOString(),
      people: will.people,
      parties: will.parties.map((party) => ({ ...party, isNew: did !== null && !before.has(party.code) })),
      excluded: will.excluded.map((party) => ({ ...party, wasReader: before.has(party.code) })),
      against: previous?.releasedAt
        ? { releasedAt: previous.releasedAt.toISOString(), tlp: previous.tlp, symbol: previous.symbol, isSame: previous.id === document.id }
        : null,
      added: did ? [...after].filter((code) => !before.has(code)) : [],
      removed,
      openedByRemoved: previous?.id === document.id ? await this.openedBy(document, removed) : [],
      warnings: await this.warnings(document, input, will),
    };
  }

  /** Asks again, at the moment of release. @throws Problem 409 when the rehearsal is too old, or its audience is no longer what it was */
  async confirm(document: Document, input: RehearsalInput, digest: string): Promise<Audience> {
    const at = Number(digest.slice(0, 13));
    if (!(at <= Date.now() && at > Date.now() - lifetime)) {
      throw conflict('This rehearsal is older than half an hour. Look once more at who will see the document, then release it.', 'rehearsal-expired');
    }
    const will = await this.audience.of(await this.audience.withReaders(markedAs(document, input.marking)));
    const wanted = Buffer.from(this.digest(at, document, input, will));
    const sent = Buffer.from(digest);
    if (wanted.length !== sent.length || !timingSafeEqual(wanted, sent)) {
      throw conflict('Who would see the document has changed since you checked. Nothing was released; check once more.', 'audience-changed');
    }
    return will;
  }

  /** Whether marking, stages and times can stand at all. @throws Problem 422 */
  async mustStand(actor: Actor, document: Document, input: RehearsalInput): Promise<void> {
    const faults: Fault[] = [...contradictions(input.marking), ...(await this.unknownNames(actor, input.marking, 'marking'))];
    for (const [index, stage] of (input.stages ?? []).entries()) {
      const within = `stages.${index}`;
      faults.push(...contradictions(stage.marking).map((fault) => ({ ...fault, path: `${within}.${fault.path}` })));
      faults.push(...(await this.unknownNames(actor, stage.marking, `${within}.marking`)));
      const earlier = index === 0 ? (input.embargoUntil ?? new Date().toISOString()) : (input.stages?.[index - 1]?.at ?? '');
      if (Date.parse(stage.at) <= Date.parse(earlier)) faults.push({ path: `${within}.at`, message: 'Each stage comes after the one before it, and in the future.' });
    }
    if (input.embargoUntil && Date.parse(input.embargoUntil) <= Date.now()) faults.push({ path: 'embargoUntil', message: 'An embargo ends in the future.' });
    const last = input.stages?.at(-1)?.at ?? input.embargoUntil ?? new Date().toISOString();
    if (input.expiresAt && Date.parse(input.expiresAt) <= Date.parse(last)) faults.push({ path: 'expiresAt', message: 'It would expire before it is released. Choose a later day.' });
    if (document.personalData && input.marking.tlp !== 'red') {
      faults.push({ path: 'marking.tlp', message: 'You said it holds personal data: remove it, or choose TLP:RED and name who may read.' });
    }
    faults.push(...faultsInDetails(document.kind, document.details, false));
    if (faults.length > 0) throw unprocessable('This marking cannot stand as it is. Each contradiction is listed; nothing was changed.', 'contradiction', faults);
  }

  private async unknownNames(actor: Actor, marking: Marking, path: string): Promise<Fault[]> {
    const names = [...new Set([...marking.releasableTo, ...marking.withheldFrom, ...marking.recipients])];
    const unknown = await this.audiences.unknownNames(actor, names);
    const faults = unknown.map((name) => ({
      path: `${path}.${marking.releasableTo.includes(name) ? 'releasableTo' : marking.withheldFrom.includes(name) ? 'withheldFrom' : 'recipients'}`,
      message: `There is no party, audience or person "${name}" that a marking could name.`,
    }));
    if (marking.withheldFrom.includes(actor.party)) faults.push({ path: `${path}.withheldFrom`, message: 'An originator cannot withhold a document from itself.' });
    return faults;
  }

  private digest(at: number, document: Document, input: RehearsalInput, audience: Audience): string {
    const { marking, expiresAt, embargoUntil, stages } = input;
    const said = JSON.stringify([document.id, marking, expiresAt, embargoUntil, stages, audience.members]);
    return `${at}.${createHmac('sha256', this.settings.cursorSecret).update(`rehearsal:${at}:${said}`).digest('base64url')}`;
  }

  /** What a release is compared with: the document's own present release, else the originator's last one of the same kind. */
  private async previous(document: Document): Promise<Document | null> {
    if (document.state === 'released') return document;
    return this.db
      .query(Document, 'document')
      .where(`document.originator = :originator AND document.kind = :kind AND document.state = 'released'`, { originator: document.originator, kind: document.kind })
      .orderBy('document.releasedAt', 'DESC')
      .limit(1)
      .getOne();
  }

  private openedBy(document: Document, parties: string[]): Promise<OpenedView[]> {
    return this.db.sql<OpenedView>(
      `SELECT party AS code, count(DISTINCT actor)::int AS people FROM app.events
        WHERE subject_type = 'document' AND subject_id = $1 AND name IN ('document.opened', 'document.played', 'document.downloaded') AND party = ANY($2) GROUP BY party ORDER BY party`,
      [document.id, parties],
    );
  }

  private async warnings(document: Document, { marking, embargoUntil }: RehearsalInput, will: Audience): Promise<WarningView[]> {
    const versions = await this.documents.versions(document);
    const found: WarningView[] = [];
    const warn = (code: string, text: string) => found.push({ code, text });
    if (versions.length === 0) warn('no-file', 'There is no file: readers will see the description alone.');
    if (versions.some((version) => version.scan === 'not_scanned')) warn('not-scanned', 'Its file was not scanned for malware: no scanner is set up here.');
    if (versions.some((version) => version.scan === 'rejected')) warn('rejected', 'A file was not taken: readers never see it. Take it back, and send what they need.');
    if (versions.some((version) => version.scan === 'pending')) warn('scan-pending', 'Its file is still being inspected: readers can download it once it is clean.');
    if (!document.abstract) warn('no-abstract', 'It has no summary. Readers on a slow line decide by it whether to download.');
    if (will.parties.every((party) => party.code === document.originator)) warn('nobody', 'Nobody but your own officials will see it.');
    for (const party of will.parties.filter((one) => one.people === 0)) warn('no-officials', `${party.name} may see it, but has no official here yet.`);
    if (document.details.handlingCode && !marking.handlingCaveats.includes(document.details.handlingCode as 'H0')) {
      warn('handling-code', `The report carries handling code ${String(document.details.handlingCode)}, the marking does not. Add it as a caveat if it is meant to bind.`);
    }
    if (embargoUntil) warn('embargo', 'Until the embargo ends only your own officials see it; who joins or leaves until then is counted on that day.');
    return found;
  }
}

const markedAs = (document: Document, marking: Marking): Document => {
  const proposed = Object.assign(new Document(), document);
  proposed.mark(marking);
  return proposed;
};
