import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { Raw } from '../../../kernel/http/index.js';
import { Marked, MarkingShape } from '../../../kernel/marking/index.js';
import { entries, levels, modes } from '../course.entity.js';
import type { VersionState } from '../course-version.entity.js';
import { lessonKinds, type LessonKind } from '../lesson.entity.js';
import { Translated, type Titles } from '../titles.js';
import { bounds, type Step, type TextFault } from '../text/blocks.js';

export class CourseInput {
  /** Unique among your party's courses: 'DOC-101'. */
  @Matches(/^[A-Z][A-Z0-9-]{1,19}$/, { message: 'Write the code in capitals, digits and hyphens, like DOC-101' }) code!: string;
  @IsString() @Length(1, 200) title!: string;
}

export class CourseDescriptionInput {
  @IsOptional() @IsString() @Length(1, 200) title?: string;
  /** What a certificate prints; null prints the title. */
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsString() @Length(1, 200) publicTitle?: string | null;
  @IsOptional() @IsString() @MaxLength(2000) summary?: string;
  @IsOptional() @IsIn(modes) mode?: (typeof modes)[number];
  @IsOptional() @IsIn(entries) entry?: (typeof entries)[number];
  @IsOptional() @IsIn(levels) level?: (typeof levels)[number];
  @IsOptional() @IsBoolean() offline?: boolean;
  @IsOptional() @IsString() @MaxLength(2000) audience?: string;
  @IsOptional() @IsString() @MaxLength(2000) admission?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(30) @IsString({ each: true }) @Length(1, 300, { each: true }) outcomes?: string[];
  @IsOptional() @IsInt() @Min(1) @Max(100_000) minutes?: number;
  @IsOptional() @IsInt() @Min(0) @Max(100) passMark?: number;
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsInt() @Min(1) @Max(600) certificateMonths?: number | null;
  /** The most seats any centre may give a party in a cohort; null leaves it to the centre. */
  @IsOptional() @ValidateIf((_, value) => value !== null) @IsInt() @Min(1) @Max(2000) partyMax?: number | null;
}

export class LessonInput {
  /** How it is known within the course, also in later versions. A code that is new is a new lesson, one that is left out goes with its texts. */
  @Matches(/^[a-z0-9][a-z0-9.-]{0,39}$/, { message: 'Write the code in small letters, digits, hyphens and dots, like m3-check-digit' }) code!: string;
  @IsString() @Length(1, 200) title!: string;
  /** In other languages; left out, they stay as they are. A text of the lesson goes before with its own title. */
  @Translated() titles?: Titles;
  @IsIn(lessonKinds) kind!: LessonKind;
  @IsBoolean() mandatory!: boolean;
  @IsInt() @Min(0) @Max(10_000) minutes!: number;
}

export class PartInput {
  @IsString() @Length(1, 200) title!: string;
  /** In other languages; left out, they stay as they are. */
  @Translated() titles?: Titles;
  @IsInt() @Min(0) @Max(100_000) minutes!: number;
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => LessonInput) lessons!: LessonInput[];
}

export class OutlineInput {
  @IsArray() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => PartInput) parts!: PartInput[];
}

export class PreviewInput {
  @IsString() @MaxLength(bounds.octets) body!: string;
}

export class TextInput extends PreviewInput {
  @IsString() @Length(1, 200) title!: string;
  /** That somebody who speaks the language has read it: only then trainees are shown it. */
  @IsBoolean() checked!: boolean;
}

export class NoteInput {
  @IsString() @Length(3, 1000) note!: string;
}

export class SubmissionInput {
  /** What is new in it. */
  @IsOptional() @IsString() @MaxLength(1000) note?: string;
}

export class CourseMarkingInput {
  @Marked() marking!: MarkingShape;
}

export class PreviewView {
  /** As readers would see it. */
  @Raw() steps!: Step[];
  @Raw() faults!: TextFault[];
  /** What it weighs on the line with its pictures, in octets; a lesson that weighs more than `heaviest` is not handed in. */
  @Expose() bytes!: number;
  @Expose() heaviest!: number;
}

export class TextView extends PreviewView {
  @Expose() language!: string;
  @Expose() title!: string;
  @Expose() body!: string;
  @Expose() checked!: boolean;
  @Expose() rowVersion!: number;
}

export class TextStateView {
  @Expose() language!: string;
  @Expose() title!: string;
  @Expose() checked!: boolean;
  @Expose() bytes!: number;
}

export class DraftLessonView {
  @Expose() id!: string;
  @Expose() code!: string;
  @Expose() title!: string;
  /** In other languages; its texts have titles of their own. */
  @Raw() titles!: Titles;
  @Expose() kind!: LessonKind;
  @Expose() mandatory!: boolean;
  @Expose() minutes!: number;
  @Expose() @Type(() => TextStateView) texts!: TextStateView[];
}

export class DraftPartView {
  @Expose() title!: string;
  @Raw() titles!: Titles;
  @Expose() minutes!: number;
  @Expose() @Type(() => DraftLessonView) lessons!: DraftLessonView[];
}

export class DraftVersionView {
  @Expose() id!: string;
  @Expose() courseId!: string;
  @Expose() number!: number;
  @Expose() state!: VersionState;
  @Expose() note!: string;
  @Expose() submittedBy!: string | null;
  @Expose() isSubmittedByYou!: boolean;
  @Expose() @Type(() => DraftPartView) parts!: DraftPartView[];
  /** What stands in the way of handing it in. */
  @Expose() missing!: string[];
  @Expose() rowVersion!: number;
}

export class CourseReaderView {
  @Expose() code!: string;
  @Expose() name!: string;
  @Expose() kind!: string;
  /** How many officials of the party. */
  @Expose() people!: number;
  @Expose() names!: string[];
  @Expose() because!: string;
}

export class CourseAudienceView {
  @Expose() people!: number;
  @Expose() @Type(() => CourseReaderView) parties!: CourseReaderView[];
  /** Names of the parties none of whose officials find it. */
  @Expose() others!: string[];
}
