import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Intake, type Received } from '../../kernel/intake/index.js';
import { Handles, Jobs, type Payload } from '../../kernel/jobs/index.js';
import { notFound } from '../../kernel/problems.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { SealedFiles } from '../../kernel/sealed-files/index.js';
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
  ) {}

  /** Adds the letter, or replaces it as long as nobody checked it. @throws Problem 400, 403, 404, 409, 413, 415, 422 */
  async receive(actor: Actor, id: string, name: string, body: Readable, declared: number | null): Promise<void> {
    const fileName = this.intake.named(name);
    const owner = await this.db.read(actor, async () => {
      await this.addable(actor, id);
      const point = await this.points.readable(actor, id);
      point.mustBe('nominated');
      return point.party;
    });
    await this.intake.receive(body, { owner, subject: `nomination/${id}`, fileName, declared, maxBytes: mostBytes, only }, (file) => this.enter(actor, id, fileName, file));
  }

  /** The letter, with the event of reading it committed. @throws Problem 404, 409 while it is inspected */
  async permit(actor: Actor, id: string) {
    return this.db.write(actor, async () => {
      const nomination = await this.readable(actor, id);
      const found = nomination.letter;
      this.scanner.requireScanned(found.scan);
      await this.events.record(actor, 'focal-point.letter-read', subject(nomination), { sha256: found.sha256 });
      return { ...found, open: (await this.files.find(found.key)).open };
    });
  }

  /** Whole, and free of malware. Run twice it comes to the same end. */
  @Handles('inspect-letter')
  async inspect({ id, party }: Payload): Promise<void> {
    const actor = systemActor('focal-points', String(party));
    const find = () => this.db.query(Nomination, 'nomination').where(`nomination.id = :id AND nomination.letterScan = 'pending'`, { id }).getOne();
    const found = await this.db.read(actor, async () => {
      const nomination = await find();
      return nomination && { nomination, file: await this.files.find(nomination.letter.key) };
    });
    if (!found) return;
    const { nomination, file } = found;
    const { key, sha256 } = nomination.letter;
    const hash = createHash('sha256');
    for await (const chunk of await file.open()) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== sha256) throw new Error(`the stored letter of ${String(id)} is not what was received`);
    const scan = await this.scanner.scan(() => file.open());
    await this.db.write(actor, async () => {
      await this.db.sql('UPDATE app.nominations SET letter_scan = $2 WHERE id = $1 AND letter_key = $3', [id, scan, key]);
      await this.events.record(actor, 'focal-point.letter-inspected', subject(nomination), { scan });
    });
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
