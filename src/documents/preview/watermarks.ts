import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { notFound } from '../../kernel/problems.js';
import { Throttle } from '../../identity/index.js';
import { Parties } from '../../members/index.js';
import { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import { Tombstone } from '../retention/tombstone.entity.js';
import type { Rendition } from './openings.js';
import type { WatermarkView } from './preview.dto.js';
import { readCode } from './watermark-code.js';

interface OpeningRow { document_id: string; number: number; party: string; user_id: string; rendition: Exclude<Rendition, 'play'>; at: Date }

/** Whose copy it was: from the code on a page that turned up where it should not, to the reading it was given at (SR-70). */
@Injectable()
export class Watermarks {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly parties: Parties,
    private readonly events: Events,
    private readonly throttle: Throttle,
  ) {}

  /**
   * For whoever may `trace` the document; found, it is recorded in the document's history. It works after the document is disposed of: copies outlive it.
   * @param typed as it was read off the page @throws Problem 404 for everybody else and for what is no code, all alike; 429
   */
  async trace(actor: Actor, typed: string): Promise<WatermarkView> {
    await this.throttle.lookUp('watermark', actor.userId);
    return this.db.write(actor, async () => {
      const code = readCode(typed);
      const [found] = code ? await this.db.sql<OpeningRow>(`SELECT document_id, number, party, user_id, rendition, at FROM app.openings WHERE code = $1 AND rendition <> 'play'`, [code]) : [];
      const about = found && ((await this.kept(actor, found.document_id)) ?? (await this.gone(actor, found.document_id)));
      if (!code || !found || !about) throw notFound();
      await this.events.record(actor, 'watermark.read', { type: 'document', id: found.document_id, originator: actor.party }, { number: found.number, code });
      const names = await this.parties.names();
      return {
        code, document: found.document_id, ...about, version: found.number, rendition: found.rendition, at: found.at.toISOString(),
        party: found.party, person: names.get(found.user_id) ?? null,
      };
    });
  }

  private async kept(actor: Actor, id: string): Promise<Pick<WatermarkView, 'symbol' | 'title' | 'tlp' | 'disposedAt'> | null> {
    const traceable = await this.access.scope(this.db.query(Document, 'document'), actor, 'trace').andWhere('document.id = :id', { id }).getCount();
    if (traceable === 0) return null;
    const { symbol, title, tlp } = await this.documents.readable(actor, id);
    return { symbol, title, tlp, disposedAt: null };
  }

  private async gone(actor: Actor, id: string): Promise<Pick<WatermarkView, 'symbol' | 'title' | 'tlp' | 'disposedAt'> | null> {
    const tombstone = await this.access.scope(this.db.query(Tombstone, 'tombstone'), actor, 'trace').andWhere('tombstone.id = :id', { id }).getOne();
    return tombstone && { symbol: tombstone.symbol, title: null, tlp: tombstone.tlp, disposedAt: tombstone.disposedAt.toISOString() };
  }
}
