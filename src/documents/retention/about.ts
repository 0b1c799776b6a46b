import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/index.js';
import { Document } from '../document.entity.js';
import { DocumentTexts } from '../document-texts.js';
import type { AboutView } from './retention.dto.js';

/** Which documents a list is about, as their originator names them. */
@Injectable()
export class About {
  constructor(
    private readonly db: Database,
    private readonly texts: DocumentTexts,
  ) {}

  /** By id; in the running unit of work, which sees what its actor may. */
  async of(ids: readonly string[]): Promise<Map<string, AboutView>> {
    const rows = await this.db.query(Document, 'document').where('document.id = ANY (:ids)', { ids }).getMany();
    const views = new Map<string, AboutView>();
    for (const row of rows) {
      const { id, symbol, title, language, kind, tlp, state } = await this.texts.open(row);
      views.set(id, { id, symbol, title, language, kind, tlp, state });
    }
    return views;
  }
}
