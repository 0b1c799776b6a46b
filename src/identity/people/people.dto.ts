import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsEmail, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { roles, type Role } from '../../kernel/access/index.js';
import { delegationStates, type DelegationState } from './delegation.entity.js';

/** BCP 47, of the languages the portal writes in. */
export const letterLanguages = ['en', 'ar'] as const;

/** Names as people have them: nothing that a spreadsheet would calculate, nothing unseen. */
export const nameOfAPerson = /^(?![\s=+\-@'\uff1d\uff0b\uff0d\uff20])[^\p{Cc}\p{Cf}]{1,200}$/u;

export class RolesInput {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(roles.length) @ArrayUnique() @IsIn(roles, { each: true }) roles!: Role[];
}

export class InviteInput extends RolesInput {
  @IsString() @Matches(nameOfAPerson, { message: 'Write the name as it is, in at most 200 characters' }) name!: string;
  @IsEmail() @MaxLength(254) email!: string;
  /** The language of the letter. */
  @IsIn(letterLanguages) locale!: (typeof letterLanguages)[number];
}

export class ReasonInput {
  @IsString() @Length(3, 500) reason!: string;
}

export class PeopleFilter {
  @IsOptional() @IsIn(delegationStates) state?: DelegationState;
  @IsOptional() @IsIn(roles) role?: Role;
  /** Those who act for the party and did not for ninety days. */
  @IsOptional() @IsIn(['90']) unused?: '90';
  /** Part of a name or an address. */
  @IsOptional() @IsString() @Length(1, 100) q?: string;
}

export class PeopleQuery extends PeopleFilter {
  /** Another party's, for those who may see them; the own one when left out. */
  @IsOptional() @IsString() @Matches(/^[A-Z][A-Z0-9-]{0,19}$/) party?: string;
  @IsOptional() @IsString() @MaxLength(1000) cursor?: string;
}

export class PeopleExportQuery extends PeopleFilter {
  @IsIn(['csv', 'xlsx', 'json']) format!: 'csv' | 'xlsx' | 'json';
}

/** Somebody with a delegation. The id is the delegation's, and says nothing of the person elsewhere. */
export class PersonView {
  @Expose() id!: string;
  @Expose() name!: string;
  @Expose() email!: string;
  @Expose() party!: string;
  @Expose() roles!: Role[];
  @Expose() state!: DelegationState;
  @Expose() stateSince!: string;
  /** Why it is suspended. */
  @Expose() reason!: string | null;
  /** The letter's 72 hours are over. */
  @Expose() invitationOver!: boolean;
  @Expose() createdAt!: string;
  /** The last sign-in for this party. */
  @Expose() lastUsedAt!: string | null;
  @Expose() confirmedAt!: string;
  /** When the name was taken off; the one shown is made up. */
  @Expose() forgottenAt!: string | null;
  @Expose() isYou!: boolean;
  @Expose() rowVersion!: number;
  @Expose() allows!: string[];
}

export class PeopleList {
  @Expose() @Type(() => PersonView) items!: PersonView[];
  @Expose() next!: string | null;
  /** The roles you may give. */
  @Expose() roles!: Role[];
}

export class PersonSessionView {
  @Expose() id!: string;
  @Expose() createdAt!: string;
  @Expose() lastSeenAt!: string;
  @Expose() expiresAt!: string;
  /** How the person showed who they are. */
  @Expose() proofs!: string[];
}

export class PersonSessionList {
  @Expose() @Type(() => PersonSessionView) items!: PersonSessionView[];
  @Expose() next!: string | null;
}
