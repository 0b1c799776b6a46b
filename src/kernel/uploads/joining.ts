import { Injectable, Logger } from '@nestjs/common';
import { actorOf, systemActor, type Actor } from '../access/index.js';
import { Database } from '../database/index.js';
import { Events } from '../events/index.js';
import { failPoint } from '../fail-point.js';
import { Handles, Jobs, type Payload } from '../jobs/index.js';
import { Problem, unprocessable } from '../problems.js';
import { SealedFiles, type KeptFile } from '../sealed-files/index.js';
import type { Destination, Finish } from './destination.js';
import { columns, type Upload } from './upload.js';
import { kept, Uploads } from './uploads.js';

/** Somebody else has joined it in the meantime, or it was given up: nothing is to be done. */
class NotWaiting extends Error {}

/** What becomes of uploads without their sender: what is whole goes to its destination, what nobody goes on with is removed. */
@Injectable()
export class Joining {
  private readonly log = new Logger('uploads');

  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly files: SealedFiles,
    private readonly uploads: Uploads,
  ) {}

  /**
   * Hands the parts of an upload to its destination as one file, on behalf of its sender. A crash at any place leaves it as it was, and it begins
   * again; run twice it comes to one end.
   */
  @Handles('join-upload')
  async join({ id, party }: Payload): Promise<void> {
    const found = await this.db.read(systemActor('uploads', String(party)), () => this.whole(String(id)));
    if (!found) return;
    const { upload, segments } = found;
    const destination = this.uploads.destination(upload.kind);
    const actor = actorOf({ name: 'uploads', system: 'uploads', party: upload.party, userId: upload.user_id, keys: [upload.party] });
    await destination.take(actor, upload, joined(segments), this.finish(destination, actor, upload)).catch((error: unknown) => {
      if (error instanceof NotWaiting) return undefined;
      if (error instanceof Problem && error.status < 500) return this.reject(actor, upload, error);
      throw error;
    });
    failPoint('upload-kept');
  }

  /** Each night, and when what they were sent to goes: uploads nobody went on with, those of records that are gone, and what there is to forget of others. */
  @Handles('sweep-uploads', { daily: true })
  async sweep(): Promise<void> {
    const due = await this.db.read(systemActor('uploads'), () => this.db.sql<{ id: string; party: string }>(
      `SELECT id, party FROM app.uploads WHERE target IS NULL OR (expires_at <= now() AND state <> 'joining') OR (state = 'joining' AND expires_at <= now() + interval '${kept}' - interval '1 hour') ORDER BY id`,
    ));
    for (const { id, party } of due) await this.end(systemActor('uploads', party), id).catch((error: unknown) => this.log.warn(`an upload could not be ended: ${String(error)}`));
    await this.db.write(systemActor('uploads'), () => this.db.sql(`DELETE FROM app.upload_keys WHERE made_at < now() - interval '7 days'`), { repeatable: true });
  }

  private async whole(id: string): Promise<{ upload: Upload; segments: KeptFile[] } | null> {
    const [upload] = await this.db.sql<Upload>(`SELECT ${columns} FROM app.uploads WHERE id = $1 AND state = 'joining' AND target IS NOT NULL`, [id]);
    if (!upload) return null;
    const rows = await this.db.sql<{ storage_key: string }>('SELECT storage_key FROM app.upload_segments WHERE upload_id = $1 ORDER BY start', [id]);
    const segments: KeptFile[] = [];
    for (const { storage_key } of rows) segments.push(await this.files.find(storage_key));
    return { upload: await this.uploads.opened(upload), segments };
  }

  private finish(destination: Destination, actor: Actor, upload: Upload): Finish {
    return {
      mustMatch: (sha256) => {
        if (!upload.sha256 || upload.sha256 === sha256) return;
        throw unprocessable('What came together is not the file that was announced: its SHA-256 is another. It may have been changed while it was sent. Choose it again.', 'checksum');
      },
      kept: (enter) => this.db.write(actor, async () => {
        await destination.lock?.(upload.target ?? '');
        const [waiting] = await this.db.sql(`SELECT FROM app.uploads WHERE id = $1 AND state = 'joining' AND target IS NOT NULL FOR UPDATE`, [upload.id]);
        if (!waiting) throw new NotWaiting();
        await this.uploads.forgetSegments(upload.id);
        await this.db.sql(`UPDATE app.uploads SET state = 'kept', outcome = $2 WHERE id = $1`, [upload.id, await enter()]);
        failPoint('upload-joined');
      }, { repeatable: true }),
      refused: (problem, enter) => this.reject(actor, upload, problem, enter),
    };
  }

  private async reject(actor: Actor, upload: Upload, { type, title, status, detail, extra }: Problem, enter?: () => Promise<void>): Promise<void> {
    await this.db.write(actor, async () => {
      const [rejected] = await this.db.sql(`UPDATE app.uploads SET state = 'rejected', problem = $2 WHERE id = $1 AND state = 'joining' AND target IS NOT NULL RETURNING id`, [upload.id, { ...extra, type, title, status, detail }]);
      if (!rejected) return;
      await this.uploads.forgetSegments(upload.id);
      await enter?.();
      await this.events.record(actor, `${upload.kind}.upload-rejected`, this.uploads.about(upload), { upload: upload.id, problem: type });
    }, { repeatable: true });
  }

  private async end(actor: Actor, id: string): Promise<void> {
    await this.db.write(actor, async () => {
      const [upload] = await this.db.sql<Upload>(`SELECT ${columns} FROM app.uploads WHERE id = $1 FOR UPDATE`, [id]);
      if (!upload) return;
      if (upload.state === 'joining' && upload.target) return this.jobs.enqueue('join-upload', { id, party: upload.party }, { key: `join-upload/${id}` });
      if (upload.state === 'receiving' && upload.target) await this.events.record(actor, `${upload.kind}.upload-expired`, this.uploads.about(upload), { upload: id, bytes: upload.received });
      await this.uploads.remove(id);
    }, { repeatable: true });
  }
}

/** The parts one after the other, each opened when its turn comes. */
async function* joined(segments: readonly KeptFile[]): AsyncGenerator<Buffer> {
  for (const segment of segments) yield* await segment.pieces();
}
