import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import type { ResetDecision } from './factor-reset.entity.js';

export class ResetInput {
  /** Told to the officer who decides: how you know that it is really this person who asks. */
  @IsString() @Length(10, 1000) reason!: string;
}

export class ResetDecisionInput {
  @IsIn(['approved', 'refused']) decision!: ResetDecision;
  @IsString() @Length(3, 1000) reason!: string;
}

export class ResetsQuery {
  @IsOptional() @IsIn(['open', 'approved', 'refused']) state?: 'open' | ResetDecision;
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
}

export class ElsewhereView {
  @Expose() party!: string;
  @Expose() roles!: string[];
}

export class ResetView {
  @Expose() id!: string;
  /** The delegation of the person concerned. */
  @Expose() personId!: string;
  @Expose() name!: string;
  @Expose() email!: string;
  @Expose() party!: string;
  @Expose() roles!: string[];
  /** For the secretariat: for whom else the person acts, who loses what they sign in with there as well. */
  @Expose() @Type(() => ElsewhereView) elsewhere!: ElsewhereView[];
  @Expose() reason!: string;
  @Expose() askedBy!: string;
  @Expose() askedAt!: string;
  @Expose() state!: 'open' | ResetDecision;
  @Expose() decidedBy!: string | null;
  @Expose() decidedAt!: string | null;
  @Expose() decisionReason!: string | null;
  /** You asked for it, or it is about you: somebody else decides. */
  @Expose() needsAnother!: boolean;
  @Expose() allows!: string[];
}

export class ResetList {
  @Expose() @Type(() => ResetView) items!: ResetView[];
  @Expose() next!: string | null;
}
