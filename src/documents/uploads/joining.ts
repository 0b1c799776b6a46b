import { Injectable, Logger } from '@nestjs/common';
import { actorOf, systemActor, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events, On } from '../../kernel/events/index.js';
import { failPoint } from '../../kernel/fail-point.js';
import { Intake, type Received } from '../../kernel/intake/index.js';
import { Handles, Jobs, type Payload } from '../../kernel/jobs/index.js';
import { Problem, unprocessable } from '../../kernel/problems.js';
import { SealedFiles, type KeptFile } from '../../kernel/sealed-files/index.js';
import { DocumentTexts } from '../document-texts.js';
import { UploadService } from '../exchange/upload.service.js';
import { columns, type Upload } from './upload.js';
import { kept, Uploads } from './uploads.js';

/** Somebody else has joined it in the meantime, or it was given up: nothing is to be done. */
class NotWaiting extends Error {}

/** What becomes of uploads without their sender: what is whole becomes a version, what nobody goes on with is removed. */
@Injectable()
export class Joining {
  private readonly log = new Logger('uploads');

  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly intake: Intake,
    private readonly files: SealedFiles,
    private readonly versions: UploadService,
    private readonly texts: DocumentTexts,
    private readonly uploads: Uploads,
  ) {}

  /**
   * Joins the parts of an upload to one sealed file and enters it as a version, on behalf of its sender. A crash at any place leaves it as it
   * was, and it begins again; run twice it makes one version.
   */
  @Handles('join-upload')
  async join({ id, party }: Payload): Promise<void> {
    const found = await this.db.read(systemActor('uploads', String(party)), () => this.whole(String(id)));
    if (!found) return;
    const { upload, segments } = found;
    const actor = actorOf({ name: 'uploads', system: 'uploads', party: upload.party, userId: upload.user_id, keys: [upload.party] });
    const announced = { owner: upload.party, subject: `document/${upload.document_id}`, fileName: upload.file_name, declared: upload.length };
    await this.intake.receive(joined(segments), announced, (file) => this.keep(actor, upload, file)).catch((error: unknown) => {
      if (error instanceof NotWaiting) return undefined;
      if (error instanceof Problem && error.status < 500) return this.reject(actor, upload, error);
      throw error;
    });
    failPoint('upload-kept');
  }

  /** Each night, and when a document goes: uploads nobody went on with, those of documents that are gone, and what there is to forget of others. */
  @Handles('sweep-uploads', { daily: true })
  @On('document.discarded')
  async sweep(): Promise<void> {
    const due = await this.db.read(systemActor('uploads'), () => this.db.sql<{ id: string; party: string }>(
      `SELECT id, party FROM app.uploads WHERE document_id IS NULL OR (expires_at <= now() AND state <> 'joining') OR (state = 'joining' AND expires_at <= now() + interval '${kept}' - interval '1 hour') ORDER BY id`,
    ));
    for (const { id, party } of due) await this.end(systemActor('uploads', party), id).catch((error: unknown) => this.log.warn(`an upload could not be ended: ${String(error)}`));
    await this.db.write(systemActor('uploads'), () => this.db.sql(`DELETE FROM app.upload_keys WHERE made_at < now() - interval '7 days'`), { repeatable: true });
  }

  private async whole(id: string): Promise<{ upload: Upload; segments: KeptFile[] } | null> {
    const [upload] = await this.db.sql<Upload>(`SELECT ${columns} FROM app.uploads WHERE id = $1 AND state = 'joining' AND document_id IS NOT NULL`, [id]);
    if (!upload) return null;
    const rows = await this.db.sql<{ storage_key: string }>('SELECT storage_key FROM app.upload_segments WHERE upload_id = $1 ORDER BY start', [id]);
    const segments: KeptFile[] = [];
    for (const { storage_key } of rows) segments.push(await this.files.find(storage_key));
    return { upload: await this.texts.openUpload(upload), segments };
  }

  private keep(actor: Actor, upload: Upload, file: Received): Promise<void> {
    return this.db.write(actor, async () => {
      if (upload.sha256 && upload.sha256 !== file.sha256) {
        throw unprocessable('What came together is not the file that was announced: its SHA-256 is another. It may have been changed while it was sent. Choose it again.', 'checksum');
      }
      // The document before the upload: in the order in which a document that goes takes both.
      await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [upload.document_id]);
      const [waiting] = await this.db.sql(`SELECT FROM app.uploads WHERE id = $1 AND state = 'joining' AND document_id IS NOT NULL FOR UPDATE`, [upload.id]);
      if (!waiting) throw new NotWaiting();
      await this.uploads.forgetSegments(upload.id);
      const { number } = await this.versions.enter(actor, upload.document_id ?? '', { fileName: upload.file_name, language: upload.language, note: upload.note }, file);
      await this.db.sql(`UPDATE app.uploads SET state = 'kept', version = $2 WHERE id = $1`, [upload.id, number]);
      failPoint('upload-joined');
    }, { repeatable: true });
  }

  private async reject(actor: Actor, upload: Upload, { type, title, status, detail }: Problem): Promise<void> {
    await this.db.write(actor, async () => {
      const [rejected] = await this.db.sql(`UPDATE app.uploads SET state = 'rejected', problem = $2 WHERE id = $1 AND state = 'joining' RETURNING id`, [upload.id, { type, title, status, detail }]);
      if (!rejected) return;
      await this.uploads.forgetSegments(upload.id);
      await this.events.record(actor, 'document.upload-rejected', { type: 'document', id: upload.document_id ?? '', originator: upload.party }, { upload: upload.id, problem: type });
    }, { repeatable: true });
  }

  private async end(actor: Actor, id: string): Promise<void> {
    await this.db.write(actor, async () => {
      const [upload] = await this.db.sql<Upload>(`SELECT ${columns} FROM app.uploads WHERE id = $1 FOR UPDATE`, [id]);
      if (!upload) return;
      if (upload.state === 'joining' && upload.document_id) return this.jobs.enqueue('join-upload', { id, party: upload.party }, { key: `join-upload/${id}` });
      if (upload.state === 'receiving' && upload.document_id) {
        await this.events.record(actor, 'document.upload-expired', { type: 'document', id: upload.document_id, originator: upload.party }, { upload: id, bytes: upload.received });
      }
      await this.uploads.remove(id);
    }, { repeatable: true });
  }
}

/** The parts one after the other, each opened when its turn comes. */
async function* joined(segments: readonly KeptFile[]): AsyncGenerator<Buffer> {
  for (const segment of segments) yield* await segment.pieces();
}
