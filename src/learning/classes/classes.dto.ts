import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsISO8601, IsOptional, IsString, IsTimeZone, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

export class ClassInput {
  @IsString() @Length(1, 200) title!: string;
  @IsOptional() @IsString() @MaxLength(200) place?: string;
  /** The day, and from when to when, as the clocks at the place show it. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/) @IsISO8601({ strict: true }) day!: string;
  @Matches(clock, { message: 'Write the hour like 09:30' }) from!: string;
  @Matches(clock, { message: 'Write the hour like 12:00' }) to!: string;
  /** Whose clocks: 'Asia/Jakarta', or 'UTC'. */
  @IsTimeZone() @Matches(/^(UTC|[A-Za-z_]+\/[A-Za-z0-9_+/-]+)$/) @Length(1, 60) zone!: string;
}

export class ClassView {
  @Expose() id!: string;
  @Expose() cohortId!: string;
  @Expose() title!: string;
  @Expose() place!: string;
  @Expose() startsAt!: string;
  @Expose() endsAt!: string;
  @Expose() zone!: string;
  @Expose() minutes!: number;
  @Expose() isCancelled!: boolean;
  /** For the staff: of how many trainees it is noted how long they were there. */
  @Expose() noted!: number | null;
  /** For a trainee: how long they were there, as far as it was noted. */
  @Expose() ownMinutes!: number | null;
  @Expose() rowVersion!: number;
  @Expose() allows!: string[];
}

export class ClassList {
  @Expose() @Type(() => ClassView) items!: ClassView[];
}

export class PresenceInput {
  @IsUUID('4') enrolmentId!: string;
  @IsInt() @Min(0) @Max(1440) minutes!: number;
}

export class AttendanceInput {
  @IsOptional() @IsArray() @ArrayMaxSize(2000) @ValidateNested({ each: true }) @Type(() => PresenceInput) entries?: PresenceInput[];
  /** Whoever has no entry yet was there all the time. */
  @IsOptional() @IsBoolean() everybody?: boolean;
  /** Why something that was noted before is put right; kept with the correction. */
  @IsOptional() @IsString() @Length(3, 500) reason?: string;
}

export class NoteView {
  @Expose() minutes!: number;
  @Expose() reason!: string | null;
  @Expose() notedAt!: string;
  @Expose() notedBy!: string | null;
}

export class PresenceView {
  @Expose() enrolmentId!: string;
  @Expose() name!: string | null;
  @Expose() party!: string;
  /** Null while nothing is noted. */
  @Expose() minutes!: number | null;
  /** All that was ever noted, the last one leading. */
  @Expose() @Type(() => NoteView) notes!: NoteView[];
}

export class AttendanceView {
  @Expose() @Type(() => ClassView) class!: ClassView;
  @Expose() @Type(() => PresenceView) items!: PresenceView[];
}
