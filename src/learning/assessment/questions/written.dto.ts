import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { type ExerciseKind, exerciseKinds } from '../../mrz/index.js';
import { DrawnArea } from './drawn.dto.js';
import { type Decision, decisions, type QuestionType, questionTypes } from './question.js';

const code = /^[A-Z0-9][A-Z0-9-]{1,30}$/;
const word = /^[a-z0-9][a-z0-9-]{0,59}$/;
const number = { allowNaN: false, allowInfinity: false } as const;

export class WrittenPicture {
  @Matches(word) specimen!: string;
  @Matches(word) light!: string;
}

export class WrittenOption {
  @IsString() @Length(1, 600) text!: string;
  @IsOptional() @IsBoolean() right?: boolean;
  /** Why it is right or wrong; said after practice. */
  @IsOptional() @IsString() @MaxLength(1000) because?: string;
}

export class WrittenPair {
  @IsString() @Length(1, 600) left!: string;
  @IsString() @Length(1, 600) right!: string;
}

export class WrittenExercise {
  @IsIn(exerciseKinds) kind!: ExerciseKind;
}

/** What every question has, as an author writes it. */
export class WrittenQuestion {
  /** Unique in the bank: M3-017. */
  @Matches(code, { message: 'the code is capital letters, digits and hyphens, like M3-017' }) code!: string;
  @IsIn(questionTypes) type!: QuestionType;
  /** The first is the module. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(12) @ArrayUnique() @Matches(word, { each: true }) tags!: string[];
  /** Missing it fails its section of an exam. */
  @IsOptional() @IsBoolean() critical?: boolean;
  @IsString() @Length(3, 3000) stem!: string;
  @IsOptional() @ValidateNested() @Type(() => WrittenPicture) figure?: WrittenPicture;
  @IsOptional() @IsString() @MaxLength(3000) feedback?: string;
}

export class WrittenChoice extends WrittenQuestion {
  @IsArray() @ArrayMinSize(2) @ArrayMaxSize(12) @ValidateNested({ each: true }) @Type(() => WrittenOption) options!: WrittenOption[];
}

export class WrittenMatching extends WrittenQuestion {
  @IsArray() @ArrayMinSize(2) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => WrittenPair) pairs!: WrittenPair[];
  /** Right sides that belong to nothing. */
  @IsOptional() @IsArray() @ArrayMaxSize(12) @IsString({ each: true }) @Length(1, 600, { each: true }) distractors?: string[];
}

export class WrittenOrdering extends WrittenQuestion {
  /** In the right order. */
  @IsArray() @ArrayMinSize(2) @ArrayMaxSize(20) @IsString({ each: true }) @Length(1, 600, { each: true }) order!: string[];
}

export class WrittenNumeric extends WrittenQuestion {
  @IsNumber(number) @Min(-1e12) @Max(1e12) value!: number;
  @IsOptional() @IsNumber(number) @Min(0) @Max(1e12) tolerance?: number;
  @IsOptional() @IsString() @Length(1, 40) unit?: string;
}

export class WrittenShortText extends WrittenQuestion {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @IsString({ each: true }) @Length(1, 200, { each: true }) accept!: string[];
}

export class WrittenHotspot extends WrittenQuestion {
  @ValidateNested() @Type(() => WrittenPicture) declare figure: WrittenPicture;
  /** Named areas of the specimen, by their ids. These and those drawn are at least one. */
  @IsOptional() @IsArray() @ArrayMaxSize(12) @ArrayUnique() @Matches(word, { each: true }) areas?: string[];
  /** Areas its author drew on the picture. */
  @IsOptional() @IsArray() @ArrayMaxSize(12) @ValidateNested({ each: true }) @Type(() => DrawnArea) drawn?: DrawnArea[];
  /** Code of the question in words that tests the same (WCAG 2.2, 1.1.1). */
  @IsOptional() @Matches(code) alternative?: string;
  /** Instead of an alternative: why it can only be asked of the eyes (WCAG 2.2, 1.1.1, a test of the senses). */
  @IsOptional() @IsString() @Length(10, 500) senses?: string;
}

export class WrittenCompare extends WrittenHotspot {
  @ValidateNested() @Type(() => WrittenPicture) questioned!: WrittenPicture;
}

export class WrittenMrz extends WrittenQuestion {
  @ValidateNested() @Type(() => WrittenExercise) mrz!: WrittenExercise;
}

export class WrittenDecision extends WrittenQuestion {
  @IsIn(decisions) right!: Decision;
  @IsOptional() @IsArray() @ArrayMaxSize(12) @ValidateNested({ each: true }) @Type(() => WrittenOption) reasons?: WrittenOption[];
}

export class WrittenCriterion {
  /** Shown to the trainee before they begin. */
  @IsString() @Length(1, 300) text!: string;
  /** At most so many; the points of the whole rubric make up the one point a question gives. */
  @IsInt() @Min(1) @Max(100) points!: number;
  /** What full points take; for the assessor, and after practice. */
  @IsOptional() @IsString() @Length(1, 1000) guidance?: string;
}

export class WrittenPractical extends WrittenQuestion {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => WrittenCriterion) rubric!: WrittenCriterion[];
}

export class WrittenEssay extends WrittenPractical {
  /** About how many words are expected. */
  @IsOptional() @IsInt() @Min(10) @Max(2000) words?: number;
  /** An answer that earns every point; for the assessor, and after practice. */
  @IsOptional() @IsString() @Length(1, 6000) model?: string;
}

const saidIn = (most: number) => ({ message: `translate this, in 1 to ${most} characters` });

export class TranslatedOption {
  @Length(1, 600, saidIn(600)) text!: string;
  @IsOptional() @IsString() @MaxLength(1000) because?: string;
}

export class TranslatedCriterion {
  @Length(1, 300, saidIn(300)) text!: string;
  @IsOptional() @IsString() @Length(1, 1000) guidance?: string;
}

export class TranslatedPair {
  @Length(1, 600, saidIn(600)) left!: string;
  @Length(1, 600, saidIn(600)) right!: string;
}

export class TranslatedArea {
  @Length(1, 200, saidIn(200)) label!: string;
}

/** A question in another language: the same lists in the same order, and nothing of what is right. */
export class WrittenTranslation {
  @Length(3, 3000, { message: 'translate the question, in 3 to 3000 characters' }) stem!: string;
  @IsOptional() @IsString() @MaxLength(3000) feedback?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(12) @ValidateNested({ each: true }) @Type(() => TranslatedOption) options?: TranslatedOption[];
  @IsOptional() @IsArray() @ArrayMaxSize(12) @ValidateNested({ each: true }) @Type(() => TranslatedOption) reasons?: TranslatedOption[];
  @IsOptional() @IsArray() @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => TranslatedPair) pairs?: WrittenPair[];
  @IsOptional() @IsArray() @ArrayMaxSize(12) @Length(1, 600, { each: true, message: 'translate each of these, in 1 to 600 characters' }) distractors?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(20) @Length(1, 600, { each: true, message: 'translate each of these, in 1 to 600 characters' }) order?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => TranslatedCriterion) rubric?: TranslatedCriterion[];
  @IsOptional() @IsArray() @ArrayMaxSize(12) @ValidateNested({ each: true }) @Type(() => TranslatedArea) drawn?: TranslatedArea[];
  @IsOptional() @IsString() @Length(1, 40) unit?: string;
  /** Words that are right in this language, beside those of the question. */
  @IsOptional() @IsArray() @ArrayMaxSize(30) @IsString({ each: true }) @Length(1, 200, { each: true }) accept?: string[];
  @IsOptional() @IsString() @Length(1, 6000) model?: string;
}
