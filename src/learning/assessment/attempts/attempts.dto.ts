import { Expose, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Length, Max, Min, ValidateIf } from 'class-validator';
import { Raw } from '../../../kernel/http/index.js';
import type { AttemptState } from './attempt.entity.js';

export class BeginInput {
  /** Code of the lesson that is the quiz. */
  @IsString() @Length(1, 40) lesson!: string;
  /** Questions in words in place of those on pictures, wherever there is one. */
  @IsOptional() @IsBoolean() inWords?: boolean;
}

export class SaveInput {
  /** Counted up by the device for each question; the highest counts, so that nothing late overwrites what is newer. */
  @IsInt() @Min(1) @Max(10_000) seq!: number;
  /** What the type of the stored question takes; null takes the answer back. */
  @ValidateIf((input: SaveInput) => input.answer !== null) @IsObject() answer!: Record<string, unknown> | null;
}

export class AnnulmentInput {
  @IsString() @Length(3, 2000) reason!: string;
}

export class SavedView {
  /** The highest number that is saved. */
  @Expose() seq!: number;
  @Expose() savedAt!: string;
}

export class QuestionView {
  @Expose() n!: number;
  /** Title of its section. */
  @Expose() section!: string;
  @Raw() question!: Record<string, unknown>;
  @Raw() answer!: Record<string, unknown> | null;
  /** The highest number that is saved; 0 before the first. */
  @Expose() seq!: number;
}

export class SectionResultView {
  @Expose() title!: string;
  @Expose() points!: number;
  @Expose() max!: number;
  @Expose() failed!: boolean;
}

export class ExaminedLessonView {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() title!: string;
}

export class ExaminedTraineeView {
  @Expose() name!: string | null;
  @Expose() party!: string;
}

export class CriterionMarkView {
  @Expose() text!: string;
  @Expose() max!: number;
  /** Null where only passed or not is told. */
  @Expose() points!: number | null;
}

/** What an assessor gave a question, and said of it. */
export class MarkView {
  @Expose() n!: number;
  @Expose() section!: string;
  @Expose() stem!: string;
  @Expose() @Type(() => CriterionMarkView) criteria!: CriterionMarkView[];
  @Expose() comment!: string | null;
}

export class AttemptView {
  @Expose() id!: string;
  @Expose() enrolmentId!: string;
  @Expose() @Type(() => ExaminedLessonView) lesson!: ExaminedLessonView;
  @Expose() number!: number;
  @Expose() inWords!: boolean;
  @Expose() state!: AttemptState;
  /** The language it is studied in, and the one its questions were written in. Each question says which it is in. */
  @Expose() language!: string | null;
  @Expose() leading!: string | null;
  @Expose() startedAt!: string;
  @Expose() deadlineAt!: string | null;
  /** By the server's clock, which alone decides. */
  @Expose() now!: string;
  @Expose() closedAt!: string | null;
  @Expose() passMark!: number;
  @Expose() review!: 'never' | 'after_close' | 'score_only';
  /** While it runs. Afterwards they are in the review, where there is one. */
  @Expose() @Type(() => QuestionView) questions!: QuestionView[];
  /** 0 to 1. Null while it runs, and where only passed or not is told. */
  @Expose() score!: number | null;
  @Expose() passed!: boolean | null;
  @Expose() @Type(() => SectionResultView) sections!: SectionResultView[] | null;
  @Expose() voidedReason!: string | null;
  /** Whose it is, for the staff of the cohort; null when it is one's own. */
  @Expose() @Type(() => ExaminedTraineeView) trainee!: ExaminedTraineeView | null;
  /** Of questions an assessor marked, once the result is given. */
  @Expose() @Type(() => MarkView) marks!: MarkView[];
  @Expose() allows!: string[];
}

export class VerdictView {
  @Expose() id!: string;
  @Expose() right!: boolean;
  @Expose() because?: string;
}

export class FeedbackView {
  @Expose() right!: boolean;
  @Expose() text?: string;
  @Expose() @Type(() => VerdictView) verdicts!: VerdictView[];
  @Expose() expected!: string[];
  @Raw() areas!: Record<string, unknown>[];
}

export class ReviewedView {
  @Expose() n!: number;
  @Expose() section!: string;
  @Raw() question!: Record<string, unknown>;
  @Raw() answer!: Record<string, unknown> | null;
  @Expose() score!: number;
  @Expose() max!: number;
  @Expose() @Type(() => FeedbackView) feedback!: FeedbackView;
}

export class ReviewView {
  @Expose() @Type(() => ReviewedView) questions!: ReviewedView[];
}

export class QuizSectionView {
  @Expose() title!: string;
  @Expose() questions!: number;
}

export class EarlierAttemptView {
  @Expose() id!: string;
  @Expose() number!: number;
  @Expose() state!: AttemptState;
  @Expose() startedAt!: string;
  @Expose() closedAt!: string | null;
  @Expose() score!: number | null;
  @Expose() passed!: boolean | null;
}

/** The rules of a quiz or an exam before it begins, and what became of earlier attempts. */
export class QuizView {
  @Expose() @Type(() => ExaminedLessonView) lesson!: ExaminedLessonView;
  @Expose() questions!: number;
  @Expose() @Type(() => QuizSectionView) sections!: QuizSectionView[];
  @Expose() minutes!: number | null;
  @Expose() passMark!: number;
  @Expose() maxAttempts!: number | null;
  @Expose() cooldownHours!: number;
  @Expose() review!: 'never' | 'after_close' | 'score_only';
  @Expose() @Type(() => EarlierAttemptView) attempts!: EarlierAttemptView[];
  /** Null: as many as one likes. */
  @Expose() attemptsLeft!: number | null;
  /** When the next attempt opens; null when one may begin at once, or none is left. */
  @Expose() nextAt!: string | null;
  /** The attempt that runs. */
  @Expose() running!: string | null;
  @Expose() mayBegin!: boolean;
}
