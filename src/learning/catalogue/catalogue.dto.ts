import { Expose, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Raw } from '../../kernel/http/index.js';
import { MarkingShape, type HandlingCaveat, type Tlp } from '../../kernel/marking/index.js';
import { type CourseState, type entries, levels, type modes } from './course.entity.js';
import type { VersionState } from './course-version.entity.js';
import type { LessonKind } from './lesson.entity.js';
import type { Titles } from './titles.js';

export const lengths = ['hour', 'day', 'longer'] as const;

export class CoursesQuery {
  /** Letters of title, summary or code. */
  @IsOptional() @IsString() @Length(2, 100) q?: string;
  @IsOptional() @Matches(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/) language?: string;
  @IsOptional() @IsIn(levels) level?: (typeof levels)[number];
  /** Up to an hour, up to a working day of eight hours, longer. */
  @IsOptional() @IsIn(lengths) length?: (typeof lengths)[number];
  /** `ours`: what the own party writes, drafts and retired ones too. */
  @IsOptional() @IsIn(['offered', 'ours']) box?: 'offered' | 'ours';
  @IsOptional() @IsString() @MaxLength(600) cursor?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit?: number;
}

/** What a course weighs on the line in one language, in octets. */
export class SizeView {
  @Expose() language!: string;
  @Expose() bytes!: number;
  /** The text alone, without pictures. */
  @Expose() textBytes!: number;
}

export class CourseRow {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() title!: string;
  @Expose() summary!: string;
  @Expose() originator!: string;
  @Expose() tlp!: Tlp;
  @Expose() releasableTo!: string[];
  @Expose() handlingCaveats!: HandlingCaveat[];
  @Expose() state!: CourseState;
  @Expose() mode!: (typeof modes)[number];
  @Expose() entry!: (typeof entries)[number];
  @Expose() level!: (typeof levels)[number];
  @Expose() minutes!: number;
  @Expose() certificateMonths!: number | null;
  @Expose() languages!: string[];
  @Expose() @Type(() => SizeView) sizes!: SizeView[];
  @Expose() because!: string;
  @Expose() allows!: string[];
}

export class CourseList {
  @Expose() @Type(() => CourseRow) items!: CourseRow[];
  @Expose() next!: string | null;
}

export class OutlineLessonView {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() title!: string;
  /** In other languages, those of its checked texts too. */
  @Raw() titles!: Titles;
  @Expose() kind!: LessonKind;
  @Expose() mandatory!: boolean;
  @Expose() minutes!: number;
}

export class OutlinePartView {
  @Expose() number!: number;
  @Expose() title!: string;
  /** In other languages. */
  @Raw() titles!: Titles;
  @Expose() minutes!: number;
  @Expose() @Type(() => OutlineLessonView) lessons!: OutlineLessonView[];
}

export class CourseVersionView {
  @Expose() id!: string;
  @Expose() number!: number;
  @Expose() state!: VersionState;
  @Expose() note!: string;
  @Expose() publishedAt!: string | null;
}

export class CourseView extends CourseRow {
  @Expose() publicTitle!: string | null;
  @Expose() offline!: boolean;
  @Expose() audience!: string;
  @Expose() admission!: string;
  @Expose() outcomes!: string[];
  /** The most seats any centre may give a party in a cohort. */
  @Expose() partyMax!: number | null;
  @Expose() passMark!: number;
  @Expose() publishedAt!: string | null;
  @Expose() @Type(() => MarkingShape) marking!: MarkingShape;
  /** Names of the audiences it names, by id. */
  @Raw() audienceNames!: Record<string, string>;
  @Expose() @Type(() => OutlinePartView) outline!: OutlinePartView[];
  /** All of them for its originator, for others the one in force. Newest first. */
  @Expose() @Type(() => CourseVersionView) versions!: CourseVersionView[];
  @Expose() rowVersion!: number;
}
