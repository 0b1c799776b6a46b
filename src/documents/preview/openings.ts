import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { notFound } from '../../kernel/problems.js';
import type { Mark } from '../../kernel/rendering/index.js';
import { Parties } from '../../members/index.js';
import type { Document } from '../document.entity.js';
import { DocumentRepository } from '../document.repository.js';
import { subject } from '../document.service.js';
import { markOf, type Opening } from './marks.js';
import type { WatermarkView } from './preview.dto.js';

export type Rendition = 'preview' | 'print' | 'download' | 'bundle';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const events = { preview: 'document.previewed', print: 'document.printed' };

/** Occasions on which readers were given renditions: what a watermark's code leads to. */
@Injectable()
export class Openings {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly parties: Parties,
    private readonly events: Events,
  ) {}

  /**
   * The actor's opening of a version within this hour, in a unit of work that writes; a page after a page is one opening, and one event. Downloads
   * record each request themselves.
   */
  async of(actor: Actor, document: Document, number: number, rendition: Rendition): Promise<Opening> {
    const code = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
    const [made] = await this.db.sql<Opening>(
      `INSERT INTO app.openings (code, document_id, number, originator, party, user_id, rendition) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (document_id, number, user_id, party, rendition, hour) DO NOTHING RETURNING code, at`,
      [code, document.id, number, document.originator, actor.party, actor.userId, rendition],
    );
    if (made && (rendition === 'preview' || rendition === 'print')) {
      await this.events.record(actor, events[rendition], subject(document), { number, code, tlp: document.tlp, caveats: document.handlingCaveats });
    }
    return made ?? this.known(actor, document.id, number, rendition);
  }

  /** What a watermark of this opening says. */
  async mark(actor: Actor, opening: Opening): Promise<Mark> {
    const [user] = await this.db.sql<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [actor.userId]);
    return markOf({ name: actor.name, email: user?.email ?? '' }, actor.party, opening);
  }

  /** Whose watermark this is: for those who look after the originator's documents. Looking is recorded. @throws Problem 404 for everybody else */
  find(actor: Actor, code: string): Promise<WatermarkView> {
    return this.db.write(actor, async () => {
      const [found] = await this.db.sql<{ document_id: string; number: number; originator: string; party: string; user_id: string; rendition: Rendition; at: Date }>(
        'SELECT document_id, number, originator, party, user_id, rendition, at FROM app.openings WHERE code = $1', [read(code)],
      );
      if (!found || found.originator !== actor.party || !['document_officer', 'focal_point'].some((role) => actor.has(role as never))) throw notFound();
      const document = await this.documents.readable(actor, found.document_id);
      this.access.require(actor, 'history', document);
      await this.events.record(actor, 'watermark.read', subject(document), { code: read(code) });
      const names = await this.parties.names();
      return {
        code: read(code), document: document.id, symbol: document.symbol, version: found.number, rendition: found.rendition, at: found.at.toISOString(),
        party: found.party, person: names.get(found.user_id) ?? null,
      };
    });
  }

  private async known(actor: Actor, id: string, number: number, rendition: Rendition): Promise<Opening> {
    const [found] = await this.db.sql<Opening>(
      `SELECT code, at FROM app.openings WHERE document_id = $1 AND number = $2 AND user_id = $3 AND party = $4 AND rendition = $5 ORDER BY hour DESC LIMIT 1`,
      [id, number, actor.userId, actor.party, rendition],
    );
    if (!found) throw notFound();
    return found;
  }
}

/** A code as it was drawn, from one as it was read off a page: letters the alphabet lacks are the digits they look like. */
const read = (code: string) => code.toUpperCase().replaceAll(/[OIL]/g, (letter) => (letter === 'O' ? '0' : '1'));
