import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { Raw } from '../../../kernel/http/index.js';
import { exerciseKinds, type ExerciseKind } from '../exercises.js';

export class ZoneExerciseInput {
  @IsIn(exerciseKinds) kind!: ExerciseKind;
  /** What the last answer gave: how the sitting stands. Left out, a new sitting begins. */
  @IsOptional() @IsString() @MaxLength(600) sitting?: string;
}

export class ZoneValueInput {
  @IsString() @Length(1, 20) name!: string;
  @IsString() @MaxLength(100) value!: string;
}

export class ZoneAnswerInput {
  @IsString() @Length(1, 600) token!: string;
  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => ZoneValueInput) values!: ZoneValueInput[];
}

export class ZoneTallyView {
  @Expose() kind!: ExerciseKind;
  @Expose() right!: number;
  @Expose() done!: number;
}

export class ZoneExerciseView {
  @Expose() token!: string;
  /** What is asked, by its kind. Nothing that is right. */
  @Raw() shown!: object;
  @Expose() @Type(() => ZoneTallyView) tally!: ZoneTallyView[];
}

export class ZoneValueView {
  @Expose() name!: string;
  @Expose() given!: string;
  @Expose() wanted!: string;
  @Expose() right!: boolean;
}

export class ZoneAnswerView {
  @Expose() right!: boolean;
  @Expose() @Type(() => ZoneValueView) values!: ZoneValueView[];
  /** Why, step by step. */
  @Raw() explanation!: object;
  @Expose() sitting!: string;
  @Expose() @Type(() => ZoneTallyView) tally!: ZoneTallyView[];
  /** Null until five of each kind are answered. */
  @Expose() mastered!: boolean | null;
}
