import { Expose, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { bodies } from './expression.js';
import type { PartyKind, Standing } from './party.entity.js';

const day = /^\d{4}-\d{2}-\d{2}$/;

export class PartiesQuery {
  @IsOptional() @IsIn(['state', 'territory', 'organisation', 'secretariat']) kind?: PartyKind;
  @IsOptional() @IsIn(bodies) body?: string;
  /** Memberships on this day (YYYY-MM-DD); today when left out. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) asOf?: string;
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
  @Expose() verified!: boolean;
}

export class PartyView {
  @Expose() code!: string;
  @Expose() name!: string;
  @Expose() kind!: PartyKind;
  @Expose() standing!: Standing;
  @Expose() verified!: boolean;
  @Expose() @Type(() => MembershipView) memberships!: MembershipView[];
  @Expose() allows!: string[];
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

export class PreviewInput {
  @IsString() @MaxLength(500) expression!: string;
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
  /** Codes of the parties it holds today. */
  @Expose() parties!: string[];
  @Expose() until!: string | null;
  @Expose() originator!: string;
  @Expose() allows!: string[];
}

export class AudienceList {
  @Expose() @Type(() => NamedAudienceView) items!: NamedAudienceView[];
  @Expose() next!: string | null;
}
