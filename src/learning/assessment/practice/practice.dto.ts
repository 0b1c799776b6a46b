import { Expose, Type } from 'class-transformer';
import { IsInt, IsNumberString, IsObject, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { Raw } from '../../../kernel/http/index.js';
import { VerdictView } from '../attempts/attempts.dto.js';

const language = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;

export class PracticeQuery {
  /** Which drawing of the question: another number is another order, and of an exercise another one. */
  @IsOptional() @IsNumberString({ no_symbols: true }) @MaxLength(6) draw?: string;
  /** Left out: the one it is studied in. */
  @IsOptional() @Matches(language) language?: string;
}

export class PracticeInput {
  @IsInt() @Min(0) @Max(999_999) draw!: number;
  /** What the type of the stored question takes. */
  @IsObject() answer!: Record<string, unknown>;
  /** In which the word on the answer is wanted; left out: the one it is studied in. */
  @IsOptional() @Matches(language) language?: string;
}

export class PracticeView {
  @Expose() code!: string;
  @Expose() draw!: number;
  /** Wanted; the question says which it is in, null for the leading one. */
  @Expose() language!: string | null;
  @Expose() leading!: string | null;
  @Raw() question!: Record<string, unknown>;
}

export class CorrectionView {
  /** 0 to 1. */
  @Expose() score!: number;
  @Expose() right!: boolean;
  @Expose() text?: string;
  @Expose() @Type(() => VerdictView) verdicts!: VerdictView[];
  @Expose() expected!: string[];
  @Raw() areas!: Record<string, unknown>[];
}
