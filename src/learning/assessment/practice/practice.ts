import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { notFound } from '../../../kernel/problems.js';
import { readText } from '../../catalogue/text/read-text.js';
import { Study } from '../../enrolment/study.js';
import { Examiner } from '../attempts/examiner.js';
import { drawnIn, onScreen } from '../attempts/on-screen.js';
import type { PutQuestion } from '../questions/index.js';
import type { CorrectionView, PracticeInput, PracticeView } from './practice.dto.js';

/** Where a question stands, and what it is drawn with: never kept, always the same for the same number. */
interface Place {
  courseId: string;
  seed: string;
  on: Date;
  /** The language it is studied in, and the one the course leads in. */
  language: string | null;
  leading: string | null;
}

/**
 * Questions inside lessons, with a word on each answer. Two units of work, one after the other: the trainee's says that the question stands in a
 * lesson they study; the examiner's, which alone sees the key, says what the answer was worth. What is for exams alone is not there.
 */
@Injectable()
export class Practice {
  constructor(
    private readonly db: Database,
    private readonly study: Study,
    private readonly examiner: Examiner,
  ) {}

  /** @throws Problem 404, 403, 409 */
  async question(actor: Actor, enrolmentId: string, lesson: string, code: string, draw: number, wanted?: string): Promise<PracticeView> {
    const { put, language, leading } = await this.put(actor, enrolmentId, lesson, code, draw);
    return { code, draw, language: wanted ?? language, leading, question: onScreen(put, `enrolments/${enrolmentId}/lessons/${lesson}/questions/${code}`, wanted ?? language) };
  }

  /** @throws Problem 404, 403, 409 */
  async picture(actor: Actor, enrolmentId: string, lesson: string, code: string, which: string): Promise<string> {
    return drawnIn((await this.put(actor, enrolmentId, lesson, code, 0)).put, which);
  }

  /** @throws Problem 404, 403, 409, 422 (ANSWER_REFUSED) */
  async correct(actor: Actor, enrolmentId: string, lesson: string, code: string, { draw, answer, language: wanted }: PracticeInput): Promise<CorrectionView> {
    const { courseId, seed, on, language } = await this.place(actor, enrolmentId, lesson, code, draw);
    const { areas, ...said } = await this.examiner.correct(courseId, code, seed, on, answer, wanted ?? language);
    return { ...said, areas: areas.map((area) => ({ ...area })) };
  }

  private async put(actor: Actor, enrolmentId: string, lesson: string, code: string, draw: number): Promise<Pick<Place, 'language' | 'leading'> & { put: PutQuestion }> {
    const { courseId, seed, on, language, leading } = await this.place(actor, enrolmentId, lesson, code, draw);
    return { put: await this.examiner.practise(courseId, code, seed, on), language, leading };
  }

  private place(actor: Actor, enrolmentId: string, reference: string, code: string, draw: number): Promise<Place> {
    return this.db.read(actor, async () => {
      const { enrolment, lesson, course } = await this.study.studied(actor, enrolmentId, reference);
      const texts = await this.db.sql<{ body: string }>(`SELECT body FROM app.lesson_texts WHERE lesson_id = $1 AND state = 'checked'`, [lesson.id]);
      if (!texts.some(({ body }) => practises(body, code))) throw notFound();
      return { courseId: enrolment.courseId, seed: `practice:${enrolment.id}:${code}:${draw}`, on: enrolment.createdAt, language: enrolment.language, leading: course.languages[0] ?? null };
    });
  }
}

/** Whether a text has this question as a block, wherever in it. */
const practises = (markdown: string, code: string) => JSON.stringify(readText(markdown).steps).includes(JSON.stringify({ type: 'question', code }));
