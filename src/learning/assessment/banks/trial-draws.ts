import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { drawItems, neverRunsShort } from '../attempts/draw-items.js';
import { wordsOf } from '../questions/index.js';
import { BankRepository } from './bank.repository.js';
import { ItemStatistics } from './item-statistics.js';
import { Quizzes } from './quizzes.js';
import type { QuizFiguresView, TrialDrawInput, TrialDrawView } from './trials.dto.js';

/** Blueprints tried out before anybody is examined by them, and how they fared afterwards. */
@Injectable()
export class TrialDraws {
  constructor(
    private readonly db: Database,
    private readonly banks: BankRepository,
    private readonly quizzes: Quizzes,
    private readonly figures: ItemStatistics,
  ) {}

  /** What these sections find in the bank today, and one drawing by them. Nothing of it is kept. @throws Problem 404, 403 */
  draw(actor: Actor, lessonId: string, { sections, inWords = false }: TrialDrawInput): Promise<TrialDrawView> {
    return this.db.read(actor, async () => {
      const { courseId } = await this.quizzes.lesson(actor, lessonId, 'review');
      const bank = await this.banks.drawable(courseId);
      const supply = sections.map(({ draw, tags }) => {
        const fitting = bank.filter((item) => tags.every((tag) => item.tags.includes(tag)));
        const endless = fitting.some(({ body }) => body.type === 'mrz');
        return { held: fitting.length, critical: fitting.filter(({ critical }) => critical).length, endless, enough: endless || fitting.length >= draw };
      });
      const drawn = drawItems(bank, sections, randomBytes(16).toString('hex'), inWords);
      if (!drawn || !neverRunsShort(bank, sections)) return { sections: supply, drawn: null };
      const found = new Map(bank.map((item) => [item.code, item]));
      return {
        sections: supply,
        drawn: drawn.flatMap(({ section, item: { code, body } }) => {
          const { id = '', critical = false } = found.get(code) ?? {};
          return [{ section, id, code, type: body.type, stem: wordsOf(body.stem), critical }];
        }),
      };
    });
  }

  /** How the quiz fared, as a whole and by its sections. @throws Problem 404, 403 */
  async statistics(actor: Actor, lessonId: string): Promise<QuizFiguresView> {
    const lessons = await this.db.read(actor, async () => {
      const { courseId, code } = await this.quizzes.lesson(actor, lessonId, 'review');
      // In each version of its course a lesson keeps its code.
      return this.db.sql<{ id: string }>('SELECT id FROM app.lessons WHERE course_id = $1 AND code = $2', [courseId, code]);
    });
    return this.figures.ofQuiz(lessons.map(({ id }) => id));
  }
}
