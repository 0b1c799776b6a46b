import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { notFound } from '../../../kernel/problems.js';
import type { Drawable } from '../attempts/draw-items.js';
import { wordsOf } from '../questions/index.js';
import { Bank } from './bank.entity.js';

/** A question as its latest version has it, without what is right. */
export interface Item {
  id: string;
  code: string;
  type: string;
  stem: string;
  tags: string[];
  critical: boolean;
  alternative: string | null;
  /** Those it is translated into. */
  languages: string[];
  version: number;
  retiredAt: Date | null;
}

export interface Held extends Drawable {
  id: string;
  critical: boolean;
}

/** Banks and their questions, as far as the actor may read them; always in the running unit of work. */
@Injectable()
export class BankRepository {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /** @throws Problem 404 */
  async readable(actor: Actor, id: string): Promise<Bank> {
    return (await this.access.scope(this.db.query(Bank, 'bank'), actor, 'read').andWhere('bank.id = :id', { id }).getOne()) ?? Promise.reject(notFound());
  }

  all(actor: Actor): Promise<Bank[]> {
    return this.access.scope(this.db.query(Bank, 'bank'), actor, 'read').orderBy('bank.title').addOrderBy('bank.id').getMany();
  }

  /** The bank a question stands in. @throws Problem 404 */
  async ofItem(actor: Actor, id: string): Promise<{ bank: Bank; code: string }> {
    const [item] = await this.db.sql<{ bank_id: string; code: string }>('SELECT bank_id, code FROM app.items WHERE id = $1', [id]);
    if (!item) throw notFound();
    return { bank: await this.readable(actor, item.bank_id), code: item.code };
  }

  /** By code. `where` speaks of `i`, an item, and `v`, a version of it; it chooses items, not versions. */
  latest(where: string, ...values: unknown[]): Promise<Item[]> {
    return this.db.sql<Item>(
      `SELECT DISTINCT ON (i.code) i.id, i.code, i.retired_at AS "retiredAt", v.type, v.body ->> 'stem' AS stem, v.tags, v.critical, v.alternative, v.number AS version,
              ARRAY(SELECT jsonb_object_keys(coalesce(v.body -> 'texts', '{}')) ORDER BY 1) AS languages
         FROM app.items i JOIN app.item_versions v ON v.item_id = i.id WHERE ${where} ORDER BY i.code, v.number DESC`, values);
  }

  /** The languages a course is written in, the leading one first: those it is published in, then any a text of its lessons is in. */
  async languagesOf(courseId: string): Promise<string[]> {
    const written = await this.db.sql<{ language: string }>(
      `SELECT language FROM (SELECT language, place FROM app.courses c, unnest(c.languages) WITH ORDINALITY AS o(language, place) WHERE c.id = $1
                             UNION ALL SELECT t.language, 1000 FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id WHERE l.course_id = $1) AS w
        GROUP BY 1 ORDER BY min(place), language <> 'en', 1`, [courseId]);
    return written.map(({ language }) => language);
  }

  /** What may be drawn for a course: of each question in use the latest version, without its key. */
  drawable(courseId: string): Promise<Held[]> {
    return this.db.sql<Held>(
      `SELECT DISTINCT ON (i.code) i.id, v.id AS "versionId", i.code, v.tags, v.alternative, v.body, v.critical FROM app.banks b JOIN app.items i ON i.bank_id = b.id JOIN app.item_versions v ON v.item_id = i.id
        WHERE b.course_id = $1 AND i.retired_at IS NULL ORDER BY i.code, v.number DESC`, [courseId]);
  }
}

/** As a list shows it: its stem in plain words. */
export const listed = (item: Item) => ({ ...item, stem: wordsOf(item.stem), retiredAt: item.retiredAt?.toISOString() ?? null });
