import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { roles, type Role } from '../../kernel/access/index.js';
import { PersonView } from '../people/people.dto.js';

export class PersonDecisionInput {
  @IsUUID('4') id!: string;
  @IsIn(['keep', 'change', 'end']) decision!: 'keep' | 'change' | 'end';
  /** With `change`: the roles from now on. */
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(roles.length) @ArrayUnique() @IsIn(roles, { each: true }) roles?: Role[];
  /** With `end`: why. */
  @IsOptional() @IsString() @Length(3, 500) reason?: string;
}

export class HandInInput {
  /** The review the decisions are for. */
  @IsUUID('4') review!: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(1000) @ArrayUnique(({ id }: PersonDecisionInput) => id) @ValidateNested({ each: true }) @Type(() => PersonDecisionInput)
  decisions!: PersonDecisionInput[];
}

export class ReviewedPersonView extends PersonView {
  /** Somebody said so since the review began. */
  @Expose() isConfirmed!: boolean;
}

/** The half-yearly review of your people. */
export class ReviewView {
  /** Null while none is under way. */
  @Expose() id!: string | null;
  /** A day. Without a review under way, the day the next one is due. */
  @Expose() due!: string;
  /** Whoever is not confirmed is suspended that day. */
  @Expose() lapsesOn!: string;
  @Expose() openedAt!: string | null;
  @Expose() handedInAt!: string | null;
  /** Whom you confirm; nobody confirms themselves or somebody with a role they could not give. */
  @Expose() @Type(() => ReviewedPersonView) people!: ReviewedPersonView[];
  /** The roles you may give. */
  @Expose() roles!: Role[];
}
