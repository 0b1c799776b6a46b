import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { conflict, invalid, notFound } from '../../../kernel/problems.js';
import { Course } from '../../catalogue/course.entity.js';
import { type Question, readBank, readQuestion } from '../questions/index.js';
import { areasOf } from './areas-of.js';
import { Bank } from './bank.entity.js';
import { BankRepository } from './bank.repository.js';
import type { BankView, QuestionInput, WrittenItemView } from './banks.dto.js';
import { Items } from './items.js';

/** The questions of a course, for those who write it. A version of a question never changes: what an attempt was asked stays what it was. */
@Injectable()
export class Banks {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly banks: BankRepository,
    private readonly items: Items,
  ) {}

  /**
   * Has the bank of a course hold exactly these questions: new ones are added, changed ones get another version, those no longer named are retired.
   * Entered twice it changes nothing. For the operator's loader, which acts as the system actor `course-loader` of the originator; in its unit of work.
   * @param list as a bank's file holds it
   * @throws Problem 400 with a path and a sentence for each fault
   */
  async enter(actor: Actor, course: Pick<Course, 'id' | 'originator' | 'title'>, list: unknown): Promise<{ written: number; retired: number }> {
    const questions = await readBank(list, areasOf);
    const bank = await this.bankOf(course);
    const written = await this.write(actor, bank, questions);
    const retired = await this.db.sql(
      `UPDATE app.items SET retired_at = now() WHERE bank_id = $1 AND retired_at IS NULL AND code <> ALL ($2::text[]) RETURNING id`, [bank.id, questions.map(({ code }) => code)]);
    return { written, retired: retired.length };
  }

  /** The bank of a course; opened when its author first asks. @throws Problem 404, 403 */
  open(actor: Actor, courseId: string): Promise<BankView> {
    return this.db.write(actor, async () => {
      const course = await this.access.scope(this.db.query(Course, 'course'), actor, 'read').andWhere('course.id = :courseId', { courseId }).getOne();
      if (!course) throw notFound();
      this.access.require(actor, 'edit', course);
      return this.items.view(actor, await this.bankOf(course));
    });
  }

  /** @throws Problem 404, 403, 400 for each fault, 409 when the code is taken */
  add(actor: Actor, bankId: string, written: object): Promise<WrittenItemView> {
    return this.db.write(actor, async () => {
      const bank = await this.banks.readable(actor, bankId);
      this.access.require(actor, 'write', bank);
      const question = await this.read(bank, written);
      if ((await this.banks.latest('i.bank_id = $1 AND i.code = $2', bank.id, question.code)).length > 0) throw conflict(`The bank has a question ${question.code} already. Write another version of that one.`);
      await this.write(actor, bank, [question]);
      return this.items.written(actor, (await this.banks.latest('i.bank_id = $1 AND i.code = $2', bank.id, question.code))[0]?.id ?? '');
    });
  }

  /** Another version of a question, in force from the next attempt on. @throws Problem 404, 403, 400, 409 when somebody wrote another one meanwhile */
  rewrite(actor: Actor, id: string, { question: written, after }: QuestionInput): Promise<WrittenItemView> {
    return this.db.write(actor, async () => {
      const { bank, code } = await this.banks.ofItem(actor, id);
      this.access.require(actor, 'write', bank);
      await this.db.sql('SELECT FROM app.items WHERE id = $1 FOR UPDATE', [id]);
      const [latest] = await this.banks.latest('i.id = $1', id);
      if (after !== undefined && latest && latest.version !== after) throw conflict(`Version ${latest.version} was written meanwhile. Look at it before you write another.`, 'version-written');
      const question = await this.read(bank, written);
      if (question.code !== code) throw invalid([{ path: 'question.code', message: `The code of a question stays: ${code}.` }]);
      await this.write(actor, bank, [question]);
      return this.items.written(actor, id);
    });
  }

  /** Draws it no more. @throws Problem 404, 403 */
  retire(actor: Actor, id: string): Promise<WrittenItemView> {
    return this.db.write(actor, async () => {
      const { bank } = await this.banks.ofItem(actor, id);
      this.access.require(actor, 'write', bank);
      await this.db.sql('UPDATE app.items SET retired_at = coalesce(retired_at, now()) WHERE id = $1', [id]);
      await this.events.record(actor, 'question.retired', { type: 'bank', id: bank.id, originator: bank.originator }, { item: id });
      return this.items.written(actor, id);
    });
  }

  /** A question for this bank, as an author wrote it. In the running unit of work. @throws Problem 400 for each fault */
  async read(bank: Bank, written: object): Promise<Question> {
    const question = await readQuestion(written, areasOf);
    if (question.alternative !== null) {
      const [other] = await this.banks.latest('i.bank_id = $1 AND i.code = $2', bank.id, question.alternative);
      if (!other || other.type === 'hotspot' || other.type === 'compare') throw invalid([{ path: 'question.alternative', message: `${question.alternative} is no question in words of this bank.` }]);
    }
    return question;
  }

  /** Writes what differs from what is in force. @returns how many that were */
  private async write(actor: Actor, bank: Bank, questions: readonly Question[]): Promise<number> {
    const entered = await this.db.sql<{ code: string; item: string; number: number; version: string }>(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($2) AS g(code text, body jsonb, key jsonb, tags jsonb, critical boolean, alternative text, written jsonb)),
            known AS (SELECT DISTINCT ON (i.code) i.id, i.code, i.retired_at, v.number, v.body, v.tags, v.critical, v.alternative, k.key, k.written FROM app.items i
                        JOIN app.item_versions v ON v.item_id = i.id JOIN app.item_keys k ON k.item_version_id = v.id WHERE i.bank_id = $1 ORDER BY i.code, v.number DESC)
       SELECT g.code, coalesce(k.id, gen_random_uuid()) AS item, coalesce(k.number, 0) + 1 AS number, gen_random_uuid() AS version FROM given g LEFT JOIN known k ON k.code = g.code
        WHERE k.id IS NULL OR k.retired_at IS NOT NULL OR (g.body, g.key, g.tags, g.critical, coalesce(g.alternative, ''), g.written) IS DISTINCT FROM (k.body, k.key, to_jsonb(k.tags), k.critical, coalesce(k.alternative, ''), k.written)`,
      [bank.id, JSON.stringify(questions)]);
    const rows = entered.flatMap((row) => questions.filter(({ code }) => code === row.code).map((question) => ({ ...question, ...row, type: question.body.type })));
    if (rows.length === 0) return 0;
    const given = JSON.stringify(rows);
    await this.db.sql(
      `INSERT INTO app.items (id, bank_id, originator, code) SELECT g.item, $1, $2, g.code FROM jsonb_to_recordset($3) AS g(item uuid, code text, number integer) WHERE g.number = 1`, [bank.id, bank.originator, given]);
    await this.db.sql(`UPDATE app.items SET retired_at = NULL WHERE retired_at IS NOT NULL AND bank_id = $1 AND code = ANY ($2)`, [bank.id, rows.map(({ code }) => code)]);
    await this.db.sql(
      `INSERT INTO app.item_versions (id, item_id, originator, number, type, body, tags, critical, alternative, created_by)
       SELECT g.version, g.item, $1, g.number, g.type, g.body, ARRAY(SELECT jsonb_array_elements_text(g.tags)), g.critical, g.alternative, $2
         FROM jsonb_to_recordset($3) AS g(version uuid, item uuid, number integer, type text, body jsonb, tags jsonb, critical boolean, alternative text)`, [bank.originator, actor.userId || null, given]);
    await this.db.sql(
      `INSERT INTO app.item_keys (item_version_id, originator, key, written) SELECT g.version, $1, g.key, g.written FROM jsonb_to_recordset($2) AS g(version uuid, key jsonb, written jsonb)`, [bank.originator, given]);
    await this.events.record(actor, 'bank.written', { type: 'bank', id: bank.id, originator: bank.originator }, { versions: rows.length });
    return rows.length;
  }

  private async bankOf({ id, originator, title }: Pick<Course, 'id' | 'originator' | 'title'>): Promise<Bank> {
    await this.db.sql('INSERT INTO app.banks (id, course_id, originator, title) VALUES ($1, $2, $3, $4) ON CONFLICT (course_id, originator) DO NOTHING', [randomUUID(), id, originator, title]);
    return (await this.db.query(Bank, 'bank').where({ courseId: id }).getOne()) ?? Promise.reject(notFound());
  }
}
