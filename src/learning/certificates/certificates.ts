import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Access, systemActor, visitor, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events, On } from '../../kernel/events/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { Handles } from '../../kernel/jobs/index.js';
import { Unprintable } from '../../kernel/lettering/index.js';
import { gone, notFound, unprocessable } from '../../kernel/problems.js';
import { SealedFiles, type SealedFile } from '../../kernel/sealed-files/index.js';
import { certificatePdf } from './certificate-pdf.js';
import { Certificate } from './certificate.entity.js';
import type { CertificatesQuery, CheckedView, CorrectionInput, CourseCertificateList, CourseCertificateView, EntitlementView, NamesInput } from './certificates.dto.js';
import { Entitlements } from './entitlements.js';
import { isOf, printableName } from './names.js';
import type { Printed } from './printed.js';
import { newSerial, readSerial } from './serial.js';

const pageSize = 30;
const mostBytes = 4_000_000;
const keeper = systemActor('certificate-keeping');

/** Certificates: issued once, corrected by a new one, revoked with a reason, checked by anybody who has the serial. */
@Injectable()
export class CourseCertificates {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly entitlements: Entitlements,
    private readonly files: SealedFiles,
    private readonly events: Events,
    private readonly cursors: Cursors,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Whether there is a certificate of an enrolment of one's own, and if not, whether one can be asked for. @throws Problem 404 */
  entitlement(actor: Actor, enrolmentId: string): Promise<EntitlementView> {
    return this.db.read(actor, async () => {
      const enrolment = await this.entitlements.enrolment(actor, enrolmentId);
      const held = await this.latest(enrolmentId);
      const because = held ? 'It was issued.' : await this.entitlements.whyNot(enrolment);
      return { certificate: held ? this.view(actor, held) : null, eligible: because === null, because, suggestedName: actor.name };
    });
  }

  /** Issues it, once: whoever asks again is given the same. @throws Problem 404, 409, 422 */
  async issue(actor: Actor, enrolmentId: string, input: NamesInput): Promise<CourseCertificateView> {
    const names = namesOf(input);
    if (!isOf(names.name, actor.name)) {
      throw unprocessable(`Your account is that of ${actor.name}. A certificate bears the name of the account's holder; if that is no longer yours, ask your focal point to change it.`, 'name-differs', [{ path: 'name', message: 'It shares no part with the name of your account.' }]);
    }
    const found = await this.db.read(actor, async () => {
      const enrolment = await this.entitlements.enrolment(actor, enrolmentId);
      const held = await this.latest(enrolmentId);
      return held ? this.view(actor, held) : this.entitlements.prove(actor, enrolment);
    });
    if ('allows' in found) return found;
    const serial = newSerial();
    const certificate = Object.assign(new Certificate(), found.certificate, { id: randomUUID(), serial, fields: { ...found.printed, ...names, serial }, createdBy: actor.userId });
    return this.keep(actor, certificate, async () => {
      await this.db.sql('SELECT FROM app.enrolments WHERE id = $1 FOR UPDATE', [enrolmentId]);
      const held = await this.latest(enrolmentId);
      if (held) return held;
      const earlier = await this.db.query(Certificate, 'certificate')
        .where(`certificate.courseId = :course AND certificate.userId = :user AND certificate.state IN ('issued', 'expired')`, { course: certificate.courseId, user: actor.userId }).getMany();
      await this.succeed(actor, certificate, earlier);
      await this.events.record(actor, 'certificate.issued', subject(certificate), { enrolment: enrolmentId, assurance: certificate.assurance });
      return certificate;
    });
  }

  /** A corrected name is a new certificate under a new serial; the old one says that it was superseded. @throws Problem 404, 403, 409, 422 */
  async correct(actor: Actor, id: string, { source, ...input }: CorrectionInput): Promise<CourseCertificateView> {
    const names = namesOf(input);
    const wrong = await this.db.read(actor, () => this.changeable(actor, id, 'correct'));
    const serial = newSerial();
    const right = Object.assign(new Certificate(), wrong, {
      id: randomUUID(), serial, nameSource: source, createdBy: actor.userId,
      fields: { ...wrong.fields, ...names, serial, issuedOn: today() }, issuedAt: new Date(), rowVersion: 1,
    });
    return this.keep(actor, right, async () => {
      await this.succeed(actor, right, [await this.held(actor, id, 'correct')]);
      await this.events.record(actor, 'certificate.corrected', subject(right), { superseded: id, source });
      return right;
    });
  }

  /** @throws Problem 404, 403, 409 */
  revoke(actor: Actor, id: string, reason: string): Promise<CourseCertificateView> {
    return this.db.write(actor, async () => {
      const certificate = await this.held(actor, id, 'revoke');
      certificate.revoke(actor.userId, reason);
      await this.db.manager.save(certificate);
      await this.events.record(actor, 'certificate.revoked', subject(certificate), { reason });
      return this.view(actor, certificate);
    });
  }

  /** One's own; those of the people one's party sent; or one of a course of one's own by its serial, which whoever asks about it has. */
  list(actor: Actor, { of, serial, cursor }: CertificatesQuery): Promise<CourseCertificateList> {
    const filter = `certificates/${of}`;
    const [before, beforeId] = cursor ? (this.cursors.open(actor, filter, cursor) as [string, string]) : [null, null];
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(Certificate, 'certificate'), actor, 'read');
      if (of === 'mine') query.andWhere('certificate.userId = :user', { user: actor.userId });
      else query.andWhere(of === 'party' ? 'certificate.party = :party' : 'certificate.originator = :party', { party: actor.party });
      if (of === 'courses' || serial) query.andWhere('certificate.serial = :serial', { serial: readSerial(serial ?? '') ?? '' });
      if (before) query.andWhere('(certificate.issuedAt, certificate.id) < (:before::timestamptz, :beforeId::uuid)', { before, beforeId });
      const found = await query.orderBy('certificate.issuedAt', 'DESC').addOrderBy('certificate.id', 'DESC').limit(pageSize + 1).getMany();
      const page = found.slice(0, pageSize);
      const last = page.at(-1);
      const [exact] = last ? await this.db.sql<{ at: string }>('SELECT issued_at::text AS at FROM app.certificates WHERE id = $1', [last.id]) : [];
      const entitled = of === 'mine' && !cursor ? await this.entitlements.open(actor) : [];
      return { items: page.map((one) => this.view(actor, one)), entitled, next: found.length > pageSize && last ? this.cursors.seal(actor, filter, [exact?.at, last.id]) : null };
    });
  }

  /** Permits its holder to take the file, recorded before its first octet. @throws Problem 404, 403, 410, 503 */
  permit(actor: Actor, id: string) {
    return this.db.write(actor, async () => {
      const certificate = await this.readable(actor, id);
      this.access.require(actor, 'download', certificate);
      if (!certificate.storageKey) throw forgotten();
      await this.events.record(actor, 'certificate.downloaded', subject(certificate));
      const { bytes, pieces } = await this.files.find(certificate.storageKey);
      return { fileName: `certificate-${certificate.fields.courseCode}-${certificate.serial}.pdf`, mediaType: 'application/pdf', bytes, tag: certificate.id, pieces };
    });
  }

  /** What anybody may know who has the serial, and nothing to anybody else. A serial that is none takes the same way. @throws Problem 404 */
  async check(typed: string): Promise<CheckedView> {
    const [found] = await this.db.read(visitor, () =>
      this.db.sql<{ fields: Printed; state: CheckedView['state']; ended_on: string | null; pdf_sha256: string; forgotten: boolean }>(
        'SELECT fields, state, ended_on::text, pdf_sha256, forgotten FROM app.check_certificate($1)', [readSerial(typed) ?? ''], 'check_certificate'));
    if (!found) throw notFound();
    return { printed: found.fields, state: found.state, endedOn: found.ended_on ?? (found.state === 'expired' ? found.fields.expiresOn : null), sha256: found.pdf_sha256, forgotten: found.forgotten };
  }

  @Handles('expire-certificates', { daily: true })
  async expire(): Promise<void> {
    await this.db.write(keeper, async () => {
      const expired = await this.db.sql<{ id: string; originator: string }>(
        `UPDATE app.certificates SET state = 'expired', ended_at = now(), row_version = row_version + 1 WHERE state = 'issued' AND expires_on < current_date RETURNING id, originator`);
      for (const { id, originator } of expired) await this.events.record(keeper, 'certificate.expired', { type: 'certificate', id, originator });
    }, { repeatable: true });
  }

  /** Takes the name of somebody who is forgotten off their certificates; they stay under their serials, and go on to count as they did. */
  @On('person.forgotten')
  async forget(eventId: string): Promise<void> {
    await this.db.write(keeper, async () => {
      const named = await this.db.sql<{ id: string; originator: string; storage_key: string }>('SELECT * FROM app.forget_holder($1)', [eventId], 'forget_holder');
      for (const { id, originator, storage_key: key } of named) {
        await this.files.forget(key);
        await this.events.record(keeper, 'certificate.forgotten', { type: 'certificate', id, originator });
      }
    }, { repeatable: true });
  }

  /** Writes the paper, seals it, and enters both with the row: all or nothing. @param enter gives back what is in force then, which may be another one */
  private async keep(actor: Actor, certificate: Certificate, enter: () => Promise<Certificate>): Promise<CourseCertificateView> {
    const pdf = await certificatePdf(certificate.fields, this.address(certificate.serial)).catch((error: unknown) => {
      if (!(error instanceof Unprintable)) throw error;
      throw unprocessable(`These letters cannot be printed: ${error.letters.join(' ')}. Give the name without them, or in Latin letters only.`, 'unprintable', [{ path: 'localName', message: 'It has letters that cannot be printed.' }]);
    });
    const file = await this.files.put(Readable.from([pdf]), { owner: certificate.originator, subject: `certificate/${certificate.id}`, maxBytes: mostBytes });
    Object.assign(certificate, { pdfSha256: file.sha256, storageKey: file.key });
    try {
      const kept = await this.db.write(actor, async () => {
        const held = await enter();
        if (held === certificate) await this.files.enter(file);
        return held;
      });
      if (kept !== certificate) await this.files.discard(file);
      return this.view(actor, kept);
    } catch (error) {
      await this.discarded(file);
      throw error;
    }
  }

  private async discarded(file: SealedFile): Promise<void> {
    await this.files.discard(file).catch(() => undefined);
  }

  /** Ends what came before in favour of this one, and enters it. */
  private async succeed(actor: Actor, certificate: Certificate, earlier: readonly Certificate[]): Promise<void> {
    for (const one of earlier) {
      one.supersede(actor.userId, certificate.id);
      await this.db.manager.save(one);
      await this.events.record(actor, 'certificate.superseded', subject(one), { by: certificate.id });
    }
    await this.db.manager.insert(Certificate, certificate);
  }

  private async latest(enrolmentId: string): Promise<Certificate | null> {
    return this.db.query(Certificate, 'certificate').where('certificate.enrolmentId = :enrolmentId', { enrolmentId }).orderBy('certificate.issuedAt', 'DESC').addOrderBy('certificate.id').limit(1).getOne();
  }

  private async readable(actor: Actor, id: string): Promise<Certificate> {
    const found = await this.access.scope(this.db.query(Certificate, 'certificate'), actor, 'read').andWhere('certificate.id = :id', { id }).getOne();
    return found ?? Promise.reject(notFound());
  }

  private async changeable(actor: Actor, id: string, verb: 'revoke' | 'correct'): Promise<Certificate> {
    const found = await this.readable(actor, id);
    this.access.require(actor, verb, found);
    if (verb === 'correct' && found.forgottenAt) throw forgotten();
    found.mustCount();
    return found;
  }

  /** The same, held until the work is done. What has ended is not locked: the fence lets nobody change it any more. */
  private async held(actor: Actor, id: string, verb: 'revoke' | 'correct'): Promise<Certificate> {
    await this.db.sql('SELECT FROM app.certificates WHERE id = $1 FOR UPDATE', [id]);
    return this.changeable(actor, id, verb);
  }

  private address(serial: string): string {
    return `${this.settings.publicUrl}/check/${serial}`;
  }

  private view(actor: Actor, certificate: Certificate): CourseCertificateView {
    const { id, enrolmentId, courseId, party, fields, issuedAt, endedAt, reason } = certificate;
    return {
      id, enrolmentId, courseId, party, printed: fields, reason, state: certificate.standing(today()), issuedAt: issuedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null,
      address: this.address(certificate.serial), allows: this.access.allows(actor, certificate),
    };
  }
}

const subject = ({ id, originator }: Certificate) => ({ type: 'certificate', id, originator });
const forgotten = () => gone('The name of the holder was taken off this certificate, and the file with it.', 'holder-forgotten');
const today = () => new Date().toISOString().slice(0, 10);
const namesOf = ({ name, localName }: NamesInput) => ({ name: printableName(name, 'name'), localName: localName ? printableName(localName, 'localName') : null });
