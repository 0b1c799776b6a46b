import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { areas, type Area, type FocalPointState, type Rank } from '../focal-point.entity.js';
import { circles, contactKinds, type Circle, type ContactKind } from './contact.entity.js';

const partyCode = /^[A-Z][A-Z0-9-]{0,19}$/;

/** What narrows the directory. Private contact details are never searched. */
export class DirectoryQuery {
  /** Name, agency, or party. */
  @IsOptional() @IsString() @Length(1, 100) q?: string;
  @IsOptional() @Matches(partyCode) party?: string;
  @IsOptional() @IsIn(areas) area?: Area;
  /** BCP 47. */
  @IsOptional() @Matches(/^[a-z]{2,3}(-[A-Za-z]{2,4})*$/) language?: string;
}

export class DirectoryExportQuery extends DirectoryQuery {
  @IsIn(['csv', 'xlsx', 'json', 'vcard']) format!: 'csv' | 'xlsx' | 'json' | 'vcard';
  /** `shown`: with those private details that their owners show you. Recorded for each. */
  @IsOptional() @IsIn(['shown']) contact?: 'shown';
}

export class CardQuery {
  @IsOptional() @IsIn(['shown']) contact?: 'shown';
}

export class ContactPartInput {
  @IsIn(contactKinds) kind!: ContactKind;
  @IsString() @Length(3, 300) value!: string;
  @IsIn(circles) shownTo!: Circle;
}

export class ContactInput {
  @IsArray() @ArrayMaxSize(4) @ArrayUnique(({ kind }: ContactPartInput) => kind, { message: 'each kind of contact at most once' }) @ValidateNested({ each: true }) @Type(() => ContactPartInput) items!: ContactPartInput[];
}

export class MailboxInput {
  /** Empty takes it away. */
  @IsString() @MaxLength(254) address!: string;
}

export class ContactPartView {
  @Expose() kind!: ContactKind;
  @Expose() value!: string;
  /** Told to its owner alone. */
  @Expose() shownTo?: Circle;
}

export class ContactView {
  @Expose() @Type(() => ContactPartView) items!: ContactPartView[];
  @Expose() next!: string | null;
}

export class FocalPointView {
  @Expose() id!: string;
  @Expose() party!: string;
  @Expose() area!: Area;
  @Expose() rank!: Rank;
  @Expose() name!: string;
  @Expose() agency!: string;
  @Expose() languages!: string[];
  @Expose() timeZone!: string;
  @Expose() officeDays!: number[];
  @Expose() opens!: string;
  @Expose() closes!: string;
  @Expose() since!: string;
  @Expose() until!: string | null;
  @Expose() state!: FocalPointState;
  @Expose() confirmedAt!: string | null;
  @Expose() dueOn!: string | null;
  @Expose() endedAt!: string | null;
  @Expose() endReason!: string | null;
  /** Whether it can act today. One that cannot is shown to its party and the secretariat alone. */
  @Expose() speaks!: boolean;
  /** Whether it is your own mandate. */
  @Expose() own!: boolean;
  @Expose() rowVersion!: number;
  @Expose() allows!: string[];
}

export class DirectoryEntry {
  @Expose() party!: string;
  @Expose() name!: string;
  @Expose() kind!: string;
  /** Functional address the party gives; null when it gives none. */
  @Expose() mailbox!: string | null;
  /** The main one first. Empty: none so far, or for observers: not told. */
  @Expose() @Type(() => FocalPointView) focalPoints!: FocalPointView[];
}

export class DirectoryView {
  @Expose() @Type(() => DirectoryEntry) items!: DirectoryEntry[];
  @Expose() next!: string | null;
  /** Observers see functional mailboxes instead of names. */
  @Expose() sees!: 'focal-points' | 'mailboxes';
}

