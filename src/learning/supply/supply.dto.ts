import { Expose, Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { priorities, regions, topics, trainees, type Priority, type Region, type Topic, type Trainees } from './words.js';

const day = /^\d{4}-\d{2}-\d{2}$/;

export class NeedInput {
  @IsIn(topics) topic!: Topic;
  @IsIn(trainees) audience!: Trainees;
  @IsIn(regions) region!: Region;
  @IsOptional() @IsIn(priorities) priority?: Priority;
  /** How many people, as far as that is known. */
  @IsOptional() @IsInt() @Min(1) @Max(100_000) people?: number;
  /** Read by all members of the forum. */
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}

export class ActivityInput {
  @IsString() @Length(1, 200) title!: string;
  @IsIn(topics) topic!: Topic;
  @IsIn(trainees) audience!: Trainees;
  @IsIn(regions) region!: Region;
  @IsOptional() @IsString() @MaxLength(200) place?: string;
  @Matches(day) @IsISO8601({ strict: true }) startsOn!: string;
  @Matches(day) @IsISO8601({ strict: true }) endsOn!: string;
}

export class NeedView {
  @Expose() id!: string;
  @Expose() party!: string;
  @Expose() topic!: Topic;
  @Expose() audience!: Trainees;
  @Expose() region!: Region;
  @Expose() priority!: Priority;
  @Expose() people!: number | null;
  @Expose() note!: string;
  /** Activities to come that could meet it. */
  @Expose() metBy!: number;
  @Expose() createdAt!: string;
  @Expose() allows!: string[];
}

export class NeedList {
  @Expose() @Type(() => NeedView) items!: NeedView[];
}

export class OverlapView {
  @Expose() id!: string;
  @Expose() organiser!: string;
  @Expose() title!: string;
  @Expose() startsOn!: string;
  @Expose() endsOn!: string;
}

export class ActivityView {
  /** Of the activity, or of the cohort. */
  @Expose() id!: string;
  /** A cohort of a course here has no topic of its own. */
  @Expose() kind!: 'activity' | 'cohort';
  @Expose() organiser!: string;
  @Expose() title!: string;
  @Expose() topic!: Topic | null;
  @Expose() audience!: Trainees | null;
  @Expose() region!: Region | null;
  @Expose() place!: string;
  @Expose() startsOn!: string;
  @Expose() endsOn!: string;
  /** Others for the same people on the same topic in the same region, less than ninety days apart. */
  @Expose() @Type(() => OverlapView) overlaps!: OverlapView[];
  /** How many parties said that they need it; null for a cohort. */
  @Expose() needs!: number | null;
  @Expose() rowVersion!: number;
  @Expose() allows!: string[];
}

export class ActivityList {
  @Expose() @Type(() => ActivityView) items!: ActivityView[];
}
