import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { systemActor, type Actor } from '../access/index.js';
import { Database, StaleActor } from '../database/index.js';
import { Events, type Subject } from '../events/index.js';
import { failPoint } from '../fail-point.js';
import { Intake, refusal } from '../intake/index.js';
import { Jobs } from '../jobs/index.js';
import { conflict, notFound, Problem, unavailable, unprocessable } from '../problems.js';
import { SealedFiles, type SealedFile } from '../sealed-files/index.js';
import { SealedTexts } from '../sealed-texts/index.js';
import type { Body } from './body.js';
import type { Destination, Opened } from './destination.js';
import { beingSent, damagedPart, expired, fellSilent, goOn, moreThanAnnounced, wrongOffset, type Checksum } from './tus.js';
import type { Announcement } from './upload.dto.js';
import { columns, type Upload } from './upload.js';

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

/** A file before it comes: for which record, and whatever its destination keeps of it. */
export interface Announced extends Announcement {
  target: string;
  /** Octets it has. */
  length: number;
  note?: string;
  /** All that was said of it, word for word. */
  said?: string;
  wish?: Record<string, unknown>;
}

type Found = Upload & { late: boolean };
const late = `state = 'receiving' AND expires_at <= now() AS late`;

/** Uploads that go on where they broke off: begun, received part by part, taken up again by whoever began them, given up. */
@Injectable()
export class Uploads implements OnModuleDestroy {
  private readonly open = new Set<Body>();
  private readonly destinations = new Map<string, Destination>();

  constructor(
    private readonly db: Database,
    private readonly texts: SealedTexts,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly intake: Intake,
    private readonly files: SealedFiles,
  ) {}

  /** A room says what it takes. */
  to(destination: Destination): void {
    this.destinations.set(destination.kind, destination);
  }

  destination(kind: string): Destination {
    const found = this.destinations.get(kind);
    if (!found) throw new Error(`nobody takes uploads of kind ${kind}`);
    return found;
  }

  /** A node about to stop makes last what has come; the client goes on elsewhere. */
  onModuleDestroy(): void {
    for (const body of this.open) body.stop();
  }

  /**
   * Announces a file. The same key of the same person is the same upload.
   * @param key the client's `Idempotency-Key`, or null
   * @throws Problem 403, 404, 409, 413 (too large, or no room left), 422 (its name, or the key stands for another file), 429, 503
   */
  async begin(destination: Destination, actor: Actor, announced: Announced, key: string | null): Promise<Upload> {
    const { length, target, note = '', said, wish, sha256 = null } = announced;
    if (length > destination.maxBytes) throw tooLarge(destination.maxBytes);
    const fileName = this.intake.named(announced.filename);
    await destination.mayCome?.();
    const unfinished = await this.db.read(systemActor('uploads'), () => this.count(`state = 'receiving'`));
    return this.db.write(actor, async () => {
      const earlier = key && (await this.byKey(key));
      if (earlier && earlier.late) await this.remove(earlier.id);
      else if (earlier) return same(earlier, destination, { target, fileName, length, note, sha256 });
      const opened = await destination.open(actor, target);
      if (unfinished >= most.ofAll) throw unavailable('Too many files are on their way at the moment. Try again in a few minutes.', 120);
      if ((await this.count(`state = 'receiving' AND user_id = $1`, [actor.userId])) >= most.ofOne) throw tooManyAtOnce();
      if ((await this.count(`user_id = $1 AND begun_at > now() - interval '1 hour'`, [actor.userId])) >= most.anHour) throw tooManyAnHour();
      await destination.expectRoom(opened.subject.originator, length);
      const id = randomUUID();
      const sealed = await this.texts.seal(actor.party, placeOf(id), { fileName, note, said });
      const [begun] = await this.db.sql<Upload>(
        `INSERT INTO app.uploads (id, kind, ${destination.of}_id, party, user_id, file_name, sealed, wish, length, sha256, idempotency_key, expires_at)
         VALUES ($1, $2, $3, $4, $5, 'sealed', $6, $7, $8, $9, $10, now() + interval '${kept}') RETURNING ${columns}`,
        [id, destination.kind, target, actor.party, actor.userId, sealed, { ...opened.wish, ...wish }, length, sha256, key],
      );
      if (!begun) throw notFound();
      await this.events.record(actor, `${destination.kind}.upload-begun`, opened.subject, { upload: begun.id, bytes: length });
      return begun;
    });
  }

  /** Where an upload stands. @throws Problem 404 to everybody but who began it, 410 */
  stands(destination: Destination, actor: Actor, id: string): Promise<Upload> {
    return this.db.read(actor, async () => this.opened(await this.mine(destination, id)));
  }

  /** One's own that wait to go on, oldest first. */
  list({ kind }: Destination, actor: Actor): Promise<Upload[]> {
    return this.db.read(actor, async () => {
      const found = await this.db.sql<Upload>(
        `SELECT ${columns} FROM app.uploads WHERE user_id = $1 AND kind = $2 AND target IS NOT NULL AND state IN ('receiving', 'joining') AND expires_at > now() ORDER BY begun_at, id`, [actor.userId, kind],
      );
      for (const upload of found) await this.opened(upload);
      return found;
    });
  }

  /**
   * Takes a part in, from `offset` on. What came before a line broke, the sender fell silent or this node stopped is kept; with a checksum, all
   * of the part or nothing. No connection to the database is held while octets come.
   * @throws Problem 403, 404, 408, 409, 410, 413, 423, 460, 503
   */
  async receive(destination: Destination, actor: Actor, id: string, offset: number, body: Body, checksum: Checksum | null = null): Promise<Upload> {
    const holder = randomUUID();
    const upload = await this.hold(destination, actor, id, offset, holder);
    if (upload.state !== 'receiving') return upload;
    const again = setInterval(() => void this.holdOn(actor, id, holder).catch(() => undefined), heldAgain).unref();
    this.open.add(body);
    if (checksum) body.hashWith(checksum.algorithm);
    try {
      if (body.announced !== null && body.announced > upload.length - offset) throw moreThanAnnounced();
      return ended(body, await this.parts(destination, actor, upload, holder, body, checksum));
    } catch (error) {
      if (error instanceof StaleActor) throw goOn('What you may do changed while this came. Go on from where the upload stands.');
      throw error;
    } finally {
      clearInterval(again);
      this.open.delete(body);
      await this.letGo(upload.party, id, holder).catch(() => undefined);
    }
  }

  /** Gives an upload up: what came of it is gone. Not once it is whole: then it is about to be what it was sent to be. @throws Problem 404, 409, 410 */
  async abandon(destination: Destination, actor: Actor, id: string): Promise<void> {
    await this.db.write(actor, async () => {
      const upload = await this.mine(destination, id, true);
      if (upload.state === 'joining') throw conflict('Everything has come and is being looked at. Wait until it is there, and take it back then.');
      if (upload.state === 'receiving') await this.events.record(actor, `${upload.kind}.upload-abandoned`, this.about(upload), { upload: id, bytes: upload.received });
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

  /** What events of an upload are about. */
  about({ kind, target, party }: Upload): Subject {
    return { type: this.destination(kind).of, id: target ?? '', originator: party };
  }

  /** With its name and note as they were. */
  async opened<T extends Upload>(upload: T): Promise<T> {
    if (!upload.sealed) return upload;
    const { texts } = await this.texts.open<{ fileName: string; note: string; said?: string }>(placeOf(upload.id), upload.sealed);
    return Object.assign(upload, { file_name: texts?.fileName ?? 'file', note: texts?.note ?? '', ...(texts?.said && { said: texts.said }) });
  }

  private async parts(destination: Destination, actor: Actor, begun: Upload, holder: string, body: Body, checksum: Checksum | null): Promise<Upload> {
    let upload = begun;
    while (!(await body.isOver())) {
      const room = upload.length - upload.received;
      if (room === 0) throw moreThanAnnounced();
      const part = checksum ? room : Math.min(room, segmentBytes);
      const file = await this.files.put(body.part(part), { owner: upload.party, subject: `${destination.of}/${upload.target}`, maxBytes: part }).catch((error: unknown) => {
        throw refusal(error, part);
      });
      failPoint('segment-stored');
      try {
        if (file.bytes === room && !(await body.isOver())) throw moreThanAnnounced();
        if (checksum) mustMatch(body, checksum);
        upload = await this.enter(destination, actor, upload, holder, file);
      } catch (error) {
        await this.files.discard(file);
        throw error;
      }
    }
    return upload;
  }

  /** Makes a part last, when whoever sends it still may, and no other request has come in between. */
  private enter(destination: Destination, actor: Actor, upload: Upload, holder: string, file: SealedFile): Promise<Upload> {
    return this.db.write(actor, async () => {
      const { subject } = await this.target(destination, actor, upload);
      const [entered] = await this.db.sql<Upload>(
        `UPDATE app.uploads SET received = received + $4, segments = segments + 1, expires_at = now() + interval '${kept}', held_until = now() + interval '${held}',
                state = CASE WHEN received + $4 = length THEN 'joining' ELSE state END
          WHERE id = $1 AND holder = $2 AND received = $3 AND state = 'receiving' RETURNING ${columns}`, [upload.id, holder, upload.received, file.bytes],
      );
      if (!entered) throw beingSent();
      await destination.requireRoom(upload.party, file.bytes);
      await this.files.enter(file);
      await this.db.sql('INSERT INTO app.upload_segments (upload_id, start, bytes, storage_key) VALUES ($1, $2, $3, $4)', [upload.id, upload.received, file.bytes, file.key]);
      if (entered.state === 'joining') {
        await this.events.record(actor, `${destination.kind}.upload-completed`, subject, { upload: upload.id, bytes: upload.length });
        await this.jobs.enqueue('join-upload', { id: upload.id, party: upload.party }, { key: `join-upload/${upload.id}` });
      }
      failPoint('segment-entered');
      return entered;
    });
  }

  /** Who sends next. Asked anew for each request: whether they may, whether the place is right, whether nobody else is at it. */
  private hold(destination: Destination, actor: Actor, id: string, offset: number, holder: string): Promise<Upload> {
    return this.db.write(actor, async () => {
      const upload = await this.mine(destination, id);
      await this.target(destination, actor, upload);
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

  private target(destination: Destination, actor: Actor, { target }: Upload): Promise<Opened> {
    return target ? destination.open(actor, target) : Promise.reject(notFound());
  }

  private async mine({ kind }: Destination, id: string, lock = false): Promise<Upload> {
    const [found] = await this.db.sql<Found>(`SELECT ${columns}, ${late} FROM app.uploads WHERE id = $1 AND kind = $2${lock ? ' FOR UPDATE' : ''}`, [id, kind]);
    if (!found?.target) throw notFound();
    if (found.late && !lock) throw expired();
    return found;
  }

  private async byKey(key: string): Promise<Found | undefined> {
    const [found] = await this.db.sql<Found>(`SELECT ${columns}, ${late} FROM app.uploads WHERE idempotency_key = $1`, [key]);
    return found && this.opened(found);
  }

  private async count(which: string, values: unknown[] = []): Promise<number> {
    return Number((await this.db.sql<{ count: string }>(`SELECT count(*) FROM app.uploads WHERE ${which}`, values))[0]?.count);
  }
}

const placeOf = (id: string) => `upload/${id}`;

/** What was begun under a key, if the file announced under it now can be the same. */
function same(earlier: Upload, { kind }: Destination, { target, fileName, length, note, sha256 }: { target: string; fileName: string; length: number; note: string; sha256: string | null }): Upload {
  const sameContent = earlier.length === length && (!earlier.sha256 || !sha256 || earlier.sha256 === sha256);
  if (earlier.kind === kind && earlier.target === target && earlier.file_name === fileName && earlier.note === note && sameContent) return earlier;
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
