import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { Raw } from '../../../kernel/http/index.js';
import type { AttemptState } from './attempt.entity.js';
import { ExaminedLessonView, ExaminedTraineeView } from './attempts.dto.js';

export class AttemptsQuery {
  /** What waits for your marks, or every attempt of the cohorts you teach. */
  @IsIn(['to_mark', 'all']) box!: 'to_mark' | 'all';
  @IsOptional() @IsUUID('4') cohort?: string;
  @IsOptional() @IsString() @MaxLength(500) cursor?: string;
}

export class CriterionPointsInput {
  @IsString() @Length(1, 40) id!: string;
  /** In halves, up to what the criterion takes. */
  @IsNumber({ allowNaN: false, allowInfinity: false }) @Min(0) @Max(100) points!: number;
}

export class QuestionMarksInput {
  @IsInt() @Min(1) @Max(400) n!: number;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => CriterionPointsInput) criteria!: CriterionPointsInput[];
  /** Read by the trainee. Needed where it is not worth every point. */
  @IsOptional() @IsString() @MaxLength(4000) comment?: string;
}

export class MarksInput {
  /** Every question that a person judges, once. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => QuestionMarksInput) questions!: QuestionMarksInput[];
  /** When the marks you saw last were given, null before the first: refused when somebody gave others meanwhile. Left out, it is not asked. */
  @ValidateIf((_, seen) => seen !== null && seen !== undefined) @IsISO8601({ strict: true }) seen?: string | null;
}

/** Points as typed, so that half a number is kept too. */
export class TypedPoints {
  @Expose() @IsString() @Length(1, 40) id!: string;
  @Expose() @IsString() @MaxLength(20) points!: string;
}

export class TypedMarks {
  @Expose() @IsInt() @Min(1) @Max(400) n!: number;
  @Expose() @IsArray() @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => TypedPoints) criteria!: TypedPoints[];
  @Expose() @IsOptional() @IsString() @MaxLength(4000) comment?: string;
}

export class MarkDraftInput {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => TypedMarks) questions!: TypedMarks[];
  /** Number of the draft it goes on from, 0 where there is none: refused when there is a newer one. */
  @IsInt() @Min(0) @Max(1_000_000_000) after!: number;
}

export class MarkDraftView {
  /** Counts up at each change. */
  @Expose() number!: number;
  @Expose() savedAt!: string;
  @Expose() @Type(() => TypedMarks) questions!: TypedMarks[];
}

export class AssessedCourseView {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() title!: string;
}

export class AssessedCohortView {
  @Expose() id!: string;
  @Expose() place!: string;
  @Expose() startsOn!: string;
}

export class AssessedView {
  @Expose() id!: string;
  @Expose() number!: number;
  @Expose() state!: AttemptState;
  @Expose() startedAt!: string;
  @Expose() closedAt!: string | null;
  /** 0 to 1; null before it is known. */
  @Expose() score!: number | null;
  @Expose() passed!: boolean | null;
  @Expose() @Type(() => ExaminedLessonView) lesson!: ExaminedLessonView | null;
  @Expose() @Type(() => AssessedCourseView) course!: AssessedCourseView | null;
  @Expose() @Type(() => AssessedCohortView) cohort!: AssessedCohortView | null;
  @Expose() @Type(() => ExaminedTraineeView) trainee!: ExaminedTraineeView;
  @Expose() allows!: string[];
}

export class AssessedList {
  @Expose() @Type(() => AssessedView) items!: AssessedView[];
  @Expose() next!: string | null;
}

export class GuidanceView {
  @Expose() id!: string;
  @Expose() text!: string;
}

export class GivenPointsView {
  @Expose() id!: string;
  @Expose() points!: number;
}

export class GivenMarksView {
  @Expose() @Type(() => GivenPointsView) criteria!: GivenPointsView[];
  @Expose() comment!: string | null;
  /** Name of the assessor. */
  @Expose() by!: string | null;
  @Expose() at!: string;
}

export class ToMarkView {
  @Expose() n!: number;
  @Expose() section!: string;
  /** With its rubric under `criteria`. */
  @Raw() question!: Record<string, unknown>;
  @Raw() answer!: Record<string, unknown> | null;
  /** What full points take, by criterion. */
  @Expose() @Type(() => GuidanceView) guidance!: GuidanceView[];
  /** An answer that earns every point. */
  @Expose() model!: string | null;
  /** Given last; null before the first time. */
  @Expose() @Type(() => GivenMarksView) marks!: GivenMarksView | null;
}

/** An attempt on its assessor's desk. */
export class MarkingView extends AssessedView {
  /** What you typed and did not give; nobody else is shown it. */
  @Expose() @Type(() => MarkDraftView) draft!: MarkDraftView | null;
  @Expose() @Type(() => ToMarkView) questions!: ToMarkView[];
}
