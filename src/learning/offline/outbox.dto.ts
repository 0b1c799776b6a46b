import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsUUID, Length, Matches, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import { bounds } from '../catalogue/text/blocks.js';

const eventKinds = ['place', 'answer'] as const;
export type Outcome = 'accepted' | 'refused';

/** Something that was done without a line: a place reached in a lesson, or an answer given in practice. */
export class OutboxEventInput {
  /** UUIDv7, made on the device once; whatever is sent again under it is known already. */
  @IsUUID('7') id!: string;
  /** Counted up on the device: the order in which things were done there. */
  @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) seq!: number;
  /** By the device's clock. */
  @IsISO8601({ strict: true, strictSeparator: true }) @Length(20, 30) clientTime!: string;
  @IsIn(eventKinds) kind!: (typeof eventKinds)[number];
  @Matches(/^[a-z0-9][a-z0-9.-]{0,39}$/) lesson!: string;
  /** Of a place: the step one is at, from 1. */
  @ValidateIf(({ kind }: OutboxEventInput) => kind === 'place') @IsInt() @Min(1) @Max(bounds.steps) step?: number;
  @IsOptional() @Matches(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/) language?: string;
  /** Of a place: that the lesson was read to its end. */
  @IsOptional() @IsBoolean() done?: boolean;
  /** Of an answer: the question, its draw, and what was answered. */
  @ValidateIf(({ kind }: OutboxEventInput) => kind === 'answer') @Matches(/^[A-Z0-9][A-Z0-9-]{1,30}$/) question?: string;
  @ValidateIf(({ kind }: OutboxEventInput) => kind === 'answer') @IsInt() @Min(0) @Max(999_999) draw?: number;
  @ValidateIf(({ kind }: OutboxEventInput) => kind === 'answer') @IsObject() answer?: Record<string, unknown>;
}

export class OutboxInput {
  /** Which device: drawn at random when it first kept a course. */
  @IsUUID('4') device!: string;
  /** The device's clock as this is sent; how far it is off is taken out of every `clientTime`. */
  @IsISO8601({ strict: true, strictSeparator: true }) @Length(20, 30) sentAt!: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique(({ id }: OutboxEventInput) => id) @ValidateNested({ each: true }) @Type(() => OutboxEventInput) events!: OutboxEventInput[];
}

export class OutboxResultView {
  @Expose() id!: string;
  @Expose() outcome!: Outcome;
  /** False when it had come before; its outcome is that of then. */
  @Expose() isNew!: boolean;
  /** Why it was refused. */
  @Expose() reason!: string | null;
  /** Of an answer, by the server's own marking: 0 to 1. */
  @Expose() score!: number | null;
  @Expose() receivedAt!: string;
}

export class OutboxView {
  @Expose() accepted!: number;
  @Expose() known!: number;
  @Expose() refused!: number;
  /** Of the whole course, 0 to 1. */
  @Expose() progress!: number;
  @Expose() isCompleted!: boolean;
  @Expose() @Type(() => OutboxResultView) results!: OutboxResultView[];
}
