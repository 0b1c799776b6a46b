import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { toAuthors } from '../attempts/on-screen.js';
import { keyOf, keySpokenIn, putQuestion, type Question, readAnswer, score, spokenIn } from '../questions/index.js';
import { BankRepository } from './bank.repository.js';
import { Banks } from './banks.js';
import type { TrialInput, TrialView } from './trials.dto.js';

/**
 * A question put to its own author, as a trainee would see it, and marked by the same rule. Nothing of it is kept: it may be written down
 * nowhere yet.
 */
@Injectable()
export class Trials {
  constructor(
    private readonly db: Database,
    private readonly banks: Banks,
    private readonly shelf: BankRepository,
  ) {}

  /** @throws Problem 404, 400 for each fault of the question, 422 (ANSWER_REFUSED) */
  async try(actor: Actor, bankId: string, { question: written, draw = 0, language: wanted, answer }: TrialInput): Promise<TrialView> {
    const [question, on] = await this.db.read(actor, async (): Promise<[Question, Date]> => [await this.banks.read(await this.shelf.readable(actor, bankId), written), new Date(this.db.now())]);
    const seed = `trial:${bankId}:${question.code}:${draw}`;
    const put = putQuestion(question.body, seed, on);
    const language = wanted ?? null;
    const shown = toAuthors(put, language);
    if (!answer) return { question: shown, correction: null };
    const { feedback, score: points } = score(spokenIn(put, language).question, keySpokenIn(keyOf(question.body, question.key, seed, on), language), await readAnswer(put, answer));
    return { question: shown, correction: { ...feedback, areas: feedback.areas.map((area) => ({ ...area })), score: points } };
  }
}
