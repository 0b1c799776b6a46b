import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events, On } from '../kernel/events/index.js';

const keeping = 'file-keeping';
const batch = 200;
/** An envelope nothing opens: what the columns held is gone with the key. */
const nothing = Buffer.of(0);

/** When a party's keys were destroyed, what its documents say in clear goes too: titles, abstracts, details and words in the index. Run again it does nothing. */
@Injectable()
export class LostTexts {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
  ) {}

  @On('party-key.destroyed')
  async forget(eventId: string): Promise<void> {
    const [lost] = await this.db.read(systemActor(keeping), () => this.db.sql<{ party: string; at: string }>('SELECT party, at::text FROM app.lost_key($1)', [eventId]));
    if (!lost) return;
    while ((await this.some(lost.party, lost.at)) === batch);
  }

  /** @param before what was kept since then has a key of its own */
  private some(party: string, before: string): Promise<number> {
    const actor = systemActor(keeping, party);
    return this.db.write(actor, async () => {
      const documents = await this.db.sql<{ id: string }>(
        `SELECT id FROM app.documents d WHERE originator = $1 AND created_at <= $2
            AND (sealed IS NULL OR EXISTS (SELECT FROM app.document_versions v WHERE v.document_id = d.id AND (v.sealed IS NULL OR v.content IS NOT NULL)))
          ORDER BY id LIMIT ${batch} FOR UPDATE`, [party, before],
      );
      const ids = documents.map(({ id }) => id);
      if (ids.length === 0) return 0;
      await this.db.sql(`UPDATE app.document_versions SET sealed = coalesce(sealed, $2), file_name = 'sealed', note = '', content = NULL, content_state = 'failed' WHERE document_id = ANY ($1::uuid[])`, [ids, nothing]);
      await this.db.sql(
        `UPDATE app.documents SET sealed = coalesce(sealed, $2), title = 'sealed', abstract = '', details = '{}', words_title = '', words_abstract = '', row_version = row_version + 1 WHERE id = ANY ($1::uuid[])`, [ids, nothing],
      );
      await this.events.record(actor, 'party-key.texts-lost', { type: 'party', id: party, originator: party }, { documents: ids.length });
      return ids.length;
    });
  }
}
