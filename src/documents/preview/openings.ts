import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { notFound } from '../../kernel/problems.js';
import type { Mark } from '../../kernel/rendering/index.js';
import type { Document } from '../document.entity.js';
import { subject } from '../document.service.js';
import { markOf, type Opening } from './marks.js';
import { drawCode } from './watermark-code.js';

export type Rendition = 'preview' | 'print' | 'download' | 'bundle' | 'play';

const events = { preview: 'document.previewed', print: 'document.printed', play: 'document.played' };

/** Occasions on which readers were given renditions: what a watermark's code leads to. */
@Injectable()
export class Openings {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  /**
   * The actor's opening of a version within this hour, in a unit of work that writes; a page after a page is one opening, and one event. Downloads
   * record each request themselves.
   */
  async of(actor: Actor, document: Document, number: number, rendition: Rendition): Promise<Opening> {
    const [made] = await this.db.sql<Opening>(
      `INSERT INTO app.openings (code, document_id, number, originator, party, user_id, rendition) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (document_id, number, user_id, party, rendition, hour) DO NOTHING RETURNING code, at`,
      [drawCode(), document.id, number, document.originator, actor.party, actor.userId, rendition],
    );
    if (made && rendition !== 'download' && rendition !== 'bundle') {
      await this.events.record(actor, events[rendition], subject(document), { number, code: rendition === 'play' ? undefined : made.code, tlp: document.tlp, caveats: document.handlingCaveats });
    }
    return made ?? this.known(actor, document.id, number, rendition);
  }

  /** What a watermark of this opening says. */
  async mark(actor: Actor, opening: Opening): Promise<Mark> {
    const [user] = await this.db.sql<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [actor.userId]);
    return markOf({ name: actor.name, email: user?.email ?? '' }, actor.party, opening);
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
