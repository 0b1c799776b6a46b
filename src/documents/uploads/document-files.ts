import { Inject, Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { On } from '../../kernel/events/index.js';
import { Quarantine } from '../../kernel/inspection/index.js';
import { Intake } from '../../kernel/intake/index.js';
import { Joining, Uploads, type Destination, type Finish, type Opened, type Upload } from '../../kernel/uploads/index.js';
import { Quotas } from '../../members/index.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import { UploadService } from '../exchange/upload.service.js';

/** Files sent to a document become its versions. */
@Injectable()
export class DocumentFiles implements Destination {
  readonly kind = 'document';
  readonly of = 'document';
  readonly path = 'uploads';
  readonly maxBytes: number;

  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly intake: Intake,
    private readonly versions: UploadService,
    private readonly quotas: Quotas,
    private readonly quarantine: Quarantine,
    private readonly joining: Joining,
    uploads: Uploads,
    @Inject(Settings) { uploadMaxBytes }: Settings,
  ) {
    this.maxBytes = uploadMaxBytes;
    uploads.to(this);
  }

  mayCome(): Promise<void> {
    return this.quarantine.mustHaveRoom();
  }

  async open(actor: Actor, id: string): Promise<Opened> {
    const document = await this.documents.readable(actor, id);
    this.access.require(actor, 'upload', document);
    document.mustBeEditable();
    return { subject: subject(document), wish: { language: document.language } };
  }

  expectRoom(party: string, bytes: number): Promise<void> {
    return this.quotas.expectRoom(party, bytes);
  }

  requireRoom(party: string, bytes: number): Promise<void> {
    return this.quotas.requireRoom(party, bytes);
  }

  async lock(id: string): Promise<void> {
    await this.db.sql('SELECT FROM app.documents WHERE id = $1 FOR UPDATE', [id]);
  }

  /** Enters it as a version, with its event and its inspection. */
  async take(actor: Actor, { target, party, file_name: fileName, note, wish, length }: Upload, whole: AsyncIterable<Buffer>, finish: Finish): Promise<void> {
    const id = target ?? '';
    await this.intake.receive(whole, { owner: party, subject: `document/${id}`, fileName, declared: length }, (file) => {
      finish.mustMatch(file.sha256);
      return finish.kept(async () => {
        const { number } = await this.versions.enter(actor, id, { fileName, language: String(wish.language), note }, file);
        return { version: number };
      });
    });
  }

  @On('document.discarded')
  gone(): Promise<void> {
    return this.joining.sweep();
  }
}
