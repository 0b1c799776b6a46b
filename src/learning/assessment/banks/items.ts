import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Cursors } from '../../../kernel/http/index.js';
import { notFound } from '../../../kernel/problems.js';
import { wordsOf } from '../questions/index.js';
import type { Bank } from './bank.entity.js';
import { BankRepository, listed } from './bank.repository.js';
import type { BankList, BankRow, BankView, ItemList, ItemsQuery, StatisticsView, VersionList, WrittenItemView, WrittenVersionView } from './banks.dto.js';
import { ItemStatistics } from './item-statistics.js';

interface Version {
  id: string;
  number: number;
  type: string;
  stem: string;
  createdAt: Date;
  createdBy: string | null;
}

/** Banks and questions as those read them who write the course: found, opened, in each of their versions, with how they fare. */
@Injectable()
export class Items {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly cursors: Cursors,
    private readonly banks: BankRepository,
    private readonly figures: ItemStatistics,
  ) {}

  /** The banks of the actor's party, by title. */
  banksOf(actor: Actor): Promise<BankList> {
    return this.db.read(actor, async () => ({ items: await this.rows(actor, await this.banks.all(actor)) }));
  }

  /** @throws Problem 404 */
  bank(actor: Actor, id: string): Promise<BankView> {
    return this.db.read(actor, async () => this.view(actor, await this.banks.readable(actor, id)));
  }

  /** How a bank looks to the actor. In the running unit of work. */
  async view(actor: Actor, bank: Bank): Promise<BankView> {
    const [row] = await this.rows(actor, [bank]);
    if (!row) throw notFound();
    const items = await this.banks.latest('i.bank_id = $1 AND i.retired_at IS NULL', bank.id);
    const tags = new Map<string, number>();
    for (const item of items) for (const tag of item.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    const [language = null, ...others] = await this.banks.languagesOf(bank.courseId);
    const languages = [...new Set([...others, ...items.flatMap((item) => item.languages).sort()])].filter((one) => one !== language);
    return {
      ...row, language, languages: languages.map((one) => ({ language: one, lacking: items.filter((item) => !item.languages.includes(one)).length })),
      tags: [...tags].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, questions]) => ({ tag, questions })),
    };
  }

  /**
   * A page of a bank's questions, by code, each with how it fares. Figures are the examiner's to count, in a unit of work of its own.
   * @throws Problem 404, 400 for a cursor of another list
   */
  async list(actor: Actor, bankId: string, query: ItemsQuery): Promise<ItemList> {
    const { q, type, tag, state = 'in_use', flag, lacks, cursor, limit = 50 } = query;
    const filter = JSON.stringify(['items', bankId, q, type, tag, state, flag, lacks]);
    const [after = ''] = cursor ? (this.cursors.open(actor, filter, cursor) as [string]) : [];
    const all = await this.db.read(actor, async () => {
      const bank = await this.banks.readable(actor, bankId);
      return this.banks.latest('i.bank_id = $1', bank.id);
    });
    const words = q?.toLocaleLowerCase('en');
    const found = all.filter((item) =>
      item.code > after && (!words || `${item.code}\n${item.stem}`.toLocaleLowerCase('en').includes(words)) && (!type || item.type === type) && (!tag || item.tags.includes(tag)) &&
      (!lacks || !item.languages.includes(lacks)) && (state === 'all' || (item.retiredAt === null) === (state === 'in_use')));
    const asked = flag ? found : found.slice(0, limit + 1);
    const figures = await this.figures.of(asked.map(({ id }) => id));
    const flagged = asked.filter(({ id }) => !flag || (figures.get(id)?.flags ?? []).some((one) => flag === 'any' || one === flag));
    const page = flagged.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((item) => ({ ...listed(item), statistics: figures.get(item.id) ?? ItemStatistics.nothing })),
      next: flagged.length > limit && last ? this.cursors.seal(actor, filter, [last.code]) : null,
    };
  }

  /** @throws Problem 404 */
  item(actor: Actor, id: string): Promise<WrittenItemView> {
    return this.db.read(actor, () => this.written(actor, id));
  }

  /** In the running unit of work. @throws Problem 404 */
  async written(actor: Actor, id: string): Promise<WrittenItemView> {
    const { bank } = await this.banks.ofItem(actor, id);
    const [item] = await this.banks.latest('i.id = $1', id);
    const [key] = await this.db.sql<{ written: Record<string, unknown> }>(
      'SELECT k.written FROM app.item_keys k JOIN app.item_versions v ON v.id = k.item_version_id WHERE v.item_id = $1 ORDER BY v.number DESC LIMIT 1', [id]);
    if (!item || !key) throw notFound();
    return { ...listed(item), bankId: bank.id, question: key.written, allows: this.access.allows(actor, bank) };
  }

  /** How a question fares in examinations. @throws Problem 404 */
  async statistics(actor: Actor, id: string): Promise<StatisticsView> {
    await this.db.read(actor, () => this.banks.ofItem(actor, id));
    return (await this.figures.of([id])).get(id) ?? ItemStatistics.nothing;
  }

  /** All versions of a question, the newest first, and which of them somebody was asked: those are kept for as long as the answers. @throws Problem 404 */
  async versions(actor: Actor, id: string): Promise<VersionList> {
    const versions = await this.db.read(actor, async () => {
      await this.banks.ofItem(actor, id);
      return this.db.sql<Version>(
        `SELECT v.id, v.number, v.type, v.body ->> 'stem' AS stem, v.created_at AS "createdAt", u.name AS "createdBy" FROM app.item_versions v LEFT JOIN app.users u ON u.id = v.created_by
          WHERE v.item_id = $1 ORDER BY v.number DESC`, [id]);
    });
    const asked = await this.figures.asked(versions.map((version) => version.id));
    return { items: versions.map(({ id: version, stem, createdAt, ...rest }) => ({ ...rest, stem: wordsOf(stem), createdAt: createdAt.toISOString(), wasAsked: asked.has(version) })) };
  }

  /** A version as it was written then. @throws Problem 404 */
  version(actor: Actor, id: string, number: number): Promise<WrittenVersionView> {
    return this.db.read(actor, async () => {
      await this.banks.ofItem(actor, id);
      const [found] = await this.db.sql<{ written: Record<string, unknown> }>(
        'SELECT k.written FROM app.item_keys k JOIN app.item_versions v ON v.id = k.item_version_id WHERE v.item_id = $1 AND v.number = $2', [id, number]);
      return found ? { number, question: found.written } : Promise.reject(notFound());
    });
  }

  private async rows(actor: Actor, banks: readonly Bank[]): Promise<BankRow[]> {
    const counts = await this.db.sql<{ id: string; code: string; questions: number; retired: number }>(
      `SELECT b.id, c.code, count(i.id) FILTER (WHERE i.retired_at IS NULL)::int AS questions, count(i.retired_at)::int AS retired
         FROM app.banks b JOIN app.courses c ON c.id = b.course_id LEFT JOIN app.items i ON i.bank_id = b.id WHERE b.id = ANY ($1) GROUP BY b.id, c.code`, [banks.map(({ id }) => id)]);
    return banks.flatMap((bank) => counts.filter(({ id }) => id === bank.id).map(({ code, questions, retired }) => (
      { id: bank.id, courseId: bank.courseId, courseCode: code, title: bank.title, questions, retired, allows: this.access.allows(actor, bank) })));
  }
}
