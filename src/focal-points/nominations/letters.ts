import { Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { delivered } from '../../kernel/files/index.js';
import { Inspector, Quarantine, type Inspection } from '../../kernel/inspection/index.js';
import { Intake, type Received } from '../../kernel/intake/index.js';
import { Handles, Jobs, type Payload } from '../../kernel/jobs/index.js';
import { notFound } from '../../kernel/problems.js';
import { Scanner, type Scan } from '../../kernel/scanner/index.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import { FocalPoints, subject } from '../focal-points.js';
import { Nomination } from './nomination.entity.js';

const mostBytes = 10 * 2 ** 20;
const only = { mediaTypes: ['application/pdf', 'image/png', 'image/jpeg'], say: 'A letter of nomination is a PDF or a picture (PNG, JPEG). Nothing was kept; save it as PDF and send that.' };

/** Letters of nomination: taken in by the rules of all files, read by the nominating party and the officers, each reading recorded. */
@Injectable()
export class Letters {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly files: SealedFiles,
    private readonly scanner: Scanner,
    private readonly intake: Intake,
    private readonly points: FocalPoints,
    private readonly inspector: Inspector,
    private readonly quarantine: Quarantine,
  ) {}

  /** Adds the letter, or replaces it as long as nobody checked it. @throws Problem 400, 403, 404, 409, 413, 415, 422 */
  async receive(actor: Actor, id: string, name: string, body: AsyncIterable<Buffer>, declared: number | null): Promise<void> {
    const fileName = this.intake.named(name);
    const owner = await this.db.read(actor, async () => {
      await this.addable(actor, id);
      const point = await this.points.readable(actor, id);
      point.mustBe('nominated');
      return point.party;
    });
    await this.quarantine.mustHaveRoom();
    await this.intake.receive(body, { owner, subject: `nomination/${id}`, fileName, declared, maxBytes: mostBytes, only }, (file) => this.enter(actor, id, fileName, file));
  }

  /** The letter, with the event of reading it committed. @throws Problem 404, 409 while it is inspected */
  async permit(actor: Actor, id: string) {
    return this.db.write(actor, async () => {
      const nomination = await this.readable(actor, id);
      const found = nomination.letter;
      this.scanner.requireScanned(found.scan);
      await this.events.record(actor, 'focal-point.letter-read', subject(nomination), { sha256: found.sha256 });
      const file = await this.files.find(found.key);
      return { ...found, ...(found.delivery ? delivered(found.delivery, file) : { pieces: file.pieces }) };
    });
  }

  /** The first inspection. What is rejected is given up within the same unit of work; its name and the reason stay until another is sent. Run twice it comes to the same end. */
  @Handles('inspect-letter')
  inspect(payload: Payload): Promise<void> {
    return this.look(payload, ['pending'], ({ fileName, sha256 }, file) => this.inspector.inspect(fileName, sha256, file));
  }

  /** By other signatures than before: a hit closes the letter to everybody. */
  @Handles('again-letter')
  again(payload: Payload): Promise<void> {
    return this.look(payload, ['clean', 'not_scanned'], ({ fileName }, file) => this.inspector.again(fileName, file));
  }

  private async look({ id, party }: Payload, scans: readonly Scan[], inspect: (letter: Nomination['letter'], file: KeptFile) => Promise<Inspection>): Promise<void> {
    const actor = systemActor('focal-points', String(party));
    const found = await this.db.read(actor, async () => {
      const nomination = await this.db.query(Nomination, 'nomination').where('nomination.id = :id AND nomination.letterScan IN (:...scans)', { id, scans }).getOne();
      return nomination && { nomination, file: await this.files.find(nomination.letter.key) };
    });
    if (!found) return;
    const { nomination, file } = found;
    const before = nomination.letter;
    const inspection = await inspect(before, file);
    const { scan, rejection, active, delivery, signatures, finding } = inspection;
    await this.db.write(actor, async () => {
      const rows = await this.db.sql(
        `UPDATE app.nominations SET letter_scan = $4, letter_rejection = $5, letter_active = $6, letter_delivery = $7, letter_signatures = $8, letter_scanned_at = now()
          WHERE id = $1 AND letter_key = $2 AND letter_scan = $3 RETURNING id`,
        [id, before.key, before.scan, scan, rejection && JSON.stringify(rejection), active, delivery && JSON.stringify(delivery), signatures],
      );
      if (rows.length === 0) return;
      await this.inspector.record(file, inspection);
      if (rejection && rejection.code !== 'damaged') await this.files.forget(before.key);
      if (scan !== before.scan) await this.events.record(actor, 'focal-point.letter-inspected', subject(nomination), { scan, ...(rejection ? { code: rejection.code } : {}), ...(finding ? { finding } : {}) });
    }, { repeatable: true });
  }

  private enter(actor: Actor, id: string, fileName: string, file: Received): Promise<void> {
    return this.db.write(actor, async () => {
      // The nomination before its focal point, as everybody takes them, so that nobody waits in a circle.
      await this.db.sql('SELECT FROM app.nominations WHERE id = $1 FOR UPDATE', [id]);
      const point = await this.points.locked(id);
      const nomination = await this.addable(actor, id);
      point.mustBe('nominated');
      const replaced = nomination.attach(fileName, file);
      await this.files.enter(file);
      if (replaced) await this.files.forget(replaced);
      await this.db.manager.save(nomination);
      await this.events.record(actor, 'focal-point.nominated', subject(point), { sha256: file.sha256, bytes: file.bytes, mediaType: file.mediaType });
      await this.jobs.enqueue('inspect-letter', { id, party: point.party }, { key: `inspect-letter/${id}` });
    });
  }

  private async addable(actor: Actor, id: string): Promise<Nomination> {
    const nomination = await this.readable(actor, id);
    this.access.require(actor, 'nominate', nomination);
    return nomination;
  }

  private async readable(actor: Actor, id: string): Promise<Nomination> {
    const found = await this.access.scope(this.db.query(Nomination, 'nomination'), actor, 'read').andWhere('nomination.id = :id', { id }).getOne();
    return found ?? Promise.reject(notFound());
  }
}
