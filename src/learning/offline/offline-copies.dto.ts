import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const language = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;

export class OfflineQuery {
  /** The language of the enrolment, or the course's first, when left out. */
  @IsOptional() @Matches(language) language?: string;
}

export class OfflineCopyInput {
  @IsOptional() @Matches(language) language?: string;
  /** Numbers of the parts that are wanted; all of them when left out. */
  @IsOptional() @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsInt({ each: true }) @Min(1, { each: true }) @Max(10_000, { each: true }) parts?: number[];
}

export class OfflinePermissionView {
  @Expose() may!: boolean;
  /** Why, or why not. */
  @Expose() because!: string;
  /** What a copy is checked with: a point of P-256, 65 octets in base64url. */
  @Expose() publicKey!: string;
}

export class OfflinePartView {
  @Expose() number!: number;
  @Expose() title!: string;
  /** What it takes on the device; a picture that several parts show counts in each. */
  @Expose() bytes!: number;
  /** What of it travels. */
  @Expose() packedBytes!: number;
}

export class OfflineSizeView {
  @Expose() language!: string | null;
  @Expose() bytes!: number;
  @Expose() packedBytes!: number;
  @Expose() days!: number;
  @Expose() @Type(() => OfflinePartView) parts!: OfflinePartView[];
}

/** `manifest` is the text that was signed, octet for octet: see `Manifest`. */
export class OfflineCopyView {
  @Expose() manifest!: string;
  /** ECDSA over P-256 with SHA-256, IEEE P1363, base64url. */
  @Expose() signature!: string;
  @Expose() publicKey!: string;
}
