import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsISO8601, IsOptional, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Marked, MarkingShape, type Tlp } from '../../kernel/marking/index.js';

/** A later marking and when it takes effect (UTC, ISO 8601). */
export class StageInput {
  @IsISO8601({ strict: true, strictSeparator: true }) at!: string;
  @Marked() marking!: MarkingShape;
}

/** A marking proposed, to be rehearsed: nothing changes. */
export class RehearsalInput {
  @Marked() marking!: MarkingShape;
  /** After this moment nobody but the originator reads it. */
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) expiresAt?: string;
  /** Until this moment nobody but the originator reads it. */
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) embargoUntil?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(5) @ValidateNested({ each: true }) @Type(() => StageInput) stages?: StageInput[];
}

/** A release carries the digest of the rehearsal it rests on. */
export class ReleaseInput extends RehearsalInput {
  @IsString() @Matches(/^\d{13}\.[A-Za-z0-9_-]{43}$/) rehearsal!: string;
  /** Shown in the history of release. */
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class RecallInput {
  /** Told to those who had it, and kept in the history. */
  @IsString() @Length(3, 500) reason!: string;
}

export class ReaderView {
  @Expose() code!: string;
  @Expose() name!: string;
  @Expose() kind!: string;
  /** How many officials of the party. */
  @Expose() people!: number;
  @Expose() names!: string[];
  @Expose() because!: string;
  /** Not among the readers of what is released now, or was released last. */
  @Expose() isNew?: boolean;
}

export class ExcludedView {
  @Expose() code!: string;
  @Expose() name!: string;
  @Expose() kind!: string;
  @Expose() because!: string;
  @Expose() whatWouldChange!: string;
  @Expose() wasReader?: boolean;
}

export class AudienceView {
  @Expose() people!: number;
  @Expose() @Type(() => ReaderView) parties!: ReaderView[];
  @Expose() @Type(() => ExcludedView) excluded!: ExcludedView[];
}

export class PreviousReleaseView {
  @Expose() releasedAt!: string;
  @Expose() tlp!: Tlp;
  @Expose() symbol!: string;
  /** Whether it is this document's own present release, or the originator's last one of the kind. */
  @Expose() isSame!: boolean;
}

export class WarningView {
  @Expose() code!: string;
  @Expose() text!: string;
}

export class OpenedView {
  @Expose() code!: string;
  @Expose() people!: number;
}

export class RehearsalView extends AudienceView {
  /** To be sent back with the release; good for half an hour and for exactly this audience. */
  @Expose() digest!: string;
  @Expose() at!: string;
  @Expose() @Type(() => PreviousReleaseView) against!: PreviousReleaseView | null;
  /** Codes of parties that would read and did not. */
  @Expose() added!: string[];
  @Expose() removed!: string[];
  /** Of those removed: who had already opened it. */
  @Expose() @Type(() => OpenedView) openedByRemoved!: OpenedView[];
  @Expose() @Type(() => WarningView) warnings!: WarningView[];
}
