import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import type { SavedSearchInput, SavedSearchView } from './library.dto.js';

const most = 50;

/** Addresses of the library with a name, for oneself. The fence gives each person their own and no others. */
@Injectable()
export class SavedSearches {
  constructor(private readonly db: Database) {}

  list(actor: Actor): Promise<SavedSearchView[]> {
    return this.db.read(actor, () => this.db.sql<SavedSearchView>('SELECT id, name, query FROM app.saved_searches WHERE user_id = $1 ORDER BY lower(name)', [actor.userId]));
  }

  /** @throws Problem 409 when there are fifty already */
  save(actor: Actor, { name, query }: SavedSearchInput): Promise<SavedSearchView> {
    return this.db.write(actor, async () => {
      const [kept] = await this.db.sql<{ count: number }>('SELECT count(*)::int AS count FROM app.saved_searches WHERE user_id = $1', [actor.userId]);
      if ((kept?.count ?? 0) >= most) throw conflict(`You have ${most} saved searches. Delete one you no longer use.`);
      const id = randomUUID();
      await this.db.sql('INSERT INTO app.saved_searches (id, user_id, name, query) VALUES ($1, $2, $3, $4)', [id, actor.userId, name, query]);
      return { id, name, query };
    });
  }

  /** @throws Problem 404 */
  async remove(actor: Actor, id: string): Promise<void> {
    const gone = await this.db.write(actor, () => this.db.sql('DELETE FROM app.saved_searches WHERE id = $1 AND user_id = $2 RETURNING id', [id, actor.userId]));
    if (gone.length === 0) throw notFound();
  }
}
