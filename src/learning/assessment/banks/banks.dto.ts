import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Raw } from '../../../kernel/http/index.js';
import { languageCode, type QuestionType, questionTypes } from '../questions/index.js';

const tagged = /^[a-z0-9][a-z0-9-]{0,59}$/;

export class QuestionInput {
  /** As in a bank's file: code, type, tags, stem and what its type asks for. */
  @IsObject() question!: Record<string, unknown>;
  /** Number of the version it was written from: refused when there is a newer one. */
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000) after?: number;
}

export const flags = ['too_hard', 'too_easy', 'tells_little'] as const;

export class ItemsQuery {
  /** Letters of code or stem. */
  @IsOptional() @IsString() @Length(1, 100) q?: string;
  @IsOptional() @IsIn(questionTypes) type?: QuestionType;
  @IsOptional() @Matches(tagged) tag?: string;
  /** Left out: those in use. */
  @IsOptional() @IsIn(['in_use', 'retired', 'all']) state?: 'in_use' | 'retired' | 'all';
  /** What the figures say of them; `any` for whatever they say. */
  @IsOptional() @IsIn(['any', ...flags]) flag?: 'any' | (typeof flags)[number];
  /** Those that are not translated into this language. */
  @IsOptional() @Matches(languageCode) lacks?: string;
  @IsOptional() @IsString() @MaxLength(600) cursor?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) limit?: number;
}

/** So many questions that carry all of these tags. */
export class WrittenSection {
  @Expose() @IsString() @Length(1, 200) title!: string;
  @Expose() @IsInt() @Min(1) @Max(100) draw!: number;
  @Expose() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(6) @ArrayUnique() @Matches(tagged, { each: true }) tags!: string[];
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

export class BankRow {
  @Expose() id!: string;
  @Expose() courseId!: string;
  @Expose() courseCode!: string;
  @Expose() title!: string;
  /** Those in use. */
  @Expose() questions!: number;
  @Expose() retired!: number;
  @Expose() allows!: string[];
}

export class BankList {
  @Expose() @Type(() => BankRow) items!: BankRow[];
}

export class TagView {
  @Expose() tag!: string;
  @Expose() questions!: number;
}

export class BankLanguage {
  @Expose() language!: string;
  /** How many questions in use are not translated into it. */
  @Expose() lacking!: number;
}

export class BankView extends BankRow {
  /** The language questions are written in: the leading one of the course. Null while nothing of the course is written. */
  @Expose() language!: string | null;
  /** The other ones of the course, and any a question is translated into. */
  @Expose() @Type(() => BankLanguage) languages!: BankLanguage[];
  /** Of the questions in use. */
  @Expose() @Type(() => TagView) tags!: TagView[];
}

/** All null while fewer than five people were marked. */
export class StatisticsView {
  @Expose() attempts!: number | null;
  /** The share of points it brings on average, 0 to 1. */
  @Expose() difficulty!: number | null;
  /** -1 to 1: whether those who get it right do well in the rest. */
  @Expose() discrimination!: number | null;
  /** From thirty attempts on: too_hard, too_easy, tells_little. */
  @Expose() flags!: string[];
}

class ItemFacts {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() type!: string;
  @Expose() stem!: string;
  @Expose() tags!: string[];
  @Expose() critical!: boolean;
  /** Code of the question in words that stands for it. */
  @Expose() alternative!: string | null;
  /** Those it is translated into. */
  @Expose() languages!: string[];
  /** Number of its latest version. */
  @Expose() version!: number;
  @Expose() retiredAt!: string | null;
}

export class ItemView extends ItemFacts {
  @Expose() @Type(() => StatisticsView) statistics!: StatisticsView;
}

export class ItemList {
  @Expose() @Type(() => ItemView) items!: ItemView[];
  @Expose() next!: string | null;
}

export class WrittenItemView extends ItemFacts {
  @Expose() bankId!: string;
  /** As its author wrote it, with what is right. */
  @Raw() question!: Record<string, unknown>;
  @Expose() allows!: string[];
}

export class VersionView {
  @Expose() number!: number;
  @Expose() type!: string;
  @Expose() stem!: string;
  @Expose() createdAt!: string;
  /** Null where it came out of a file. */
  @Expose() createdBy!: string | null;
  /** Whether somebody was asked this version. */
  @Expose() wasAsked!: boolean;
}

export class VersionList {
  @Expose() @Type(() => VersionView) items!: VersionView[];
}

export class WrittenVersionView {
  @Expose() number!: number;
  @Raw() question!: Record<string, unknown>;
}
