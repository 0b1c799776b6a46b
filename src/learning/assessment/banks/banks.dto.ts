import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Raw } from '../../../kernel/http/index.js';

export class QuestionInput {
  /** As in a bank's file: code, type, tags, stem and what its type asks for. */
  @IsObject() question!: Record<string, unknown>;
}

/** So many questions that carry all of these tags. */
export class WrittenSection {
  @Expose() @IsString() @Length(1, 200) title!: string;
  @Expose() @IsInt() @Min(1) @Max(100) draw!: number;
  @Expose() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(6) @ArrayUnique() @Matches(/^[a-z0-9][a-z0-9-]{0,59}$/, { each: true }) tags!: string[];
  /** Points without which the section, and with it the attempt, is failed. */
  @Expose() @IsOptional() @IsInt() @Min(0) @Max(100) least?: number;
}

/** How a quiz or an exam is put together, and what it takes. */
export class WrittenQuiz {
  @Expose() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => WrittenSection) sections!: WrittenSection[];
  /** Left out: without a limit of time. */
  @Expose() @IsOptional() @IsInt() @Min(1) @Max(600) minutes?: number;
  /** Of a hundred. */
  @Expose() @IsInt() @Min(0) @Max(100) passMark!: number;
  /** Left out: as often as one likes. */
  @Expose() @IsOptional() @IsInt() @Min(1) @Max(100) attempts?: number;
  /** Hours between the end of one attempt and the next. */
  @Expose() @IsOptional() @IsInt() @Min(0) @Max(8760) cooldownHours?: number;
  /** What is shown afterwards: nothing but whether it was passed, the score, or everything. */
  @Expose() @IsOptional() @IsIn(['never', 'after_close', 'score_only']) review?: 'never' | 'after_close' | 'score_only';
}

export class BankView {
  @Expose() id!: string;
  @Expose() courseId!: string;
  @Expose() title!: string;
  @Expose() questions!: number;
  @Expose() allows!: string[];
}

export class ItemView {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() type!: string;
  @Expose() stem!: string;
  @Expose() tags!: string[];
  @Expose() critical!: boolean;
  /** Number of its latest version. */
  @Expose() version!: number;
  @Expose() retiredAt!: string | null;
}

export class ItemList {
  @Expose() @Type(() => ItemView) items!: ItemView[];
}

export class WrittenItemView extends ItemView {
  /** As its author wrote it, with what is right. */
  @Raw() question!: Record<string, unknown>;
}

/** All null while fewer than five attempts are marked. */
export class StatisticsView {
  @Expose() attempts!: number | null;
  /** The share of points it brings on average, 0 to 1. */
  @Expose() difficulty!: number | null;
  /** -1 to 1: whether those who get it right do well in the rest. */
  @Expose() discrimination!: number | null;
  /** From thirty attempts on: too_hard, too_easy, tells_little. */
  @Expose() flags!: string[];
}
