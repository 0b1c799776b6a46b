import { IsOptional, IsString, IsUUID, Length } from 'class-validator';

export class EndMandateInput {
  @IsString() @Length(3, 1000) reason!: string;
}

export class HandOverInput {
  /** A confirmed focal point of the same party. */
  @IsUUID() successor!: string;
  @IsOptional() @IsString() @Length(3, 1000) reason?: string;
}
