import { Expose, Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { BasisInput, BasisView, day } from '../basis.js';
import type { Standing } from '../party.entity.js';

export class StandingInput extends BasisInput {
  @IsIn(['active', 'suspended', 'former']) standing!: Standing;
  @IsString() @Length(10, 1000) reason!: string;
  /** The day from which it is to hold; today when left out. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) since?: string;
}

export class StandingDecisionInput {
  @IsIn(['approve', 'refuse']) decision!: 'approve' | 'refuse';
  /** Wanted when it is refused. */
  @IsOptional() @IsString() @Length(3, 1000) reason?: string;
}

export class StandingChangesQuery {
  @IsOptional() @IsIn(['open', 'decided']) state?: 'open' | 'decided';
  @IsOptional() @IsString() @Length(1, 20) party?: string;
}

export class StandingChangeView extends BasisView {
  @Expose() id!: string;
  @Expose() party!: string;
  @Expose() partyName!: string;
  @Expose() standing!: Standing;
  @Expose() reason!: string;
  @Expose() since!: string;
  /** The officers' names are for the secretariat alone. */
  @Expose() proposedBy!: string | null;
  @Expose() proposedAt!: string;
  @Expose() decision!: 'approved' | 'refused' | null;
  @Expose() decidedBy!: string | null;
  @Expose() decidedAt!: string | null;
  @Expose() decisionReason!: string | null;
  @Expose() actsOn!: string | null;
  @Expose() allows!: string[];
}

export class StandingChangeList {
  @Expose() @Type(() => StandingChangeView) items!: StandingChangeView[];
  @Expose() next!: string | null;
}
