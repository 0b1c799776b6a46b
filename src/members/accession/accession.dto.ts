import { Expose, Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { BasisInput, BasisView, day } from '../basis.js';
import type { Step, Way } from './accession.entity.js';

export class AccessionInput {
  /** Code of a party in the register. */
  @IsString() @Length(1, 20) party!: string;
  @IsIn(['FORUM', 'AHG']) body!: 'FORUM' | 'AHG';
  @IsIn(['member', 'observer']) membership!: 'member' | 'observer';
}

export class StepInput extends BasisInput {
  @IsIn(['invited', 'applied', 'accepted', 'supported', 'endorsed']) step!: Step;
  /** The day it happened. */
  @Matches(day) @IsISO8601({ strict: true }) day!: string;
  /** With the last step: the first day of the membership. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) since?: string;
  /** With the last step, when that day is over: why it is entered late. */
  @IsOptional() @IsString() @Length(10, 1000) reason?: string;
}

export class WithdrawalInput {
  @IsString() @Length(3, 1000) reason!: string;
}

export class AccessionsQuery {
  @IsOptional() @IsIn(['open', 'endorsed', 'withdrawn']) state?: 'open' | 'endorsed' | 'withdrawn';
  @IsOptional() @IsString() @Length(1, 20) party?: string;
}

export class StepView extends BasisView {
  @Expose() step!: Step;
  @Expose() day!: string;
  @Expose() since!: string | null;
  @Expose() enteredBy!: string | null;
  @Expose() enteredAt!: string;
}

export class AccessionView {
  @Expose() id!: string;
  @Expose() party!: string;
  @Expose() partyName!: string;
  @Expose() body!: 'FORUM' | 'AHG';
  @Expose() membership!: 'member' | 'observer';
  @Expose() way!: Way;
  @Expose() state!: 'open' | 'endorsed' | 'withdrawn';
  /** The step to be entered next; null when the case is closed. */
  @Expose() next!: Step | null;
  @Expose() @Type(() => StepView) steps!: StepView[];
  @Expose() openedBy!: string | null;
  @Expose() openedAt!: string;
  @Expose() closedAt!: string | null;
  @Expose() withdrawnBecause!: string | null;
  @Expose() allows!: string[];
}

export class AccessionList {
  @Expose() @Type(() => AccessionView) items!: AccessionView[];
  @Expose() next!: string | null;
}
