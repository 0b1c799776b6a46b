import { Expose, Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { BasisInput, BasisView, day } from '../basis.js';
import { bodies } from '../expression.js';
import type { Standing } from '../party.entity.js';

/** A decision on somebody's membership of a body, from a day on or until one. */
export class MembershipInput extends BasisInput {
  @IsIn(bodies) body!: (typeof bodies)[number];
  @IsIn(['member', 'observer', 'none']) membership!: 'member' | 'observer' | 'none';
  @Matches(day) @IsISO8601({ strict: true }) from!: string;
  /** First day on which it no longer holds; open when left out. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) to?: string;
  /** Why days that are over are to be told differently; wanted when `from` lies in the past. */
  @IsOptional() @IsString() @Length(10, 1000) reason?: string;
}

export class DecisionView extends BasisView {
  @Expose() id!: string;
  @Expose() body!: string;
  @Expose() membership!: 'member' | 'observer' | 'none';
  @Expose() from!: string;
  @Expose() to!: string | null;
  /** Set when it corrected days that were over. */
  @Expose() reason!: string | null;
  @Expose() enteredAt!: string;
  /** Who entered it; for the secretariat alone. */
  @Expose() enteredBy!: string | null;
}

export class DatedStandingView {
  @Expose() standing!: Standing;
  @Expose() from!: string;
  @Expose() to!: string | null;
}

export class ChosenNameView {
  @Expose() language!: string;
  /** Null: the party took its name in this language back. */
  @Expose() name!: string | null;
  @Expose() sortName!: string | null;
  /** Null: as the register was first entered. */
  @Expose() chosenAt!: string | null;
}

export class HistoryView {
  @Expose() @Type(() => DecisionView) decisions!: DecisionView[];
  @Expose() @Type(() => DatedStandingView) standings!: DatedStandingView[];
  @Expose() @Type(() => ChosenNameView) names!: ChosenNameView[];
}
