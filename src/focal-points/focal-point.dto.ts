import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, IsString, IsTimeZone, Length, Matches, Max, Min } from 'class-validator';

export const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const language = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;
const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const end = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** What the directory says of a focal point beside name, subject and rank; they keep it up themselves. */
export class FocalPointInput {
  @IsString() @Length(2, 200) agency!: string;
  /** BCP 47. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10) @ArrayUnique() @Matches(language, { each: true }) languages!: string[];
  /** IANA, like Asia/Jakarta. */
  @IsString() @IsTimeZone() @Length(1, 60) timeZone!: string;
  /** Monday is 1. */
  @IsArray() @ArrayMaxSize(7) @ArrayUnique() @IsInt({ each: true }) @Min(1, { each: true }) @Max(7, { each: true }) officeDays!: number[];
  /** Local time, HH:MM. */
  @Matches(time) opens!: string;
  /** Local time, HH:MM; 24:00 is the end of the day. */
  @Matches(end) closes!: string;
}
