import { Expose, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Raw } from '../../kernel/http/index.js';
import type { LessonKind } from '../catalogue/lesson.entity.js';
import { bounds, type Step } from '../catalogue/text/blocks.js';

const language = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;

export class LessonQuery {
  /** The course's first language, when there is no text in this one. */
  @IsOptional() @Matches(language) language?: string;
}

export class ProgressInput {
  /** The step one is at, from 1. */
  @IsInt() @Min(1) @Max(bounds.steps) step!: number;
  /** The language it is read in: a translation may have more steps. */
  @IsOptional() @Matches(language) language?: string;
  /** That the lesson was read to its end; it stays so. */
  @IsOptional() @IsBoolean() done?: boolean;
}

export class NeighbourView {
  @Expose() code!: string;
  @Expose() title!: string;
}

export class LessonView {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() title!: string;
  @Expose() kind!: LessonKind;
  @Expose() mandatory!: boolean;
  @Expose() minutes!: number;
  /** Null where there is nothing to read. */
  @Expose() language!: string | null;
  @Expose() languages!: string[];
  @Expose() bytes!: number;
  /** Steps with their blocks: a tree without markup, see `Block`. */
  @Raw() steps!: Step[];
  @Expose() step!: number;
  @Expose() done!: boolean;
  @Expose() score!: number | null;
  @Expose() @Type(() => NeighbourView) next!: NeighbourView | null;
  @Expose() @Type(() => NeighbourView) previous!: NeighbourView | null;
}

export class ProgressView {
  @Expose() step!: number;
  @Expose() done!: boolean;
  /** Of the whole course, 0 to 1. */
  @Expose() progress!: number;
  @Expose() isCompleted!: boolean;
  @Expose() savedAt!: string;
}
