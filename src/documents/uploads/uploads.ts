import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Access, systemActor, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database, StaleActor } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { Quarantine } from '../../kernel/inspection/index.js';
import { Intake, refusal } from '../../kernel/intake/index.js';
import { Jobs } from '../../kernel/jobs/index.js';
import { conflict, notFound, Problem, unavailable, unprocessable } from '../../kernel/problems.js';
import { SealedFiles, type SealedFile } from '../../kernel/sealed-files/index.js';
import { Quotas } from '../../members/index.js';
import type { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import { DocumentTexts } from '../document-texts.js';
import type { Body } from './body.js';
import { beingSent, damagedPart, expired, fellSilent, goOn, moreThanAnnounced, wrongOffset, type Checksum } from './tus.js';
import type { UploadInput, UploadView } from './upload.dto.js';
import { columns, viewOf, type Upload } from './upload.js';

/** Octets after which what has come is made to last, within one request. A node that dies loses no more than this. */
const segmentBytes = 16 * 2 ** 20;
/** How long a request holds an upload without saying so again: longer than any pause, shorter than patience. */
const held = '45 seconds';
const heldAgain = 15_000;
/** Idle for so long, an upload is given up. */
export const kept = '7 days';

const most = { ofAll: 1_000, ofOne: 50, anHour: 300 };
/** Parts below this size are for the end of a file and for broken lines. */
const smallSegment = 64 * 1024;

type Found = Upload & { late: boolean };
const late = `state = 'receiving' AND expires_at <= now() AS late`;

/** Uploads that go on where they broke off: begun, received part by part, taken up again by whoever began them, given up. */
@Injectable()
export class Uploads implements OnModuleDestroy {
  private readonly open = new Set<Body>();

  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly texts: DocumentTexts,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly intake: Intake,
    private readonly files: SealedFiles,
    private readonly quotas: Quotas,
    private readonly quarantine: Quarantine,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** A node about to stop makes last what has come; the client goes on elsewhere. */
  onModuleDestroy(): void {
    for (const body of this.open) body.stop();
  }

  /**
   * Announces a file. The same key of the same person is the same upload.
   * @param key the client's `Idempotency-Key`, or null
   * @throws Problem 403, 404, 409, 413 (too large, or no room left), 422 (its name, or the key stands for another file), 429, 503
   */
  async begin(actor: Actor, input: UploadInput, length: number, key: string | null): Promise<Upload> {
    if (length > this.settings.uploadMaxBytes) throw tooLarge(this.settings.uploadMaxBytes);
    const fileName = this.intake.named(input.filename);
    await this.quarantine.mustHaveRoom();
    const unfinished = await this.db.read(systemActor('uploads'), () => this.count(`state = 'receiving'`));
    return this.db.write(actor, async () => {
      const earlier = key && (await this.byKey(key));
      if (earlier && earlier.late) await this.remove(earlier.id);
      else if (earlier) return same(earlier, input, fileName, length);
      const document = await this.mayUpload(actor, input.document);
      if (unfinished >= most.ofAll) throw unavailable('Too many files are on their way at the moment. Try again in a few minutes.', 120);
      if ((await this.count(`state = 'receiving' AND user_id = $1`, [actor.userId])) >= most.ofOne) throw tooManyAtOnce();
      if ((await this.count(`user_id = $1 AND begun_at > now() - interval '1 hour'`, [actor.userId])) >= most.anHour) throw tooManyAnHour();
      await this.quotas.expectRoom(document.originator, length);
      const id = randomUUID();
      const [begun] = await this.db.sql<Upload>(
        `INSERT INTO app.uploads (id, document_id, party, user_id, file_name, sealed, language, length, sha256, idempotency_key, expires_at)
         VALUES ($1, $2, $3, $4, 'sealed', $5, $6, $7, $8, $9, now() + interval '${kept}') RETURNING ${columns}`,
        [id, document.id, actor.party, actor.userId, await this.texts.keptUpload(actor.party, id, fileName, input.note ?? ''), input.language ?? document.language, length, input.sha256 ?? null, key],
      );
      if (!begun) throw notFound();
      await this.events.record(actor, 'document.upload-begun', subject(document), { upload: begun.id, bytes: length });
      return begun;
    });
  }

  /** Where an upload stands. @throws Problem 404 to everybody but who began it, 410 */
  stands(actor: Actor, id: string): Promise<Upload> {
    return this.db.read(actor, async () => this.texts.openUpload(await this.mine(id)));
  }

  /** One's own that wait to go on, oldest first. */
  list(actor: Actor): Promise<UploadView[]> {
    return this.db.read(actor, async () => (await this.opened(
      `SELECT ${columns} FROM app.uploads WHERE user_id = $1 AND document_id IS NOT NULL AND state IN ('receiving', 'joining') AND expires_at > now() ORDER BY begun_at, id`, [actor.userId],
    )).map(viewOf));
  }

  /**
   * Takes a part in, from `offset` on. What came before a line broke, the sender fell silent or this node stopped is kept; with a checksum, all
   * of the part or nothing. No connection to the database is held while octets come.
   * @throws Problem 403, 404, 408, 409, 410, 413, 423, 460, 503
   */
  async receive(actor: Actor, id: string, offset: number, body: Body, checksum: Checksum | null = null): Promise<Upload> {
    const holder = randomUUID();
    const upload = await this.hold(actor, id, offset, holder);
    if (upload.state !== 'receiving') return upload;
    const again = setInterval(() => void this.holdOn(actor, id, holder).catch(() => undefined), heldAgain).unref();
    this.open.add(body);
    if (checksum) body.hashWith(checksum.algorithm);
    try {
      if (body.announced !== null && body.announced > upload.length - offset) throw moreThanAnnounced();
      return ended(body, await this.parts(actor, upload, holder, body, checksum));
    } catch (error) {
      if (error instanceof StaleActor) throw goOn('What you may do changed while this came. Go on from where the upload stands.');
      throw error;
    } finally {
      clearInterval(again);
      this.open.delete(body);
      await this.letGo(upload.party, id, holder).catch(() => undefined);
    }
  }

  /** Gives an upload up: what came of it is gone. Not once it is whole: then it is a version, to be taken back. @throws Problem 404, 409, 410 */
  async abandon(actor: Actor, id: string): Promise<void> {
    await this.db.write(actor, async () => {
      const upload = await this.mine(id, true);
      if (upload.state === 'joining') throw conflict('Everything has come and is being put together. Take the version back instead.');
      if (upload.state === 'receiving') await this.events.record(actor, 'document.upload-abandoned', { type: 'document', id: upload.document_id ?? '', originator: upload.party }, { upload: id, bytes: upload.received });
      await this.remove(id);
    });
  }

  /** Removes an upload with what came of it, within a unit of work. */
  async remove(id: string): Promise<void> {
    await this.forgetSegments(id);
    await this.db.sql('DELETE FROM app.uploads WHERE id = $1', [id]);
  }

  /** What came of an upload is no longer kept, within a unit of work. */
  async forgetSegments(id: string): Promise<void> {
    const segments = await this.db.sql<{ storage_key: string }>('SELECT storage_key FROM app.upload_segments WHERE upload_id = $1', [id]);
    for (const segment of segments) await this.files.forget(segment.storage_key);
    await this.db.sql('DELETE FROM app.upload_segments WHERE upload_id = $1', [id]);
  }

  private async parts(actor: Actor, begun: Upload, holder: string, body: Body, checksum: Checksum | null): Promise<Upload> {
    let upload = begun;
    while (!(await body.isOver())) {
      const room = upload.length - upload.received;
      if (room === 0) throw moreThanAnnounced();
      const part = checksum ? room : Math.min(room, segmentBytes);
      const file = await this.files.put(body.part(part), { owner: upload.party, subject: `document/${upload.document_id}`, maxBytes: part }).catch((error: unknown) => {
        throw refusal(error, part);
      });
      failPoint('segment-stored');
      try {
        if (file.bytes === room && !(await body.isOver())) throw moreThanAnnounced();
        if (checksum) mustMatch(body, checksum);
        upload = await this.enter(actor, upload, holder, file);
      } catch (error) {
        await this.files.discard(file);
        throw error;
      }
    }
    return upload;
  }

  /** Makes a part last, when whoever sends it still may, and no other request has come in between. */
  private enter(actor: Actor, upload: Upload, holder: string, file: SealedFile): Promise<Upload> {
    return this.db.write(actor, async () => {
      const document = await this.mayUpload(actor, upload.document_id);
      const [entered] = await this.db.sql<Upload>(
        `UPDATE app.uploads SET received = received + $4, segments = segments + 1, expires_at = now() + interval '${kept}', held_until = now() + interval '${held}',
                state = CASE WHEN received + $4 = length THEN 'joining' ELSE state END
          WHERE id = $1 AND holder = $2 AND received = $3 AND state = 'receiving' RETURNING ${columns}`, [upload.id, holder, upload.received, file.bytes],
      );
      if (!entered) throw beingSent();
      await this.quotas.requireRoom(upload.party, file.bytes);
      await this.files.enter(file);
      await this.db.sql('INSERT INTO app.upload_segments (upload_id, start, bytes, storage_key) VALUES ($1, $2, $3, $4)', [upload.id, upload.received, file.bytes, file.key]);
      if (entered.state === 'joining') {
        await this.events.record(actor, 'document.upload-completed', subject(document), { upload: upload.id, bytes: upload.length });
        await this.jobs.enqueue('join-upload', { id: upload.id, party: upload.party }, { key: `join-upload/${upload.id}` });
      }
      failPoint('segment-entered');
      return entered;
    });
  }

  /** Who sends next. Asked anew for each request: whether they may, whether the place is right, whether nobody else is at it. */
  private hold(actor: Actor, id: string, offset: number, holder: string): Promise<Upload> {
    return this.db.write(actor, async () => {
      const upload = await this.mine(id);
      await this.mayUpload(actor, upload.document_id);
      if (upload.state !== 'receiving' && offset === upload.received) return upload; // asked again after the answer was lost
      if (upload.state !== 'receiving') throw wrongOffset(upload.received);
      if (upload.segments > 200 + upload.length / smallSegment) throw conflict('This upload came in too many small pieces. Cancel it and begin anew.', 'too-many-segments');
      const [taken] = await this.db.sql<Upload>(
        `UPDATE app.uploads SET holder = $2, held_until = now() + interval '${held}'
          WHERE id = $1 AND state = 'receiving' AND (held_until IS NULL OR held_until < now()) RETURNING ${columns}`, [id, holder],
      );
      if (!taken) throw beingSent();
      if (taken.received !== offset) throw wrongOffset(taken.received);
      return taken;
    });
  }

  private async holdOn(actor: Actor, id: string, holder: string): Promise<void> {
    await this.db.write(actor, () => this.db.sql(`UPDATE app.uploads SET held_until = now() + interval '${held}' WHERE id = $1 AND holder = $2`, [id, holder]));
  }

  /** Also for somebody whose authority has just ended: as the task, for the upload must not stay locked. */
  private async letGo(party: string, id: string, holder: string): Promise<void> {
    await this.db.write(systemActor('uploads', party), () => this.db.sql('UPDATE app.uploads SET holder = NULL, held_until = NULL WHERE id = $1 AND holder = $2', [id, holder]));
  }

  private async mayUpload(actor: Actor, id: string | null): Promise<Document> {
    if (!id) throw notFound();
    const document = await this.documents.readable(actor, id);
    this.access.require(actor, 'upload', document);
    document.mustBeEditable();
    return document;
  }

  private async mine(id: string, lock = false): Promise<Upload> {
    const [found] = await this.db.sql<Found>(`SELECT ${columns}, ${late} FROM app.uploads WHERE id = $1${lock ? ' FOR UPDATE' : ''}`, [id]);
    if (!found?.document_id) throw notFound();
    if (found.late && !lock) throw expired();
    return found;
  }

  private async byKey(key: string): Promise<Found | undefined> {
    return (await this.opened<Found>(`SELECT ${columns}, ${late} FROM app.uploads WHERE idempotency_key = $1`, [key]))[0];
  }

  private async opened<Row extends Upload = Upload>(text: string, values: unknown[]): Promise<Row[]> {
    const found = await this.db.sql<Row>(text, values);
    for (const upload of found) await this.texts.openUpload(upload);
    return found;
  }

  private async count(which: string, values: unknown[] = []): Promise<number> {
    return Number((await this.db.sql<{ count: string }>(`SELECT count(*) FROM app.uploads WHERE ${which}`, values))[0]?.count);
  }
}

function same(earlier: Upload, { document }: UploadInput, fileName: string, length: number): Upload {
  if (earlier.document_id === document && earlier.file_name === fileName && earlier.length === length) return earlier;
  throw unprocessable('This Idempotency-Key already stands for another file. Use a new one for each file.', 'idempotency-key');
}

function mustMatch(body: Body, { digest }: Checksum): void {
  if (body.end !== 'whole') throw new Problem(400, '/problems/incomplete', 'Broken off', 'This part ended before it was whole. Nothing of it was kept; send it again.');
  if (!body.digest()?.equals(digest)) throw damagedPart();
}

/** What is said to a sender who may still be there, though the body did not come to its end. */
function ended(body: Body, upload: Upload): Upload {
  if (body.end === 'silent' && upload.state === 'receiving') throw fellSilent();
  if (body.end === 'stopped' && upload.state === 'receiving') throw goOn('This node is about to stop. What had come is kept; go on from there.');
  return upload;
}

const tooLarge = (maxBytes: number) => new Problem(413, '/problems/too-large', 'Too large', `A file may have ${Math.floor(maxBytes / 2 ** 20)} MiB at the most. Nothing was kept.`);
const tooManyAtOnce = () => new Problem(429, '/problems/too-many-uploads', 'Too many at once', `You have ${most.ofOne} unfinished uploads. Finish or cancel one of them first.`, { retryAfter: 60 });
const tooManyAnHour = () => new Problem(429, '/problems/too-many-uploads', 'Too many within an hour', `You began ${most.anHour} uploads within an hour. Go on a little later.`, { retryAfter: 600 });
