import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { WrittenQuiz } from '../assessment/banks/banks.dto.js';
import { entries, levels, modes } from '../catalogue/course.entity.js';
import { language, type Titles, Translated } from '../catalogue/titles.js';

const fileName = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*\.md$/;

/** A lesson to read has a file, whose first line is its title; a quiz has a title and a blueprint. */
export class WrittenLesson {
  @Matches(/^[a-z0-9][a-z0-9.-]{0,39}$/, { message: 'the code of a lesson is small letters, digits, dots and hyphens, like m3-2' }) code!: string;
  @IsOptional() @Matches(fileName, { message: 'the file of a lesson lies in the folder of the course and ends in .md, like m3/the-zone.md' }) file?: string;
  @IsOptional() @IsString() @Length(1, 200) title?: string;
  /** In other languages: { ar: … }. Not in one in which the lesson has a file. */
  @Translated() titles?: Titles;
  /** 'exercise' for a text whose point is its live blocks. Left out: reading, or a quiz where there is a blueprint. */
  @IsOptional() @IsIn(['reading', 'exercise']) kind?: 'reading' | 'exercise';
  @IsInt() @Min(1) @Max(10_000) minutes!: number;
  /** Its share of the progress; left out, one. */
  @IsOptional() @IsInt() @Min(0) @Max(1000) weight?: number;
  /** Left out: it is. */
  @IsOptional() @IsBoolean() mandatory?: boolean;
  @IsOptional() @ValidateNested() @Type(() => WrittenQuiz) quiz?: WrittenQuiz;
}

export class WrittenPart {
  @IsString() @Length(1, 200) title!: string;
  /** In other languages: { ar: … }. */
  @Translated() titles?: Titles;
  /** Of study: the sum of its lessons, without examinations, which come on top. */
  @IsInt() @Min(1) @Max(100_000) minutes!: number;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => WrittenLesson) lessons!: WrittenLesson[];
}

/** What course.yaml says. Who may take the course is no part of it: that is its marking, and the originator's to decide. */
export class WrittenCourse {
  @Matches(/^[A-Z][A-Z0-9-]{1,19}$/, { message: 'the code of a course is capital letters, digits and hyphens, like DOC-101' }) code!: string;
  @IsString() @Length(1, 200) title!: string;
  @IsOptional() @IsString() @Length(1, 200) publicTitle?: string;
  @IsString() @Length(1, 2000) summary!: string;
  @IsIn(levels) level!: (typeof levels)[number];
  @IsIn(modes) mode!: (typeof modes)[number];
  @IsIn(entries) entry!: (typeof entries)[number];
  @IsBoolean() offline!: boolean;
  /** Those in which every lesson is there and was checked; the first one leads. Texts in others stay drafts. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(40) @ArrayUnique() @Matches(language, { each: true }) languages!: string[];
  /** Those in which some lessons are there and were checked; whoever reads in one of them reads the rest in the leading language. */
  @IsOptional() @IsArray() @ArrayMaxSize(40) @ArrayUnique() @Matches(language, { each: true }) partly?: string[];
  @IsString() @Length(1, 2000) audience!: string;
  @IsString() @Length(1, 2000) admission!: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @IsString({ each: true }) @Length(1, 400, { each: true }) outcomes!: string[];
  @IsInt() @Min(1) @Max(100_000) minutes!: number;
  /** Of a hundred. */
  @IsInt() @Min(0) @Max(100) passMark!: number;
  /** Left out: a certificate does not lapse. */
  @IsOptional() @IsInt() @Min(1) @Max(600) certificateMonths?: number;
  /** The most seats a party may have in a cohort; left out, the centre decides. */
  @IsOptional() @IsInt() @Min(1) @Max(2000) partyMax?: number;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(60) @ValidateNested({ each: true }) @Type(() => WrittenPart) parts!: WrittenPart[];
}
