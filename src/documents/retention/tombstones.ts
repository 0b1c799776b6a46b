import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { Cursors } from '../../kernel/http/index.js';
import { notFound } from '../../kernel/problems.js';
import { certificatePdf } from './certificate-pdf.js';
import { Certificates, type Signed } from './certificates.js';
import { Tombstone } from './tombstone.entity.js';
import type { TombstoneList, TombstoneView, VerificationView } from './tombstones.dto.js';

const pageSize = 30;

/** What is left of documents that were disposed of, and the proof of it. */
@Injectable()
export class Tombstones {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly cursors: Cursors,
    private readonly certificates: Certificates,
  ) {}

  /** @throws Problem 404 */
  one(actor: Actor, id: string): Promise<TombstoneView> {
    return this.db.read(actor, async () => this.view(actor, await this.readable(actor, id)));
  }

  /** Those of one's own party, newest first. */
  list(actor: Actor, cursor: string | undefined): Promise<TombstoneList> {
    return this.db.read(actor, async () => {
      const scoped = this.access.scope(this.db.query(Tombstone, 'tombstone'), actor, 'certificate');
      const [at, id] = cursor ? (this.cursors.open(actor, 'tombstones', cursor) as [string, string]) : [null, null];
      if (at) scoped.andWhere('(tombstone.disposedAt, tombstone.id) < (:at::timestamptz, :id::uuid)', { at, id });
      const found = await scoped.orderBy('tombstone.disposedAt', 'DESC').addOrderBy('tombstone.id', 'DESC').limit(pageSize + 1).getMany();
      const page = found.slice(0, pageSize);
      const last = found.length > pageSize ? page.at(-1) : undefined;
      const [exact] = last ? await this.db.sql<{ at: string }>('SELECT disposed_at::text AS at FROM app.tombstones WHERE id = $1', [last.id]) : [];
      const items: TombstoneView[] = [];
      for (const tombstone of page) items.push(await this.view(actor, tombstone));
      return { items, next: last ? this.cursors.seal(actor, 'tombstones', [exact?.at, last.id]) : null };
    });
  }

  /** The certificate to take away: JSON to be checked, or PDF to be filed. Recorded. @throws Problem 404, 403 */
  async certificate(actor: Actor, id: string, format: 'pdf' | 'json'): Promise<{ fileName: string; mediaType: string; content: Buffer }> {
    const { signed, symbol } = await this.db.write(actor, async () => {
      const tombstone = await this.readable(actor, id);
      this.access.require(actor, 'certificate', tombstone);
      const [row] = await this.db.sql<{ certificate: Record<string, unknown>; public_key: string; signature: string }>('SELECT certificate, public_key, signature FROM app.disposal_certificates WHERE document_id = $1', [id]);
      if (!row) throw notFound();
      await this.events.record(actor, 'certificate.taken', { type: 'document', id, originator: tombstone.originator }, { format });
      const found: Signed = { certificate: row.certificate, signature: { algorithm: 'Ed25519', publicKey: row.public_key, value: row.signature } };
      return { signed: found, symbol: tombstone.symbol };
    });
    return format === 'pdf'
      ? { fileName: `disposal-${symbol}.pdf`, mediaType: 'application/pdf', content: await certificatePdf(signed) }
      : { fileName: `disposal-${symbol}.json`, mediaType: 'application/json', content: Buffer.from(`${JSON.stringify(signed, null, 2)}\n`) };
  }

  /** Whether a certificate is this portal's and unchanged: signed by its key of today, or by the one the originator's record names. */
  verify(actor: Actor, signed: Signed): Promise<VerificationView> {
    return this.db.read(actor, async () => {
      const intact = this.certificates.isIntact(signed);
      const genuine = intact && (await this.isOurs(signed.signature.publicKey));
      const sentence = genuine ? 'This portal signed it, and it was not changed since.' : intact ? 'It was not changed since it was signed, but not by this portal.' : 'It was changed, or its signature is not one.';
      return { genuine, sentence };
    });
  }

  private async isOurs(publicKey: string): Promise<boolean> {
    if (this.certificates.sign({}).signature.publicKey === publicKey) return true;
    return (await this.db.sql('SELECT FROM app.disposal_certificates WHERE public_key = $1 LIMIT 1', [publicKey])).length > 0;
  }

  private async readable(actor: Actor, id: string): Promise<Tombstone> {
    const found = await this.access.scope(this.db.query(Tombstone, 'tombstone'), actor, 'read').andWhere('tombstone.id = :id', { id }).getOne();
    if (!found) throw notFound();
    return found;
  }

  private async view(actor: Actor, tombstone: Tombstone): Promise<TombstoneView> {
    const { id, symbol, kind, originator, tlp, decided, rule, versions } = tombstone;
    return {
      id, symbol, kind, originator, tlp, decided, rule, versions,
      releasedAt: tombstone.releasedAt?.toISOString() ?? null,
      disposedAt: tombstone.disposedAt.toISOString(),
      downloaded: tombstone.readers.includes(actor.userId),
      because: this.access.because(actor, 'read', tombstone),
      allows: this.access.allows(actor, tombstone),
    };
  }
}
