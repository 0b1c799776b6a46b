import { Expose, Type } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { Scan } from '../../kernel/scanner/index.js';
import { areas, focalPointStates, ranks, type Area, type FocalPointState, type Rank } from '../focal-point.entity.js';
import { FocalPointInput, day } from '../focal-point.dto.js';

export const locales = ['en', 'ar'] as const;

export class NominationInput extends FocalPointInput {
  /** Code of the party; your own when left out. An officer of the secretariat names the member it is on behalf of. */
  @IsOptional() @Matches(/^[A-Z][A-Z0-9-]{0,19}$/) party?: string;
  @IsIn(areas) area!: Area;
  @IsIn(ranks) rank!: Rank;
  @IsString() @Length(2, 200) name!: string;
  /** Work address; the invitation goes there, and nobody outside the party and the secretariat sees it. */
  @IsEmail({}, { message: 'Give a work address like name@agency.gov' }) @MaxLength(254) email!: string;
  /** The language of the invitation and of the terms. */
  @IsIn(locales) locale!: (typeof locales)[number];
  @Matches(day) since!: string;
  @IsOptional() @Matches(day) until?: string;
}

export class LetterQuery {
  /** As the user's disk knows it; made harmless or refused, never a path. */
  @IsString() @Length(1, 300) fileName!: string;
}

export class NominationsQuery {
  @IsOptional() @IsIn(['open', ...focalPointStates]) state?: 'open' | FocalPointState;
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
}

export class NominationCheckInput {
  /** How the sender was verified: through which contact, when, by whom it was answered. */
  @IsString() @Length(10, 2000, { message: 'Say in a sentence how the sender was verified' }) note!: string;
}

export class NominationReasonInput {
  @IsString() @Length(3, 1000) reason!: string;
}

export class NominationMessageInput {
  @IsString() @Length(1, 2000) text!: string;
}

/** Why a letter was not taken, and what to do; `code` is for programs and translations. */
export class LetterRejectionView {
  @Expose() code!: string;
  @Expose() message!: string;
}

export class LetterView {
  @Expose() fileName!: string;
  @Expose() mediaType!: string;
  @Expose() bytes!: number;
  @Expose() sha256!: string;
  @Expose() scan!: Scan;
  @Expose() @Type(() => LetterRejectionView) rejection!: LetterRejectionView | null;
}

export class HandView {
  @Expose() name!: string | null;
  @Expose() at!: string;
  @Expose() own!: boolean;
}

export class SaidView {
  @Expose() at!: string;
  @Expose() by!: string;
  @Expose() party!: string;
  @Expose() text!: string;
}

export class NominationView {
  @Expose() id!: string;
  @Expose() party!: string;
  @Expose() area!: Area;
  @Expose() rank!: Rank;
  @Expose() name!: string;
  @Expose() email!: string;
  @Expose() agency!: string;
  @Expose() languages!: string[];
  @Expose() since!: string;
  @Expose() until!: string | null;
  @Expose() state!: FocalPointState;
  @Expose() @Type(() => LetterView) letter!: LetterView | null;
  @Expose() @Type(() => HandView) nominated!: HandView;
  /** Entered by the secretariat, for a member that has nobody yet who could. */
  @Expose() onBehalf!: boolean;
  @Expose() @Type(() => HandView) checked!: HandView | null;
  @Expose() checkNote!: string | null;
  @Expose() @Type(() => HandView) approved!: HandView | null;
  @Expose() @Type(() => HandView) closed!: HandView | null;
  @Expose() reason!: string | null;
  @Expose() @Type(() => SaidView) messages!: SaidView[];
  @Expose() allows!: string[];
  /** Why the next step is not yours, for officers; null when it is, or there is none. */
  @Expose() whyNot!: string | null;
}

export class NominationList {
  @Expose() @Type(() => NominationView) items!: NominationView[];
  @Expose() next!: string | null;
}
