import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

export class NominationListInput {
  /** The table as text: email, course, and where they matter starts and reason. */
  @IsString() @MaxLength(256 * 1024) text!: string;
}

export class NominationListQuery {
  /** Says what would be done, and does nothing. */
  @IsOptional() @IsIn(['true', 'false']) dryRun?: 'true' | 'false';
}

export class NominationRowView {
  /** As a text editor counts them. */
  @Expose() line!: number;
  @Expose() email!: string;
  @Expose() course!: string;
  /** `fine` in a dry run, `sent` or `waiting` afterwards; `already` when there was nothing to do. */
  @Expose() outcome!: 'fine' | 'sent' | 'waiting' | 'already' | 'fault';
  @Expose() message!: string | null;
}

export class NominationListView {
  @Expose() rows!: number;
  @Expose() fine!: number;
  @Expose() sent!: number;
  @Expose() waiting!: number;
  @Expose() already!: number;
  @Expose() faults!: number;
  @Expose() @Type(() => NominationRowView) items!: NominationRowView[];
}
