import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsInt, IsObject, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Raw } from '../../../kernel/http/index.js';
import { CorrectionView } from '../practice/practice.dto.js';
import { languageCode } from '../questions/index.js';
import { WrittenSection } from './banks.dto.js';

export class TrialInput {
  /** As its author has it now, kept or not. */
  @IsObject() question!: Record<string, unknown>;
  /** Another number is another order, and of an exercise another one. */
  @IsOptional() @IsInt() @Min(0) @Max(999_999) draw?: number;
  /** A language it is translated into; left out, or where it is not: as it was written. */
  @IsOptional() @Matches(languageCode) language?: string;
  /** Left out: it is only shown. */
  @IsOptional() @IsObject() answer?: Record<string, unknown>;
}

export class TrialView {
  /** As a trainee sees it. */
  @Raw() question!: Record<string, unknown>;
  @Expose() @Type(() => CorrectionView) correction!: CorrectionView | null;
}

export class TrialDrawInput {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => WrittenSection) sections!: WrittenSection[];
  /** Questions in words in place of those on pictures. */
  @IsOptional() @IsBoolean() inWords?: boolean;
}

export class SupplyView {
  /** How many questions carry all tags of the section. */
  @Expose() held!: number;
  /** How many of these fail the section when they are missed. */
  @Expose() critical!: number;
  /** Exercises among them are drawn anew each time, so they never run out. */
  @Expose() endless!: boolean;
  @Expose() enough!: boolean;
}

export class DrawnItemView {
  @Expose() section!: number;
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() type!: string;
  @Expose() stem!: string;
  @Expose() critical!: boolean;
}

/** What a blueprint would put together today. */
export class TrialDrawView {
  @Expose() @Type(() => SupplyView) sections!: SupplyView[];
  /** Null where there are too few, also when sections take each other's questions. */
  @Expose() @Type(() => DrawnItemView) drawn!: DrawnItemView[] | null;
}

export class SectionFiguresView {
  @Expose() title!: string;
  /** The share of its points that is reached on average, 0 to 1. */
  @Expose() reached!: number;
  /** The share of attempts that failed it. */
  @Expose() failed!: number;
}

/** How a quiz fares, of all attempts together. All null and empty while fewer than five people were marked. */
export class QuizFiguresView {
  @Expose() attempts!: number | null;
  @Expose() passed!: number | null;
  @Expose() score!: number | null;
  @Expose() @Type(() => SectionFiguresView) sections!: SectionFiguresView[];
}
