import { Expose, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsNotIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { day } from './basis.js';
import { bodies } from './expression.js';
import type { PartyKind, Standing } from './party.entity.js';

export class PartyQuery {
  /** Standing, memberships and names on this day (YYYY-MM-DD); today when left out. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) asOf?: string;
  /** BCP 47: names in this language where a party chose one, else in English. */
  @IsOptional() @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/) language?: string;
}

export class PartiesQuery extends PartyQuery {
  @IsOptional() @IsIn(['state', 'territory', 'organisation', 'secretariat']) kind?: PartyKind;
  @IsOptional() @IsIn(bodies) body?: string;
}

export class PartiesExportQuery extends PartiesQuery {
  @IsIn(['csv', 'xlsx', 'json']) format!: 'csv' | 'xlsx' | 'json';
}

export class MembershipView {
  @Expose() body!: string;
  @Expose() membership!: 'member' | 'observer';
  @Expose() from!: string | null;
  /** First day on which it no longer holds. */
  @Expose() to!: string | null;
  /** What it rests on. */
  @Expose() basis!: string | null;
  @Expose() verified!: boolean;
}

export class PartyView {
  @Expose() code!: string;
  @Expose() name!: string;
  /** Of the name. */
  @Expose() language!: string;
  @Expose() kind!: PartyKind;
  @Expose() standing!: Standing;
  @Expose() verified!: boolean;
  @Expose() @Type(() => MembershipView) memberships!: MembershipView[];
  /** Of one party: by which names of circles a marking reaches it on the day. */
  @Expose() circles?: string[];
  @Expose() allows!: string[];
}

export class EntryExplanationQuery {
  @IsIn(['officials', 'address', 'membership', 'standing', 'name']) verb!: string;
}

export class EntryExplanationView {
  @Expose() allowed!: boolean;
  @Expose() sentence!: string;
}

export class NewPartyInput {
  @IsIn(['state', 'territory', 'organisation']) kind!: 'state' | 'territory' | 'organisation';
  /** Never changes: it stands in every marking. */
  @Matches(/^[A-Z][A-Z0-9]{1,19}$/, { message: 'Give a code of capital letters and digits, like NZL or UNHCR' })
  @IsNotIn(bodies, { message: 'This is the name of a body' })
  code!: string;
  @IsOptional() @Matches(/^[A-Z]{2}$/, { message: 'Give two capital letters, like NZ' }) alpha2?: string;
  /** English name, as it asks to be called. */
  @IsString() @MaxLength(1000) name!: string;
  @IsOptional() @IsString() @MaxLength(1000) sortName?: string;
}

export class PartyList {
  @Expose() @Type(() => PartyView) items!: PartyView[];
  @Expose() next!: string | null;
}

export class OfficialView {
  @Expose() id!: string;
  @Expose() name!: string;
  @Expose() roles!: string[];
  @Expose() since!: string | null;
}

export class AddresseeView {
  @Expose() id!: string;
  @Expose() name!: string;
}

export class AddresseeList {
  @Expose() @Type(() => AddresseeView) items!: AddresseeView[];
  @Expose() next!: string | null;
}

export class OfficialList {
  @Expose() @Type(() => OfficialView) items!: OfficialView[];
  @Expose() next!: string | null;
}

export class AudienceInput {
  @IsString() @Length(1, 120) name!: string;
  /** `AHG ∪ {CAN} − {X}` */
  @IsString() @Length(1, 500) expression!: string;
  /** The audience is empty from this moment on. */
  @IsOptional() @IsISO8601({ strict: true, strictSeparator: true }) until?: string;
  /** Whether every member of the forum may see that it exists, and use it. */
  @IsOptional() @IsBoolean() shared?: boolean;
}

export class AudiencesQuery {
  /** The parties each holds on this day; today when left out. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) asOf?: string;
}

export class PreviewInput {
  @IsString() @MaxLength(500) expression!: string;
  /** Whom it holds on this day; today when left out. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) asOf?: string;
}

export class NamedView {
  @Expose() code!: string;
  @Expose() name!: string;
}

export class PreviewView {
  @Expose() expression!: string;
  @Expose() @Type(() => NamedView) parties!: NamedView[];
}

export class NamedAudienceView {
  @Expose() id!: string;
  @Expose() name!: string;
  @Expose() expression!: string;
  /** Codes of the parties it holds today, or on the day asked for. */
  @Expose() parties!: string[];
  @Expose() until!: string | null;
  @Expose() originator!: string;
  @Expose() allows!: string[];
}

export class AudienceList {
  @Expose() @Type(() => NamedAudienceView) items!: NamedAudienceView[];
  @Expose() next!: string | null;
}
