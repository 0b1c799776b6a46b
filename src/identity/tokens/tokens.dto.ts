import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';

export class TokenInput {
  /** What its owner calls it: the program it is for. */
  @IsString() @Length(1, 80) name!: string;
  /** Some of those under `possible`. */
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(100) @ArrayUnique() @Matches(/^[a-z_]{1,40}:[a-z]{1,40}$/, { each: true, message: 'Each verb is written like "read:document"' }) verbs!: string[];
  /** It ends after this many days by itself. */
  @IsInt() @Min(1) @Max(365) days!: number;
}

export class TokenView {
  @Expose() id!: string;
  @Expose() name!: string;
  @Expose() verbs!: string[];
  @Expose() createdAt!: string;
  @Expose() expiresAt!: string;
  /** To the minute; null while it was never used. */
  @Expose() lastUsedAt!: string | null;
}

/** Shown this once. */
export class NewTokenView extends TokenView {
  /** To be sent as `Authorization: Bearer …`. */
  @Expose() token!: string;
}

export class TokenList {
  @Expose() @Type(() => TokenView) items!: TokenView[];
  /** The verbs a new token may carry. */
  @Expose() possible!: string[];
}
